import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { Crosshair } from 'lucide-react';
import { PAD_CURVES, PAD_MOTIONS, PTZ_SETTINGS_LIMITS, type PadAxis, type PadMotion, type PadProfile } from '@contract/domain/ptz-settings.ts';
import { useText } from '../../i18n/use-text.ts';
import { measuredRest, movedAxis } from '../../lib/gamepad-reading.ts';
import type { PadFrame } from '../../lib/gamepad-source.ts';
import { Button } from '../../ui/button.tsx';
import { FormProblem } from '../../ui/form.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { usePadFrame, type PadName } from './use-pads.ts';
import styles from './steering-screen.module.css';

interface PadPart {
  readonly pad: PadName;
  readonly profile: PadProfile;
  readonly onChange: (part: Partial<PadProfile>) => void;
}

/** Readings that a measurement of rest takes: about a second. */
const REST_FRAMES = 60;

/** What is being found out by watching the sticks. */
type Watching = { readonly kind: 'rest' } | { readonly kind: 'axis'; readonly motion: PadMotion };

/** Which axis moves what, drawn live, with its dead zone; curve and top speed. */
export const PadAxes = ({ pad, profile, onChange }: PadPart): ReactNode => {
  const t = useText();
  const [watching, setWatching] = useState<Watching | null>(null);
  const [failed, setFailed] = useState(false);
  const frames = useRef<PadFrame[]>([]);
  const begin = (what: Watching): void => {
    frames.current = [];
    setFailed(false);
    setWatching(what);
  };
  const setAxis = (motion: PadMotion, part: Partial<PadAxis>): void => {
    onChange({ motions: { ...profile.motions, [motion]: { ...profile.motions[motion], ...part } } });
  };
  const measureRest = (): void => {
    const motions = PAD_MOTIONS.map((motion) => {
      const { axis } = profile.motions[motion];
      return { motion, found: axis === null ? null : measuredRest(frames.current.map(({ axes }) => axes[axis] ?? 0)), isMissing: axis === null };
    });
    setWatching(null);
    setFailed(motions.some(({ found, isMissing }) => found === null && !isMissing));
    const next = { ...profile.motions };
    for (const { motion, found } of motions) if (found !== null) next[motion] = { ...next[motion], ...found };
    onChange({ motions: next });
  };
  usePadFrame(pad.index, (frame) => {
    if (watching === null) return;
    frames.current.push(frame);
    const [first] = frames.current;
    if (watching.kind === 'rest') {
      if (frames.current.length >= REST_FRAMES) measureRest();
      return;
    }
    const axis = first === undefined ? null : movedAxis(first, frame);
    if (axis === null) return;
    setWatching(null);
    setAxis(watching.motion, { axis, rest: 0 });
  });
  return (
    <div className={styles['column']}>
      <h3 className={styles['columnTitle']}>{t('ptz:axes.title')}</h3>
      {PAD_MOTIONS.map((motion) => (
        <AxisRow
          key={motion}
          pad={pad}
          motion={motion}
          axis={profile.motions[motion]}
          isWatched={watching?.kind === 'axis' && watching.motion === motion}
          onWatch={() => {
            begin({ kind: 'axis', motion });
          }}
          onChange={(part) => {
            setAxis(motion, part);
          }}
        />
      ))}
      <div className={styles['measure']}>
        <Button
          onClick={() => {
            begin({ kind: 'rest' });
          }}
        >
          <Crosshair size={16} aria-hidden />
          {t(watching?.kind === 'rest' ? 'ptz:axes.measuring' : 'ptz:axes.measure')}
        </Button>
        <p className={styles['hint']}>{t('ptz:axes.measureHint')}</p>
        <FormProblem problem={failed ? t('ptz:axes.notAtRest') : null} />
      </div>
      <div className={styles['choice']}>
        <span>{t('ptz:curve.title')}</span>
        <Segmented
          label={t('ptz:curve.title')}
          value={profile.curve}
          options={PAD_CURVES.map((value) => ({ value, name: t(`ptz:curve.${value}`), content: t(`ptz:curve.${value}`) }))}
          onPick={(curve) => {
            onChange({ curve });
          }}
        />
      </div>
      <Slider
        label={t('ptz:axes.topSpeed')}
        range={PTZ_SETTINGS_LIMITS.topSpeed}
        value={profile.topSpeed}
        onChange={(topSpeed) => {
          onChange({ topSpeed });
        }}
      />
    </div>
  );
};

interface AxisRowProps {
  readonly pad: PadName;
  readonly motion: PadMotion;
  readonly axis: PadAxis;
  readonly isWatched: boolean;
  readonly onWatch: () => void;
  readonly onChange: (part: Partial<PadAxis>) => void;
}

const AxisRow = ({ pad, motion, axis, isWatched, onWatch, onChange }: AxisRowProps): ReactNode => {
  const t = useText();
  const name = t(`ptz:motion.${motion}`);
  return (
    <fieldset className={styles['axis']} data-motion={motion}>
      <legend>{name}</legend>
      <AxisBar pad={pad} axis={axis} label={name} />
      <div className={styles['axisActs']}>
        <select
          className="field-box"
          aria-label={t('ptz:axes.which', { name })}
          value={axis.axis === null ? '' : String(axis.axis)}
          onChange={(event) => {
            onChange({ axis: event.target.value === '' ? null : Number(event.target.value), rest: 0 });
          }}
        >
          <option value="">{t('ptz:axes.noAxis')}</option>
          {Array.from({ length: Math.min(pad.axes, PTZ_SETTINGS_LIMITS.axes) }, (_, index) => (
            <option key={index} value={String(index)}>
              {t('ptz:axes.axis', { number: index + 1 })}
            </option>
          ))}
        </select>
        <Button aria-pressed={isWatched} onClick={onWatch}>
          {t(isWatched ? 'ptz:axes.moveNow' : 'ptz:axes.byMoving')}
        </Button>
        <label className={styles['check']}>
          <input
            type="checkbox"
            checked={axis.inverted}
            onChange={(event) => {
              onChange({ inverted: event.target.checked });
            }}
          />
          {t('ptz:axes.inverted')}
        </label>
      </div>
      <Slider
        label={t('ptz:axes.deadZone')}
        range={PTZ_SETTINGS_LIMITS.deadZone}
        value={axis.deadZone}
        onChange={(deadZone) => {
          onChange({ deadZone });
        }}
      />
    </fieldset>
  );
};

const percent = (share: number): string => `${String(Math.round(share * 1_000) / 10)}%`;

/** What the axis reads now, over its dead zone; written without React. */
const AxisBar = ({ pad, axis, label }: { readonly pad: PadName; readonly axis: PadAxis; readonly label: string }): ReactNode => {
  const needle = useRef<HTMLSpanElement>(null);
  const zone = useRef<HTMLSpanElement>(null);
  const { axis: place, rest, deadZone } = axis;
  useLayoutEffect(() => {
    if (zone.current === null) return;
    zone.current.style.left = percent(Math.max(0, (rest - deadZone + 1) / 2));
    zone.current.style.right = percent(Math.max(0, 1 - (rest + deadZone + 1) / 2));
  }, [rest, deadZone]);
  usePadFrame(pad.index, ({ axes }) => {
    const value = place === null ? 0 : (axes[place] ?? 0);
    if (needle.current !== null) needle.current.style.left = percent((Math.min(1, Math.max(-1, value)) + 1) / 2);
  });
  return (
    <span className={styles['bar']} role="img" aria-label={label}>
      <span ref={zone} className={styles['zone']} />
      <span ref={needle} className={styles['needle']} />
    </span>
  );
};

interface SliderProps {
  readonly label: string;
  readonly range: readonly [number, number];
  readonly value: number;
  readonly onChange: (value: number) => void;
}

const Slider = ({ label, range: [least, most], value, onChange }: SliderProps): ReactNode => {
  const t = useText();
  const words = t('ptz:percent', { percent: Math.round(value * 100) });
  return (
    <label className={styles['slider']}>
      <span>{label}</span>
      <input
        type="range"
        min={least}
        max={most}
        step={0.01}
        value={value}
        aria-valuetext={words}
        onChange={(event) => {
          onChange(Number(event.target.value));
        }}
      />
      <span className="tabular">{words}</span>
    </label>
  );
};

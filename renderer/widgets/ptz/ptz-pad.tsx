import { useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import { ArrowDown, ArrowDownLeft, ArrowDownRight, ArrowLeft, ArrowRight, ArrowUp, ArrowUpLeft, ArrowUpRight, Minus, Plus, type LucideIcon } from 'lucide-react';
import type { PtzAbilities } from '@contract/domain/ptz.ts';
import { PTZ_SETTINGS_LIMITS } from '@contract/domain/ptz-settings.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatTenths } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { HoldButton } from './hold-button.tsx';
import { bearingOf, compassOf, speedPercent } from './head-words.ts';
import { useHead, usePtzSettings } from './use-head.ts';
import styles from './ptz-panel.module.css';

type Way = 'upLeft' | 'up' | 'upRight' | 'left' | 'right' | 'downLeft' | 'down' | 'downRight';
const WAYS: readonly (readonly [Way, LucideIcon, number, number])[] = [
  ['upLeft', ArrowUpLeft, -1, 1],
  ['up', ArrowUp, 0, 1],
  ['upRight', ArrowUpRight, 1, 1],
  ['left', ArrowLeft, -1, 0],
  ['right', ArrowRight, 1, 0],
  ['downLeft', ArrowDownLeft, -1, -1],
  ['down', ArrowDown, 0, -1],
  ['downRight', ArrowDownRight, 1, -1],
];

/** Arrows and zoom to hold down, with their speed. */
export const PtzPad = ({ camera, abilities }: { readonly camera: CameraId; readonly abilities: PtzAbilities }): ReactNode => {
  const t = useText();
  const { ptz } = useCommands();
  const settings = usePtzSettings();
  const { head } = useHead(camera);
  const isUnknown = head !== undefined && head.position === null;
  const [speed, setSpeed] = useState(settings.keySpeed);
  const [least, most] = PTZ_SETTINGS_LIMITS.keySpeed;
  const hold = (pan: number, tilt: number, zoom: number) => (): (() => void) => {
    const grip = ptz.grip(camera);
    grip.move({ pan: pan * speed, tilt: tilt * speed, zoom: zoom * speed });
    return grip.release;
  };
  return (
    <section className={styles['padRow']} aria-label={t('ptz:pad.title')}>
      <div className={styles['pad']}>
        {WAYS.map(([way, Shape, pan, tilt]) => (
          <HoldButton key={way} label={t(`ptz:pad.${way}`)} className={styles[way]} onHold={hold(pan, tilt, 0)}>
            <Shape size={18} aria-hidden />
          </HoldButton>
        ))}
        <Bearing camera={camera} abilities={abilities} />
      </div>
      <div className={styles['zoom']}>
        <HoldButton label={t('ptz:pad.zoomIn')} onHold={hold(0, 0, 1)}>
          <Plus size={18} aria-hidden />
        </HoldButton>
        <Zoom camera={camera} zoomMax={abilities.zoomMax} />
        <HoldButton label={t('ptz:pad.zoomOut')} onHold={hold(0, 0, -1)}>
          <Minus size={18} aria-hidden />
        </HoldButton>
      </div>
      <div className={styles['speed']}>
        <label className={styles['line']}>
          {t('ptz:pad.speed')}
          <input
            type="range"
            min={least}
            max={most}
            step={0.05}
            value={speed}
            aria-valuetext={t('ptz:percent', { percent: Math.round(speed * 100) })}
            onChange={(event) => {
              setSpeed(Number(event.target.value));
            }}
          />
        </label>
        <span className="tabular">{t('ptz:percent', { percent: Math.round(speed * 100) })}</span>
        <SpeedNow camera={camera} />
        {isUnknown && <strong className={styles['unknown']}>{t('ptz:position.unknown')}</strong>}
      </div>
    </section>
  );
};

/** Where it looks, in the middle of the arrows. */
const Bearing = ({ camera, abilities }: { readonly camera: CameraId; readonly abilities: PtzAbilities }): ReactNode => {
  const t = useText();
  const { head } = useHead(camera);
  const position = head?.position ?? null;
  const bearing = position === null ? null : bearingOf(abilities, position);
  if (position === null)
    return (
      <span className={styles['bearing']} title={head === undefined ? undefined : t('ptz:position.unknown')}>
        {head === undefined ? '–' : '?'}
      </span>
    );
  return (
    <span className={styles['bearing']} title={t('ptz:overlay.bearing')}>
      {bearing === null ? (
        `${String(Math.round(position.panDeg))}°`
      ) : (
        <>
          <strong>{t(`ptz:compass.${compassOf(bearing)}`)}</strong> {bearing}°
        </>
      )}
    </span>
  );
};

/** A scale from whole to closest. Zoom is felt by times, not by steps: the scale is logarithmic. */
const Zoom = ({ camera, zoomMax }: { readonly camera: CameraId; readonly zoomMax: number }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const { head } = useHead(camera);
  const zoom = head?.position?.zoom ?? null;
  const share = zoom === null || zoomMax <= 1 ? 0 : Math.min(1, Math.max(0, Math.log(zoom) / Math.log(zoomMax)));
  return (
    <span className={styles['scale']} role="img" aria-label={zoom === null ? t('ptz:position.unknown') : t('ptz:overlay.zoom', { times: formatTenths(zoom, language) })}>
      <span className={styles['scaleNow']} style={{ height: `${String(Math.round(share * 100))}%` }} />
      <span className={styles['scaleWord']}>{zoom === null ? '' : `${formatTenths(zoom, language)}×`}</span>
    </span>
  );
};

/** How fast it is told to go now; written without React. */
const SpeedNow = ({ camera }: { readonly camera: CameraId }): ReactNode => {
  const t = useText();
  const { ptz } = useCommands();
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(
    () =>
      ptz.watch(camera, (velocity) => {
        const percent = speedPercent(velocity);
        if (place.current !== null) place.current.textContent = percent === 0 ? t('ptz:overlay.still') : t('ptz:overlay.speed', { percent });
      }),
    [ptz, camera, t],
  );
  return <span ref={place} className={styles['speedNow']} />;
};

import { useState, type ReactNode } from 'react';
import { Gamepad2, RotateCcw } from 'lucide-react';
import { profileFor, PTZ_SETTINGS_LIMITS, withoutProfile, withProfile, type PadProfile, type PtzSettings } from '@contract/domain/ptz-settings.ts';
import { useShortcuts } from '../../commands/use-shortcuts.ts';
import { useText } from '../../i18n/use-text.ts';
import { deviceOf } from '../../lib/gamepad-reading.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem } from '../../ui/form.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { PadAxes } from './pad-axes.tsx';
import { PadButtons } from './pad-buttons.tsx';
import { PadTest } from './pad-test.tsx';
import { usePads, type PadName } from './use-pads.ts';
import { useSteeringDraft } from './use-steering-draft.ts';
import styles from './steering-screen.module.css';

/** Joysticks of this PC: what each axis and button does, measured and tried here without moving any camera. */
export const SteeringScreen = (): ReactNode => {
  const t = useText();
  const sentence = useErrorSentence();
  const pads = usePads();
  const { settings, change, error } = useSteeringDraft();
  const [picked, setPicked] = useState<number | null>(null);
  useShortcuts('wall');
  const pad = pads.find(({ index }) => index === picked) ?? pads[0];
  return (
    <main className={styles['screen']}>
      <h1 className={styles['title']}>{t('ptz:screen.title')}</h1>
      <p className={styles['lead']}>{t('ptz:screen.lead')}</p>
      <FormProblem problem={error === null ? null : sentence(error)} />
      <KeySpeed settings={settings} onChange={change} />
      {pads.length > 1 && (
        <div className={styles['devices']}>
          <Segmented
            label={t('ptz:screen.devices')}
            value={String(pad?.index)}
            options={pads.map(({ index, id }) => ({ value: String(index), name: id, content: <span className={styles['device']}>{deviceName(id)}</span> }))}
            onPick={(value) => {
              setPicked(Number(value));
            }}
          />
        </div>
      )}
      {pad === undefined ? <NoPad /> : <PadOf key={`${String(pad.index)} ${pad.id}`} pad={pad} settings={settings} onChange={change} />}
    </main>
  );
};

/** Without the numbers of maker and product that browsers add. */
const deviceName = (id: string): string => id.replace(/\s*\((?:[^()]*Vendor:[^()]*)\)\s*$/, '').trim() || id;

const NoPad = (): ReactNode => {
  const t = useText();
  return (
    <div className={styles['none']} role="status">
      <Gamepad2 size={32} strokeWidth={1.5} aria-hidden />
      <p className={styles['noneTitle']}>{t('ptz:screen.none')}</p>
      <p>{t('ptz:screen.noneHint')}</p>
    </div>
  );
};

interface Changing {
  readonly settings: PtzSettings;
  readonly onChange: (next: PtzSettings) => void;
}

const KeySpeed = ({ settings, onChange }: Changing): ReactNode => {
  const t = useText();
  const [least, most] = PTZ_SETTINGS_LIMITS.keySpeed;
  const percent = Math.round(settings.keySpeed * 100);
  return (
    <label className={styles['keySpeed']}>
      {t('ptz:screen.keySpeed')}
      <input
        type="range"
        min={least}
        max={most}
        step={0.05}
        value={settings.keySpeed}
        aria-valuetext={t('ptz:percent', { percent })}
        onChange={(event) => {
          onChange({ ...settings, keySpeed: Number(event.target.value) });
        }}
      />
      <span className="tabular">{t('ptz:percent', { percent })}</span>
    </label>
  );
};

const PadOf = ({ pad, settings, onChange }: Changing & { readonly pad: PadName }): ReactNode => {
  const t = useText();
  const device = deviceOf(pad.id);
  const profile = profileFor(settings, device, pad.axes);
  const isChanged = settings.profiles.some((each) => each.device === device);
  const change = (part: Partial<PadProfile>): void => {
    onChange(withProfile(settings, { ...profile, ...part }));
  };
  return (
    <section className={styles['pad']} aria-label={deviceName(pad.id)}>
      <header className={styles['padHead']}>
        <h2 className={styles['subtitle']}>{deviceName(pad.id)}</h2>
        <span className={styles['count']}>{t('ptz:screen.has', { axes: pad.axes, buttons: pad.buttons })}</span>
        <Button
          disabled={!isChanged}
          onClick={() => {
            onChange(withoutProfile(settings, device));
          }}
        >
          <RotateCcw size={16} aria-hidden />
          {t('ptz:screen.reset')}
        </Button>
      </header>
      <div className={styles['columns']}>
        <PadAxes pad={pad} profile={profile} onChange={change} />
        <PadButtons pad={pad} profile={profile} onChange={change} />
        <PadTest pad={pad} profile={profile} />
      </div>
    </section>
  );
};

import { useRef, useState, type ReactNode } from 'react';
import { X } from 'lucide-react';
import { PAD_ACTS, PTZ_SETTINGS_LIMITS, type PadAct, type PadButton, type PadProfile } from '@contract/domain/ptz-settings.ts';
import { useText } from '../../i18n/use-text.ts';
import { IconButton } from '../../ui/button.tsx';
import { usePadFrame, type PadName } from './use-pads.ts';
import styles from './steering-screen.module.css';

interface PadButtonsProps {
  readonly pad: PadName;
  readonly profile: PadProfile;
  readonly onChange: (part: Partial<PadProfile>) => void;
}

/** Words of an act. */
function useActWords(): (act: PadAct) => string {
  const t = useText();
  return (act) => {
    const preset = /^preset-(\d)$/.exec(act)?.[1];
    return preset === undefined ? t(`ptz:act.${act as Exclude<PadAct, `preset-${number}`>}`) : t('ptz:act.preset', { number: preset });
  };
}

/** A button with another act; an act may have several buttons, a button has one act. */
export const withButton = (buttons: readonly PadButton[], button: number, act: PadAct | null): readonly PadButton[] => {
  const others = buttons.filter((each) => each.button !== button);
  return act === null ? others : [...others, { button, act }].sort((one, other) => one.button - other.button);
};

/** The buttons, drawn live, and what each act is done with: press an act's line, then the button. */
export const PadButtons = ({ pad, profile, onChange }: PadButtonsProps): ReactNode => {
  const t = useText();
  const words = useActWords();
  const [waiting, setWaiting] = useState<PadAct | null>(null);
  const lights = useRef<HTMLDivElement>(null);
  const count = Math.min(pad.buttons, PTZ_SETTINGS_LIMITS.buttons);
  usePadFrame(pad.index, ({ buttons }, pressed) => {
    for (const [index, light] of [...(lights.current?.children ?? [])].entries()) light.toggleAttribute('data-on', buttons[index]?.isPressed === true);
    const [button] = pressed;
    if (waiting === null || button === undefined || button >= count) return;
    setWaiting(null);
    onChange({ buttons: withButton(profile.buttons, button, waiting) });
  });
  return (
    <div className={styles['column']}>
      <h3 className={styles['columnTitle']}>{t('ptz:buttons.title')}</h3>
      <div ref={lights} className={styles['lights']} role="img" aria-label={t('ptz:buttons.live', { count })}>
        {Array.from({ length: count }, (_, index) => (
          <span key={index} className={styles['light']} data-light={index}>
            {index + 1}
          </span>
        ))}
      </div>
      <p className={styles['hint']} role="status">
        {waiting === null ? t('ptz:buttons.hint') : t('ptz:buttons.press', { act: words(waiting) })}
      </p>
      <ul className={styles['actions']} data-own-keys="">
        {PAD_ACTS.map((act) => {
          const own = profile.buttons.filter((each) => each.act === act && each.button < count);
          const name = words(act);
          return (
            <li key={act} className={styles['action']} data-act={act}>
              <span className={styles['actionName']}>{name}</span>
              {own.map(({ button }) => (
                <span key={button} className={styles['given']}>
                  {button + 1}
                  <IconButton
                    label={t('ptz:buttons.remove', { number: button + 1, act: name })}
                    onClick={() => {
                      onChange({ buttons: withButton(profile.buttons, button, null) });
                    }}
                  >
                    <X size={14} aria-hidden />
                  </IconButton>
                </span>
              ))}
              <button
                type="button"
                className={styles['assign']}
                aria-pressed={waiting === act}
                aria-label={waiting === act ? t('ptz:buttons.press', { act: name }) : t('ptz:buttons.assign', { act: name })}
                onClick={() => {
                  setWaiting(waiting === act ? null : act);
                }}
                onKeyDown={(event) => {
                  if (event.key === 'Escape' && waiting === act) {
                    event.stopPropagation();
                    setWaiting(null);
                  }
                }}
              >
                {t(waiting === act ? 'ptz:buttons.waiting' : 'ptz:buttons.give')}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
};

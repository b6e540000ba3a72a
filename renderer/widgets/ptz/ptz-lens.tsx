import type { ReactNode } from 'react';
import { Aperture, Droplets, Focus, Lightbulb, type LucideIcon } from 'lucide-react';
import type { PtzAux } from '@contract/domain/ptz.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { HoldButton } from './hold-button.tsx';
import type { Told } from './use-told.ts';
import styles from './ptz-panel.module.css';

const SHAPE: Readonly<Record<PtzAux, LucideIcon>> = { focus: Focus, iris: Aperture, wiper: Droplets, light: Lightbulb };
/** Held down and let go; the others are switched on and off. */
const isHeld = (aux: PtzAux): aux is 'focus' | 'iris' => aux === 'focus' || aux === 'iris';

/** Focus and iris to hold, wiper and light to switch: those that the camera has. */
export const PtzLens = ({ camera, aux, tell }: { readonly camera: CameraId; readonly aux: readonly PtzAux[]; readonly tell: Told['tell'] }): ReactNode => {
  const t = useText();
  const { ptz } = useCommands();
  return (
    <section className={styles['lens']} aria-label={t('ptz:lens.title')}>
      {[...new Set(aux)].map((each) => {
        const Shape = SHAPE[each];
        return (
          <div key={each} className={styles['lensRow']} role="group" aria-label={t(`ptz:lens.${each}`)}>
            <Shape size={16} aria-hidden />
            <span className={styles['lensName']}>{t(`ptz:lens.${each}`)}</span>
            {([-1, 1] as const).map((direction) => {
              const side = direction === 1 ? 'more' : 'less';
              const word = t(isHeld(each) ? `ptz:lens.${each}${side === 'more' ? 'More' : 'Less'}` : direction === 1 ? 'ptz:lens.on' : 'ptz:lens.off');
              const label = t('ptz:lens.of', { name: t(`ptz:lens.${each}`), what: word });
              return isHeld(each) ? (
                <HoldButton key={side} label={label} onHold={() => ptz.pressAux(camera, each, direction)}>
                  {word}
                </HoldButton>
              ) : (
                <Button
                  key={side}
                  aria-label={label}
                  onClick={() => {
                    void tell(ptz.act(camera, { kind: 'aux', aux: each, value: direction === 1 ? 1 : 0 }));
                  }}
                >
                  {word}
                </Button>
              );
            })}
          </div>
        );
      })}
    </section>
  );
};

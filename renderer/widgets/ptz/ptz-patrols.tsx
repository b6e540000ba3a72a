import type { ReactNode } from 'react';
import { Play, Square } from 'lucide-react';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import type { PlacesHere } from './use-places.ts';
import type { Told } from './use-told.ts';
import styles from './ptz-panel.module.css';

interface PtzPatrolsProps {
  readonly camera: CameraId;
  readonly places: PlacesHere;
  /** Number of the one that runs. */
  readonly running: number | null;
  readonly tell: Told['tell'];
}

/** Patrols: saved positions in turn, started and stopped. */
export const PtzPatrols = ({ camera, places: { places }, running, tell }: PtzPatrolsProps): ReactNode => {
  const t = useText();
  const { ptz } = useCommands();
  const patrols = places?.patrols ?? [];
  return (
    <section className={styles['section']} aria-label={t('ptz:patrols.title')}>
      <h3 className={styles['subtitle']}>{t('ptz:patrols.title')}</h3>
      {places !== null && patrols.length === 0 && <p className={styles['note']}>{t('ptz:patrols.none')}</p>}
      <ul className={styles['patrols']}>
        {patrols.map(({ number, name, steps }) => {
          const isRunning = number === running;
          const words = { number, name };
          return (
            <li key={number} className={styles['patrol']} data-running={isRunning}>
              <span className={styles['patrolName']}>
                <span className={styles['presetNumber']}>{number}</span> {name}
                <span className={styles['steps']}>{t('ptz:patrols.steps', { count: steps.length })}</span>
              </span>
              {isRunning && <span className={styles['runs']}>{t('ptz:patrols.runs')}</span>}
              <Button
                aria-label={t(isRunning ? 'ptz:patrols.stop' : 'ptz:patrols.start', words)}
                onClick={() => {
                  void tell(ptz.act(camera, { kind: isRunning ? 'patrol-stop' : 'patrol-start', patrol: number }));
                }}
              >
                {isRunning ? <Square size={16} aria-hidden /> : <Play size={16} aria-hidden />}
                {t(isRunning ? 'ptz:patrols.stopShort' : 'ptz:patrols.startShort')}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
};

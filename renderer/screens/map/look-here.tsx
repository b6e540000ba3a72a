import { useId, useMemo, useState, type ReactNode } from 'react';
import { Move3d } from 'lucide-react';
import type { Camera, Position } from '@contract/domain/camera.ts';
import type { CameraScope, MapArea } from '@contract/domain/camera-query.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { canLookAt } from '../../commands/ptz-commands.ts';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useDistanceWords } from './use-distance-words.ts';
import { useInArea } from './use-in-area.ts';
import styles from './map-screen.module.css';

interface LookHereProps {
  readonly spot: Position;
  /** A camera was told to look there. */
  readonly onLook: (camera: CameraId) => void;
}

/** Farther away little can be told apart, and more is in the way. */
const NEAR_M = 400;
const ASKED_MAX = 20;
const SHOWN_MAX = 4;
const TURNING: CameraScope = { text: '', filter: { kinds: ['ptz'] } };

/** The nearest cameras that can be turned to a spot, for who may steer; nothing where there are none. */
export const LookHere = ({ spot, onLook }: LookHereProps): ReactNode => {
  const t = useText();
  const titleId = useId();
  const distance = useDistanceWords();
  const { ptz } = useCommands();
  const maySteer = useSlice('session', (replica) => holdsRight(selectPerson(replica), 'ptz.steer'));
  const around = useMemo((): MapArea | null => (maySteer ? { kind: 'circle', centre: spot, radiusM: NEAR_M } : null), [maySteer, spot]);
  const answer = useInArea(around, TURNING, ASKED_MAX);
  const [done, setDone] = useState<{ readonly spot: Position; readonly name: string } | null>(null);
  const near = answer.kind === 'found' ? answer.items.filter(({ camera }) => canLookAt(camera)).slice(0, SHOWN_MAX) : [];
  const look = async ({ id, name }: Camera): Promise<void> => {
    setDone(null);
    if (!(await ptz.lookAt(id, spot))) return;
    setDone({ spot, name });
    onLook(id);
  };
  if (near.length === 0) return null;
  return (
    <section className={styles['look']} aria-labelledby={titleId}>
      <h3 id={titleId} className={styles['title']}>
        {t('map:look.title')}
      </h3>
      <ul className={styles['looks']}>
        {near.map(({ camera, distanceM }) => (
          <li key={camera.id}>
            <button type="button" className={styles['lookLine']} title={camera.name} onClick={() => void look(camera)}>
              <span className="visually-hidden">{t('map:look.act')} </span>
              <Move3d size={16} aria-hidden />
              <span className={styles['lookName']}>
                {String(camera.number)} {camera.name}
              </span>
              <span className={styles['quiet']}>{distance(distanceM)}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className={styles['done']} role="status">
        {done?.spot === spot && t('map:look.done', { name: done.name })}
      </p>
    </section>
  );
};

import { useEffect, type ReactNode } from 'react';
import type { Bridge } from '@contract/ipc/bridge.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import { monitorSurface, type MonitorKey } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectSession } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Identify, MonitorBadge, Standby } from '../../widgets/standby/index.ts';
import { WallGrid } from '../../widgets/tile-grid/index.ts';
import styles from './wall-window.module.css';

interface WallWindowProps {
  readonly monitorKey: MonitorKey | null;
  readonly onIdentify: Bridge['onIdentify'];
}

/** One monitor of the wall, edge to edge. Shows what it is told; takes no input. */
export const WallWindow = ({ monitorKey, onIdentify }: WallWindowProps): ReactNode => {
  const t = useText();
  const record = useSlice('session', selectSession);
  const monitor = useSlice('monitors', (replica) => (monitorKey === null ? undefined : replica.records.get(monitorKey)));
  const surface = useSlice('surfaces', (replica) => (monitorKey === null ? undefined : replica.records.get(monitorSurface(monitorKey))));
  const number = monitor?.number ?? null;
  const title = number === null ? t('common:product') : t('common:windowTitle.wall', { number });
  useEffect(() => {
    document.title = title;
  }, [title]);

  if (record === null) return null;
  const isSignedIn = sessionPerson(record.session) !== null;
  const isEmpty = surface === undefined || surface.cameras.every((camera) => camera === null);
  return (
    <main className={styles['wall']}>
      <h1 className="visually-hidden">{title}</h1>
      {isSignedIn && !isEmpty ? (
        <>
          <WallGrid surface={surface} label={t('wall:tiles', { number: number ?? 0 })} />
          {number !== null && <MonitorBadge number={number} />}
        </>
      ) : (
        <Standby reason={record.session.kind === 'device-unenrolled' ? 'deviceUnenrolled' : isSignedIn ? 'nothing' : 'signedOut'} monitorNumber={number} />
      )}
      <Identify onIdentify={onIdentify} />
    </main>
  );
};

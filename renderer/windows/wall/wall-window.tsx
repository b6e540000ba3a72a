import { useEffect, useState, type ReactNode } from 'react';
import type { Bridge } from '@contract/ipc/bridge.ts';
import { sessionPerson } from '@contract/domain/session.ts';
import { monitorSurface, type MonitorKey } from '@contract/domain/units.ts';
import { isBare } from '@contract/domain/wall.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectSession } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Identify, MonitorBadge, Standby } from '../../widgets/standby/index.ts';
import { WallGrid } from '../../widgets/tile-grid/index.ts';
import styles from './wall-window.module.css';

interface WallWindowProps {
  readonly monitorKey: MonitorKey | null;
  readonly onIdentify: Bridge['onIdentify'];
  readonly onFlash: Bridge['onFlash'];
}

/** How long tiles that somebody looks for are told apart. */
const FLASH_MS = 3_000;
const NO_TILES: ReadonlySet<number> = new Set();

/** One monitor of the wall, edge to edge. Shows what it is told; takes no input. */
export const WallWindow = ({ monitorKey, onIdentify, onFlash }: WallWindowProps): ReactNode => {
  const t = useText();
  const record = useSlice('session', selectSession);
  const monitor = useSlice('monitors', (replica) => (monitorKey === null ? undefined : replica.records.get(monitorKey)));
  const surface = useSlice('surfaces', (replica) => (monitorKey === null ? undefined : replica.records.get(monitorSurface(monitorKey))));
  const number = monitor?.number ?? null;
  const title = number === null ? t('common:product') : t('common:windowTitle.wall', { number });
  const flashed = useFlashed(onFlash);
  useEffect(() => {
    document.title = title;
  }, [title]);

  if (record === null) return null;
  const isSignedIn = sessionPerson(record.session) !== null;
  const isEmpty = surface === undefined || isBare(surface);
  return (
    <main className={styles['wall']}>
      <h1 className="visually-hidden">{title}</h1>
      {isSignedIn && !isEmpty ? (
        <>
          <WallGrid surface={surface} label={t('wall:tiles', { number: number ?? 0 })} flashed={flashed} />
          {number !== null && <MonitorBadge number={number} />}
        </>
      ) : (
        <Standby reason={record.session.kind === 'device-unenrolled' ? 'deviceUnenrolled' : isSignedIn ? 'nothing' : 'signedOut'} monitorNumber={number} />
      )}
      <Identify onIdentify={onIdentify} />
    </main>
  );
};

/** Tiles to be told apart now. */
function useFlashed(onFlash: Bridge['onFlash']): ReadonlySet<number> {
  const [flashed, setFlashed] = useState(NO_TILES);
  useEffect(() => {
    let timer = 0;
    const release = onFlash((tiles) => {
      window.clearTimeout(timer);
      setFlashed(new Set(tiles));
      timer = window.setTimeout(() => {
        setFlashed(NO_TILES);
      }, FLASH_MS);
    });
    return () => {
      window.clearTimeout(timer);
      release();
    };
  }, [onFlash]);
  return flashed;
}

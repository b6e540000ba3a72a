import { useEffect, useState } from 'react';
import type { TileStateKind } from '@contract/domain/tile-state.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useTilePool } from '../../video-tile/index.ts';

const EVERY_MS = 1_000;

/** State of the pictures this window shows, by camera, looked at once a second. The map keeps its identity while nothing changes. */
export function useShownStates(): ReadonlyMap<CameraId, TileStateKind> {
  const pool = useTilePool();
  const [states, setStates] = useState<ReadonlyMap<CameraId, TileStateKind>>(() => new Map());
  useEffect(() => {
    const look = (): void => {
      const next = new Map(pool.sessions().map((session) => [session.camera, session.getSnapshot().kind] as const));
      setStates((before) => (before.size === next.size && [...next].every(([camera, state]) => before.get(camera) === state) ? before : next));
    };
    look();
    const timer = window.setInterval(look, EVERY_MS);
    return () => {
      window.clearInterval(timer);
    };
  }, [pool]);
  return states;
}

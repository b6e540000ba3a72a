import { useEffect, useState } from 'react';
import { ONLY, type TileReportsRecord } from '@contract/state/slices.ts';
import { keptTiles, wallTiles, type Heard, type WallTile } from './selectors/wall-tiles.ts';
import { useWindowState, type WindowState } from './state-context.tsx';

/** When this window first saw a record: the clocks of several PCs need not agree, its own never steps. */
const seen = new WeakMap<TileReportsRecord, { readonly monoMs: number; readonly utcMs: number }>();
const RENEW_MS = 1_000;

function tilesNow({ replica, clock }: WindowState): readonly WallTile[] {
  const nowMonoMs = clock.monoMs();
  const nowUtcMs = clock.nowUtcMs();
  const heard = (record: TileReportsRecord): Heard => {
    const first = seen.get(record) ?? { monoMs: nowMonoMs, utcMs: nowUtcMs };
    seen.set(record, first);
    return { agoMs: nowMonoMs - first.monoMs, utcMs: first.utcMs };
  };
  return wallTiles({
    monitors: replica.monitors.getState().records,
    nodes: replica.nodes.getState().records,
    surfaces: replica.surfaces.getState().records,
    reports: replica.tileReports.getState().records,
    picked: replica.picked.getState().records.get(ONLY)?.camera ?? null,
    nowUtcMs,
    heard,
  });
}

/** Every tile that holds something, and how it stands; the same array until one of them changes. */
export function useWallTiles(): readonly WallTile[] {
  const state = useWindowState();
  const [tiles, setTiles] = useState(() => tilesNow(state));
  useEffect(() => {
    const { replica } = state;
    const renew = (): void => {
      setTiles((before) => keptTiles(before, tilesNow(state)));
    };
    const releases = [replica.monitors, replica.nodes, replica.surfaces, replica.tileReports, replica.picked].map((store) => store.subscribe(renew));
    const timer = window.setInterval(renew, RENEW_MS);
    renew();
    return () => {
      window.clearInterval(timer);
      for (const release of releases) release();
    };
  }, [state]);
  return tiles;
}

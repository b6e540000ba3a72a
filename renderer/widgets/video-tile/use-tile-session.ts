import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { Camera } from '@contract/domain/camera.ts';
import type { Importance } from '@contract/domain/stream.ts';
import type { Zoom } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, type CameraId } from '@contract/domain/units.ts';
import type { TileSession } from '../../players/tile-session.ts';
import type { TileWants } from '../../players/tile-wants.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useTilePool } from './tile-pool-context.tsx';
import type { TilePlace } from './tile-place.ts';
import { useSettled } from './use-settled.ts';

export interface TileAsk {
  readonly place: TilePlace;
  readonly camera: CameraId;
  /** Undefined: not in the directory (yet); then it is not known what is to be covered, and no picture is shown. */
  readonly record: Camera | undefined;
  readonly zoom: Zoom | null;
  readonly audio?: boolean;
  /** Not what the tile shows but what it will show: it is not reported. */
  readonly isPrepared?: boolean;
}

/** Alarms of these priorities make their cameras go before all others. */
const URGENT_PRIORITY = 2;
/** A selection that moves on, as along a row with the arrow keys, asks no tile on its way for its best stream. */
const SELECTED_AFTER_MS = 400;

/** The running session of a camera in a tile, or null until the tile stands. Released with the component. */
export function useTileSession({ place, camera, record, zoom, audio = false, isPrepared = false }: TileAsk): TileSession | null {
  const pool = useTilePool();
  const { surface, index, widthPx, heightPx } = place;
  const lift = useSlice('maskLifts', (replica) => replica.records.get(camera) ?? null);
  const importance = useImportance(place, camera);
  const wants = useMemo(
    (): TileWants => ({ size: { widthPx, heightPx }, importance, streams: record?.streams ?? null, masks: record === undefined ? null : (record.masks ?? []), lift, zoom, fit: 'contain', audio }),
    [widthPx, heightPx, importance, record, lift, zoom, audio],
  );
  const [session, setSession] = useState<TileSession | null>(null);
  const latest = useRef(wants);
  useLayoutEffect(() => {
    latest.current = wants;
  });
  useLayoutEffect(() => {
    const lease = pool.acquire({ surface, tile: isPrepared ? null : index, camera, wants: latest.current });
    setSession(lease.session);
    return lease.release;
  }, [pool, surface, index, camera, isPrepared]);
  useLayoutEffect(() => {
    if (session?.camera === camera) session.want(wants);
  }, [session, camera, wants]);
  return session;
}

const useImportance = ({ surface, isSelected }: TilePlace, camera: CameraId): Importance => {
  const isUrgent = useSlice('alarms', (replica) => {
    for (const alarm of replica.records.values()) if (alarm.camera === camera && alarm.priority <= URGENT_PRIORITY) return true;
    return false;
  });
  const isPicked = useSettled(isSelected, SELECTED_AFTER_MS);
  if (isUrgent) return 'alarm';
  if (isPicked) return 'selected';
  return surface === DESK_SURFACE ? 'rest' : 'wall';
};

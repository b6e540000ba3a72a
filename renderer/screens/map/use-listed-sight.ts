import { useCallback, useMemo, useRef, useState } from 'react';
import type { Position } from '@contract/domain/camera.ts';
import type { CameraScope, MapArea } from '@contract/domain/camera-query.ts';
import { distanceM, rectangle, type MapSight } from '../../widgets/site-map/index.ts';
import { useInArea, type AreaAnswer } from './use-in-area.ts';

/** Cameras that are listed while no area is chosen: those nearest to the middle. */
const NEAREST_MAX = 200;
const SAME_PLACE_M = 1;
const SAME_ZOOM = 0.01;

/** Where the map was sent from the list. */
export interface SentTo {
  readonly at: Position;
  readonly zoom: number;
}

export const isAt = ({ centre, zoom }: Pick<MapSight, 'centre' | 'zoom'>, sent: SentTo): boolean => distanceM(centre, sent.at) < SAME_PLACE_M && Math.abs(zoom - sent.zoom) < SAME_ZOOM;

export interface ListedSight {
  readonly answer: AreaAnswer;
  readonly onSight: (sight: MapSight) => void;
  /** The map is being sent to a line of the list. */
  readonly send: (to: SentTo) => void;
}

/**
 * The cameras in sight, nearest to the middle first. Sent to one of its lines by the list itself, the map takes the list nowhere: it is
 * walked on as it was.
 */
export function useListedSight(scope: CameraScope, isWanted: boolean): ListedSight {
  const [listed, setListed] = useState<MapSight['bounds'] | null>(null);
  const sent = useRef<SentTo | null>(null);
  const area = useMemo(
    (): MapArea | null => (listed === null || !isWanted ? null : { kind: 'polygon', corners: rectangle({ latDeg: listed.north, lonDeg: listed.west }, { latDeg: listed.south, lonDeg: listed.east }) }),
    [listed, isWanted],
  );
  const answer = useInArea(area, scope, NEAREST_MAX, true);
  const onSight = useCallback((sight: MapSight): void => {
    if (sent.current !== null && isAt(sight, sent.current)) return;
    sent.current = null;
    setListed(sight.bounds);
  }, []);
  const send = useCallback((to: SentTo): void => {
    sent.current = to;
  }, []);
  return { answer, onSight, send };
}

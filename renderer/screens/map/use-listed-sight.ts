import { useCallback, useMemo, useState } from 'react';
import type { CameraScope, MapArea, MapBounds } from '@contract/domain/camera-query.ts';
import { isSameBounds, rectangle, type MapSight } from '../../widgets/site-map/index.ts';
import { useInArea, type AreaAnswer } from './use-in-area.ts';

/** Cameras that are listed while no area is chosen: those nearest to the middle. */
const NEAREST_MAX = 200;

interface Sights {
  /** What the map shows; null: it has not said. */
  readonly seen: MapBounds | null;
  /** What is listed; another while the list is walked. */
  readonly listed: MapBounds | null;
}

const NO_SIGHTS: Sights = { seen: null, listed: null };

export interface ListedSight {
  readonly answer: AreaAnswer;
  /** The map was walked on along the lines: they are still those of the sight before. */
  readonly isKept: boolean;
  readonly onSight: (sight: Pick<MapSight, 'bounds'>, isWalk?: boolean) => void;
  /** Lists what is in sight now. */
  readonly listNow: () => void;
}

/** The cameras in sight, nearest to the middle first. Sent along its own lines, the map takes the list nowhere: it is walked on as it was. */
export function useListedSight(scope: CameraScope, isWanted: boolean): ListedSight {
  const [{ seen, listed }, setSights] = useState(NO_SIGHTS);
  const area = useMemo(
    (): MapArea | null => (listed === null || !isWanted ? null : { kind: 'polygon', corners: rectangle({ latDeg: listed.north, lonDeg: listed.west }, { latDeg: listed.south, lonDeg: listed.east }) }),
    [listed, isWanted],
  );
  const answer = useInArea(area, scope, NEAREST_MAX, true);
  const onSight = useCallback(
    ({ bounds }: Pick<MapSight, 'bounds'>, isWalk = false): void => {
      // Told again where it stands, the map has gone nowhere.
      setSights((now) => (isSameBounds(now.seen, bounds) ? now : { seen: bounds, listed: isWalk && isWanted && now.listed !== null ? now.listed : bounds }));
    },
    [isWanted],
  );
  const listNow = useCallback((): void => {
    setSights((now) => ({ ...now, listed: now.seen }));
  }, []);
  return { answer, isKept: !isSameBounds(seen, listed), onSight, listNow };
}

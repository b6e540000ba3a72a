import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Position } from '@contract/domain/camera.ts';
import type { CameraFilter, CameraInArea, MapArea } from '@contract/domain/camera-query.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { windowLater } from '../../lib/later.ts';
import { selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { areaFeatures, areaOf, draw, isWhole, NO_DRAWING, type AreaFeature, type Drawing, type DrawingAct } from '../../widgets/site-map/index.ts';

/** What is known of the cameras in the chosen area. */
export type AreaAnswer =
  | { readonly kind: 'none' | 'looking' | 'failed' }
  | { readonly kind: 'found'; readonly items: readonly CameraInArea[]; readonly total: number };

export interface AreaChoice {
  readonly drawing: Drawing;
  readonly onDraw: (act: DrawingAct) => void;
  /** The chosen area, also while its last corners are still being set; null: none is. */
  readonly area: MapArea | null;
  readonly choose: (area: MapArea | null) => void;
  readonly features: readonly AreaFeature[];
  readonly answer: AreaAnswer;
}

/** Corners that grow quickly are asked about once. */
const PAUSE_MS = 60;
const NONE: AreaAnswer = { kind: 'none' };
const LOOKING: AreaAnswer = { kind: 'looking' };

/** The points an area is held by when it is not being drawn. */
const pointsOf = (area: MapArea | null): readonly Position[] => (area?.kind === 'seeing' ? [area.spot] : area?.kind === 'circle' ? [area.centre] : []);

/** The area a person draws or chooses, and the cameras in it. */
export function useArea(filter: CameraFilter): AreaChoice {
  const { finding } = useCommands();
  const [drawing, setDrawing] = useState(NO_DRAWING);
  const [area, choose] = useState<MapArea | null>(null);
  const [last, setLast] = useState<{ readonly area: MapArea | null; readonly answer: AreaAnswer }>({ area: null, answer: NONE });
  // The cameras of the area before must not stand under this one.
  const answer = area === null ? NONE : last.area === area ? last.answer : LOOKING;
  // Several acts come before anything is drawn anew: each goes on from the one before.
  const latest = useRef(NO_DRAWING);
  const onDraw = useCallback((act: DrawingAct): void => {
    let next = draw(latest.current, act);
    if (act.kind === 'take') choose(null);
    if (act.kind === 'corner' || act.kind === 'back') choose(areaOf(next));
    if (act.kind === 'width') choose((now) => (now?.kind === 'corridor' ? { ...now, widthM: act.widthM } : now));
    if (isWhole(next)) next = draw(next, { kind: 'end' });
    latest.current = next;
    setDrawing(next);
  }, []);

  /** Changes with the directory. */
  const version = useSlice('tier', (replica) => String(selectTier(replica)?.directoryUtcMs));
  useEffect(() => {
    if (area === null) return undefined;
    let isWanted = true;
    const cancel = windowLater(() => {
      void finding.inArea(area, filter).then((result) => {
        if (isWanted) setLast({ area, answer: result.ok ? { kind: 'found', ...result.value } : { kind: 'failed' } });
      });
    }, PAUSE_MS);
    return () => {
      isWanted = false;
      cancel();
    };
  }, [finding, area, filter, version]);

  const features = useMemo(
    () => (drawing.tool === null ? areaFeatures(area, pointsOf(area), null) : areaFeatures(areaOf(drawing, true), drawing.corners, drawing.hover)),
    [drawing, area],
  );
  return { drawing, onDraw, area, choose, features, answer };
}

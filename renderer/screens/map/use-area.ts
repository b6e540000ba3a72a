import { useCallback, useMemo, useRef, useState } from 'react';
import type { Position } from '@contract/domain/camera.ts';
import type { CameraScope, MapArea } from '@contract/domain/camera-query.ts';
import { areaFeatures, areaOf, draw, isWhole, NO_DRAWING, type AreaFeature, type Drawing, type DrawingAct } from '../../widgets/site-map/index.ts';
import { useInArea, type AreaAnswer } from './use-in-area.ts';

export interface AreaChoice {
  readonly drawing: Drawing;
  readonly onDraw: (act: DrawingAct) => void;
  /** The chosen area, also while its last corners are still being set; null: none is. */
  readonly area: MapArea | null;
  readonly choose: (area: MapArea | null) => void;
  readonly features: readonly AreaFeature[];
  readonly answer: AreaAnswer;
}

/** As many as an answer names at once. */
const MOST = 2_000;

/** The points an area is held by when it is not being drawn. */
const pointsOf = (area: MapArea | null): readonly Position[] => (area?.kind === 'seeing' ? [area.spot] : area?.kind === 'circle' ? [area.centre] : []);

/** The area a person draws or chooses, and the cameras in it. */
export function useArea(scope: CameraScope): AreaChoice {
  const [drawing, setDrawing] = useState(NO_DRAWING);
  const [area, choose] = useState<MapArea | null>(null);
  const answer = useInArea(area, scope, MOST);
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

  const features = useMemo(
    () => (drawing.tool === null ? areaFeatures(area, pointsOf(area), null) : areaFeatures(areaOf(drawing, true), drawing.corners, drawing.hover)),
    [drawing, area],
  );
  return { drawing, onDraw, area, choose, features, answer };
}

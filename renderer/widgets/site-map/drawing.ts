import type { Position } from '@contract/domain/camera.ts';
import type { MapArea } from '@contract/domain/camera-query.ts';
import { distanceM, rectangle } from './ground.ts';

/** Ways to pick a part of the map. */
export const TOOLS = ['rectangle', 'polygon', 'circle', 'corridor', 'seeing'] as const;
export type Tool = (typeof TOOLS)[number];

/** What is being drawn. `hover`: where the pointer or the crosshair is, as the next corner would be. */
export interface Drawing {
  readonly tool: Tool | null;
  readonly corners: readonly Position[];
  readonly hover: Position | null;
  /** Half the width of a corridor, metres. */
  readonly widthM: number;
}

export type DrawingAct =
  | { readonly kind: 'take'; readonly tool: Tool }
  /** A corner is set: by a click, by Enter, by the start or end of a drag. */
  | { readonly kind: 'corner'; readonly at: Position }
  | { readonly kind: 'hover'; readonly at: Position | null }
  | { readonly kind: 'back' }
  | { readonly kind: 'width'; readonly widthM: number }
  /** Puts the tool away. */
  | { readonly kind: 'end' };

export const CORRIDOR_WIDTHS_M = [25, 50, 100, 200] as const;
export const NO_DRAWING: Drawing = { tool: null, corners: [], hover: null, widthM: 50 };

const MOST_CORNERS = 200;
/** Two clicks closer than this are a hand that shook, no area. */
const LEAST_SIZE_M = 3;

export function draw(drawing: Drawing, act: DrawingAct): Drawing {
  switch (act.kind) {
    case 'take':
      return { ...drawing, tool: act.tool, corners: [], hover: null };
    case 'corner':
      if (drawing.tool === null || drawing.corners.length >= MOST_CORNERS) return drawing;
      // What was whole makes room for the next.
      return { ...drawing, corners: isWhole(drawing) ? [act.at] : withCorner(drawing.corners, act.at), hover: act.at };
    case 'hover':
      return drawing.tool === null ? drawing : { ...drawing, hover: act.at };
    case 'back':
      return { ...drawing, corners: drawing.corners.slice(0, -1) };
    case 'width':
      return { ...drawing, widthM: act.widthM };
    case 'end':
      return { ...NO_DRAWING, widthM: drawing.widthM };
  }
}

/** The second half of a double click adds nothing. */
const withCorner = (corners: readonly Position[], at: Position): readonly Position[] => {
  const last = corners.at(-1);
  return last !== undefined && distanceM(last, at) < LEAST_SIZE_M ? corners : [...corners, at];
};

/** True when a tool's area needs no further corner: it is looked up at once. Polygons and corridors are ended by the person. */
export const isWhole = ({ tool, corners }: Drawing): boolean => (tool === 'seeing' && corners.length === 1) || ((tool === 'rectangle' || tool === 'circle') && corners.length === 2);

/** The area as it stands, or null while it is none yet. With `withHover` the pointer counts as its next corner. */
export function areaOf({ tool, corners, hover, widthM }: Drawing, withHover = false): MapArea | null {
  const isOpen = tool === 'polygon' || tool === 'corridor' || corners.length < 2;
  const points = withHover && hover !== null && isOpen && corners.length > 0 ? [...corners, hover] : corners;
  const [first, second] = points;
  if (tool === null || first === undefined) return null;
  switch (tool) {
    case 'seeing':
      return { kind: 'seeing', spot: first };
    case 'circle': {
      const radiusM = second === undefined ? 0 : distanceM(first, second);
      return radiusM < LEAST_SIZE_M ? null : { kind: 'circle', centre: first, radiusM };
    }
    case 'rectangle':
      return second === undefined || distanceM(first, second) < LEAST_SIZE_M ? null : { kind: 'polygon', corners: rectangle(first, second) };
    case 'polygon':
      return points.length < 3 ? null : { kind: 'polygon', corners: points };
    case 'corridor':
      return points.length < 2 ? null : { kind: 'corridor', line: points, widthM };
  }
}

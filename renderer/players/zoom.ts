import { ZOOM_MAX, type Zoom } from '@contract/domain/tile-content.ts';

/**
 * How much of the tile the whole picture takes at scale 1, by width and height: 1 on the side that touches the tile's edge, less on
 * the side with bars, more than 1 where a picture that covers its tile is cut off.
 */
export interface Fit {
  readonly x: number;
  readonly y: number;
}

/** A place: of a picture or of a tile, fractions from its top left corner, 0..1. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

export type FitMode = 'contain' | 'cover';

export const WHOLE: Zoom = { x: 0.5, y: 0.5, scale: 1 };
const SQUARE: Fit = { x: 1, y: 1 };

/** How a picture of this shape lies in a tile of that size; any shape that is not known counts as the tile's own. */
export const fitOf = (pictureAspect: number | null, tile: { readonly widthPx: number; readonly heightPx: number }, mode: FitMode = 'contain'): Fit => {
  const tileAspect = tile.widthPx / tile.heightPx;
  if (pictureAspect === null || !isPositive(pictureAspect) || !isPositive(tileAspect)) return SQUARE;
  const isWider = pictureAspect > tileAspect;
  const touchesSides = mode === 'contain' ? isWider : !isWider;
  return touchesSides ? { x: 1, y: tileAspect / pictureAspect } : { x: pictureAspect / tileAspect, y: 1 };
};

/** Brings a zoom into what is allowed: scale 1..ZOOM_MAX, and no empty border where the picture is large enough to fill the tile. */
export const clampZoom = ({ x, y, scale }: Zoom, fit: Fit = SQUARE): Zoom => {
  const allowed = clamp(Number.isFinite(scale) ? scale : 1, 1, ZOOM_MAX);
  return { x: clampMiddle(x, fit.x * allowed), y: clampMiddle(y, fit.y * allowed), scale: allowed };
};

/** Zooms by a factor so that what lies under `at` (of the tile) stays there. */
export const zoomAt = (zoom: Zoom, at: Place, factor: number, fit: Fit = SQUARE): Zoom => {
  const under = placeInPicture(zoom, at, fit);
  const scale = clamp(zoom.scale * (Number.isFinite(factor) ? factor : 1), 1, ZOOM_MAX);
  return clampZoom({ x: under.x - (at.x - 0.5) / (fit.x * scale), y: under.y - (at.y - 0.5) / (fit.y * scale), scale }, fit);
};

/** Moves the picture along with a hand that went this far over the tile (fractions of it). */
export const panBy = (zoom: Zoom, moved: Place, fit: Fit = SQUARE): Zoom =>
  clampZoom({ x: zoom.x - moved.x / (fit.x * zoom.scale), y: zoom.y - moved.y / (fit.y * zoom.scale), scale: zoom.scale }, fit);

/** The zoom that shows a part of the picture (two corners, fractions of the picture) as large as the tile allows. */
export const zoomTo = (one: Place, other: Place, fit: Fit = SQUARE): Zoom => {
  const [width, height] = [Math.abs(one.x - other.x), Math.abs(one.y - other.y)];
  const scale = Math.min(1 / Math.max(width * fit.x, 1e-6), 1 / Math.max(height * fit.y, 1e-6));
  return clampZoom({ x: (one.x + other.x) / 2, y: (one.y + other.y) / 2, scale }, fit);
};

/** What of the picture lies under a place of the tile; outside 0..1 beside the picture. */
export const placeInPicture = (zoom: Zoom, at: Place, fit: Fit = SQUARE): Place => ({
  x: zoom.x + (at.x - 0.5) / (fit.x * zoom.scale),
  y: zoom.y + (at.y - 0.5) / (fit.y * zoom.scale),
});

/** CSS transform of the picture's own box, whose middle is the tile's middle. */
export const zoomTransform = ({ x, y, scale }: Zoom): string => `translate(${percent((0.5 - x) * scale)}, ${percent((0.5 - y) * scale)}) scale(${String(scale)})`;

const percent = (share: number): string => `${String(Math.round(share * 1e6) / 1e4)}%`;
const isPositive = (value: number): boolean => Number.isFinite(value) && value > 0;
const clamp = (value: number, min: number, max: number): number => Math.min(max, Math.max(min, value));

/** `size`: of the whole picture along this side, in tiles. */
const clampMiddle = (middle: number, size: number): number => {
  const halfSeen = Math.min(1, 1 / size) / 2;
  return clamp(Number.isFinite(middle) ? middle : 0.5, halfSeen, 1 - halfSeen);
};

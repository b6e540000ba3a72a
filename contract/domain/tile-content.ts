import type { CameraId, PictureId } from './units.ts';

/** Digital zoom: the part of the picture that fills the tile. */
export interface Zoom {
  /** Middle of the part, as fractions of the whole picture, 0..1. */
  readonly x: number;
  readonly y: number;
  /** 1 (all of it) .. ZOOM_MAX */
  readonly scale: number;
}
export const ZOOM_MAX = 16;

/** Cameras shown in turn in one tile (carousel). */
export interface Sequence {
  readonly name: string;
  /** 1..SEQUENCE_STEPS_MAX */
  readonly steps: readonly SequenceStep[];
}
export interface SequenceStep {
  readonly camera: CameraId;
  /** Whole seconds, DWELL_S. */
  readonly dwellS: number;
}
export const SEQUENCE_STEPS_MAX = 100;
export const DWELL_S = { min: 2, usual: 10, max: 3600 } as const;

/** How a sequence or tour goes on. Position follows from the clock, so that every window and a restarted PC agree without being told. */
export type Run = { readonly kind: 'running'; readonly anchorUtcMs: number; readonly fromStep: number } | { readonly kind: 'paused'; readonly step: number };

/** What a tile holds; null: nothing. */
export type TileContent =
  | { readonly kind: 'camera'; readonly camera: CameraId; readonly zoom: Zoom | null }
  | { readonly kind: 'sequence'; readonly sequence: Sequence; readonly run: Run }
  /** The camera picked last at the desk. */
  | { readonly kind: 'hotspot' }
  | { readonly kind: 'map' }
  | { readonly kind: 'alarms' }
  | { readonly kind: 'clock' }
  /** Plain text, TEXT_MAX characters. */
  | { readonly kind: 'text'; readonly text: string }
  /** A picture of this console's own store. */
  | { readonly kind: 'picture'; readonly picture: PictureId }
  /** https, of the allow-list. */
  | { readonly kind: 'web'; readonly url: string }
  /** The desk's own window. */
  | { readonly kind: 'desk' };
export type TileContentKind = TileContent['kind'];
export type TileContents = readonly (TileContent | null)[];
export const TEXT_MAX = 500;
/** How many earlier contents a tile remembers. */
export const MEMORY_MAX = 8;

export const cameraContent = (camera: CameraId): TileContent => ({ kind: 'camera', camera, zoom: null });

/** Every camera a content may show, sooner or later; the hotspot's is the picked one. */
export function camerasOf(content: TileContent | null, picked: CameraId | null): readonly CameraId[] {
  if (content === null) return [];
  if (content.kind === 'camera') return [content.camera];
  if (content.kind === 'sequence') return content.sequence.steps.map(({ camera }) => camera);
  return content.kind === 'hotspot' && picked !== null ? [picked] : [];
}

/** Whether two show the same; a zoom or the position of a sequence makes no difference. */
export function isSameContent(one: TileContent | null, other: TileContent | null): boolean {
  if (one === other) return true;
  if (one === null || other === null || one.kind !== other.kind) return false;
  return JSON.stringify({ ...one, zoom: null, run: null }) === JSON.stringify({ ...other, zoom: null, run: null });
}

/** Whether an address may stand in a web tile at all: https, or http on this very machine. Which pages are shown the site's list decides. */
export const isWebTileUrl = (url: string): boolean => /^https:|^http:\/\/(127\.0\.0\.1|localhost)[:/]/.test(url);

import { arrangementFor, isSameArrangement, READY, type Arrangement } from './arrangement.ts';
import { cameraContent, camerasOf, isSameContent, type Run, type TileContent, type TileContents } from './tile-content.ts';
import type { CameraId, LayoutId, MonitorKey, NodeId, SurfaceId, UtcMs } from './units.ts';

/** Layouts shown in turn on one monitor (tour). */
export interface LayoutTour {
  readonly name: string;
  /** 2..TOUR_STEPS_MAX; dwell in whole seconds. */
  readonly steps: readonly { readonly layout: LayoutId; readonly dwellS: number }[];
  readonly run: Run;
}
export const TOUR_STEPS_MAX = 32;

/** What a place (the desk, one monitor) shows now. Kept on disk; returns after a restart. */
export interface Surface {
  readonly id: SurfaceId;
  readonly arrangement: Arrangement;
  /** By tile; as long as `arrangement.tiles`. */
  readonly contents: TileContents;
  /** The saved layout this came from, when it did and was not changed since. */
  readonly layoutId: LayoutId | null;
  /** Name to show; empty when unsaved. */
  readonly layoutName: string;
  /** Tiles are not to be changed by accident: only unlocking, another layout or a scene changes it. */
  readonly locked: boolean;
  readonly tour: LayoutTour | null;
}

/** A saved arrangement of tiles and what they hold. `waiting`: not yet on the server (saved while offline). */
export interface Layout {
  readonly id: LayoutId;
  readonly name: string;
  readonly arrangement: Arrangement;
  readonly contents: TileContents;
  readonly shared: boolean;
  readonly locked: boolean;
  readonly ownerId: string;
  readonly etag: string | null;
  readonly updatedUtcMs: UtcMs;
  readonly sync: 'stored' | 'waiting';
}

/** Somebody changed a layout while it was changed here: both versions, until the operator has chosen. */
export interface LayoutConflict {
  readonly id: LayoutId;
  readonly mine: Layout;
  readonly theirs: Layout;
}

/** One physical display, present now or remembered. Pixels are device-independent, in its PC's desktop coordinates. */
export interface Monitor {
  readonly id: MonitorKey;
  /** Number painted on the wall, from 1, by position: left to right, then top to bottom; kept once given. */
  readonly number: number;
  readonly label: string;
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly scaleFactor: number;
  readonly isPrimary: boolean;
  /** Of this PC: plugged in. Of another: its PC is in the wall and has it. */
  readonly present: boolean;
  /** The PC that drives it; null: this one. */
  readonly node: NodeId | null;
}

/** Another PC that drives a part of the wall (`--wall-node`). */
export interface WallNode {
  readonly id: NodeId;
  readonly name: string;
  /** `down`: the broker says it left without a word, or it was not heard for too long. */
  readonly state: 'online' | 'down';
  readonly sinceUtcMs: UtcMs;
}

export const nothing = (count: number): TileContents => Array.from({ length: count }, () => null);

export const emptySurface = (id: SurfaceId, arrangement: Arrangement = READY['4']): Surface => ({
  id,
  arrangement,
  contents: nothing(arrangement.tiles.length),
  layoutId: null,
  layoutName: '',
  locked: false,
  tour: null,
});

const changed = { layoutId: null, layoutName: '', tour: null } as const;

/** Another arrangement, the contents kept in order; those beyond the smaller one fall off the end. */
export function withArrangement(surface: Surface, arrangement: Arrangement): Surface {
  if (isSameArrangement(arrangement, surface.arrangement)) return surface;
  const count = arrangement.tiles.length;
  const kept = count < surface.contents.length ? surface.contents.filter((content) => content !== null) : surface.contents;
  return { ...surface, ...changed, arrangement, contents: Array.from({ length: count }, (_, index) => kept[index] ?? null) };
}

/** Puts a content (or nothing) in a tile. A tile outside the arrangement changes nothing. */
export function withContent(surface: Surface, index: number, content: TileContent | null): Surface {
  if (!Number.isInteger(index) || index < 0 || index >= surface.contents.length) return surface;
  const old = surface.contents[index] ?? null;
  if (isSameContent(old, content)) return JSON.stringify(old) === JSON.stringify(content) ? surface : { ...surface, contents: replaced(surface.contents, index, content) };
  return { ...surface, ...changed, contents: replaced(surface.contents, index, content) };
}

const replaced = (contents: TileContents, index: number, content: TileContent | null): TileContents => contents.map((old, place) => (place === index ? content : old));

/** Swaps two tiles. A tile outside the arrangement changes nothing, nor do two tiles that show the same. */
export function withSwapped(surface: Surface, from: number, to: number): Surface {
  const first = surface.contents[from];
  const second = surface.contents[to];
  if (first === undefined || second === undefined || isSameContent(first, second)) return surface;
  const contents = surface.contents.map((old, place) => (place === from ? second : place === to ? first : old));
  return { ...surface, ...changed, contents };
}

/** The tile that shows a camera for good (not in turn), or -1. */
export const tileOfCamera = (surface: Surface, camera: CameraId): number => surface.contents.findIndex((content) => content?.kind === 'camera' && content.camera === camera);

/** The tile a newly opened camera takes: where it already is, else the preferred one when empty, else the first empty one, else the preferred one. */
export function tileForCamera(surface: Surface, camera: CameraId, preferred: number): number {
  const shown = tileOfCamera(surface, camera);
  if (shown >= 0) return shown;
  const wanted = Math.min(Math.max(0, Math.trunc(preferred) || 0), surface.contents.length - 1);
  const empty = surface.contents[wanted] === null ? wanted : surface.contents.indexOf(null);
  return empty >= 0 ? empty : wanted;
}

/** A surface with a camera in a tile. */
export const withCamera = (surface: Surface, index: number, camera: CameraId): Surface => withContent(surface, index, cameraContent(camera));

/** A surface with these cameras in a tile and in the empty ones after it, as far as there are any. A tile outside the arrangement changes nothing. */
export function withCamerasFrom(surface: Surface, index: number, cameras: readonly CameraId[]): { readonly surface: Surface; readonly shown: number } {
  const free = surface.contents.flatMap((content, place) => (place === index || (place > index && content === null) ? [place] : []));
  if (free[0] !== index) return { surface, shown: 0 };
  const placed = cameras.slice(0, free.length);
  return { surface: placed.reduce((now, camera, turn) => withCamera(now, free[turn] ?? index, camera), surface), shown: placed.length };
}

/** A surface with these cameras alone, in the ready arrangement that has room for them; those beyond the largest are left out. */
export function withCameras(surface: Surface, cameras: readonly CameraId[], isUpright: boolean): Surface {
  const arrangement = arrangementFor(cameras.length, isUpright);
  return { ...emptySurface(surface.id, arrangement), contents: arrangement.tiles.map((_, index) => contentAt(cameras[index])) };
}

const contentAt = (camera: CameraId | undefined): TileContent | null => (camera === undefined ? null : cameraContent(camera));

/** A surface showing a saved layout. */
export const withLayout = (id: SurfaceId, layout: Layout): Surface => ({
  id,
  arrangement: layout.arrangement,
  contents: layout.contents,
  layoutId: layout.id,
  layoutName: layout.name,
  locked: layout.locked,
  tour: null,
});

/** A surface showing what another shows. */
export const withContentOf = (id: SurfaceId, source: Surface): Surface => ({ ...source, id });

/** Every camera a surface may show, sooner or later; each once. */
export const surfaceCameras = (surface: Surface, picked: CameraId | null): ReadonlySet<CameraId> => new Set(surface.contents.flatMap((content) => camerasOf(content, picked)));

/** Whether the desk's own window is on it. */
export const holdsDesk = (surface: Surface | undefined): boolean => surface?.contents.some((content) => content?.kind === 'desk') === true;

/** Whether nothing is on it at all. */
export const isBare = (surface: Surface): boolean => surface.contents.every((content) => content === null);

/** How many tiles hold something. */
export const filledTiles = (surface: Surface): number => surface.contents.filter((content) => content !== null).length;

import type { CameraId, LayoutId, MonitorKey, SurfaceId, UtcMs } from './units.ts';

/** Tiles of a regular grid. */
export const GRIDS = ['1', '4', '9', '16'] as const;
export type Grid = (typeof GRIDS)[number];
export const gridTiles = (grid: Grid): number => Number(grid);
export const gridColumns = (grid: Grid): number => Math.sqrt(Number(grid));

/** What each tile of a grid shows; index = place, row by row; null = empty. Length is that of the grid. */
export type TileCameras = readonly (CameraId | null)[];

/** What a place (the desk, one monitor) shows now. Kept on disk; returns after a restart. */
export interface Surface {
  readonly id: SurfaceId;
  readonly grid: Grid;
  readonly cameras: TileCameras;
  /** The saved layout this came from, when it did and was not changed since. */
  readonly layoutId: LayoutId | null;
  /** Name to show; empty when unsaved. */
  readonly layoutName: string;
}

/** A saved arrangement of tiles. `local`: not yet on the server (saved while offline). */
export interface Layout {
  readonly id: LayoutId;
  readonly name: string;
  readonly grid: Grid;
  readonly cameras: TileCameras;
  readonly shared: boolean;
  readonly ownerId: string;
  readonly etag: string | null;
  readonly updatedUtcMs: UtcMs;
  readonly sync: 'stored' | 'waiting';
}

/** One physical display of this PC, present now or remembered. Pixels are device-independent, in the desktop's coordinates. */
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
  readonly present: boolean;
}

export const emptyTiles = (grid: Grid): TileCameras => Array.from({ length: gridTiles(grid) }, () => null);

export const emptySurface = (id: SurfaceId, grid: Grid = '4'): Surface => ({ id, grid, cameras: emptyTiles(grid), layoutId: null, layoutName: '' });

/** Another grid, the cameras kept in order; those beyond the smaller grid fall off the end. */
export function withGrid(surface: Surface, grid: Grid): Surface {
  if (grid === surface.grid) return surface;
  const kept = gridTiles(grid) < gridTiles(surface.grid) ? surface.cameras.filter((camera) => camera !== null) : surface.cameras;
  const cameras = Array.from({ length: gridTiles(grid) }, (_, index) => kept[index] ?? null);
  return { ...surface, grid, cameras, layoutId: null, layoutName: '' };
}

/** Puts a camera (or nothing) in a tile. A tile outside the grid changes nothing. */
export function withCamera(surface: Surface, index: number, camera: CameraId | null): Surface {
  if (!Number.isInteger(index) || index < 0 || index >= surface.cameras.length || surface.cameras[index] === camera) return surface;
  return { ...surface, cameras: surface.cameras.map((old, place) => (place === index ? camera : old)), layoutId: null, layoutName: '' };
}

/** Swaps two tiles. A tile outside the grid changes nothing, nor do two tiles that show the same. */
export function withSwapped(surface: Surface, from: number, to: number): Surface {
  const first = surface.cameras[from];
  const second = surface.cameras[to];
  if (first === undefined || second === undefined || first === second) return surface;
  const cameras = surface.cameras.map((old, place) => (place === from ? second : place === to ? first : old));
  return { ...surface, cameras, layoutId: null, layoutName: '' };
}

/** The tile a newly opened camera takes: where it already is, else the preferred one when empty, else the first empty one, else the preferred one. */
export function tileForCamera(surface: Surface, camera: CameraId, preferred: number): number {
  const shown = surface.cameras.indexOf(camera);
  if (shown >= 0) return shown;
  const wanted = Math.min(Math.max(0, Math.trunc(preferred) || 0), surface.cameras.length - 1);
  const empty = surface.cameras[wanted] === null ? wanted : surface.cameras.indexOf(null);
  return empty >= 0 ? empty : wanted;
}

/** A surface showing a saved layout. */
export const withLayout = (id: SurfaceId, layout: Layout): Surface => ({ id, grid: layout.grid, cameras: layout.cameras, layoutId: layout.id, layoutName: layout.name });

/** A surface showing what another shows. */
export const withContentOf = (id: SurfaceId, source: Surface): Surface => ({ ...source, id });

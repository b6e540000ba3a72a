import { err, ok, type Result } from '@contract/domain/result.ts';
import type { CameraId, LayoutId, SurfaceId } from '@contract/domain/units.ts';
import { DESK_SURFACE, surfaceMonitor } from '@contract/domain/units.ts';
import { emptySurface, emptyTiles, tileForCamera, withCamera, withContentOf, withGrid, withLayout, withSwapped, type Grid, type Surface } from '@contract/domain/wall.ts';
import type { Stores } from '../../state/stores.ts';

export interface SurfacesCache {
  readonly load: () => Promise<readonly Surface[]>;
  readonly save: (surfaces: readonly Surface[]) => void;
}

export interface SurfacesService {
  /** Shows on every surface what it showed last. */
  readonly open: (cache: SurfacesCache) => Promise<void>;
  /** Shows a camera in the tile it fits best, answers which. */
  readonly openCamera: (surface: SurfaceId, camera: CameraId, preferred: number) => Result<{ readonly tile: number }>;
  readonly placeCamera: (surface: SurfaceId, tile: number, camera: CameraId | null) => Result<null>;
  readonly swapTiles: (surface: SurfaceId, from: number, to: number) => Result<null>;
  readonly setGrid: (surface: SurfaceId, grid: Grid) => Result<null>;
  readonly clear: (surface: SurfaceId) => Result<null>;
  readonly applyLayout: (surface: SurfaceId, layout: LayoutId) => Result<null>;
  readonly copy: (from: SurfaceId, to: SurfaceId) => Result<null>;
  /** Marks a surface as showing a saved layout (after saving it). */
  readonly named: (surface: SurfaceId, layout: LayoutId) => void;
  readonly get: (surface: SurfaceId) => Surface | null;
  /** A person is here and what the surfaces showed has been read. */
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

/** What the desk and every monitor show. Each change is kept on disk, so that the wall is back after a restart. */
export function createSurfacesService(environment: { readonly stores: Pick<Stores, 'surfaces' | 'layouts' | 'monitors'> }): SurfacesService {
  const { stores } = environment;
  let cache: SurfacesCache | null = null;
  let opening: SurfacesCache | null = null;

  const get = (id: SurfaceId): Surface | null => {
    const monitor = surfaceMonitor(id);
    if (id !== DESK_SURFACE && (monitor === null || stores.monitors.get(monitor) === undefined)) return null;
    return stores.surfaces.get(id) ?? emptySurface(id);
  };
  const change = (id: SurfaceId, step: (surface: Surface) => Surface): Result<null> => {
    const surface = get(id);
    if (surface === null) return err('wall/unknown-monitor');
    const next = step(surface);
    if (next === surface && stores.surfaces.get(id) !== undefined) return ok(null);
    stores.surfaces.put(next);
    cache?.save([...stores.surfaces.records().values()]);
    return ok(null);
  };

  return {
    open: async (nextCache) => {
      // Nothing is saved before all is read: a change made meanwhile would otherwise replace the whole wall on disk.
      opening = nextCache;
      const surfaces = await nextCache.load();
      if (opening !== nextCache) return;
      cache = nextCache;
      stores.surfaces.replaceAll(surfaces.some((surface) => surface.id === DESK_SURFACE) ? surfaces : [...surfaces, emptySurface(DESK_SURFACE)]);
    },
    openCamera: (id, camera, preferred) => {
      const surface = get(id);
      if (surface === null) return err('wall/unknown-monitor');
      const tile = tileForCamera(surface, camera, preferred);
      const placed = change(id, (now) => withCamera(now, tile, camera));
      return placed.ok ? ok({ tile }) : placed;
    },
    placeCamera: (id, tile, camera) => change(id, (surface) => withCamera(surface, tile, camera)),
    swapTiles: (id, from, to) => change(id, (surface) => withSwapped(surface, from, to)),
    setGrid: (id, grid) => change(id, (surface) => withGrid(surface, grid)),
    clear: (id) => change(id, (surface) => ({ ...surface, cameras: emptyTiles(surface.grid), layoutId: null, layoutName: '' })),
    applyLayout: (id, wanted) => {
      const layout = stores.layouts.get(wanted);
      return layout === undefined ? err('layout/unknown') : change(id, () => withLayout(id, layout));
    },
    copy: (from, to) => {
      const source = get(from);
      return source === null ? err('wall/unknown-monitor') : change(to, () => withContentOf(to, source));
    },
    named: (id, wanted) => {
      const layout = stores.layouts.get(wanted);
      if (layout !== undefined) change(id, (surface) => ({ ...surface, layoutId: layout.id, layoutName: layout.name }));
    },
    get,
    isOpen: () => cache !== null,
    close: () => {
      opening = null;
      cache = null;
      stores.surfaces.replaceAll([]);
    },
  };
}

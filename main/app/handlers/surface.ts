import { err, ok, type Result } from '@contract/domain/result.ts';
import { camerasOf, type TileContent } from '@contract/domain/tile-content.ts';
import { DESK_SURFACE, surfaceMonitor, type CameraId, type SurfaceId } from '@contract/domain/units.ts';
import type { surfaceContract } from '@contract/ipc/surface-contract.ts';
import type { Handlers, RequestContext } from '../../ipc/router.ts';
import type { SurfacesService } from '../../services/surfaces/surfaces-service.ts';
import type { Stores } from '../../state/stores.ts';
import { mayChange } from './may-change.ts';

export interface SurfaceHandlerEnvironment {
  readonly stores: Pick<Stores, 'cameras' | 'monitors'>;
  readonly surfaces: SurfacesService;
  /** Whether a web tile may show this address: https, of an origin on the allow-list. */
  readonly isWebAllowed: (url: string) => boolean;
}

export function surfaceHandlers({ stores, surfaces, isWebAllowed }: SurfaceHandlerEnvironment): Pick<Handlers, keyof typeof surfaceContract> {
  const onSurface = <T>(surface: SurfaceId, context: RequestContext, act: () => Result<T>): Result<T> => {
    const allowed = mayChange(surface, context);
    return allowed.ok ? act() : allowed;
  };
  const grantedOf = (cameras: readonly CameraId[]): readonly CameraId[] => [...new Set(cameras)].filter((camera) => stores.cameras.get(camera) !== undefined);
  /** A camera not granted does not exist, a page not on the list is not shown, and the desk is shown by this PC's monitors alone. */
  const mayHold = (surface: SurfaceId, content: TileContent | null): Result<null> => {
    if (content === null) return ok(null);
    if (!camerasOf(content, null).every((camera) => stores.cameras.get(camera) !== undefined)) return err('camera/unknown');
    if (content.kind === 'web' && !isWebAllowed(content.url)) return err('web/not-allowed');
    if (content.kind !== 'desk') return ok(null);
    const monitor = surfaceMonitor(surface);
    return surface !== DESK_SURFACE && monitor !== null && stores.monitors.get(monitor)?.node === null ? ok(null) : err('wall/desk-not-here');
  };

  return {
    'surface.openCamera': ({ surface, camera, preferred }, context) =>
      onSurface(surface, context, () => (stores.cameras.get(camera) === undefined ? err('camera/unknown') : surfaces.openCamera(surface, camera, preferred))),
    'surface.openMany': ({ surface, cameras }, context) =>
      onSurface(surface, context, () => {
        const granted = grantedOf(cameras);
        if (granted.length === 0) return err('camera/unknown');
        const opened = surfaces.openMany(surface, granted);
        return opened.ok ? ok({ shown: granted.length }) : opened;
      }),
    'surface.fillFrom': ({ surface, tile, cameras }, context) =>
      onSurface(surface, context, () => {
        const granted = grantedOf(cameras);
        return granted.length === 0 ? err('camera/unknown') : surfaces.fillFrom(surface, tile, granted);
      }),
    'surface.placeContent': ({ surface, tile, content }, context) =>
      onSurface(surface, context, () => {
        const allowed = mayHold(surface, content);
        return allowed.ok ? surfaces.placeContent(surface, tile, content) : allowed;
      }),
    'surface.swapTiles': ({ surface, from, to }, context) => onSurface(surface, context, () => surfaces.swapTiles(surface, from, to)),
    'surface.setArrangement': ({ surface, arrangement }, context) => onSurface(surface, context, () => surfaces.setArrangement(surface, arrangement)),
    'surface.clear': ({ surface }, context) => onSurface(surface, context, () => surfaces.clear(surface)),
    'surface.setLocked': ({ surface, locked }, context) => onSurface(surface, context, () => surfaces.setLocked(surface, locked)),
    'surface.applyLayout': ({ surface, layout }, context) => onSurface(surface, context, () => surfaces.applyLayout(surface, layout)),
    'surface.sendToMonitor': ({ from, to }, context) => onSurface(to, context, () => surfaces.copy(from, to)),
    'surface.memory': ({ surface, tile }, context) =>
      onSurface(surface, context, () => {
        const held = surfaces.memory(surface, tile);
        return held.ok ? ok([...held.value]) : held;
      }),
    'surface.back': ({ surface, tile }, context) => onSurface(surface, context, () => surfaces.back(surface, tile)),
    'surface.sequence': ({ surface, tile, act }, context) => onSurface(surface, context, () => surfaces.actOnSequence(surface, tile, act)),
    'surface.setZoom': ({ surface, tile, zoom }, context) => onSurface(surface, context, () => surfaces.setZoom(surface, tile, zoom)),
    'surface.startTour': ({ surface, name, steps }, context) => onSurface(surface, context, () => surfaces.startTour(surface, name, steps)),
    'surface.tour': ({ surface, act }, context) => onSurface(surface, context, () => surfaces.actOnTour(surface, act)),
    'surface.pick': ({ camera }, { person }) => {
      // Hotspot tiles are on the wall too.
      if (person?.rights.includes('wall.control') !== true) return err('app/not-allowed');
      return camera !== null && stores.cameras.get(camera) === undefined ? err('camera/unknown') : surfaces.pick(camera);
    },
  };
}

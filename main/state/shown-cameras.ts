import { surfaceMonitor, type CameraId } from '@contract/domain/units.ts';
import { surfaceCameras } from '@contract/domain/wall.ts';
import { only, type Stores } from './stores.ts';

/**
 * Keeps `shownCameras` equal to the cameras that a wall of this PC may show, so that walls never hold the directory nor anything of the
 * desk: those of its tiles, the picked one where a hotspot is, and those of open alarms where an alarm list is. Answers the stop.
 */
export function keepShownCameras(stores: Stores): () => void {
  const recompute = () => {
    const cameras = stores.cameras.records();
    const surfaces = [...stores.surfaces.records().values()].filter(({ id }) => {
      const key = surfaceMonitor(id);
      const monitor = key === null ? undefined : stores.monitors.get(key);
      return monitor?.present === true && monitor.node === null;
    });
    const picked = only(stores.picked).camera;
    const shown = new Set<CameraId>(surfaces.flatMap((surface) => [...surfaceCameras(surface, picked)]));
    if (surfaces.some(({ contents }) => contents.some((content) => content?.kind === 'alarms'))) {
      for (const { camera } of stores.alarms.records().values()) if (camera !== null) shown.add(camera);
    }
    const wanted = [...shown].flatMap((id) => cameras.get(id) ?? []);
    const current = stores.shownCameras.records();
    if (wanted.length === current.size && wanted.every((camera) => current.get(camera.id) === camera)) return;
    stores.shownCameras.replaceAll(wanted);
  };
  const stops = [stores.cameras, stores.monitors, stores.surfaces, stores.picked, stores.alarms].map((store) => store.onDidChange(recompute));
  recompute();
  return () => stops.forEach((stop) => stop());
}

import type { Camera } from '@contract/domain/camera.ts';
import { surfaceMonitor, type CameraId } from '@contract/domain/units.ts';
import { surfaceCameras, type Surface } from '@contract/domain/wall.ts';
import type { SliceStore } from './slice-store.ts';
import { only, type Stores } from './stores.ts';

/** The records of these cameras as they are now; the very same state when nothing about them changed. */
function keep(slice: SliceStore<Camera>, wanted: ReadonlySet<CameraId>, cameras: Stores['cameras']): void {
  const records = [...wanted].flatMap((id) => cameras.get(id) ?? []);
  const current = slice.records();
  if (records.length === current.size && records.every((camera) => current.get(camera.id) === camera)) return;
  slice.replaceAll(records);
}

const camerasOf = (surfaces: readonly Surface[], picked: CameraId | null): Set<CameraId> => new Set(surfaces.flatMap((surface) => [...surfaceCameras(surface, picked)]));

/**
 * Keeps `shownCameras` equal to the cameras that a wall of this PC may show, so that walls never hold the directory nor anything of the
 * desk: those of its tiles, the picked one where a hotspot is, and those of open alarms where an alarm list is. Answers the stop.
 */
export function keepShownCameras(stores: Stores): () => void {
  const recompute = () => {
    const surfaces = [...stores.surfaces.records().values()].filter(({ id }) => {
      const key = surfaceMonitor(id);
      const monitor = key === null ? undefined : stores.monitors.get(key);
      return monitor?.present === true && monitor.node === null;
    });
    const shown = camerasOf(surfaces, only(stores.picked).camera);
    if (surfaces.some(({ contents }) => contents.some((content) => content?.kind === 'alarms'))) {
      for (const { camera } of stores.alarms.records().values()) if (camera !== null) shown.add(camera);
    }
    keep(stores.shownCameras, shown, stores.cameras);
  };
  const stops = [stores.cameras, stores.monitors, stores.surfaces, stores.picked, stores.alarms].map((store) => store.onDidChange(recompute));
  recompute();
  return () => stops.forEach((stop) => stop());
}

export interface UsedCameras {
  /** What the desk looks at besides what surfaces show, as a whole; those of these that do not exist are answered. */
  readonly watch: (cameras: Iterable<CameraId>) => void;
  /** Cameras on the wall now, on any PC. */
  readonly onWall: () => ReadonlySet<CameraId>;
  readonly stop: () => void;
}

/**
 * Keeps `usedCameras` equal to the cameras the desk has to do with: on any surface of any PC, picked, in an alarm, or watched by its lists.
 * `onDidChange` is called with all of them after each change of which they are.
 */
export function keepUsedCameras(stores: Stores, onDidChange: () => void): UsedCameras {
  let watched: readonly CameraId[] = [];
  let wall: ReadonlySet<CameraId> = new Set();
  let known = '';
  const recompute = () => {
    const surfaces = [...stores.surfaces.records().values()];
    const { camera: picked } = only(stores.picked);
    wall = camerasOf(surfaces.filter(({ id }) => surfaceMonitor(id) !== null), picked);
    const used = camerasOf(surfaces, picked);
    if (picked !== null) used.add(picked);
    for (const { camera } of stores.alarms.records().values()) if (camera !== null) used.add(camera);
    for (const camera of watched) used.add(camera);
    keep(stores.usedCameras, used, stores.cameras);
    const names = [[...stores.usedCameras.records().keys()].sort().join(' '), [...wall].sort().join(' ')].join('|');
    if (names === known) return;
    known = names;
    onDidChange();
  };
  const stops = [stores.cameras, stores.surfaces, stores.picked, stores.alarms].map((store) => store.onDidChange(recompute));
  return {
    watch: (cameras) => {
      watched = [...new Set(cameras)];
      recompute();
    },
    onWall: () => wall,
    stop: () => stops.forEach((stop) => stop()),
  };
}

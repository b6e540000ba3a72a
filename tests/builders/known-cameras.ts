import type { Camera } from '@contract/domain/camera.ts';
import { cameraId } from '@contract/domain/units.ts';
import type { KnownCameras } from '../../main/state/known-cameras.ts';

/** The cameras of a test's directory, changed as its process would. */
export interface GivenCameras {
  readonly put: (...cameras: readonly Camera[]) => void;
  readonly remove: (...ids: readonly string[]) => void;
  readonly replaceAll: (cameras: Iterable<Camera>) => void;
}

/** Gives main a directory to look cameras up in, held in memory. */
export function giveCameras(known: KnownCameras, ...first: readonly Camera[]): GivenCameras {
  const cameras = new Map<string, Camera>(first.map((camera) => [camera.id, camera]));
  known.setSource({ get: (id) => cameras.get(id), has: (id) => cameras.has(id) });
  return {
    put: (...changed) => {
      for (const camera of changed) cameras.set(camera.id, camera);
      known.forget(changed.map(({ id }) => id));
    },
    remove: (...ids) => {
      for (const id of ids) cameras.delete(id);
      known.forget(ids.map(cameraId));
    },
    replaceAll: (next) => {
      cameras.clear();
      for (const camera of next) cameras.set(camera.id, camera);
      known.forget(null);
    },
  };
}

import type { CameraId } from '@contract/domain/units.ts';

/** Requests of one movement remembered at most: some seconds of it, longer than a refusal takes. */
const REQUESTS_MAX = 128;

/** Heads that were told to move and not to stop since, with the numbers of the requests that told them. */
export interface MovingCameras {
  readonly add: (camera: CameraId, request: number) => void;
  readonly stop: (camera: CameraId) => void;
  /** Whose movement a request was of; null: of none that goes on. */
  readonly cameraOf: (request: number) => CameraId | null;
  readonly cameras: () => readonly CameraId[];
  readonly clear: () => void;
}

export function createMovingCameras(): MovingCameras {
  const requests = new Map<CameraId, readonly number[]>();
  return {
    add: (camera, request) => void requests.set(camera, [...(requests.get(camera) ?? []), request].slice(-REQUESTS_MAX)),
    stop: (camera) => void requests.delete(camera),
    cameraOf: (request) => [...requests].find(([, numbers]) => numbers.includes(request))?.[0] ?? null,
    cameras: () => [...requests.keys()],
    clear: () => requests.clear(),
  };
}

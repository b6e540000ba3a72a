import type { Camera } from '@contract/domain/camera.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useSlice } from './state-context.tsx';

/** A camera's record: of the directory at the desk, of the cameras shown on a wall. Undefined: not (yet) known. */
export function useCameraRecord(camera: CameraId | null): Camera | undefined {
  const known = useSlice('cameras', (replica) => (camera === null ? undefined : replica.records.get(camera)));
  const shown = useSlice('shownCameras', (replica) => (camera === null ? undefined : replica.records.get(camera)));
  return known ?? shown;
}

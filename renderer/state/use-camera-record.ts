import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { Camera, CameraCondition } from '@contract/domain/camera.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { useSlice, useWindowState } from './state-context.tsx';

/** A camera's record, kept up to date while the component stands. Undefined: not (yet) known, or not there any more. */
export function useCameraRecord(camera: CameraId | null): Camera | undefined {
  const { book } = useWindowState();
  useEffect(() => (camera === null ? undefined : book.hold(camera)), [book, camera]);
  const used = useSlice('usedCameras', (replica) => (camera === null ? undefined : replica.records.get(camera)));
  const shown = useSlice('shownCameras', (replica) => (camera === null ? undefined : replica.records.get(camera)));
  const recent = useStore(book.recent, (known) => (camera === null ? undefined : known.get(camera)));
  return used ?? shown ?? recent;
}

/** State of a camera whose record is held. */
export const useCameraCondition = (camera: CameraId): CameraCondition => useSlice('cameraStates', (replica) => replica.records.get(camera)?.state ?? 'unknown');

/** Records of several cameras, in their order, those that are known; all are kept up to date while the component stands. `cameras` keeps its identity. */
export function useCameraRecords(cameras: readonly CameraId[]): readonly Camera[] {
  const { book } = useWindowState();
  useEffect(() => {
    const releases = cameras.map((camera) => book.hold(camera));
    return () => {
      for (const release of releases) release();
    };
  }, [book, cameras]);
  const used = useSlice('usedCameras', ({ records }) => records);
  const shown = useSlice('shownCameras', ({ records }) => records);
  const recent = useStore(book.recent);
  return useMemo(() => cameras.flatMap((camera) => used.get(camera) ?? shown.get(camera) ?? recent.get(camera) ?? []), [cameras, used, shown, recent]);
}

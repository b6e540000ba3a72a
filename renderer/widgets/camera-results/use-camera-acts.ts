import { useMemo } from 'react';
import { monitorSurface, type CameraId, type SurfaceId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { byNumber, holdsRight, selectPerson } from '../../state/selectors/records.ts';
import { useViewActions, useWindowState } from '../../state/state-context.tsx';
import { LIVE_SCREEN_ID } from '../../state/view-store.ts';

export interface CameraActs {
  readonly open: (camera: CameraId) => void;
  readonly openOn: (surface: SurfaceId, camera: CameraId) => void;
  /** On the monitor with this number, where the person has the right over the wall and the monitor is there. */
  readonly openOnNumber: (number: number, camera: CameraId) => void;
  /** Nothing happens for a camera without a position. */
  readonly showOnMap: (camera: CameraId) => void;
  /** On the live screen, beside its tiles. */
  readonly openPage: (camera: CameraId) => void;
  readonly copyNumber: (camera: CameraId) => void;
  readonly copy: (text: string) => void;
}

/** What can be done with a camera of a list. */
export function useCameraActs(): CameraActs {
  const { openCamera, openCameraOn } = useCommands();
  const { book, replica } = useWindowState();
  const { showOnMap, openBeside, showScreen, tell } = useViewActions();
  return useMemo(() => {
    const copy = (text: string): void => {
      // Without a clipboard nothing is said to be copied; what was asked for can still be read.
      void navigator.clipboard.writeText(text).then(
        () => {
          tell({ kind: 'copied', text });
        },
        () => undefined,
      );
    };
    return {
      open: openCamera,
      openOn: (surface, camera) => {
        openCameraOn(surface, camera, 0);
      },
      openOnNumber: (number, camera) => {
        if (!holdsRight(selectPerson(replica.session.getState()), 'wall.control')) return;
        const monitor = byNumber(replica.monitors.getState().records).find((each) => each.number === number);
        if (monitor?.present === true) openCameraOn(monitorSurface(monitor.id), camera, 0);
      },
      showOnMap: (camera) => {
        const at = book.record(camera)?.position;
        if (at !== undefined) showOnMap({ at, camera });
      },
      openPage: (camera) => {
        openBeside({ kind: 'camera', camera });
        showScreen(LIVE_SCREEN_ID);
      },
      copyNumber: (camera) => {
        const number = book.record(camera)?.number;
        if (number !== undefined) copy(String(number));
      },
      copy,
    };
  }, [openCamera, openCameraOn, book, replica, showOnMap, openBeside, showScreen, tell]);
}

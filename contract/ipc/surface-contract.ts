import { defineRequest } from './request-contract.ts';
import { applyLayoutInput, clearInput, done, openCameraInput, openCameraOutput, placeCameraInput, sendToMonitorInput, setGridInput, swapTilesInput } from './ipc.schema.ts';

// The desk's own grid needs only the right to view; the handler asks for `wall.control` when the surface is a monitor.
const fromDesk = { windows: ['desk'], right: 'live.view', ratePerSecond: 40, maxInputChars: 2000, audit: 'wall', output: done } as const;

/** What the desk and the monitors show. */
export const surfaceContract = {
  // Main chooses the tile: a window that opens cameras faster than patches come would put two into one.
  'surface.openCamera': defineRequest({ ...fromDesk, input: openCameraInput, output: openCameraOutput }),
  'surface.placeCamera': defineRequest({ ...fromDesk, input: placeCameraInput }),
  'surface.swapTiles': defineRequest({ ...fromDesk, input: swapTilesInput }),
  'surface.setGrid': defineRequest({ ...fromDesk, input: setGridInput }),
  'surface.clear': defineRequest({ ...fromDesk, input: clearInput }),
  'surface.applyLayout': defineRequest({ ...fromDesk, input: applyLayoutInput }),
  'surface.sendToMonitor': defineRequest({ ...fromDesk, input: sendToMonitorInput, right: 'wall.control' }),
} as const;

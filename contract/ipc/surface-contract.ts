import { defineRequest } from './request-contract.ts';
import { done } from './ipc.schema.ts';
import {
  applyLayoutInput,
  memoryOutput,
  openCameraInput,
  openCameraOutput,
  openManyInput,
  openManyOutput,
  pickInput,
  placeContentInput,
  sendToMonitorInput,
  sequenceActInput,
  setArrangementInput,
  setLockedInput,
  setZoomInput,
  startTourInput,
  surfaceInput,
  swapTilesInput,
  tileInput,
  tourActInput,
} from './wall.schema.ts';

// The desk's own grid needs only the right to view; the handler asks for `wall.control` when the surface is a monitor.
const fromDesk = { windows: ['desk'], right: 'live.view', ratePerSecond: 40, maxInputChars: 20_000, audit: 'wall', output: done } as const;

/** What the desk and the monitors show. Codes: wall/unknown-monitor, layout/locked, layout/unknown, camera/unknown, web/not-allowed. */
export const surfaceContract = {
  // Main chooses the tile: a window that opens cameras faster than patches come would put two into one.
  'surface.openCamera': defineRequest({ ...fromDesk, input: openCameraInput, output: openCameraOutput, subject: ({ surface, camera }, opened) => ({ surface, camera, tile: opened?.tile ?? null }) }),
  /** Shows these and nothing else, in the ready arrangement that has room for them: one step to undo. */
  'surface.openMany': defineRequest({ ...fromDesk, input: openManyInput, output: openManyOutput, subject: ({ surface, cameras }, opened) => ({ surface, cameras: cameras.join(' '), asked: cameras.length, shown: opened?.shown ?? null }) }),
  'surface.placeContent': defineRequest({ ...fromDesk, input: placeContentInput }),
  'surface.swapTiles': defineRequest({ ...fromDesk, input: swapTilesInput }),
  'surface.setArrangement': defineRequest({ ...fromDesk, input: setArrangementInput }),
  'surface.clear': defineRequest({ ...fromDesk, input: surfaceInput }),
  'surface.setLocked': defineRequest({ ...fromDesk, input: setLockedInput }),
  'surface.applyLayout': defineRequest({ ...fromDesk, input: applyLayoutInput }),
  'surface.sendToMonitor': defineRequest({ ...fromDesk, input: sendToMonitorInput, right: 'wall.control' }),
  /** What the tile held before, newest first. */
  'surface.memory': defineRequest({ ...fromDesk, input: tileInput, output: memoryOutput, audit: 'none' }),
  /** Puts back what the tile held before; what it holds now goes to the end of its memory. */
  'surface.back': defineRequest({ ...fromDesk, input: tileInput }),
  'surface.sequence': defineRequest({ ...fromDesk, input: sequenceActInput }),
  'surface.setZoom': defineRequest({ ...fromDesk, input: setZoomInput, audit: 'none' }),
  'surface.startTour': defineRequest({ ...fromDesk, input: startTourInput }),
  'surface.tour': defineRequest({ ...fromDesk, input: tourActInput }),
  /** The camera that hotspot tiles show, here and on the wall. */
  'surface.pick': defineRequest({ ...fromDesk, input: pickInput, audit: 'none' }),
} as const;

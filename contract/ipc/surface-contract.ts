import { camerasOf, type TileContent } from '../domain/tile-content.ts';
import { defineRequest, idFields, type AuditSubject } from './request-contract.ts';
import { done } from './ipc.schema.ts';
import {
  applyLayoutInput,
  fillFromInput,
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

/** What is put into a tile: its kind and its cameras, no text and no address. */
const contentNamed = (content: TileContent | null): AuditSubject => (content === null ? { content: null } : { content: content.kind, ...idFields('camera', camerasOf(content, null)) });
const onTile = ({ surface, tile }: { readonly surface: string; readonly tile: number }): AuditSubject => ({ surface, tile });
const onSurface = ({ surface }: { readonly surface: string }): AuditSubject => ({ surface });

/** What the desk and the monitors show. Codes: wall/unknown-monitor, layout/locked, layout/unknown, camera/unknown, web/not-allowed. */
export const surfaceContract = {
  // Main chooses the tile: a window that opens cameras faster than patches come would put two into one.
  'surface.openCamera': defineRequest({ ...fromDesk, input: openCameraInput, output: openCameraOutput, subject: ({ surface, camera }, opened) => ({ surface, camera, tile: opened?.tile ?? null }) }),
  /** Shows these and nothing else, in the ready arrangement that has room for them: one step to undo. */
  'surface.openMany': defineRequest({ ...fromDesk, input: openManyInput, output: openManyOutput, subject: ({ surface, cameras }, opened) => ({ surface, ...idFields('cameras', cameras), asked: cameras.length, shown: opened?.shown ?? null }) }),
  /** Fills a tile and the empty ones after it, as many as there are; no other tile changes. */
  'surface.fillFrom': defineRequest({ ...fromDesk, input: fillFromInput, output: openManyOutput, subject: ({ surface, tile, cameras }, filled) => ({ surface, tile, cameras: cameras.join(' '), asked: cameras.length, shown: filled?.shown ?? null }) }),
  'surface.placeContent': defineRequest({ ...fromDesk, input: placeContentInput, subject: (input) => ({ ...onTile(input), ...contentNamed(input.content) }) }),
  'surface.swapTiles': defineRequest({ ...fromDesk, input: swapTilesInput, subject: ({ surface, from, to }) => ({ surface, from, to }) }),
  'surface.setArrangement': defineRequest({ ...fromDesk, input: setArrangementInput, subject: ({ surface, arrangement }) => ({ surface, tiles: arrangement.tiles.length }) }),
  'surface.clear': defineRequest({ ...fromDesk, input: surfaceInput, subject: onSurface }),
  'surface.setLocked': defineRequest({ ...fromDesk, input: setLockedInput, subject: ({ surface, locked }) => ({ surface, locked }) }),
  'surface.applyLayout': defineRequest({ ...fromDesk, input: applyLayoutInput, subject: ({ surface, layout }) => ({ surface, layout }) }),
  'surface.sendToMonitor': defineRequest({ ...fromDesk, input: sendToMonitorInput, right: 'wall.control', subject: ({ from, to }) => ({ from, to }) }),
  /** What the tile held before, newest first. */
  'surface.memory': defineRequest({ ...fromDesk, input: tileInput, output: memoryOutput, audit: 'none' }),
  /** Puts back what the tile held before; what it holds now goes to the end of its memory. */
  'surface.back': defineRequest({ ...fromDesk, input: tileInput, subject: onTile }),
  'surface.sequence': defineRequest({ ...fromDesk, input: sequenceActInput, subject: (input) => ({ ...onTile(input), act: input.act }) }),
  'surface.setZoom': defineRequest({ ...fromDesk, input: setZoomInput, audit: 'none' }),
  'surface.startTour': defineRequest({ ...fromDesk, input: startTourInput, subject: ({ surface, steps }) => ({ surface, steps: steps.length }) }),
  'surface.tour': defineRequest({ ...fromDesk, input: tourActInput, subject: ({ surface, act }) => ({ surface, act }) }),
  /** The camera that hotspot tiles show, here and on the wall. */
  'surface.pick': defineRequest({ ...fromDesk, input: pickInput, audit: 'none' }),
} as const;

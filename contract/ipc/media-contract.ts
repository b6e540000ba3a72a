import { defineRequest } from './request-contract.ts';
import { done, nothing } from './ipc.schema.ts';
import { deskSourceOutput, mediaCloseInput, mediaDemandInput, mediaOpenInput, mediaReplayActInput, mediaReplayInput, mediaReplayOutput, mediaReplayPastInput, mediaStreamOutput, placeWebInput, reportTilesInput, saveSnapshotInput, saveSnapshotOutput } from './media.schema.ts';
import { liftMaskInput, restoreMaskInput } from './wall.schema.ts';

const fromAny = { windows: ['desk', 'wall'], right: 'live.view', ratePerSecond: 200, maxInputChars: 1000, audit: 'view', output: done } as const;
const fromDesk = { ...fromAny, windows: ['desk'], ratePerSecond: 5 } as const;

/** Pictures: a window asks for a camera; what comes arrives on the window's media port under the stream's number. */
export const mediaContract = {
  'media.open': defineRequest({ ...fromAny, input: mediaOpenInput, output: mediaStreamOutput, subject: ({ camera }, opened) => ({ camera, stream: opened?.stream ?? null }) }),
  /** What tiles ask of their streams now. The stream goes on; its status says what it brings. */
  'media.demand': defineRequest({ ...fromAny, input: mediaDemandInput, ratePerSecond: 20, maxInputChars: 40_000, audit: 'none' }),
  'media.close': defineRequest({ ...fromAny, input: mediaCloseInput, right: null, subject: ({ stream }) => ({ stream }) }),
  /** Code replay/nothing-kept. */
  'media.replay': defineRequest({ ...fromDesk, input: mediaReplayInput, output: mediaReplayOutput, subject: ({ camera }, replay) => ({ camera, stream: replay?.stream ?? null, fromUtcMs: replay?.fromUtcMs ?? null, untilUtcMs: replay?.untilUtcMs ?? null }) }),
  /** The server's recordings of a time; without them, what this PC kept of it. Codes replay/nothing-kept, stream/profile-missing. */
  'media.replayPast': defineRequest({ ...fromDesk, input: mediaReplayPastInput, output: mediaReplayOutput, subject: ({ camera, fromUtcMs, untilUtcMs }, replay) => ({ camera, stream: replay?.stream ?? null, fromUtcMs, untilUtcMs }) }),
  'media.replayAct': defineRequest({ ...fromDesk, input: mediaReplayActInput, ratePerSecond: 40, audit: 'none' }),
  'tiles.report': defineRequest({ ...fromAny, right: null, input: reportTilesInput, ratePerSecond: 2, maxInputChars: 60_000, audit: 'none' }),
  'web.place': defineRequest({ ...fromAny, right: null, input: placeWebInput, ratePerSecond: 20, maxInputChars: 4000, audit: 'none' }),
  /** Only for a window whose surface holds the desk. Code wall/desk-not-here. */
  'media.deskSource': defineRequest({ ...fromAny, windows: ['wall'], input: nothing, output: deskSourceOutput, ratePerSecond: 2, audit: 'wall' }),
  /** Code snapshot/write-failed. */
  'snapshot.save': defineRequest({ ...fromDesk, right: 'snapshot.take', input: saveSnapshotInput, output: saveSnapshotOutput, maxInputChars: 21_000_000 }),
  /** Asks the server; it decides. Codes mask/refused, mask/desk-on-wall, camera/unknown. */
  'masks.lift': defineRequest({ ...fromDesk, right: 'mask.lift', input: liftMaskInput }),
  'masks.restore': defineRequest({ ...fromDesk, right: 'mask.lift', input: restoreMaskInput }),
} as const;

import { defineRequest } from './request-contract.ts';
import { done, mediaCloseInput, mediaOpenInput, mediaOpenOutput } from './ipc.schema.ts';

/** Live streams: a window asks for a camera; its pictures then come on the window's media port under the stream's number. */
export const mediaContract = {
  'media.open': defineRequest({ input: mediaOpenInput, output: mediaOpenOutput, windows: ['desk', 'wall'], right: 'live.view', ratePerSecond: 200, maxInputChars: 500, audit: 'view' }),
  'media.close': defineRequest({ input: mediaCloseInput, output: done, windows: ['desk', 'wall'], right: null, ratePerSecond: 200, maxInputChars: 500, audit: 'view' }),
} as const;

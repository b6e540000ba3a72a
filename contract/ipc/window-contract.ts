import { defineRequest } from './request-contract.ts';
import { dismissInput, done, nothing, reportFaultInput, subscribeInput } from './ipc.schema.ts';

/** State subscription and what a window tells of itself. */
export const windowContract = {
  'state.subscribe': defineRequest({ input: subscribeInput, output: done, windows: ['desk', 'wall'], right: null, ratePerSecond: 5, maxInputChars: 1000, audit: 'none' }),
  'window.identifyMonitors': defineRequest({ input: nothing, output: done, windows: ['desk'], right: 'wall.control', ratePerSecond: 2, maxInputChars: 100, audit: 'none' }),
  /** The window's page cannot go on: load it again, which also brings a new media port. A page may not do so itself. */
  'window.reload': defineRequest({ input: nothing, output: done, windows: ['desk', 'wall'], right: null, ratePerSecond: 1, maxInputChars: 100, audit: 'none' }),
  'window.reportFault': defineRequest({ input: reportFaultInput, output: done, windows: ['desk', 'wall'], right: null, ratePerSecond: 5, maxInputChars: 4000, audit: 'none' }),
  'notices.dismiss': defineRequest({ input: dismissInput, output: done, windows: ['desk'], right: null, ratePerSecond: 10, maxInputChars: 500, audit: 'none' }),
} as const;

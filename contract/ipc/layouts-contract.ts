import { defineRequest } from './request-contract.ts';
import { done, removeLayoutInput, saveLayoutInput, saveLayoutOutput } from './ipc.schema.ts';

const fromDesk = { windows: ['desk'], right: 'layout.edit', ratePerSecond: 5, maxInputChars: 4000, audit: 'config' } as const;

/** Saved layouts. */
export const layoutsContract = {
  'layouts.save': defineRequest({ ...fromDesk, input: saveLayoutInput, output: saveLayoutOutput }),
  'layouts.remove': defineRequest({ ...fromDesk, input: removeLayoutInput, output: done }),
} as const;

import { defineRequest } from './request-contract.ts';
import { done, nothing } from './ipc.schema.ts';
import { addSoundOutput, chooseSoundInput, removeSoundInput } from './sounds.schema.ts';

const fromDesk = { windows: ['desk'], right: 'alarm.handle', ratePerSecond: 10, maxInputChars: 1_000, audit: 'config', output: done } as const;

/** What alarms sound like at this PC; the choices stand in `settings`. Codes storage/write-failed, storage/newer-version. */
export const soundsContract = {
  'sounds.choose': defineRequest({ ...fromDesk, input: chooseSoundInput, subject: ({ priority, group, choice }) => ({ priority, group, source: choice?.source.kind ?? 'usual', volume: choice?.volume ?? null, spoken: choice?.isSpoken ?? null }) }),
  /** The operator chooses a file in a dialog: WAV, OGG or MP3 of 1 MB at most. Codes sound/unreadable, storage/write-failed. */
  'sounds.add': defineRequest({ ...fromDesk, input: nothing, output: addSoundOutput, ratePerSecond: 2, subject: (_input, added) => ({ sound: added?.sound?.id ?? null }) }),
  'sounds.remove': defineRequest({ ...fromDesk, input: removeSoundInput, subject: ({ sound }) => ({ sound }) }),
} as const;

import { done, nothing } from './ipc.schema.ts';
import { handOverInput, handoverInput, handoverOutput, handoversOutput, signHandoverInput, signOffOutput, signOnInput, writtenOutput } from './duty.schema.ts';
import { defineRequest } from './request-contract.ts';

const fromDesk = { windows: ['desk'], right: 'alarm.handle', ratePerSecond: 5, maxInputChars: 10_000, audit: 'alarm' } as const;

/** Shifts: on and off duty, and handed over. Who is on duty is in the slice `duty`. All of it needs the server. */
export const dutyContract = {
  /** Code duty/already-on. */
  'duty.signOn': defineRequest({ ...fromDesk, input: signOnInput, output: done, subject: ({ untilUtcMs }) => ({ untilUtcMs }) }),
  /** Code duty/not-on. */
  'duty.signOff': defineRequest({ ...fromDesk, input: nothing, output: signOffOutput, subject: (_input, left) => ({ sharedAgain: left?.sharedAgain ?? null, kept: left?.kept ?? null }) }),
  /** Makes the sheet; main adds what is muted and lost at this desk. Code duty/not-on. */
  'duty.handOver': defineRequest({ ...fromDesk, input: handOverInput, output: handoverOutput, subject: (_input, made) => ({ handover: made?.id ?? null, digest: made?.digest ?? null }) }),
  /** Codes handover/unknown, handover/not-open, handover/same-person, app/not-allowed, session/code-wrong, -reused, -expired, session/locked. */
  'duty.sign': defineRequest({ ...fromDesk, ratePerSecond: 2, input: signHandoverInput, output: handoverOutput, subject: ({ handover, side }, signed) => ({ handover, side, digest: signed?.digest ?? null, state: signed?.state ?? null }) }),
  'duty.withdraw': defineRequest({ ...fromDesk, input: handoverInput, output: done, subject: ({ handover }) => ({ handover }) }),
  /** Signed and withdrawn ones, newest first. */
  'duty.past': defineRequest({ ...fromDesk, input: nothing, output: handoversOutput, audit: 'none' }),
  /** As PDF, into a file the operator chooses; null: none chosen. Codes handover/unknown, storage/write-failed. */
  'duty.print': defineRequest({ ...fromDesk, ratePerSecond: 1, input: handoverInput, output: writtenOutput, subject: ({ handover }, written) => ({ handover, written: written !== null }) }),
} as const;

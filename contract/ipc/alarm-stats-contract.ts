import { statisticsInput, statisticsOutput } from './alarm-stats.schema.ts';
import { writtenOutput } from './duty.schema.ts';
import { defineRequest } from './request-contract.ts';

const fromDesk = { windows: ['desk'], right: 'live.view', ratePerSecond: 5, maxInputChars: 200 } as const;

/** What became of alarms. Needs the server. */
export const alarmStatsContract = {
  'alarmStats.load': defineRequest({ ...fromDesk, input: statisticsInput, output: statisticsOutput, audit: 'none' }),
  /** As a table, into a file the operator chooses; null: none chosen. Code storage/write-failed. */
  'alarmStats.exportCsv': defineRequest({ ...fromDesk, ratePerSecond: 1, input: statisticsInput, output: writtenOutput, audit: 'alarm', subject: ({ fromUtcMs, untilUtcMs }, written) => ({ fromUtcMs, untilUtcMs, written: written !== null }) }),
} as const;

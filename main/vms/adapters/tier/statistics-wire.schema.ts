import { z } from 'zod';
import { ALARM_KINDS } from '@contract/domain/alarm-kind.ts';
import { ALARM_PRIORITIES, OUTCOMES } from '@contract/domain/alarm.ts';
import { id, whole } from './wire.schema.ts';

const rows = z.array(z.unknown()).max(1_000);
export const tally = z.object({ total: whole, judged: whole, false: whole });
const spread = z.object({ count: whole, medianMs: whole, p90Ms: whole }).nullable();
export const wireStatistics = z.object({
  fromUtcMs: whole,
  untilUtcMs: whole,
  all: tally,
  open: whole,
  merged: whole,
  byKind: rows,
  byPriority: rows,
  byPlace: rows,
  byHour: z.array(whole).length(24),
  byOutcome: rows,
  times: z.object({ acknowledge: spread, claim: spread, close: spread }),
  byCamera: rows,
  byRule: rows,
});
export const kindRow = tally.extend({ kind: z.enum(ALARM_KINDS) });
export const priorityRow = tally.extend({ priority: z.literal(ALARM_PRIORITIES) });
export const placeRow = tally.extend({ site: z.string() });
export const outcomeRow = z.object({ outcome: z.enum(OUTCOMES), total: whole });
export const cameraRow = tally.extend({ cameraId: id, name: z.string() });
export const ruleRow = tally.extend({ ruleId: id, name: z.string() });

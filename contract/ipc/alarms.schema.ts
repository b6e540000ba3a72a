import { z } from 'zod';
import type { AlarmDetailView, AlarmFilter, AlarmQueuePage } from '../domain/alarm-queue.ts';
import { ALARM_KINDS } from '../domain/alarm-kind.ts';
import { ALARM_LIFE_KINDS, ALARM_TEXT_MAX, FALSE_OUTCOMES, REAL_OUTCOMES, REASON_MIN, type Alarm } from '../domain/alarm.ts';
import { alarmId, cameraId, unitId, utcMs } from '../domain/units.ts';

const text = z.string().trim().max(ALARM_TEXT_MAX);
const reason = text.min(REASON_MIN);
export const alarmField = z.string().min(1).max(64).transform(alarmId);
const person = z.strictObject({ personId: z.string().min(1).max(64), name: z.string().max(200) });
const time = z.number().int().min(0).transform(utcMs);

/** What a person may do; `suppress` and `unsuppress` are the server's. */
export const alarmActField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('acknowledge') }),
  z.strictObject({ kind: z.literal('claim'), takeOver: reason.exactOptional() }),
  z.strictObject({ kind: z.literal('release'), reason }),
  z.strictObject({ kind: z.literal('assign'), to: person }),
  z.strictObject({ kind: z.literal('start') }),
  z.strictObject({ kind: z.literal('resolve'), outcome: z.enum(REAL_OUTCOMES), note: text }),
  z.strictObject({ kind: z.literal('false'), outcome: z.enum(FALSE_OUTCOMES), note: text }),
  z.strictObject({ kind: z.literal('merge'), into: alarmField }),
  z.strictObject({ kind: z.literal('close'), note: text }),
  z.strictObject({ kind: z.literal('shelve'), reason, untilUtcMs: time }),
  z.strictObject({ kind: z.literal('unshelve') }),
  z.strictObject({ kind: z.literal('note'), text: text.min(1) }),
  z.strictObject({ kind: z.literal('undo'), reason }),
]);

export const actOnAlarmsInput = z.strictObject({
  items: z.array(z.strictObject({ alarm: alarmField, version: z.number().int().min(1).nullable(), acts: z.array(alarmActField).min(1).max(4) })).min(1).max(1_000),
});
/** `queued`: the server is away, they wait in the outbox. */
export const actOnAlarmsOutput = z.custom<{ readonly queued: boolean; readonly outcomes: readonly { readonly alarm: Alarm['id']; readonly code: string | null; readonly current: Alarm | null }[] }>((value) => typeof value === 'object' && value !== null);

export const alarmFilterField: z.ZodType<AlarmFilter> = z.strictObject({
  text: z.string().max(200),
  kinds: z.array(z.enum(ALARM_KINDS)).max(ALARM_KINDS.length),
  priorities: z.array(z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)])).max(4),
  lives: z.array(z.enum(ALARM_LIFE_KINDS)).max(ALARM_LIFE_KINDS.length),
  units: z.array(z.string().max(64).transform(unitId)).max(200),
  cameras: z.array(z.string().max(64).transform(cameraId)).max(200),
  whose: z.enum(['all', 'mine', 'nobodys', 'for-me']),
  show: z.enum(['queue', 'shelved', 'suppressed', 'closed']),
});
export const alarmQueueInput = z.strictObject({
  filter: alarmFilterField,
  groupBy: z.enum(['none', 'site', 'kind', 'camera', 'burst']),
  /** Groups whose alarms are listed under them, by key. */
  opened: z.array(z.string().max(200)).max(100),
  offset: z.number().int().min(0).max(1_000_000),
  limit: z.number().int().min(1).max(300),
  /** Alarms told as they are now, wherever they stand. */
  also: z.array(alarmField).max(300).exactOptional(),
});
export const alarmQueueOutput = z.custom<AlarmQueuePage>((value) => typeof value === 'object' && value !== null);
export const alarmInput = z.strictObject({ alarm: alarmField });
export const openAlarmInput = z.strictObject({ alarm: alarmField, code: z.string().regex(/^[0-9]{6}$/) });
export const alarmDetailOutput = z.custom<AlarmDetailView>((value) => typeof value === 'object' && value !== null);
export const alarmMembersOutput = z.custom<readonly Alarm[]>((value) => Array.isArray(value));
export const gapInput = z.strictObject({ gap: z.number().int().min(1) });
export const outboxInput = z.strictObject({ item: z.string().min(1).max(64) });
export const muteInput = z.strictObject({ seconds: z.number().int().min(0).max(3_600) });

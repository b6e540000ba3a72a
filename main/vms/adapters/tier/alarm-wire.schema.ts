import { z } from 'zod';
import { ALARM_KINDS } from '@contract/domain/alarm-kind.ts';
import { ALARM_PRIORITIES, FALSE_OUTCOMES, OUTCOMES, REAL_OUTCOMES } from '@contract/domain/alarm.ts';
import { id, whole } from './wire.schema.ts';

// Alarms, as contract/tier-api has them. No alarm is lost for a small thing: what it cannot be without is required (id, version, priority,
// life, when), anything else that cannot be read is let go alone, towards being seen: an unreadable shelving does not hide.

const time = whole;
const optionalTime = whole.nullable().catch(null);
const text = z.string();

export const wirePersonRef = z.object({ personId: id, name: text });
export const wireActor = z.object({ personId: z.string().max(64), name: text, unitName: text.catch(''), workstation: text.catch('') });
export const transferState = z.enum(['sent', 'accepted', 'returned', 'passed-on']);

export const wireLife = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('raised') }),
  z.object({ kind: z.enum(['acknowledged', 'claimed', 'in-progress']), by: wireActor, utcMs: time }),
  z.object({ kind: z.literal('resolved'), by: wireActor, utcMs: time, outcome: z.enum(REAL_OUTCOMES).catch('handled') }),
  z.object({ kind: z.literal('false'), by: wireActor, utcMs: time, outcome: z.enum(FALSE_OUTCOMES).catch('settings') }),
  z.object({ kind: z.literal('merged'), by: wireActor, utcMs: time, into: id }),
  z.object({ kind: z.literal('closed'), by: wireActor, utcMs: time, outcome: z.enum(OUTCOMES).catch('handled') }),
]);
export const wireShelved = z.object({ reason: text, by: wireActor, untilUtcMs: time });
export const wireSuppressed = z.object({ rule: id, ruleName: text });

export const wireAlarm = z.object({
  id,
  version: z.number().int().min(1),
  // A kind of a newer server is still an alarm.
  kind: z.enum(ALARM_KINDS).catch('by-hand'),
  priority: z.literal(ALARM_PRIORITIES),
  title: text,
  cameraId: id.nullable().catch(null),
  unitId: id.nullable().catch(null),
  site: text.catch(''),
  raisedUtcMs: time,
  changedUtcMs: optionalTime,
  life: wireLife,
  shelved: wireShelved.nullable().catch(null),
  suppressed: wireSuppressed.nullable().catch(null),
  assigned: wirePersonRef.nullable().catch(null),
  members: whole.catch(0),
  deadlines: z.object({ acknowledgeUtcMs: optionalTime, claimUtcMs: optionalTime, finishUtcMs: optionalTime }).catch({ acknowledgeUtcMs: null, claimUtcMs: null, finishUtcMs: null }),
  climb: z.object({ steps: whole, level: text, nextUtcMs: optionalTime }).catch({ steps: 0, level: '', nextUtcMs: null }),
  transfer: z.object({ id, toName: text, state: transferState, dueUtcMs: optionalTime }).nullable().catch(null),
  procedureId: id.nullable().catch(null),
  progress: z.object({ done: whole, of: whole }).nullable().catch(null),
  // What may be withheld is not shown by mistake.
  restricted: z.boolean().catch(true),
});

export const wireAlarmPage = z.object({ items: z.array(z.unknown()), epoch: z.string().min(1).max(200), seq: whole, next: z.string().min(1).max(200).nullable() });

/** Only the numbers count; every other event is read as one of these. */
export const wireAlarmEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('alarm'), alarm: wireAlarm }),
  z.object({ kind: z.literal('detail'), alarmId: id }),
  z.object({ kind: z.literal('changed'), what: z.enum(['duty', 'procedures', 'rules', 'contacts', 'plans']) }),
  z.object({ kind: z.literal('told'), alarmId: id, title: text, why: z.enum(['escalated', 'step-skipped', 'transfer', 'task']) }),
  z.object({ kind: z.literal('nothing') }),
]);

export const wireActOutcome = z.object({ alarmId: id, code: z.string().nullable(), current: wireAlarm.nullable().catch(null) });

const reason = text;
/** What stands in the record. */
export const wireStepAct = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['acknowledge', 'start', 'unshelve', 'unsuppress', 'raised']) }),
  z.object({ kind: z.literal('claim'), takeOver: text.optional().catch(undefined) }),
  z.object({ kind: z.enum(['release', 'undo']), reason }),
  z.object({ kind: z.literal('assign'), to: wirePersonRef }),
  z.object({ kind: z.literal('resolve'), outcome: z.enum(REAL_OUTCOMES), note: text }),
  z.object({ kind: z.literal('false'), outcome: z.enum(FALSE_OUTCOMES), note: text }),
  z.object({ kind: z.literal('merge'), into: id }),
  z.object({ kind: z.literal('close'), note: text }),
  z.object({ kind: z.literal('shelve'), reason, untilUtcMs: time }),
  z.object({ kind: z.literal('suppress'), rule: id, ruleName: text }),
  z.object({ kind: z.literal('note'), text }),
  z.object({ kind: z.literal('escalated'), level: text }),
  z.object({ kind: z.literal('transferred'), toName: text, how: transferState }),
]);
export const wireAlarmStep = z.object({
  alarmId: id,
  version: whole,
  utcMs: time,
  by: wireActor,
  act: wireStepAct,
  before: z.object({ life: wireLife, shelved: wireShelved.nullable().catch(null), suppressed: wireSuppressed.nullable().catch(null), assigned: wirePersonRef.nullable().catch(null) }),
});

/** Parts of a detail are read one by one: what is wrong in one spoils none of the others. */
const parts = z.array(z.unknown()).max(10_000).catch([]);
export const wireAlarmDetail = z.object({ alarm: wireAlarm, steps: parts, run: z.unknown(), tasks: parts, notices: parts, transfers: parts });

export type WireAlarm = z.infer<typeof wireAlarm>;
export type WireAlarmPage = z.infer<typeof wireAlarmPage>;
export type WireActor = z.infer<typeof wireActor>;
export type WireLife = z.infer<typeof wireLife>;
export type WireAlarmEvent = z.infer<typeof wireAlarmEvent>;
export type WireStepAct = z.infer<typeof wireStepAct>;
export type WireAlarmStep = z.infer<typeof wireAlarmStep>;

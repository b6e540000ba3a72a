import { z } from 'zod';
import { ALARM_PRIORITIES } from '@contract/domain/alarm.ts';
import { STEP_ID, STEP_SECONDS } from '@contract/domain/procedure-check.ts';
import { TASK_STATES } from '@contract/domain/procedure.ts';
import { id, whole } from './wire.schema.ts';

// Procedures, their runs and tasks, as contract/tier-api has them. As in wire.schema.ts: lists hold `unknown`, and each record is read by itself.

const stepId = z.string().regex(STEP_ID);
const seconds = z.number().int().min(STEP_SECONDS.limitFrom).max(STEP_SECONDS.until);
const priority = z.literal(ALARM_PRIORITIES);

export const wireActor = z.object({ personId: z.string().max(64), name: z.string(), unitName: z.string(), workstation: z.string() });

const wireBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('instruction') }),
  z.object({ kind: z.literal('checklist'), items: z.array(z.string()).max(30) }),
  z.object({ kind: z.literal('question'), answers: z.array(z.object({ text: z.string(), next: stepId.nullable() })).max(10) }),
  z.object({ kind: z.literal('timer'), seconds }),
  z.object({ kind: z.literal('call'), contacts: z.array(z.object({ name: z.string(), phone: z.string() })).max(10) }),
  z.object({ kind: z.literal('task'), text: z.string(), forces: z.array(z.unknown()).max(40) }),
  z.object({ kind: z.literal('attachment') }),
  z.object({ kind: z.literal('note') }),
]);

const wireStep = z.object({ id: stepId, title: z.string(), text: z.string(), mandatory: z.boolean(), limitS: seconds.nullable(), next: stepId.nullable(), body: wireBody });

/** A step that cannot be read spoils its procedure: one without it would be another procedure. */
export const wireProcedure = z.object({
  id,
  name: z.string(),
  version: z.number().int().min(1),
  state: z.enum(['draft', 'published', 'retired']),
  kinds: z.array(z.unknown()).max(100),
  priorityAtLeast: priority,
  steps: z.array(wireStep).min(1).max(100),
  changedBy: z.string(),
  changedUtcMs: whole,
  etag: z.string().max(200),
});

const wireResult = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('done'),
    items: z.array(z.boolean()).max(30).optional(),
    answer: z.number().int().min(0).max(9).optional(),
    text: z.string().max(2_000).optional(),
    picture: z.string().regex(/^[0-9a-f]{64}$/).optional(),
    called: z.string().max(200).optional(),
    task: id.optional(),
  }),
  z.object({ kind: z.literal('skipped'), reason: z.string() }),
]);

export const wireRun = z.object({
  alarmId: id,
  procedure: wireProcedure,
  version: z.number().int().min(1),
  entries: z.array(z.object({ step: stepId, by: wireActor, startedUtcMs: whole, endedUtcMs: whole, result: wireResult })).max(10_000),
  current: z.object({ step: stepId, sinceUtcMs: whole }).nullable(),
  isTest: z.boolean(),
});

const taskState = z.enum(TASK_STATES);

export const wireTask = z.object({
  id,
  alarmId: id,
  to: z.object({ kind: z.enum(['force', 'person']), id, name: z.string() }),
  text: z.string(),
  state: taskState,
  version: z.number().int().min(1),
  history: z.array(z.object({ state: taskState, utcMs: whole, by: z.string(), note: z.string() })).max(100),
});

export type WireActor = z.infer<typeof wireActor>;
export type WireProcedure = z.infer<typeof wireProcedure>;
export type WireRun = z.infer<typeof wireRun>;
export type WireTask = z.infer<typeof wireTask>;

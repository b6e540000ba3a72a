import { z } from 'zod';
import { ALARM_PRIORITIES } from '@contract/domain/alarm.ts';
import { CHANNELS, ESCALATION_CAUSES, LEVELS } from '@contract/domain/escalation.ts';
import { transferState, wireActor } from './alarm-wire.schema.ts';
import { id, whole } from './wire.schema.ts';

// Contacts, plans, notices and transfers, as contract/tier-api has them. As in wire.schema.ts: lists hold `unknown`, and each record is read by itself.

const text = z.string();
const minute = z.number().int().min(0).max(1_439);

export const wireContact = z.object({
  id,
  name: text,
  level: z.enum(LEVELS),
  personId: text.max(64).catch(''),
  email: text.max(254).catch(''),
  phone: text.max(30).catch(''),
  zalo: text.max(64).catch(''),
  webhook: text.max(500).catch(''),
  quiet: z.object({ fromMinute: minute, untilMinute: minute }).nullable().catch(null),
  deputy: id.nullable().catch(null),
});

/** A step that cannot be read spoils its plan: one without it would be another plan. */
export const wirePlan = z.object({
  id,
  name: text,
  kinds: z.array(z.unknown()).max(100),
  priorityAtLeast: z.literal(ALARM_PRIORITIES),
  steps: z.array(z.object({ cause: z.enum(ESCALATION_CAUSES), afterS: whole, level: z.enum(LEVELS), channels: z.array(z.enum(CHANNELS)).max(CHANNELS.length) })).max(100),
});

export const wireNotice = z.object({
  id,
  alarmId: id,
  level: z.enum(LEVELS),
  contactName: text,
  inPlaceOf: text.catch(''),
  channel: z.enum(CHANNELS),
  utcMs: whole,
  state: z.enum(['waiting', 'sent', 'failed']),
  detail: text.catch(''),
  tries: whole.catch(0),
});

export const wireTarget = z.object({ serverId: id, name: text });

export const wireTransfer = z.object({
  id,
  alarmId: id,
  from: wireTarget,
  to: wireTarget,
  by: wireActor,
  reason: text,
  sentUtcMs: whole,
  dueUtcMs: whole.nullable().catch(null),
  state: transferState,
  answers: z.array(z.object({ by: wireActor, utcMs: whole, state: transferState, reason: text })).max(1_000),
  signature: text.max(500).catch(''),
});

export type WireContact = z.infer<typeof wireContact>;
export type WirePlan = z.infer<typeof wirePlan>;
export type WireNotice = z.infer<typeof wireNotice>;
export type WireTransfer = z.infer<typeof wireTransfer>;

import { z } from 'zod';
import { ALARM_KINDS } from '../domain/alarm-kind.ts';
import { ALARM_PRIORITIES, ALARM_TEXT_MAX, REASON_MIN } from '../domain/alarm.ts';
import { PLAN_STEPS_MAX, STEP_AFTER_S } from '../domain/escalation-plan.ts';
import { CHANNELS, ESCALATION_CAUSES, LEVELS, type Contact, type EscalationPlan, type Transfer, type TransferTarget } from '../domain/escalation.ts';
import { contactId, planId, transferId, utcMs } from '../domain/units.ts';
import { alarmField } from './alarms.schema.ts';

const name = z.string().trim().min(1);
const recordId = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const contactField = recordId.transform(contactId);
const planField = recordId.transform(planId);
const minute = z.number().int().min(0).max(1_439);
const due = z.number().int().min(0).transform(utcMs).nullable();
const code = z.string().regex(/^[0-9]{6}$/);
const text = z.string().trim().max(ALARM_TEXT_MAX);

const contactFields = {
  name: name.max(200),
  level: z.enum(LEVELS),
  personId: z.string().trim().max(64),
  email: z.string().trim().max(254).regex(/^$|^[^\s@<>,;"]+@[^\s@<>,;"]+$/),
  phone: z.string().trim().max(30).regex(/^[0-9+ .-]*$/),
  zalo: z.string().trim().max(64).regex(/^[0-9A-Za-z+_.-]*$/),
  webhook: z.string().trim().max(500).regex(/^$|^https?:\/\//),
  quiet: z.strictObject({ fromMinute: minute, untilMinute: minute }).nullable(),
  deputy: contactField.nullable(),
};
const planFields = {
  name: name.max(100),
  kinds: z.array(z.enum(ALARM_KINDS)).max(ALARM_KINDS.length),
  priorityAtLeast: z.literal(ALARM_PRIORITIES),
  steps: z
    .array(z.strictObject({ cause: z.enum(ESCALATION_CAUSES), afterS: z.number().int().min(STEP_AFTER_S.min).max(STEP_AFTER_S.max), level: z.enum(LEVELS), channels: z.array(z.enum(CHANNELS)).min(1).max(CHANNELS.length) }))
    .min(1)
    .max(PLAN_STEPS_MAX),
};

/** `id` null: a new one. */
export const putContactInput = z.strictObject({ contact: z.strictObject({ ...contactFields, id: contactField.nullable() }) });
export const contactInput = z.strictObject({ contact: contactField });
export const putPlanInput = z.strictObject({ plan: z.strictObject({ ...planFields, id: planField.nullable() }) });
export const planInput = z.strictObject({ plan: planField });
export const transferInput = z.strictObject({ alarm: alarmField, to: z.string().min(1).max(64), reason: text.min(REASON_MIN), dueUtcMs: due, code });
export const transferAnswerInput = z.strictObject({
  transfer: z.string().min(1).max(64).transform(transferId),
  answer: z.discriminatedUnion('state', [
    z.strictObject({ state: z.literal('accepted'), reason: text }),
    z.strictObject({ state: z.literal('returned'), reason: text.min(REASON_MIN) }),
    z.strictObject({ state: z.literal('passed-on'), reason: text.min(REASON_MIN), to: z.string().min(1).max(64), dueUtcMs: due }),
  ]),
  code,
});

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;
export const contactsOutput = z.custom<readonly Contact[]>((value) => Array.isArray(value));
export const contactOutput = z.custom<Contact>(isObject);
export const plansOutput = z.custom<readonly EscalationPlan[]>((value) => Array.isArray(value));
export const planOutput = z.custom<EscalationPlan>(isObject);
export const targetsOutput = z.custom<readonly TransferTarget[]>((value) => Array.isArray(value));
export const transferOutput = z.custom<Transfer>(isObject);

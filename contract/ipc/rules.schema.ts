import { z } from 'zod';
import { ALARM_KINDS } from '../domain/alarm-kind.ts';
import { isLocalKind, RULE_LIMITS, RULE_NAME_MAX, SCOPE_IDS_MAX, type AlarmRule, type RuleBody } from '../domain/alarm-rule.ts';
import type { RuleTrial } from '../domain/alarm-rule-test.ts';
import { ALARM_TEXT_MAX } from '../domain/alarm.ts';
import { cameraId, monitorKey, ruleId, unitId, utcMs } from '../domain/units.ts';
import { GIVE_BACK_S, NEIGHBOURS_MAX, type GiveBack, type WallAlarmRule } from '../domain/wall-alarm-rule.ts';

const whole = ({ min, max }: { readonly min: number; readonly max: number }) => z.number().int().min(min).max(max);
const kinds = z.array(z.enum(ALARM_KINDS)).max(ALARM_KINDS.length);
const name = z.string().trim().min(1).max(RULE_NAME_MAX);
const time = z.number().int().min(0).transform(utcMs).nullable();
const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/).transform(ruleId);
const etag = z.string().max(200);

export const ruleBodyField: z.ZodType<RuleBody> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('join'), withinS: whole(RULE_LIMITS.join), by: z.enum(['camera', 'unit']) }),
  z.strictObject({ kind: z.literal('delay'), seconds: whole(RULE_LIMITS.delay) }),
  z.strictObject({ kind: z.literal('repeat'), withinS: whole(RULE_LIMITS.repeat) }),
  z.strictObject({ kind: z.literal('out-of-service') }),
  z.strictObject({ kind: z.literal('works') }),
  z.strictObject({ kind: z.literal('storm'), count: whole(RULE_LIMITS.stormCount), withinS: whole(RULE_LIMITS.stormWithin) }),
]);
/** `id` of a new one is made where it is written. */
export const ruleField: z.ZodType<AlarmRule> = z.strictObject({
  id,
  name,
  enabled: z.boolean(),
  scope: z.strictObject({ kinds, cameras: z.array(z.string().min(1).max(64).transform(cameraId)).max(SCOPE_IDS_MAX), units: z.array(z.string().min(1).max(64).transform(unitId)).max(SCOPE_IDS_MAX) }),
  fromUtcMs: time,
  untilUtcMs: time,
  reason: z.string().trim().max(ALARM_TEXT_MAX),
  body: ruleBodyField,
  changedBy: z.string().max(200),
  etag,
});
export const localRuleField: z.ZodType<AlarmRule> = ruleField.refine(({ body }) => isLocalKind(body.kind));
const giveBack: z.ZodType<GiveBack> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('acknowledged') }),
  z.strictObject({ kind: z.literal('closed') }),
  z.strictObject({ kind: z.literal('seconds'), seconds: whole(GIVE_BACK_S) }),
]);
export const wallRuleField: z.ZodType<WallAlarmRule> = z.strictObject({
  id,
  name,
  enabled: z.boolean(),
  kinds,
  priorityAtLeast: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  monitor: z.string().min(1).max(300).transform(monitorKey),
  neighbours: whole({ min: 0, max: NEIGHBOURS_MAX }),
  giveBack,
});

export const ruleInput = z.strictObject({ rule: ruleField });
export const localRuleInput = z.strictObject({ rule: localRuleField });
export const wallRuleInput = z.strictObject({ rule: wallRuleField });
export const removeRuleInput = z.strictObject({ id, etag });
export const removeOwnRuleInput = z.strictObject({ id });
export const testRuleInput = z.strictObject({ rule: ruleField, fromUtcMs: z.number().int().min(0).transform(utcMs), untilUtcMs: z.number().int().min(0).transform(utcMs) });

/** `server` null: it is away, or has no rules. */
export interface RuleBook {
  readonly server: readonly AlarmRule[] | null;
  readonly local: readonly AlarmRule[];
  readonly wall: readonly WallAlarmRule[];
}
export const rulesOutput = z.custom<RuleBook>((value) => typeof value === 'object' && value !== null);
export const ruleOutput = z.custom<AlarmRule>((value) => typeof value === 'object' && value !== null);
export const ruleTestOutput = z.custom<RuleTrial>((value) => typeof value === 'object' && value !== null);

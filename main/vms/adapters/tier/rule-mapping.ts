import { ALARM_KINDS } from '@contract/domain/alarm-kind.ts';
import type { AlarmRule } from '@contract/domain/alarm-rule.ts';
import { TRIAL_SAMPLES_MAX } from '@contract/domain/alarm-rule-test.ts';
import { plainText } from '@contract/domain/plain-text.ts';
import { cameraId, ruleId, unitId, utcMs } from '@contract/domain/units.ts';
import type { RuleTest } from '../../alarm-ports.ts';
import { knownOf } from './mapping.ts';
import type { WireRule, WireRuleTest } from './rule-wire.schema.ts';
import { isId } from './wire.schema.ts';

const TEXT_MAX = 500;

export const mapRule = ({ scope, ...wire }: WireRule): AlarmRule => ({
  ...wire,
  id: ruleId(wire.id),
  name: plainText(wire.name, 100) || wire.id,
  reason: plainText(wire.reason, TEXT_MAX),
  changedBy: plainText(wire.changedBy, 200),
  fromUtcMs: wire.fromUtcMs === null ? null : utcMs(wire.fromUtcMs),
  untilUtcMs: wire.untilUtcMs === null ? null : utcMs(wire.untilUtcMs),
  scope: { kinds: knownOf(scope.kinds, ALARM_KINDS), cameras: scope.cameraIds.filter(isId).map(cameraId), units: scope.unitIds.filter(isId).map(unitId) },
});

/** A scope that could not be read whole is not the rule's: changing it here would change what it looks at. */
export const isReadWhole = ({ scope }: WireRule): boolean => knownOf(scope.kinds, ALARM_KINDS).length === scope.kinds.length && scope.cameraIds.every(isId) && scope.unitIds.every(isId);

/** What is sent to store or try a rule. */
export const ruleBodyOf = ({ name, enabled, scope: { kinds, cameras, units }, fromUtcMs, untilUtcMs, reason, body }: AlarmRule) => ({ name, enabled, scope: { kinds, cameraIds: cameras, unitIds: units }, fromUtcMs, untilUtcMs, reason, body });

export const mapRuleTest = ({ samples, ...counts }: WireRuleTest): RuleTest => ({ ...counts, samples: samples.slice(0, TRIAL_SAMPLES_MAX).map(({ utcMs: at, title, fate }) => ({ utcMs: utcMs(at), title: plainText(title, TEXT_MAX), fate })) });

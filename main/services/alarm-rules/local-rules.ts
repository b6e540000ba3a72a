import type { Alarm } from '@contract/domain/alarm.ts';
import { judge, NO_MEMORY, type RuleMemory } from '@contract/domain/alarm-rules.ts';
import { isLocalKind, type AlarmRule } from '@contract/domain/alarm-rule.ts';
import { alarmId, type AlarmId, type UnitId } from '@contract/domain/units.ts';

export interface LocalRulesEnvironment {
  /** A unit and those above it, the nearest first. */
  readonly withAbove: (unit: UnitId) => readonly UnitId[];
}

/** Rules of this PC over what its lists show. They hide alarms of priority 2 to 4, as suppressed by the rule; the server knows nothing of it. */
export interface LocalRules {
  readonly set: (rules: readonly AlarmRule[]) => void;
  /** Called when the rules changed: every alarm is to be looked at anew. Answers the unsubscribe. */
  readonly onDidChange: (listener: () => void) => () => void;
  /** Alarms as this PC shows them, in the same order; the same list when no rule is there. Each is decided once, and again when it has become graver. */
  readonly shown: (alarms: readonly Alarm[]) => readonly Alarm[];
  /** One that just came. */
  readonly shownOne: (alarm: Alarm) => Alarm;
  /** Forgets everything but the rules. */
  readonly restart: () => void;
}

/** Alarms that are over are forgotten when there are more of them than this. */
const FORGET_OVER = 2_000;

export function createLocalRules({ withAbove }: LocalRulesEnvironment): LocalRules {
  const listeners = new Set<() => void>();
  const decided = new Map<AlarmId, { readonly priority: Alarm['priority']; readonly suppressed: Alarm['suppressed'] }>();
  let rules: readonly AlarmRule[] = [];
  let memory: RuleMemory = NO_MEMORY;
  const restart = (): void => {
    decided.clear();
    memory = NO_MEMORY;
  };
  const decide = ({ id, kind, priority, camera, unit, raisedUtcMs }: Alarm): Alarm['suppressed'] => {
    const judged = judge(memory, { id, kind, priority, camera, units: unit === null ? [] : withAbove(unit) }, { rules, nowUtcMs: raisedUtcMs, isOpen: (event) => decided.has(alarmId(event)) });
    memory = judged.memory;
    return judged.fate.kind === 'suppress' || judged.fate.kind === 'join' ? { rule: judged.fate.rule.id, ruleName: judged.fate.rule.name } : null;
  };
  const isNews = ({ id, priority, suppressed }: Alarm): boolean => suppressed === null && (decided.get(id)?.priority ?? Infinity) > priority;
  const take = (alarm: Alarm): void => void decided.set(alarm.id, { priority: alarm.priority, suppressed: decide(alarm) });
  const asDecided = (alarm: Alarm): Alarm => {
    const suppressed = decided.get(alarm.id)?.suppressed ?? null;
    return suppressed === null || alarm.suppressed !== null || alarm.priority === 1 ? alarm : { ...alarm, suppressed };
  };
  return {
    set: (next) => {
      rules = next.filter(({ body }) => isLocalKind(body.kind));
      restart();
      for (const listener of [...listeners]) listener();
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    shown: (alarms) => {
      if (rules.length === 0) return alarms;
      for (const alarm of alarms.filter(isNews).sort((one, other) => one.raisedUtcMs - other.raisedUtcMs)) take(alarm);
      if (decided.size > alarms.length + FORGET_OVER) {
        const there = new Set(alarms.map(({ id }) => id));
        for (const id of decided.keys()) if (!there.has(id)) decided.delete(id);
      }
      return alarms.map(asDecided);
    },
    shownOne: (alarm) => {
      if (rules.length > 0 && isNews(alarm)) take(alarm);
      return asDecided(alarm);
    },
    restart,
  };
}

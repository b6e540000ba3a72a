import { due, judge, NO_MEMORY, type RuledEvent, type RuleFate, type RuleMemory } from './alarm-rules.ts';
import type { AlarmRule } from './alarm-rule.ts';
import type { UtcMs } from './units.ts';

export const TEST_FATES = ['raised', 'suppressed', 'joined', 'delayed', 'dropped'] as const;
export type TestFate = (typeof TEST_FATES)[number];

/** An event of the past. */
export interface PastEvent extends RuledEvent {
  readonly title: string;
  readonly raisedUtcMs: UtcMs;
  /** Null: it still stands. */
  readonly endedUtcMs: UtcMs | null;
}

/** What a rule would have made of them. */
export interface RuleTrial {
  readonly events: number;
  readonly raised: number;
  readonly delayed: number;
  readonly suppressed: number;
  readonly joined: number;
  readonly dropped: number;
  /** The first 50 the rule does anything to, then others. */
  readonly samples: readonly { readonly utcMs: UtcMs; readonly title: string; readonly fate: TestFate }[];
}

export const TRIAL_SAMPLES_MAX = 50;

/** A rule tried on events of the past, oldest first, as if it alone had been in force all the time, enabled or not, whatever its times. */
export function tryRule(rule: AlarmRule, events: readonly PastEvent[]): RuleTrial {
  const rules = [{ ...rule, enabled: true, fromUtcMs: null, untilUtcMs: null }];
  const fates = new Map<string, TestFate>();
  const byId = new Map(events.map((event) => [event.id, event]));
  let memory: RuleMemory = NO_MEMORY;
  const settle = (id: string, fate: RuleFate): void => {
    fates.set(id, FATES[fate.kind]);
    if (fate.kind === 'incident') for (const earlier of fate.merge) fates.set(earlier, 'joined');
  };
  for (const event of events) {
    const judged = judge(memory, event, { rules, nowUtcMs: event.raisedUtcMs, isOpen: () => true });
    memory = judged.memory;
    settle(event.id, judged.fate);
  }
  const standsAt = (event: RuledEvent): boolean => {
    const past = byId.get(event.id);
    const seconds = rule.body.kind === 'delay' ? rule.body.seconds : 0;
    return past === undefined || past.endedUtcMs === null || past.endedUtcMs - past.raisedUtcMs >= seconds * 1_000;
  };
  const { ended } = due(memory, { rules, nowUtcMs: Number.MAX_SAFE_INTEGER, isOpen: () => true }, standsAt);
  for (const { event, fate } of ended) fates.set(event.id, fate.kind === 'drop' ? 'dropped' : 'delayed');
  const all = events.map(({ id, title, raisedUtcMs }) => ({ utcMs: raisedUtcMs, title, fate: fates.get(id) ?? 'raised' }));
  const count = (fate: TestFate): number => all.reduce((sum, one) => sum + Number(one.fate === fate), 0);
  const touched = all.filter(({ fate }) => fate !== 'raised');
  const samples = [...touched, ...all.filter(({ fate }) => fate === 'raised')].slice(0, TRIAL_SAMPLES_MAX).sort((one, other) => one.utcMs - other.utcMs);
  return { events: all.length, raised: count('raised'), delayed: count('delayed'), suppressed: count('suppressed'), joined: count('joined'), dropped: count('dropped'), samples };
}

const FATES: Readonly<Record<RuleFate['kind'], TestFate>> = { raise: 'raised', suppress: 'suppressed', join: 'joined', incident: 'raised', hold: 'delayed' };

import type { AlarmKind } from './alarm-kind.ts';
import type { Alarm, AlarmPriority, AlarmStep, Outcome } from './alarm.ts';
import { FALSE_OUTCOMES } from './alarm.ts';
import type { CameraId, RuleId, UtcMs } from './units.ts';

/** How long something took over many alarms, ms; nearest-rank. Null: no alarm got so far. */
export interface Spread {
  readonly count: number;
  readonly medianMs: number;
  readonly p90Ms: number;
}

/** Alarms of one sort, and how many of those with an outcome were false. */
export interface Tally {
  readonly total: number;
  /** Those with an outcome other than `merged`. */
  readonly judged: number;
  readonly false: number;
}

/** What became of the alarms raised in a time: counts, times and false-alarm rates. */
export interface AlarmStatistics {
  readonly fromUtcMs: UtcMs;
  /** Exclusive. */
  readonly untilUtcMs: UtcMs;
  readonly all: Tally;
  /** Not closed yet. */
  readonly open: number;
  /** Part of an incident. */
  readonly merged: number;
  /** Most first. */
  readonly byKind: readonly (Tally & { readonly kind: AlarmKind })[];
  readonly byPriority: readonly (Tally & { readonly priority: AlarmPriority })[];
  /** By site, most first, at most 200; '' has no site. */
  readonly byPlace: readonly (Tally & { readonly site: string })[];
  /** Of the day in Viet Nam, 24 counts. */
  readonly byHour: readonly number[];
  readonly byOutcome: readonly { readonly outcome: Outcome; readonly total: number }[];
  /** From raised until somebody saw it, made it theirs, closed it. */
  readonly times: { readonly acknowledge: Spread | null; readonly claim: Spread | null; readonly close: Spread | null };
  /** Cameras and rules with a judged alarm, most false first, at most 200. */
  readonly byCamera: readonly (Tally & { readonly camera: CameraId; readonly name: string })[];
  readonly byRule: readonly (Tally & { readonly rule: RuleId; readonly name: string })[];
}

/** An alarm with its record. */
export interface AlarmWithSteps {
  readonly alarm: Alarm;
  readonly steps: readonly AlarmStep[];
}

/** Longest time that statistics are made over, ms. */
export const STATISTICS_SPAN_MAX_MS = 366 * 86_400_000;
const LISTED_MAX = 200;
const HOUR_MS = 3_600_000;
const VIET_NAM_HOURS = 7;

const isFalse = (outcome: Outcome): boolean => FALSE_OUTCOMES.some((known) => known === outcome);

/** The outcome somebody gave it; null: none yet. */
export function outcomeOf({ life }: Pick<Alarm, 'life'>): Outcome | null {
  if (life.kind === 'merged') return 'merged';
  return life.kind === 'resolved' || life.kind === 'false' || life.kind === 'closed' ? life.outcome : null;
}

/** Value at a share of a sorted list by nearest rank. */
const atShare = (sorted: readonly number[], share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;

/** Median and 90th percentile of durations, ms; null of none. */
export function spreadOf(durationsMs: readonly number[]): Spread | null {
  if (durationsMs.length === 0) return null;
  const sorted = [...durationsMs].sort((a, b) => a - b);
  return { count: sorted.length, medianMs: atShare(sorted, 0.5), p90Ms: atShare(sorted, 0.9) };
}

/** Share of false ones among the judged, 0..1; null: none was judged. */
export const falseRate = ({ judged, false: falses }: Tally): number | null => (judged === 0 ? null : falses / judged);

const SEEN: readonly AlarmStep['act']['kind'][] = ['acknowledge', 'claim', 'start', 'resolve', 'false', 'close'];
const OWNED: readonly AlarmStep['act']['kind'][] = ['claim', 'start'];

/** When an act of one of these kinds was first done by a person; null: never. */
function firstOf(steps: readonly AlarmStep[], kinds: readonly AlarmStep['act']['kind'][]): number | null {
  return steps.find(({ act, by }) => by.workstation !== '' && kinds.includes(act.kind))?.utcMs ?? null;
}

/** The rule that had a hand in it: it suppressed the alarm, now or once. */
function ruleOf({ alarm, steps }: AlarmWithSteps): { readonly rule: RuleId; readonly name: string } | null {
  if (alarm.suppressed !== null) return { rule: alarm.suppressed.rule, name: alarm.suppressed.ruleName };
  for (const { act } of steps) if (act.kind === 'suppress') return { rule: act.rule, name: act.ruleName };
  return null;
}

interface Count {
  total: number;
  judged: number;
  false: number;
}

/** Counts by key, in the order keys came. */
function tallies<K>(): { readonly add: (key: K, outcome: Outcome | null) => void; readonly entries: () => readonly (readonly [K, Tally])[] } {
  const counts = new Map<K, Count>();
  return {
    add: (key, outcome) => {
      const count = counts.get(key) ?? { total: 0, judged: 0, false: 0 };
      count.total += 1;
      if (outcome !== null && outcome !== 'merged') {
        count.judged += 1;
        if (isFalse(outcome)) count.false += 1;
      }
      counts.set(key, count);
    },
    entries: () => [...counts.entries()],
  };
}

const byTotal = (a: Tally, b: Tally): number => b.total - a.total;
const byFalse = (a: Tally, b: Tally): number => b.false - a.false || (falseRate(b) ?? 0) - (falseRate(a) ?? 0) || b.total - a.total;

/** Statistics over the alarms of a time with their records. `nameOf`: a camera's name. */
export function statisticsOf(fromUtcMs: UtcMs, untilUtcMs: UtcMs, given: Iterable<AlarmWithSteps>, nameOf: (camera: CameraId) => string): AlarmStatistics {
  const all = tallies<null>();
  const kinds = tallies<AlarmKind>();
  const priorities = tallies<AlarmPriority>();
  const places = tallies<string>();
  const cameras = tallies<CameraId>();
  const rules = tallies<RuleId>();
  const ruleNames = new Map<RuleId, string>();
  const outcomes = new Map<Outcome, number>();
  const byHour = new Array<number>(24).fill(0);
  const acknowledge: number[] = [];
  const claim: number[] = [];
  const close: number[] = [];
  let open = 0;
  let merged = 0;
  for (const item of given) {
    const { alarm, steps } = item;
    const outcome = outcomeOf(alarm);
    all.add(null, outcome);
    kinds.add(alarm.kind, outcome);
    priorities.add(alarm.priority, outcome);
    places.add(alarm.site, outcome);
    if (alarm.camera !== null) cameras.add(alarm.camera, outcome);
    const rule = ruleOf(item);
    if (rule !== null) {
      rules.add(rule.rule, outcome);
      ruleNames.set(rule.rule, rule.name);
    }
    if (outcome !== null) outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    const hour = (Math.floor(alarm.raisedUtcMs / HOUR_MS) + VIET_NAM_HOURS) % 24;
    byHour[hour] = (byHour[hour] ?? 0) + 1;
    if (outcome === 'merged') merged += 1;
    else if (alarm.life.kind !== 'closed') open += 1;
    const seen = firstOf(steps, SEEN);
    const owned = firstOf(steps, OWNED);
    if (seen !== null) acknowledge.push(Math.max(0, seen - alarm.raisedUtcMs));
    if (owned !== null) claim.push(Math.max(0, owned - alarm.raisedUtcMs));
    if (alarm.life.kind === 'closed' && alarm.life.outcome !== 'merged') close.push(Math.max(0, alarm.life.utcMs - alarm.raisedUtcMs));
  }
  return {
    fromUtcMs,
    untilUtcMs,
    all: all.entries()[0]?.[1] ?? { total: 0, judged: 0, false: 0 },
    open,
    merged,
    byKind: kinds.entries().map(([kind, tally]) => ({ kind, ...tally })).sort(byTotal),
    byPriority: priorities.entries().map(([priority, tally]) => ({ priority, ...tally })).sort((a, b) => a.priority - b.priority),
    byPlace: places.entries().map(([site, tally]) => ({ site, ...tally })).sort(byTotal).slice(0, LISTED_MAX),
    byHour,
    byOutcome: [...outcomes].map(([outcome, total]) => ({ outcome, total })).sort((a, b) => b.total - a.total),
    times: { acknowledge: spreadOf(acknowledge), claim: spreadOf(claim), close: spreadOf(close) },
    byCamera: cameras.entries().flatMap(([camera, tally]) => (tally.judged === 0 ? [] : [{ camera, name: nameOf(camera), ...tally }])).sort(byFalse).slice(0, LISTED_MAX),
    byRule: rules.entries().map(([rule, tally]) => ({ rule, name: ruleNames.get(rule) ?? '', ...tally })).sort(byFalse).slice(0, LISTED_MAX),
  };
}

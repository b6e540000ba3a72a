import type { AlarmKind } from './alarm-kind.ts';
import { emptyTable, entriesOf, inTable, takeOut, valuesOf, withEntry, type Table } from './alarm-rule-memory.ts';
import type { AlarmRule, RuleBody, RuleScope } from './alarm-rule.ts';
import type { AlarmPriority } from './alarm.ts';
import type { CameraId, UnitId } from './units.ts';

/** Something that happened, as rules look at it. */
export interface RuledEvent {
  /** Names it among all events; fates name earlier events by it. */
  readonly id: string;
  readonly kind: AlarmKind;
  readonly priority: AlarmPriority;
  readonly camera: CameraId | null;
  /** Its unit, the first, and all above it. */
  readonly units: readonly UnitId[];
}

type Named = Pick<AlarmRule, 'id' | 'name'>;

/** What rules make of an event. Every event gets exactly one, a held one a second when its time has come. */
export type RuleFate =
  | { readonly kind: 'raise' }
  /** Raised, but hidden. */
  | { readonly kind: 'suppress'; readonly rule: Named }
  /** One more of the alarm that the event `into` became. */
  | { readonly kind: 'join'; readonly rule: Named; readonly into: string }
  /** The first of a storm: raised as the incident that the others join; `merge` are events raised before it was seen to be one. */
  | { readonly kind: 'incident'; readonly rule: Named; readonly merge: readonly string[] }
  /** Looked at again by `due`. */
  | { readonly kind: 'hold'; readonly rule: Named; readonly untilUtcMs: number };

/** An event that others may join. */
interface Lead {
  readonly event: string;
  readonly priority: AlarmPriority;
  /** Nothing joins it after. */
  readonly untilUtcMs: number;
}

interface Storm {
  /** Null: it is quiet so far. */
  readonly lead: Lead | null;
  /** Events raised of late, oldest first; never more than the rule's count. */
  readonly recent: readonly { readonly event: string; readonly utcMs: number }[];
}

/** An event that waits. */
export interface HeldEvent {
  readonly event: RuledEvent;
  readonly rule: Named;
  readonly dueUtcMs: number;
}

/** What rules remember of the events before. */
export interface RuleMemory {
  readonly leads: Table<Lead>;
  readonly storms: ReadonlyMap<string, Storm>;
  readonly held: Table<HeldEvent>;
  /** When the next held event is due; null: none is held. */
  readonly nextDueUtcMs: number | null;
}

export const NO_MEMORY: RuleMemory = { leads: emptyTable(), storms: new Map(), held: emptyTable(), nextDueUtcMs: null };

/** What of a memory outlives a restart: events that others may join, and storms. What is held is kept by whoever holds it. */
export interface RememberedRules {
  readonly leads: readonly (readonly [string, Lead])[];
  readonly storms: readonly (readonly [string, Storm])[];
}
export const rememberedOf = ({ leads, storms }: RuleMemory): RememberedRules => ({ leads: entriesOf(leads), storms: [...storms] });
export const memoryOf = ({ leads, storms }: RememberedRules): RuleMemory => ({ ...NO_MEMORY, leads: leads.reduce((table, [key, lead]) => withEntry(table, key, lead, () => false), NO_MEMORY.leads), storms: new Map(storms) });

export interface RuleContext {
  /** In the order of the list: of two that fit, the first decides. */
  readonly rules: readonly AlarmRule[];
  readonly nowUtcMs: number;
  /** Whether the alarm an earlier event became still waits for somebody: nothing joins one that is closed. */
  readonly isOpen: (event: string) => boolean;
}

interface Judged {
  readonly fate: RuleFate;
  readonly memory: RuleMemory;
}

const isIn = <T>(list: readonly T[], value: T | null): boolean => list.length === 0 || (value !== null && list.includes(value));

/** Whether a rule looks at an event. A unit of its scope stands for all below it. */
export const fitsScope = ({ kinds, cameras, units }: RuleScope, event: RuledEvent): boolean =>
  isIn(kinds, event.kind) && isIn(cameras, event.camera) && (units.length === 0 || event.units.some((unit) => units.includes(unit)));

/** Whether a rule is in force. */
export const isInForce = ({ enabled, fromUtcMs, untilUtcMs }: Pick<AlarmRule, 'enabled' | 'fromUtcMs' | 'untilUtcMs'>, nowUtcMs: number): boolean =>
  enabled && (fromUtcMs === null || fromUtcMs <= nowUtcMs) && (untilUtcMs === null || nowUtcMs < untilUtcMs);

type Ruling<K extends RuleBody['kind']> = Named & { readonly body: Extract<RuleBody, { readonly kind: K }> };
const isOf = <K extends RuleBody['kind']>(rule: AlarmRule, ...kinds: readonly K[]): rule is AlarmRule & Ruling<K> => kinds.some((kind) => rule.body.kind === kind);
const ofKind = <K extends RuleBody['kind']>(rules: readonly AlarmRule[], ...kinds: readonly K[]): readonly Ruling<K>[] =>
  rules.flatMap((rule) => (isOf(rule, ...kinds) ? [rule] : []));

/**
 * What becomes of an event. In this order: hidden because the place is known to be out of service or worked on; held; one more of a
 * storm; a repetition or one more at its place; the beginning of a storm; raised. Priority 1 is raised always and at once, and no event
 * joins one that is less grave.
 */
export function judge(memory: RuleMemory, event: RuledEvent, context: RuleContext): Judged {
  const fitting = context.rules.filter((rule) => isInForce(rule, context.nowUtcMs) && fitsScope(rule.scope, event));
  if (event.priority === 1) return { fate: { kind: 'raise' }, memory: withLeads(memory, event, fitting, context.nowUtcMs) };
  const [hiding] = ofKind(fitting, 'out-of-service', 'works');
  if (hiding !== undefined) return { fate: { kind: 'suppress', rule: named(hiding) }, memory };
  const [delaying] = ofKind(fitting, 'delay');
  if (delaying !== undefined) return hold(memory, event, delaying, context.nowUtcMs);
  return judgeNow(memory, event, fitting, context);
}

/** The held events whose time has come, oldest first, each with what becomes of it; those that stand no longer are `dropped`. */
export function due(memory: RuleMemory, context: RuleContext, stands: (event: RuledEvent) => boolean): { readonly memory: RuleMemory; readonly ended: readonly { readonly event: RuledEvent; readonly fate: RuleFate | { readonly kind: 'drop'; readonly rule: Named } }[] } {
  if (memory.nextDueUtcMs === null || memory.nextDueUtcMs > context.nowUtcMs) return { memory, ended: [] };
  const { taken, table } = takeOut(memory.held, ({ dueUtcMs }) => dueUtcMs <= context.nowUtcMs);
  const dues = valuesOf(table).map(({ dueUtcMs }) => dueUtcMs);
  let now: RuleMemory = { ...memory, held: table, nextDueUtcMs: dues.reduce<number | null>((least, one) => (least === null || one < least ? one : least), null) };
  const ended = [...taken]
    .sort((one, other) => one.dueUtcMs - other.dueUtcMs)
    .map(({ event, rule }) => {
      if (!stands(event)) return { event, fate: { kind: 'drop' as const, rule } };
      const judged = judge(now, event, { ...context, rules: context.rules.filter(({ body }) => body.kind !== 'delay') });
      now = judged.memory;
      return { event, fate: judged.fate };
    });
  return { memory: now, ended };
}

const named = ({ id, name }: Named): Named => ({ id, name });

function hold(memory: RuleMemory, event: RuledEvent, rule: Ruling<'delay'>, nowUtcMs: number): Judged {
  const dueUtcMs = nowUtcMs + rule.body.seconds * 1_000;
  const held = withEntry(memory.held, event.id, { event, rule: named(rule), dueUtcMs }, () => false);
  return { fate: { kind: 'hold', rule: named(rule), untilUtcMs: dueUtcMs }, memory: { ...memory, held, nextDueUtcMs: Math.min(memory.nextDueUtcMs ?? dueUtcMs, dueUtcMs) } };
}

/** Its leads' key; null: the rule does not look at events without a place. */
function leadKey({ id, body }: Ruling<'join' | 'repeat'>, { kind, camera, units }: RuledEvent): string | null {
  const place = body.kind === 'repeat' || body.by === 'camera' ? camera : (units[0] ?? null);
  return place === null ? null : `${id} ${kind} ${place}`;
}

function judgeNow(memory: RuleMemory, event: RuledEvent, fitting: readonly AlarmRule[], context: RuleContext): Judged {
  const { nowUtcMs } = context;
  const mayJoin = (lead: Lead | null | undefined): lead is Lead => lead !== null && lead !== undefined && nowUtcMs <= lead.untilUtcMs && event.priority >= lead.priority && context.isOpen(lead.event);
  const storms = ofKind(fitting, 'storm');
  for (const rule of storms) {
    const key = `${rule.id} ${event.kind}`;
    const storm = memory.storms.get(key);
    if (!mayJoin(storm?.lead)) continue;
    const lead = { ...storm.lead, untilUtcMs: nowUtcMs + rule.body.withinS * 1_000 };
    return { fate: { kind: 'join', rule: named(rule), into: lead.event }, memory: { ...memory, storms: new Map(memory.storms).set(key, { lead, recent: [] }) } };
  }
  for (const rule of ofKind(fitting, 'repeat', 'join')) {
    const key = leadKey(rule, event);
    const lead = key === null ? undefined : inTable(memory.leads, key);
    if (key === null || !mayJoin(lead)) continue;
    // A repetition counts from the first; an incident at a place goes on as long as more of it comes.
    const untilUtcMs = rule.body.kind === 'join' ? nowUtcMs + rule.body.withinS * 1_000 : lead.untilUtcMs;
    return { fate: { kind: 'join', rule: named(rule), into: lead.event }, memory: { ...memory, leads: withEntry(memory.leads, key, { ...lead, untilUtcMs }, (other) => other.untilUtcMs < nowUtcMs) } };
  }
  return countStorms({ fate: { kind: 'raise' }, memory: withLeads(memory, event, fitting, nowUtcMs) }, event, storms, nowUtcMs);
}

function withLeads(memory: RuleMemory, event: RuledEvent, fitting: readonly AlarmRule[], nowUtcMs: number): RuleMemory {
  let { leads } = memory;
  for (const rule of ofKind(fitting, 'repeat', 'join')) {
    const key = leadKey(rule, event);
    if (key !== null) leads = withEntry(leads, key, { event: event.id, priority: event.priority, untilUtcMs: nowUtcMs + rule.body.withinS * 1_000 }, (other) => other.untilUtcMs < nowUtcMs);
  }
  return leads === memory.leads ? memory : { ...memory, leads };
}

/** Counts an event that is raised; the one that is too many begins a storm. */
function countStorms(raised: Judged, event: RuledEvent, rules: readonly Ruling<'storm'>[], nowUtcMs: number): Judged {
  let { fate, memory } = raised;
  for (const rule of rules) {
    const key = `${rule.id} ${event.kind}`;
    const withinMs = rule.body.withinS * 1_000;
    const old = memory.storms.get(key);
    const recent = (old?.recent ?? []).filter(({ utcMs }) => nowUtcMs - utcMs <= withinMs);
    const begins = fate.kind === 'raise' && recent.length >= rule.body.count;
    if (begins) fate = { kind: 'incident', rule: named(rule), merge: recent.map((one) => one.event) };
    const next: Storm = begins
      ? { lead: { event: event.id, priority: event.priority, untilUtcMs: nowUtcMs + withinMs }, recent: [] }
      : { lead: old?.lead ?? null, recent: [...recent, { event: event.id, utcMs: nowUtcMs }].slice(-rule.body.count) };
    memory = { ...memory, storms: new Map(memory.storms).set(key, next) };
  }
  return { fate, memory };
}

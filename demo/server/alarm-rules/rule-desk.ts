import { tryRule, type PastEvent, type RuleTrial } from '../../../contract/domain/alarm-rule-test.ts';
import type { AlarmRule } from '../../../contract/domain/alarm-rule.ts';
import { due, judge, memoryOf, NO_MEMORY, rememberedOf, type RuleContext, type RuledEvent, type RuleFate, type RuleMemory } from '../../../contract/domain/alarm-rules.ts';
import { isClosed, type Actor, type Alarm } from '../../../contract/domain/alarm.ts';
import { isBiometric, TECHNICAL_KINDS, type AlarmKind } from '../../../contract/domain/alarm-kind.ts';
import { alarmId, unitId, type AlarmId, type UnitId } from '../../../contract/domain/units.ts';
import type { AlarmDesk, NewAlarm, RaiseFate } from '../alarm-desk/desk.ts';
import type { Unit } from '../api-types.ts';
import type { Clock } from '../clock.ts';
import type { Given, RuleStore } from './rule-store.ts';
import { stormTitle } from './storm-title.ts';

export interface RuleDeskParts {
  readonly desk: Pick<AlarmDesk, 'addRule' | 'get' | 'raise' | 'change' | 'between' | 'open'>;
  readonly rules: () => readonly AlarmRule[];
  readonly store: RuleStore;
  readonly units: readonly Unit[];
  readonly clock: Clock;
  /** Whether a camera gives pictures: a fault of one that does again stands no longer. */
  readonly isWorking: (cameraId: string) => boolean;
  readonly serverName: string;
}

/** Rules over what is raised at one tier. Must be released. */
export interface RuleDesk {
  /** `sees`: whether the person may know of a kind. */
  readonly test: (rule: AlarmRule, fromUtcMs: number, untilUtcMs: number, sees: (kind: AlarmKind) => boolean) => RuleTrial;
  /** What is held stays in the file and is raised at the next start; what goes on is written. May be called twice. */
  readonly destroy: () => Promise<void>;
}

/** How often the title of an incident follows its count, ms. */
const TITLE_MS = 500;
/** How often what goes on is written, ms: a restart forgets no more. */
const MEMORY_MS = 500;
/** Alarms merged into each other: how far they are followed. */
const MERGED_DEPTH = 5;

/** Sees what a storm is made of. */
interface StormCount {
  readonly kind: AlarmKind;
  readonly cameras: Set<string>;
  events: number;
  title: string;
}

export function createRuleDesk({ desk, rules, store, units, clock, isWorking, serverName }: RuleDeskParts): RuleDesk {
  const server: Actor = { personId: 'server', name: serverName, unitName: serverName, workstation: '' };
  const parents = new Map(units.map(({ id, parentId }) => [id, parentId]));
  const waiting = new Map<string, Given>();
  /** Held ones whose time has come: they are raised again, and this is what was decided. */
  const decided = new Map<string, RuleFate>();
  const storms = new Map<string, StormCount>();
  let memory: RuleMemory = store.state.memory === undefined ? NO_MEMORY : memoryOf(store.state.memory);
  for (const { lead, kind, cameras, events } of store.state.storms ?? []) storms.set(lead, { kind, cameras: new Set(cameras), events, title: '' });
  let dueTimer: NodeJS.Timeout | null = null;
  let titleTimer: NodeJS.Timeout | null = null;
  let memoryTimer: NodeJS.Timeout | null = null;

  const withAbove = (unit: string | null): readonly UnitId[] => {
    const above: UnitId[] = [];
    for (let now = unit; now !== null && above.length < 20; now = parents.get(now) ?? null) above.push(unitId(now));
    return above;
  };
  const eventOf = ({ kind, priority, camera, unit }: Pick<Alarm, 'kind' | 'priority' | 'camera' | 'unit'>, id: string): RuledEvent => ({ id, kind, priority, camera, units: withAbove(unit) });
  /** The alarm an event became, or the one that was merged into since; null: it waits for nobody any more. */
  const standing = (event: string): Alarm | null => {
    let alarm = desk.get(alarmId(event));
    for (let depth = 0; alarm?.life.kind === 'merged' && depth < MERGED_DEPTH; depth += 1) alarm = desk.get(alarm.life.into);
    return alarm === null || isClosed(alarm) || alarm.life.kind === 'merged' || alarm.suppressed !== null ? null : alarm;
  };
  const context = (): RuleContext => ({ rules: rules(), nowUtcMs: clock.nowUtcMs(), isOpen: (event) => standing(event) !== null });
  /** Somebody at work on an alarm keeps it. */
  const mayMerge = (event: string): boolean => {
    const life = desk.get(alarmId(event))?.life.kind;
    return life === 'raised' || life === 'acknowledged';
  };

  const retitle = (): void => {
    titleTimer = null;
    for (const [lead, storm] of storms) {
      const alarm = desk.get(alarmId(lead));
      if (alarm === null || isClosed(alarm)) {
        storms.delete(lead);
        continue;
      }
      const title = stormTitle(storm.kind, storm.cameras.size, storm.events);
      if (title !== storm.title) desk.change(alarm.id, server, { title }, null);
      storm.title = title;
    }
  };
  const count = (lead: string, { camera }: Pick<Alarm, 'camera'>): void => {
    const storm = storms.get(lead);
    if (storm === undefined) return;
    storm.events += 1;
    if (camera !== null) storm.cameras.add(camera);
    titleTimer ??= setTimeout(retitle, TITLE_MS);
  };
  const begin = (lead: AlarmId, given: NewAlarm, merge: readonly AlarmId[]): string => {
    const cameras = new Set([given.camera, ...merge.map((id) => desk.get(id)?.camera ?? null)].filter((camera) => camera !== null));
    const title = stormTitle(given.kind, cameras.size, merge.length + 1);
    storms.set(lead, { kind: given.kind, cameras, events: merge.length + 1, title });
    return title;
  };

  const planDue = (): void => {
    if (dueTimer !== null) clearTimeout(dueTimer);
    dueTimer = memory.nextDueUtcMs === null ? null : setTimeout(raiseDue, Math.max(10, Math.ceil(memory.nextDueUtcMs - clock.nowUtcMs())));
  };
  const keepWaiting = (): void => {
    store.state.held = [...waiting.values()];
    void store.save().catch(() => undefined);
  };
  const keepMemory = async (): Promise<void> => {
    memoryTimer = null;
    store.state.memory = rememberedOf(memory);
    store.state.storms = [...storms].map(([lead, { kind, cameras, events }]) => ({ lead, kind, cameras: [...cameras], events }));
    await store.save().catch(() => undefined);
  };
  /** A fault whose camera works again is over; of everything else nobody says that it ended. */
  const stands = ({ kind, camera }: RuledEvent): boolean => camera === null || !TECHNICAL_KINDS.includes(kind) || !isWorking(camera);
  const raiseDue = (): void => {
    const looked = due(memory, context(), stands);
    memory = looked.memory;
    for (const { event, fate } of looked.ended) {
      const given = waiting.get(event.id);
      waiting.delete(event.id);
      if (given === undefined || fate.kind === 'drop') continue;
      decided.set(event.id, fate);
      desk.raise(given);
      decided.delete(event.id);
    }
    if (looked.ended.length > 0) keepWaiting();
    planDue();
  };

  const settle = (given: Given, fate: RuleFate): RaiseFate => {
    switch (fate.kind) {
      case 'raise':
        return { kind: 'raise', suppressed: null };
      case 'suppress':
        return { kind: 'raise', suppressed: { rule: fate.rule.id, ruleName: fate.rule.name } };
      case 'join': {
        const into = standing(fate.into);
        if (into === null) return { kind: 'raise', suppressed: null };
        count(into.id, given);
        return { kind: 'join', into: into.id, ruleName: fate.rule.name };
      }
      case 'incident': {
        const merge = fate.merge.filter(mayMerge).map(alarmId);
        return { kind: 'incident', title: begin(given.id, given, merge), merge, ruleName: fate.rule.name };
      }
      case 'hold':
        waiting.set(given.id, given);
        keepWaiting();
        planDue();
        return { kind: 'hold' };
    }
  };
  const removeRule = desk.addRule((given) => {
    const ready = decided.get(given.id);
    if (ready !== undefined) return settle(given, ready);
    const judged = judge(memory, eventOf(given, given.id), context());
    memory = judged.memory;
    memoryTimer ??= setTimeout(() => void keepMemory(), MEMORY_MS);
    return settle(given, judged.fate);
  });
  for (const given of store.state.held) {
    if (desk.get(given.id) !== null) continue;
    decided.set(given.id, { kind: 'raise' });
    desk.raise(given);
    decided.delete(given.id);
  }
  if (store.state.held.length > 0) keepWaiting();

  return {
    test: (rule, fromUtcMs, untilUtcMs, sees) => {
      const seen = desk.between(fromUtcMs, untilUtcMs).filter(({ kind }) => sees(kind));
      const past = seen.map((alarm): PastEvent => ({ ...eventOf(alarm, alarm.id), title: isBiometric(alarm.kind) ? '' : alarm.title, raisedUtcMs: alarm.raisedUtcMs, endedUtcMs: alarm.life.kind === 'closed' ? alarm.life.utcMs : null }));
      return tryRule(rule, past);
    },
    destroy: async () => {
      removeRule();
      if (dueTimer !== null) clearTimeout(dueTimer);
      if (titleTimer !== null) clearTimeout(titleTimer);
      if (memoryTimer !== null) clearTimeout(memoryTimer);
      await keepMemory();
    },
  };
}

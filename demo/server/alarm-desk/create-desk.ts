import { randomUUID } from 'node:crypto';
import { changesLife, deadlinesAfter, decide, holds } from '../../../contract/domain/alarm-life.ts';
import type { Actor, Alarm, AlarmAct, AlarmStep } from '../../../contract/domain/alarm.ts';
import { isErrorCode, type ErrorCode } from '../../../contract/domain/error-code.ts';
import { isRight } from '../../../contract/domain/right.ts';
import { alarmId, utcMs, type AlarmId } from '../../../contract/domain/units.ts';
import type { Person } from '../api-types.ts';
import type { Clock } from '../clock.ts';
import { createEventLog, type EventLog } from '../event-log.ts';
import type { TierSchemas } from '../schemas.ts';
import { CLOSED_KEPT_MS, KEYS_KEPT_MS, openAlarmStore, type KeptAlarm } from './alarm-store.ts';
import { createAlarmTable, MEMBERS_TOLD, type AlarmTable } from './alarm-table.ts';
import { maySee, seenBy, type DeskEvent } from './alarm-wire.ts';
import type { ActItem, ActOutcome, ActingPerson, AlarmDesk, DetailParts, NewAlarm, RaiseFate } from './desk.ts';
import { createIncidents } from './incidents.ts';

/** Events of alarms kept for who was away. */
export const ALARM_EVENTS_KEPT = 50_000;
const SHELF_LOOK_MS = 500;
const FORGET_EVERY_MS = 3_600_000;
const NO_DEADLINES = { acknowledgeUtcMs: null, claimUtcMs: null, finishUtcMs: null } as const;
const NO_CLIMB = { steps: 0, level: '', nextUtcMs: null } as const;
const NO_PARTS: DetailParts = { run: null, tasks: [], notices: [], transfers: [] };

/** The desk with what only its own routes need. Close it to write all that waits. */
export interface RunningAlarmDesk extends AlarmDesk {
  readonly log: EventLog<DeskEvent>;
  readonly page: AlarmTable['page'];
  /** May be called twice. */
  readonly close: () => void;
}

export interface AlarmDeskParts {
  /** File of the alarms, or `:memory:`. */
  readonly file: string;
  /** Name of the tier, by which the server acts. */
  readonly serverName: string;
  readonly schemas: TierSchemas;
  readonly clock: Clock;
  /** Lines for the person who started the demo. */
  readonly say: (line: string) => void;
}

/** Opens the alarms of one tier as they were left. */
export function createAlarmDesk({ file, serverName, schemas, clock, say }: AlarmDeskParts): RunningAlarmDesk {
  const store = openAlarmStore(file, schemas, say);
  const table = createAlarmTable();
  const log = createEventLog<DeskEvent>(clock, ALARM_EVENTS_KEPT);
  const server: Actor = { personId: 'server', name: serverName, unitName: serverName, workstation: '' };
  const listeners = new Set<(alarm: Alarm, before: Alarm | null) => void>();
  const rules = new Set<Parameters<AlarmDesk['addRule']>[0]>();
  const beginnings = new Set<Parameters<AlarmDesk['addBeginning']>[0]>();
  const settlings = new Set<Parameters<AlarmDesk['addSettling']>[0]>();
  const guards = new Set<Parameters<AlarmDesk['addGuard']>[0]>();
  const details = new Set<(id: AlarmId) => Partial<DetailParts>>();
  const waiting: (readonly [Alarm, Alarm | null])[] = [];
  let isTelling = false;
  const now = (): number => Math.floor(clock.nowUtcMs());

  /** Listeners may change alarms themselves: they hear of each change in its order, one after the other. */
  const notify = (alarm: Alarm, before: Alarm | null): void => {
    waiting.push([alarm, before]);
    if (isTelling) return;
    isTelling = true;
    try {
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) for (const listener of [...listeners]) listener(...next);
    } finally {
      isTelling = false;
    }
  };
  const commit = (given: Alarm, old: KeptAlarm | null, steps: readonly AlarmStep[], decided: number): Alarm => {
    const alarm = [...settlings].reduce((one, settle) => ({ ...one, ...settle(one) }), given);
    const { life } = alarm;
    const lead = life.kind === 'merged' ? life.into : life.kind === 'closed' ? (old?.lead ?? null) : null;
    const quiet = old === null ? life.kind === 'merged' && table.membersOf(life.into).size >= MEMBERS_TOLD : old.quiet && lead !== null;
    const kept: KeptAlarm = { alarm, lead, quiet, decided };
    table.put(kept);
    store.put(kept);
    for (const step of steps) store.addStep(step);
    if (!quiet) log.append({ kind: 'alarm', alarm });
    notify(alarm, old?.alarm ?? null);
    incidents.follow(alarm, old?.alarm ?? null);
    if (old === null && life.kind === 'merged') incidents.grew(life.into);
    return alarm;
  };
  /** An act of the server; what does not fit how the alarm stands is left. */
  const actByServer = (id: AlarmId, act: AlarmAct): void => {
    const kept = table.get(id);
    if (kept === null) return;
    const decided = decide(kept.alarm, act, { actor: server, rights: 'server', nowUtcMs: now(), shiftEndsUtcMs: null, lastStep: null, mergeTarget: null });
    if (decided.ok) commit(decided.value, kept, [stepOf(kept.alarm, decided.value, server, act)], decided.value.version);
  };
  const change: AlarmDesk['change'] = (id, by, fields, act, isDecision = true) => {
    const kept = table.get(id);
    if (kept === null) return null;
    const { alarm: before } = kept;
    const settled = fields.life === undefined ? before.deadlines : deadlinesAfter(fields.life, before.deadlines);
    const alarm: Alarm = { ...before, deadlines: settled, ...fields, version: before.version + 1, changedUtcMs: utcMs(now()) };
    const decides = isDecision && [fields.life, fields.suppressed, fields.assigned, fields.transfer].some((field) => field !== undefined);
    return commit(alarm, kept, act === null ? [] : [stepOf(before, alarm, by, act)], decides ? alarm.version : kept.decided);
  };
  const incidents = createIncidents(
    {
      table,
      closeMember: (id) => {
        actByServer(id, { kind: 'close', note: '' });
      },
      reopenMember: (id, into) => void change(id, server, { life: { kind: 'merged', by: server, utcMs: utcMs(now()), into } }, { kind: 'undo', reason: 'Sự vụ được mở lại' }),
      setCount: (id, members) => void change(id, server, { members }, null),
    },
    server,
  );

  const fateOf = (given: NewAlarm & { readonly id: AlarmId }): RaiseFate => {
    for (const rule of rules) {
      const fate = rule(given, now());
      if (fate !== null && (fate.kind !== 'raise' || fate.suppressed !== null)) return fate;
    }
    return { kind: 'raise', suppressed: null };
  };
  const raised = ({ kind, priority, title, camera, unit, site, raisedUtcMs }: NewAlarm, id: AlarmId): Alarm => ({
    id, version: 1, kind, priority, title, camera, unit, site, raisedUtcMs: raisedUtcMs ?? utcMs(now()), changedUtcMs: utcMs(now()), life: { kind: 'raised' }, shelved: null, suppressed: null, assigned: null, members: 0,
    deadlines: NO_DEADLINES, climb: NO_CLIMB, transfer: null, procedure: null, progress: null, restricted: false,
  });
  /** A new alarm in nobody's incident. */
  const enter = (bare: Alarm, suppressed: Alarm['suppressed']): Alarm => {
    let alarm: Alarm = { ...bare, suppressed };
    for (const beginning of beginnings) alarm = { ...alarm, ...beginning(alarm) };
    const steps = [stepOf(bare, bare, server, { kind: 'raised' })];
    if (suppressed === null) return commit(alarm, null, steps, 1);
    alarm = { ...alarm, version: 2 };
    return commit(alarm, null, [...steps, stepOf(bare, alarm, server, { kind: 'suppress', ...suppressed })], 2);
  };
  /** A new alarm in an incident from its first moment. */
  const enterInto = (bare: Alarm, into: AlarmId): Alarm => {
    const alarm: Alarm = { ...bare, version: 2, life: { kind: 'merged', by: server, utcMs: utcMs(now()), into } };
    return commit(alarm, null, [stepOf(bare, bare, server, { kind: 'raised' }), stepOf(bare, alarm, server, { kind: 'merge', into })], 2);
  };
  const raise: AlarmDesk['raise'] = (given) => {
    const id = given.id ?? alarmId(randomUUID());
    const known = table.get(id);
    if (known !== null) return known.alarm;
    const fate = fateOf({ ...given, id });
    switch (fate.kind) {
      case 'hold':
        return null;
      case 'raise':
        return enter(raised(given, id), fate.suppressed);
      case 'join': {
        const lead = table.get(fate.into);
        const canJoin = lead !== null && lead.alarm.life.kind !== 'closed' && lead.alarm.life.kind !== 'merged';
        return canJoin ? enterInto(raised(given, id), fate.into) : enter(raised(given, id), null);
      }
      case 'incident': {
        const lead = enter(raised({ ...given, title: fate.title, camera: null, unit: null, site: '' }, id), null);
        for (const earlier of fate.merge) mergeByServer(earlier, id);
        enterInto(raised(given, alarmId(randomUUID())), id);
        incidents.tell();
        return table.get(id)?.alarm ?? lead;
      }
    }
  };
  const mergeByServer = (id: AlarmId, into: AlarmId): void => {
    const kept = table.get(id);
    const target = table.get(into)?.alarm ?? null;
    if (kept === null) return;
    const act: AlarmAct = { kind: 'merge', into };
    const decided = decide(kept.alarm, act, { actor: server, rights: 'server', nowUtcMs: now(), shiftEndsUtcMs: null, lastStep: null, mergeTarget: target });
    if (decided.ok) commit(decided.value, kept, [stepOf(kept.alarm, decided.value, server, act)], decided.value.version);
  };

  const actOne = ({ person, workstation }: ActingPerson, { alarm: id, version, acts }: ActItem): ErrorCode | null => {
    const kept = table.get(id);
    if (kept === null || !maySee(kept.alarm, person)) return 'alarm/unknown';
    const actor: Actor = { personId: person.id, name: person.name, unitName: person.unitName ?? '', workstation };
    if (version !== null && version !== kept.alarm.version) {
      if (version < kept.alarm.version && acts.every((act) => holds(kept.alarm, act, actor))) return null;
      if (version > kept.alarm.version || (version < kept.decided && !acts.every(({ kind }) => kind === 'note'))) return 'alarm/conflict';
    }
    let alarm = kept.alarm;
    let { decided } = kept;
    const steps: AlarmStep[] = [];
    for (const act of acts) {
      const target = act.kind === 'merge' ? (table.get(act.into)?.alarm ?? null) : null;
      const refused = [...guards].map((guard) => guard(alarm, act, person)).find((code) => code !== null);
      if (refused !== undefined) return refused;
      const lastStep = act.kind === 'undo' ? [...store.steps(id), ...steps].findLast(changesLife) : undefined;
      const next = decide(alarm, act, { actor, rights: person.rights.filter(isRight), nowUtcMs: now(), shiftEndsUtcMs: desk.shiftEnd(person.id), lastStep: lastStep ?? null, mergeTarget: target !== null && maySee(target, person) ? target : null });
      if (!next.ok) return next.error.code;
      const { life } = next.value;
      // Back into an incident that is over meanwhile: nobody would ever close it.
      if (act.kind === 'undo' && life.kind === 'merged' && table.get(life.into)?.alarm.life.kind === 'closed') return 'alarm/not-now';
      steps.push(stepOf(alarm, next.value, actor, act));
      alarm = next.value;
      if (act.kind !== 'note') decided = alarm.version;
    }
    commit(alarm, kept, steps, decided);
    return null;
  };

  const forget = (): void => {
    for (const id of store.forget(now() - CLOSED_KEPT_MS, now() - KEYS_KEPT_MS)) table.remove(alarmId(id));
  };
  const lookAtShelf = (): void => {
    for (const { alarm } of table.shelved()) if (alarm.shelved !== null && alarm.shelved.untilUtcMs <= now()) actByServer(alarm.id, { kind: 'unshelve' });
  };
  forget();
  for (const kept of store.load()) table.put(kept);
  for (const { alarm } of table.open()) if (alarm.members !== table.countOf(alarm.id)) incidents.grew(alarm.id);
  const timers = [setInterval(lookAtShelf, SHELF_LOOK_MS), setInterval(forget, FORGET_EVERY_MS)];
  for (const timer of timers) timer.unref();

  const desk: RunningAlarmDesk = {
    log,
    server,
    page: table.page,
    open: function* () {
      for (const { alarm } of table.open()) yield alarm;
    },
    get: (id) => table.get(id)?.alarm ?? null,
    between: (fromUtcMs, untilUtcMs) =>
      [...table.all()]
        .map(({ alarm }) => alarm)
        .filter(({ raisedUtcMs }) => raisedUtcMs >= fromUtcMs && raisedUtcMs < untilUtcMs)
        .sort((one, other) => one.raisedUtcMs - other.raisedUtcMs),
    raise,
    members: (id) => [...table.membersOf(id)].slice(-MEMBERS_TOLD).reverse().flatMap((member) => table.get(member)?.alarm ?? []),
    act: (who, key, items) => {
      const ownKey = `${who.person.id} ${key}`;
      const answered = store.key(ownKey);
      const outcomes = answered?.map(({ alarm, code }) => ({ alarm: alarmId(alarm), code: code !== null && isErrorCode(code) ? code : null })) ?? items.map((item) => ({ alarm: item.alarm, code: actOne(who, item) }));
      incidents.tell();
      if (answered === null) store.putKey(ownKey, now(), outcomes);
      // What a person was told is done is on the disk.
      store.flush();
      return outcomes.map(({ alarm, code }): ActOutcome => ({ alarm, code, current: seen(alarm, who.person) }));
    },
    change,
    steps: store.steps,
    onDidChange: (listener) => added(listeners, listener),
    addRule: (rule) => added(rules, rule),
    addBeginning: (beginning) => added(beginnings, beginning),
    addSettling: (settle) => added(settlings, settle),
    addGuard: (guard) => added(guards, guard),
    addDetail: (parts) => added(details, parts),
    detail: (id) => [...details].reduce<DetailParts>((parts, of) => ({ ...parts, ...of(id) }), NO_PARTS),
    detailChanged: (id) => {
      const kept = table.get(id);
      if (kept !== null && !kept.quiet) log.append({ kind: 'detail', alarm: kept.alarm });
    },
    topicChanged: (what) => {
      log.append({ kind: 'changed', what });
    },
    tell: (personIds, id, title, why) => {
      const alarm = table.get(id)?.alarm;
      if (alarm !== undefined && personIds.length > 0) log.append({ kind: 'told', personIds, alarm, title, why });
    },
    shiftEnd: () => null,
    close: () => {
      for (const timer of timers) clearInterval(timer);
      incidents.tell();
      incidents.destroy();
      store.close();
    },
  };
  const seen = (id: AlarmId, person: Person): Alarm | null => {
    const alarm = table.get(id)?.alarm;
    return alarm === undefined ? null : seenBy(alarm, person);
  };
  return desk;
}

function stepOf(before: Alarm, { id, version, changedUtcMs }: Alarm, by: Actor, act: AlarmStep['act']): AlarmStep {
  const { life, shelved, suppressed, assigned } = before;
  return { alarm: id, version, utcMs: changedUtcMs, by, act, before: { life, shelved, suppressed, assigned } };
}

function added<T>(set: Set<T>, item: T): () => void {
  set.add(item);
  return () => set.delete(item);
}

import type { Alarm } from '../../../contract/domain/alarm.ts';
import type { AlarmId } from '../../../contract/domain/units.ts';
import type { KeptAlarm } from './alarm-store.ts';

/** Members of an incident that are told and listed one by one; those that join beyond change without events of their own. */
export const MEMBERS_TOLD = 500;

/** Alarms in memory, found by id, by whether they are closed, and by the incident they belong to. */
export interface AlarmTable {
  readonly get: (id: AlarmId) => KeptAlarm | null;
  readonly put: (kept: KeptAlarm) => void;
  readonly remove: (id: AlarmId) => void;
  /** In the order they were raised. */
  readonly all: () => Iterable<KeptAlarm>;
  readonly open: () => Iterable<KeptAlarm>;
  readonly shelved: () => Iterable<KeptAlarm>;
  /** Told ones that are open, beyond a place in their order; `next`: the place to go on from, null: these were the last. */
  readonly page: (after: number, limit: number) => { readonly alarms: readonly Alarm[]; readonly next: number | null };
  /** Oldest first. */
  readonly membersOf: (id: AlarmId) => ReadonlySet<AlarmId>;
  /** Alarms in an incident, those of incidents inside it too. */
  readonly countOf: (id: AlarmId) => number;
}

const NOBODY: ReadonlySet<AlarmId> = new Set();

export function createAlarmTable(): AlarmTable {
  const all = new Map<AlarmId, KeptAlarm>();
  const open = new Map<AlarmId, { readonly kept: KeptAlarm; readonly place: number }>();
  const shelved = new Set<AlarmId>();
  const members = new Map<AlarmId, Set<AlarmId>>();
  let places = 0;

  const moveTo = (id: AlarmId, from: AlarmId | null, to: AlarmId | null): void => {
    if (from === to) return;
    if (from !== null) members.get(from)?.delete(id);
    if (to !== null) members.set(to, (members.get(to) ?? new Set()).add(id));
  };
  const countOf = (id: AlarmId): number => {
    let count = 0;
    for (const member of members.get(id) ?? NOBODY) count += 1 + (members.has(member) ? countOf(member) : 0);
    return count;
  };
  return {
    get: (id) => all.get(id) ?? null,
    put: (kept) => {
      const { alarm, lead } = kept;
      moveTo(alarm.id, all.get(alarm.id)?.lead ?? null, lead);
      all.set(alarm.id, kept);
      if (alarm.life.kind === 'closed') open.delete(alarm.id);
      // A reopened one takes a new place behind all others, so that who reads pages meets it.
      else open.set(alarm.id, { kept, place: open.get(alarm.id)?.place ?? (places += 1) });
      if (alarm.shelved !== null && alarm.life.kind !== 'closed') shelved.add(alarm.id);
      else shelved.delete(alarm.id);
    },
    remove: (id) => {
      moveTo(id, all.get(id)?.lead ?? null, null);
      all.delete(id);
      open.delete(id);
      shelved.delete(id);
      members.delete(id);
    },
    all: () => all.values(),
    open: function* () {
      for (const { kept } of open.values()) yield kept;
    },
    shelved: () => [...shelved].flatMap((id) => all.get(id) ?? []),
    page: (after, limit) => {
      const alarms: Alarm[] = [];
      let last = after;
      for (const { kept, place } of open.values()) {
        if (place <= after || kept.quiet) continue;
        if (alarms.length === limit) return { alarms, next: last };
        alarms.push(kept.alarm);
        last = place;
      }
      return { alarms, next: null };
    },
    membersOf: (id) => members.get(id) ?? NOBODY,
    countOf,
  };
}

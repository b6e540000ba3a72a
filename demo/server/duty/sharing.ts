import { holderOf, shareTo, type Sharer } from '../../../contract/domain/duty-sharing.ts';
import { ownerOf, type Alarm, type PersonRef } from '../../../contract/domain/alarm.ts';
import type { Right } from '../../../contract/domain/right.ts';
import type { AlarmDesk } from '../alarm-desk/desk.ts';
import type { Shift } from './duty-store.ts';

interface Load {
  open: number;
  working: number;
}

/** Shares alarms among those on duty, and counts what everybody has. */
export interface Sharing {
  /** Whom an alarm would be given to now, and given: the next one goes to somebody else. Null: nobody. */
  readonly give: (alarm: Pick<Alarm, 'kind' | 'priority'>, but?: string) => PersonRef | null;
  /** Open alarms that are somebody's or were given to them. */
  readonly loadOf: (personId: string) => number;
  /** Stops listening; may be called twice. */
  readonly destroy: () => void;
}

export interface SharingParts {
  readonly desk: Pick<AlarmDesk, 'open' | 'onDidChange'>;
  readonly shifts: ReadonlyMap<string, Shift>;
  readonly rightsOf: (personId: string) => readonly Right[];
  /** Somebody's load is another now. */
  readonly onDidChange: () => void;
}

/** Counts from the desk's alarms on, and follows them. */
export function createSharing({ desk, shifts, rightsOf, onDidChange }: SharingParts): Sharing {
  const loads = new Map<string, Load>();
  const lastGiven = new Map<string, number>();
  let given = 0;

  const count = (alarm: Alarm, by: 1 | -1): void => {
    const holder = holderOf(alarm);
    if (holder === null) return;
    const load = loads.get(holder) ?? { open: 0, working: 0 };
    load.open += by;
    if (ownerOf(alarm) !== null) load.working += by;
    if (load.open === 0) loads.delete(holder);
    else loads.set(holder, load);
  };
  for (const alarm of desk.open()) count(alarm, 1);
  const stop = desk.onDidChange((alarm, before) => {
    const had = before === null ? null : holderOf(before);
    if (before !== null) count(before, -1);
    count(alarm, 1);
    const has = holderOf(alarm);
    if (had !== has && [had, has].some((person) => person !== null && shifts.has(person))) onDidChange();
  });

  return {
    give: (alarm, but) => {
      const sharers: Sharer[] = [];
      for (const { personId, name } of shifts.values()) {
        if (personId === but) continue;
        const load = loads.get(personId);
        sharers.push({ personId, name, rights: rightsOf(personId), load: load?.open ?? 0, working: load?.working ?? 0, lastGiven: lastGiven.get(personId) ?? null });
      }
      const to = shareTo(sharers, alarm);
      if (to === null) return null;
      given += 1;
      lastGiven.set(to.personId, given);
      return { personId: to.personId, name: to.name };
    },
    loadOf: (personId) => loads.get(personId)?.open ?? 0,
    destroy: stop,
  };
}

import type { Actor, Alarm } from '../../../contract/domain/alarm.ts';
import type { AlarmId } from '../../../contract/domain/units.ts';
import type { AlarmTable } from './alarm-table.ts';

/** How often an incident that grows is told with its new count, ms: a storm makes one line, not ten thousand. */
const COUNT_EVERY_MS = 250;

/** What an incident does to the alarms in it and to its count. */
export interface Incidents {
  /** After any change of an alarm: its members follow when it was closed or opened again. */
  readonly follow: (alarm: Alarm, before: Alarm | null) => void;
  /** The count of an incident is told soon. */
  readonly grew: (id: AlarmId) => void;
  /** Tells all counts that wait. */
  readonly tell: () => void;
  readonly destroy: () => void;
}

export interface IncidentParts {
  readonly table: AlarmTable;
  readonly closeMember: (id: AlarmId) => void;
  readonly reopenMember: (id: AlarmId, into: AlarmId) => void;
  readonly setCount: (id: AlarmId, members: number) => void;
}

/** `server` is the actor by whom members close with their incident: only those open again with it. */
export function createIncidents({ table, closeMember, reopenMember, setCount }: IncidentParts, server: Actor): Incidents {
  const growing = new Set<AlarmId>();
  let timer: NodeJS.Timeout | null = null;
  const tell = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const ids = [...growing];
    growing.clear();
    for (const id of ids) {
      const kept = table.get(id);
      const members = table.countOf(id);
      if (kept !== null && kept.alarm.members !== members) setCount(id, members);
    }
  };
  const grew = (id: AlarmId): void => {
    growing.add(id);
    timer ??= setTimeout(tell, COUNT_EVERY_MS);
  };
  return {
    grew,
    tell,
    follow: ({ id, life }, before) => {
      if (before === null) return;
      if (life.kind === 'merged') grew(life.into);
      if (before.life.kind === 'merged' && life.kind !== 'merged' && life.kind !== 'closed') grew(before.life.into);
      const wasClosed = before.life.kind === 'closed';
      const isClosed = life.kind === 'closed';
      if (wasClosed === isClosed) return;
      for (const member of [...table.membersOf(id)]) {
        const state = table.get(member)?.alarm.life;
        if (isClosed && state?.kind === 'merged') closeMember(member);
        if (wasClosed && state?.kind === 'closed' && state.outcome === 'merged' && state.by.personId === server.personId) reopenMember(member, id);
      }
    },
    destroy: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
    },
  };
}

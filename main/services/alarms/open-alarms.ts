import type { AlarmBrief } from '@contract/domain/alarm.ts';
import type { AlarmId } from '@contract/domain/units.ts';

/** Alarms known to be open, whatever the order in which snapshots and events bring them, and however often. An alarm that was closed never opens again. */
export interface OpenAlarms {
  /** Answers whether it was not known before. */
  readonly raise: (alarm: AlarmBrief) => boolean;
  readonly close: (id: AlarmId) => void;
  /** A snapshot was asked for: what is raised from here on may be missing in its answer. */
  readonly askingSnapshot: () => void;
  /** The answer: what was neither in it nor raised meanwhile is open no more. Answers what was not known before. */
  readonly takeSnapshot: (open: readonly AlarmBrief[]) => readonly AlarmBrief[];
  /** The newest, newest first. */
  readonly newest: (count: number) => readonly AlarmBrief[];
  readonly clear: () => void;
}

/** Open alarms beyond what is shown, kept so that they come up when newer ones close. */
const OPEN_KEPT = 5_000;
/** Closed ones remembered so that a late `raised` does not bring them back. */
const CLOSED_KEPT = 20_000;

const newerFirst = (one: AlarmBrief, other: AlarmBrief): number => other.raisedUtcMs - one.raisedUtcMs || (one.id < other.id ? 1 : -1);

export function createOpenAlarms(): OpenAlarms {
  let open = new Map<AlarmId, AlarmBrief>();
  const closed = new Set<AlarmId>();
  /** Since a snapshot was asked for; null: none is on its way. */
  let raisedMeanwhile: Set<AlarmId> | null = null;
  const sorted = () => [...open.values()].sort(newerFirst);
  const bound = () => {
    if (open.size > OPEN_KEPT) open = new Map(sorted().slice(0, OPEN_KEPT).map((alarm) => [alarm.id, alarm]));
  };
  const raise = (alarm: AlarmBrief): boolean => {
    if (closed.has(alarm.id)) return false;
    const isNew = !open.has(alarm.id);
    if (isNew) open.set(alarm.id, alarm);
    bound();
    return isNew;
  };
  return {
    raise: (alarm) => {
      raisedMeanwhile?.add(alarm.id);
      return raise(alarm);
    },
    close: (id) => {
      open.delete(id);
      closed.add(id);
      const [oldest] = closed;
      if (closed.size > CLOSED_KEPT && oldest !== undefined) closed.delete(oldest);
    },
    askingSnapshot: () => {
      raisedMeanwhile = new Set();
    },
    takeSnapshot: (listed) => {
      // Of a list without end only the newest could stay: the others are not taken first, one by one, to be let go of again.
      const newest = listed.length > OPEN_KEPT ? [...listed].sort(newerFirst).slice(0, OPEN_KEPT) : listed;
      const ids = new Set(newest.map(({ id }) => id));
      const meanwhile = raisedMeanwhile;
      raisedMeanwhile = null;
      open = new Map([...open].filter(([id]) => ids.has(id) || meanwhile?.has(id) === true));
      const unknown = newest.filter((alarm) => !closed.has(alarm.id) && !open.has(alarm.id) && open.set(alarm.id, alarm));
      bound();
      return unknown;
    },
    newest: (count) => sorted().slice(0, count),
    clear: () => {
      open = new Map();
      closed.clear();
      raisedMeanwhile = null;
    },
  };
}

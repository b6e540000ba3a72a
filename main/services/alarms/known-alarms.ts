import { byGravity } from '@contract/domain/alarm-queue.ts';
import { isClosed, isInQueue, type Alarm } from '@contract/domain/alarm.ts';
import type { AlarmId, UtcMs } from '@contract/domain/units.ts';
import type { SeenAlarm } from '../../storage/alarms-db.ts';

/** What became of an alarm that came. */
export interface Taken {
  readonly alarm: Alarm;
  readonly seen: SeenAlarm;
  /** It stands in the queue for the first time here: to be told, once. */
  readonly isNew: boolean;
}

/** Alarms this console knows, whatever the order in which snapshots, events and answers bring them, and however often. Only newer versions count. */
export interface KnownAlarms {
  /** Open ones, by gravity. Those merged, shelved and suppressed too. */
  readonly open: () => readonly Alarm[];
  readonly get: (id: AlarmId) => Alarm | undefined;
  /** Closed in this session, the last closed first. */
  readonly closed: () => readonly Alarm[];
  /** Null: what is known is as new. `isTold`: it is no news however new it is. */
  readonly take: (alarm: Alarm, nowUtcMs: UtcMs, isTold?: boolean) => Taken | null;
  /** The server has it no more among those that are open. */
  readonly drop: (id: AlarmId) => void;
  /** Takes what a file has. */
  readonly load: (alarms: readonly Alarm[], seen: readonly SeenAlarm[]) => void;
  /** All that was heard of, closed ones too. */
  readonly seen: (nowUtcMs: UtcMs) => readonly SeenAlarm[];
  /** Rises with every change. */
  readonly changes: () => number;
  readonly clear: () => void;
}

/** Closed ones that can be listed. */
const CLOSED_LISTED = 2_000;

export function createKnownAlarms(): KnownAlarms {
  const open = new Map<AlarmId, Alarm>();
  const seen = new Map<AlarmId, { readonly version: number; readonly sounded: boolean }>();
  const closed = new Map<AlarmId, Alarm>();
  let changes = 0;
  let ordered: readonly Alarm[] = [];
  /** Not in their places in `ordered`. */
  const moved = new Set<AlarmId>();

  const touch = (id: AlarmId): void => {
    moved.add(id);
    changes += 1;
  };
  const orderedNow = (): readonly Alarm[] => {
    if (moved.size === 0) return ordered;
    const put = [...moved].flatMap((id) => open.get(id) ?? []).sort(byGravity);
    // Two lists in order behind one another are merged in one go.
    ordered = [...ordered.filter(({ id }) => !moved.has(id)), ...put].sort(byGravity);
    moved.clear();
    return ordered;
  };
  const listClosed = (alarm: Alarm): void => {
    closed.delete(alarm.id);
    closed.set(alarm.id, alarm);
    const [oldest] = closed.keys();
    if (closed.size > CLOSED_LISTED && oldest !== undefined) closed.delete(oldest);
  };

  return {
    open: orderedNow,
    get: (id) => open.get(id) ?? closed.get(id),
    closed: () => [...closed.values()].reverse(),
    take: (alarm, nowUtcMs, isTold = false) => {
      const before = seen.get(alarm.id);
      const known = open.get(alarm.id)?.version ?? before?.version ?? 0;
      // What left the list of the server without a word may come back as it was.
      const isBack = !open.has(alarm.id) && before !== undefined && alarm.version === before.version && !isClosed(alarm) && !closed.has(alarm.id);
      if (alarm.version <= known && !isBack) return null;
      const isNew = before?.sounded !== true && isInQueue(alarm);
      const sounded = before?.sounded === true || isNew;
      seen.set(alarm.id, { version: alarm.version, sounded });
      const wasOpen = open.has(alarm.id);
      if (isClosed(alarm)) {
        open.delete(alarm.id);
        if (wasOpen) listClosed(alarm);
      } else {
        open.set(alarm.id, alarm);
        closed.delete(alarm.id);
      }
      touch(alarm.id);
      return { alarm, seen: { id: alarm.id, version: alarm.version, sounded, utcMs: nowUtcMs }, isNew: isNew && !isTold };
    },
    drop: (id) => {
      if (open.delete(id)) touch(id);
    },
    load: (alarms, known) => {
      for (const { id, version, sounded } of known) seen.set(id, { version, sounded });
      for (const alarm of alarms) {
        open.set(alarm.id, alarm);
        touch(alarm.id);
      }
    },
    seen: (nowUtcMs) => [...seen].map(([id, { version, sounded }]) => ({ id, version, sounded, utcMs: nowUtcMs })),
    changes: () => changes,
    clear: () => {
      for (const map of [open, seen, closed]) map.clear();
      moved.clear();
      ordered = [];
      changes += 1;
    },
  };
}

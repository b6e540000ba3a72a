import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../contract/domain/result.ts';
import type { TierEvent } from './api-types.ts';
import type { Clock } from './clock.ts';
import type { Caller } from './sessions.ts';

/** Events kept for resume and for filling gaps. */
export const EVENTS_KEPT = 10_000;

/** The tier's events in order. The epoch is new with every start of the server. */
export interface EventLog {
  readonly epoch: string;
  /** Sequence number of the newest event, 0 before the first. */
  readonly seq: () => number;
  readonly append: (event: TierEvent['event']) => void;
  /** Events after one sequence number up to another, both of this epoch; `events/range-gone` when some are not kept. */
  readonly range: (epoch: string, after: number, until: number) => Result<readonly TierEvent[]>;
  readonly onDidAppend: (listener: (event: TierEvent) => void) => () => void;
}

export function createEventLog(clock: Clock, kept = EVENTS_KEPT): EventLog {
  const epoch = randomUUID();
  const ring: TierEvent[] = [];
  const listeners = new Set<(event: TierEvent) => void>();
  let seq = 0;
  return {
    epoch,
    seq: () => seq,
    append: (event) => {
      seq += 1;
      const record: TierEvent = { type: 'event', epoch, seq, utcMs: Math.floor(clock.nowUtcMs()), event };
      ring[seq % kept] = record;
      for (const listener of listeners) listener(record);
    },
    range: (askedEpoch, after, until) => {
      if (askedEpoch !== epoch || after > seq || after < seq - kept) return err('events/range-gone');
      const found: TierEvent[] = [];
      for (let at = after + 1; at <= Math.min(until, seq); at += 1) {
        const event = ring[at % kept];
        if (event !== undefined) found.push(event);
      }
      return ok(withoutOldTrails(found));
    },
    onDidAppend: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Of a force that moved again later in the list only the place is told: its newest event has the whole trail. */
function withoutOldTrails(events: readonly TierEvent[]): readonly TierEvent[] {
  const told = new Set<string>();
  return events
    .toReversed()
    .map((record) => {
      const { event } = record;
      if (event.kind !== 'force.moved') return record;
      const { force } = event;
      if (told.has(force.id)) return { ...record, event: { ...event, force: { ...force, trail: force.trail.slice(-1) } } };
      told.add(force.id);
      return record;
    })
    .toReversed();
}

/** The tier's events as each caller may see them. */
export interface EventLogs {
  readonly append: (event: TierEvent['event']) => void;
  readonly of: (caller: Caller) => EventLog;
}

/** Two logs, with forces and without, each numbered by itself: who may not see forces has no gaps where they moved. */
export function createEventLogs(clock: Clock): EventLogs {
  const whole = createEventLog(clock);
  const withoutForces = createEventLog(clock);
  return {
    append: (event) => {
      whole.append(event);
      if (event.kind !== 'force.moved') withoutForces.append(event);
    },
    of: ({ person }) => (person.rights.includes('forces.see') ? whole : withoutForces),
  };
}

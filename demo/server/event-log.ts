import { randomUUID } from 'node:crypto';
import { err, ok, type Result } from '../../contract/domain/result.ts';
import type { TierEvent } from './api-types.ts';
import type { Clock } from './clock.ts';
import type { Caller } from './sessions.ts';

/** Events kept for resume and for filling gaps. */
export const EVENTS_KEPT = 10_000;

/** An event under its number. */
export interface NumberedEvent<E> {
  readonly type: 'event';
  readonly epoch: string;
  readonly seq: number;
  readonly utcMs: number;
  readonly event: E;
}

/** Events in order. The epoch is new with every start of the server. */
export interface EventLog<E> {
  readonly epoch: string;
  /** Sequence number of the newest event, 0 before the first. */
  readonly seq: () => number;
  readonly append: (event: E) => void;
  /** Events after one sequence number up to another, both of this epoch; `events/range-gone` when some are not kept. */
  readonly range: (epoch: string, after: number, until: number) => Result<readonly NumberedEvent<E>[]>;
  readonly onDidAppend: (listener: (event: NumberedEvent<E>) => void) => () => void;
}

/** A log as somebody is told it: nothing can be added to it. */
export type EventReading<E> = Omit<EventLog<E>, 'append'>;

/** `kept`: how many events can be asked for again. */
export function createEventLog<E>(clock: Clock, kept = EVENTS_KEPT): EventLog<E> {
  const epoch = randomUUID();
  const ring: NumberedEvent<E>[] = [];
  const listeners = new Set<(event: NumberedEvent<E>) => void>();
  let seq = 0;
  return {
    epoch,
    seq: () => seq,
    append: (event) => {
      seq += 1;
      const record: NumberedEvent<E> = { type: 'event', epoch, seq, utcMs: Math.floor(clock.nowUtcMs()), event };
      ring[seq % kept] = record;
      for (const listener of listeners) listener(record);
    },
    range: (askedEpoch, after, until) => {
      if (askedEpoch !== epoch || after > seq || after < seq - kept) return err('events/range-gone');
      const found: NumberedEvent<E>[] = [];
      for (let at = after + 1; at <= Math.min(until, seq); at += 1) {
        const event = ring[at % kept];
        if (event !== undefined) found.push(event);
      }
      return ok(found);
    },
    onDidAppend: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The same log under the same numbers, with each event as `told` makes it. */
export function readingOf<E, T>(log: EventLog<E>, told: (event: E) => T): EventReading<T> {
  const one = (record: NumberedEvent<E>): NumberedEvent<T> => ({ ...record, event: told(record.event) });
  return {
    epoch: log.epoch,
    seq: log.seq,
    range: (epoch, after, until) => {
      const found = log.range(epoch, after, until);
      return found.ok ? ok(found.value.map(one)) : found;
    },
    onDidAppend: (listener) =>
      log.onDidAppend((record) => {
        listener(one(record));
      }),
  };
}

/** Of a force that moved again later in the list only the place is told: its newest event has the whole trail. */
function withoutOldTrails(events: readonly NumberedEvent<TierEvent['event']>[]): readonly NumberedEvent<TierEvent['event']>[] {
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
  readonly of: (caller: Caller) => EventReading<TierEvent['event']>;
}

/** Two logs, with forces and without, each numbered by itself: who may not see forces has no gaps where they moved. */
export function createEventLogs(clock: Clock): EventLogs {
  const whole = createEventLog<TierEvent['event']>(clock);
  const withoutForces = createEventLog<TierEvent['event']>(clock);
  const wholeReading: EventReading<TierEvent['event']> = {
    ...whole,
    range: (epoch, after, until) => {
      const found = whole.range(epoch, after, until);
      return found.ok ? ok(withoutOldTrails(found.value)) : found;
    },
  };
  return {
    append: (event) => {
      whole.append(event);
      if (event.kind !== 'force.moved') withoutForces.append(event);
    },
    of: ({ person }) => (person.rights.includes('forces.see') ? wholeReading : withoutForces),
  };
}

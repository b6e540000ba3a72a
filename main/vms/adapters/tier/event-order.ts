import type { EventCursor } from '../../adapter.ts';

/** An event with its place; `event` is null when it could not be read, but its place counts. */
export interface PlacedEvent<T> {
  readonly seq: number;
  readonly event: T | null;
}

/** Sequence numbers after `after` up to `until`, to be fetched. */
export interface MissingRange {
  readonly epoch: string;
  readonly after: number;
  readonly until: number;
}

/** Puts the events of one epoch in order: each once, none before those it follows. */
export interface EventOrder<T> {
  /** Null: a snapshot is awaited, and events are kept for after it. */
  readonly position: () => EventCursor | null;
  /** Goes on from here; null forgets all. Answers what can be delivered now. */
  readonly startAt: (cursor: EventCursor | null) => readonly PlacedEvent<T>[];
  /** Takes an event, delivered before or not; answers what can be delivered now, in order. */
  readonly take: (placed: PlacedEvent<T>) => readonly PlacedEvent<T>[];
  /** The server says it has sent events up to `seq`. */
  readonly heardOf: (seq: number) => void;
  /** The events that must be fetched before others can be delivered, or null. */
  readonly missing: () => MissingRange | null;
}

/** Events kept while earlier ones are missing; beyond it the newest are let go and fetched later. */
const MAX_KEPT = 5000;

export function createEventOrder<T>(): EventOrder<T> {
  let position: EventCursor | null = null;
  let newest = 0;
  const kept = new Map<number, PlacedEvent<T>>();

  const deliverable = (): readonly PlacedEvent<T>[] => {
    const ready: PlacedEvent<T>[] = [];
    while (position !== null) {
      const next = kept.get(position.seq + 1);
      if (next === undefined) break;
      kept.delete(next.seq);
      position = { epoch: position.epoch, seq: next.seq };
      ready.push(next);
    }
    return ready;
  };

  return {
    position: () => position,
    startAt: (cursor) => {
      position = cursor;
      if (cursor === null) {
        kept.clear();
        newest = 0;
        return [];
      }
      for (const seq of [...kept.keys()]) if (seq <= cursor.seq) kept.delete(seq);
      return deliverable();
    },
    take: (placed) => {
      if (position !== null && placed.seq <= position.seq) return [];
      newest = Math.max(newest, placed.seq);
      if (kept.size < MAX_KEPT || placed.seq === (position?.seq ?? 0) + 1) kept.set(placed.seq, placed);
      return deliverable();
    },
    heardOf: (seq) => {
      newest = Math.max(newest, seq);
    },
    missing: () => {
      if (position === null || newest <= position.seq) return null;
      let until = newest;
      for (const seq of kept.keys()) until = Math.min(until, seq - 1);
      return { epoch: position.epoch, after: position.seq, until };
    },
  };
}

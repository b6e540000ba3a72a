import type { Clock, Timers } from '../../main/platform/clock.ts';

/** A clock that stands until it is moved, and the timers that hang on it. */
export interface FakeTime {
  readonly clock: Clock;
  readonly timers: Timers;
  /** Moves both clocks on, running what falls due, in order. */
  readonly advance: (byMs: number) => void;
  /** Timers that wait. */
  readonly waiting: () => number;
}

interface Waiting {
  dueMonoMs: number;
  readonly periodMs: number | null;
  readonly run: () => void;
}

export function createFakeTime(startUtcMs = Date.UTC(2026, 0, 5, 8)): FakeTime {
  const waiting = new Set<Waiting>();
  let monoMs = 1000;
  const add = (delayMs: number, periodMs: number | null, run: () => void) => {
    const entry: Waiting = { dueMonoMs: monoMs + delayMs, periodMs, run };
    waiting.add(entry);
    return () => void waiting.delete(entry);
  };
  const nextDue = (untilMonoMs: number): Waiting | null =>
    [...waiting].filter((entry) => entry.dueMonoMs <= untilMonoMs).sort((a, b) => a.dueMonoMs - b.dueMonoMs)[0] ?? null;
  return {
    clock: { utcMs: () => startUtcMs + monoMs, monoMs: () => monoMs },
    timers: { after: (delayMs, run) => add(delayMs, null, run), every: (periodMs, run) => add(periodMs, periodMs, run) },
    advance: (byMs) => {
      const untilMonoMs = monoMs + byMs;
      for (let due = nextDue(untilMonoMs); due !== null; due = nextDue(untilMonoMs)) {
        monoMs = Math.max(monoMs, due.dueMonoMs);
        if (due.periodMs === null) waiting.delete(due);
        else due.dueMonoMs += due.periodMs;
        due.run();
      }
      monoMs = untilMonoMs;
    },
    waiting: () => waiting.size,
  };
}

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { runFrom, runPlace, withRunAct, type RunAct } from '@contract/domain/sequence.ts';
import type { Run } from '@contract/domain/tile-content.ts';

const START = 1_700_000_000_000;
const steps = [{ dwellS: 5 }, { dwellS: 10 }, { dwellS: 2 }];
const at = (seconds: number): number => START + seconds * 1000;

describe('a running sequence', () => {
  test.for([
    [0, 0, 5],
    [4.999, 0, 5],
    [5, 1, 15],
    [14, 1, 15],
    [15, 2, 17],
    [17, 0, 22],
    [17 * 1000 + 6, 1, 17 * 1000 + 15],
  ] as const)('after %d s shows step %d until %d s', ([seconds, step, next]) => {
    expect(runPlace(steps, runFrom(0, START), at(seconds))).toEqual({ step, nextUtcMs: at(next) });
  });

  it('begins at the step it was begun with, also when that is beyond the end', () => {
    expect(runPlace(steps, runFrom(1, START), at(0))).toEqual({ step: 1, nextUtcMs: at(10) });
    expect(runPlace(steps, runFrom(1, START), at(12)).step).toBe(0);
    expect(runPlace(steps, runFrom(7, START), at(0)).step).toBe(1);
    expect(runPlace(steps, runFrom(-1, START), at(0)).step).toBe(2);
  });

  it('shows its first step while the clock is before its beginning, and with one step stands still', () => {
    expect(runPlace(steps, runFrom(1, START), at(-100)).step).toBe(1);
    expect(runPlace([{ dwellS: 5 }], runFrom(0, START), at(100))).toEqual({ step: 0, nextUtcMs: null });
    expect(runPlace([], runFrom(0, START), at(100))).toEqual({ step: 0, nextUtcMs: null });
  });

  it('goes round although its beginning is far ahead: a clock was set back, or a file says so', () => {
    for (const anchorUtcMs of [START + 3_600_000, START * 1000, Number.MAX_VALUE]) {
      const shown = new Set<number>();
      for (let nowUtcMs = START; nowUtcMs < START + 17_000; ) {
        const { step, nextUtcMs } = runPlace(steps, { kind: 'running', anchorUtcMs, fromStep: 0 }, nowUtcMs);
        shown.add(step);
        expect(nextUtcMs).toBeGreaterThan(nowUtcMs);
        expect(nextUtcMs).toBeLessThanOrEqual(nowUtcMs + 10_000);
        nowUtcMs = nextUtcMs ?? Infinity;
      }
      expect([...shown].sort()).toEqual([0, 1, 2]);
    }
  });

  it('stands while paused', () => {
    expect(runPlace(steps, { kind: 'paused', step: 2 }, at(99))).toEqual({ step: 2, nextUtcMs: null });
  });

  it('is in one place for every window: the step changes exactly at the time that was told, to the following one', () => {
    const anySteps = fc.array(fc.record({ dwellS: fc.integer({ min: 2, max: 3600 }) }), { minLength: 2, maxLength: 20 });
    fc.assert(
      fc.property(anySteps, fc.nat(50), fc.nat(30 * 86_400_000), (list, from, sinceMs) => {
        const run = runFrom(from, START);
        const place = runPlace(list, run, START + sinceMs);
        const nextUtcMs = place.nextUtcMs ?? Number.NaN;
        expect(nextUtcMs).toBeGreaterThan(START + sinceMs);
        expect(runPlace(list, run, nextUtcMs - 1)).toEqual(place);
        expect(runPlace(list, run, nextUtcMs).step).toBe((place.step + 1) % list.length);
      }),
    );
  });
});

describe('an operator’s act', () => {
  const running = runFrom(0, START);
  it('pauses where it is and goes on from there with a whole dwell', () => {
    const paused = withRunAct(steps, running, 'pause', at(7));
    expect(paused).toEqual({ kind: 'paused', step: 1 });
    expect(runPlace(steps, withRunAct(steps, paused, 'resume', at(100)), at(109)).step).toBe(1);
    expect(withRunAct(steps, paused, 'pause', at(8))).toBe(paused);
    expect(withRunAct(steps, running, 'resume', at(8))).toBe(running);
  });

  it('steps on and back, round both ends; running goes on running, paused stays paused', () => {
    expect(runPlace(steps, withRunAct(steps, running, 'next', at(1)), at(1))).toEqual({ step: 1, nextUtcMs: at(11) });
    expect(runPlace(steps, withRunAct(steps, running, 'previous', at(1)), at(1)).step).toBe(2);
    expect(withRunAct(steps, { kind: 'paused', step: 2 }, 'next', at(1))).toEqual({ kind: 'paused', step: 0 });
  });

  it('never leads outside the list, whatever is done when', () => {
    const acts = fc.array(fc.tuple(fc.constantFrom<RunAct[]>('pause', 'resume', 'next', 'previous'), fc.nat(100_000)), { maxLength: 30 });
    fc.assert(
      fc.property(fc.array(fc.record({ dwellS: fc.integer({ min: 2, max: 60 }) }), { maxLength: 5 }), acts, (list, all) => {
        let run: Run = runFrom(0, START);
        let nowMs = START;
        for (const [act, waitMs] of all) {
          nowMs += waitMs;
          run = withRunAct(list, run, act, nowMs);
          expect(runPlace(list, run, nowMs).step).toBeLessThan(Math.max(1, list.length));
        }
      }),
    );
  });
});

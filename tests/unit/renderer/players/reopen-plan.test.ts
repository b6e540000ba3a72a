import { describe, expect, it } from 'vitest';
import { nextReopen, NO_REOPENS } from '../../../../renderer/players/reopen-plan.ts';

describe('asking for a stream again', () => {
  it('waits twice as long after each stream that brought no picture, at most a minute', () => {
    const waits: number[] = [];
    let history = NO_REOPENS;
    for (let round = 0; round < 7; round += 1) {
      let atMs = 0;
      let next = nextReopen(history, { nowMonoMs: atMs, openSinceMonoMs: 0, lastPictureUtcMs: 1 });
      while (next === null) {
        atMs += 1_000;
        next = nextReopen(history, { nowMonoMs: atMs, openSinceMonoMs: 0, lastPictureUtcMs: 1 });
      }
      waits.push(atMs);
      history = next;
    }
    expect(waits).toEqual([5_000, 10_000, 20_000, 40_000, 60_000, 60_000, 60_000]);
    expect(history.count).toBe(7);
  });

  it('begins anew once a picture came', () => {
    const tired = { count: 9, fruitless: 9, lastPictureUtcMs: 1 };
    expect(nextReopen(tired, { nowMonoMs: 5_000, openSinceMonoMs: 0, lastPictureUtcMs: 2 })).toEqual({ count: 10, fruitless: 1, lastPictureUtcMs: 2 });
  });
});

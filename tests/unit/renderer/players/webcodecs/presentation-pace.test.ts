import { beforeEach, describe, expect, it } from 'vitest';
import { createPace, SHARED_TICK_MS, SHARED_TICK_TILES, type PresentationPace } from '../../../../../renderer/players/webcodecs/presentation-pace.ts';

describe('the pace of pictures', () => {
  let tiles: number;
  let timers: { readonly delayMs: number; readonly run: () => void }[];
  let pace: PresentationPace;
  let flushed: string[];
  const flush = (name: string) => (): void => {
    flushed.push(name);
  };

  beforeEach(() => {
    tiles = SHARED_TICK_TILES;
    timers = [];
    flushed = [];
    pace = createPace({ tiles: () => tiles, nowMs: () => 10, after: (delayMs, run) => timers.push({ delayMs, run }) });
  });

  it('is at once while few tiles run', () => {
    tiles = SHARED_TICK_TILES - 1;
    pace.schedule(flush('a'));
    expect(flushed).toEqual(['a']);
    expect(timers).toEqual([]);
    expect(pace.mostWaiting()).toBe(1);
  });

  it('is one tick for all when many run, and each picture goes out once', () => {
    const a = flush('a');
    for (const each of [a, a, flush('b')]) pace.schedule(each);
    expect(flushed).toEqual([]);
    expect(timers).toHaveLength(1);
    expect(timers[0]?.delayMs).toBeCloseTo(SHARED_TICK_MS - 10);
    timers[0]?.run();
    expect(flushed).toEqual(['a', 'b']);
    expect(pace.mostWaiting()).toBe(2);
    pace.schedule(a);
    expect(timers).toHaveLength(2);
  });
});

import { beforeEach, describe, expect, it } from 'vitest';
import { createPace, SHARED_TICK_MS, SHARED_TICK_TILES, type PresentationPace } from '../../../../../renderer/players/webcodecs/presentation-pace.ts';

describe('the pace of pictures', () => {
  let tiles: number;
  let nowMs: number;
  let timer: { readonly atMs: number; readonly run: () => void } | null;
  let pace: PresentationPace;
  let flushed: string[];
  const flush = (name: string) => (): void => {
    flushed.push(name);
  };
  /** Lets time go on to the tick that is due. */
  const tick = (): void => {
    const due = timer;
    if (due === null) throw new Error('no tick is due');
    timer = null;
    nowMs = due.atMs;
    due.run();
  };

  beforeEach(() => {
    tiles = SHARED_TICK_TILES;
    nowMs = 10;
    timer = null;
    flushed = [];
    pace = createPace({
      tiles: () => tiles,
      nowMs: () => nowMs,
      after: (delayMs, run) => {
        if (timer !== null) throw new Error('two ticks at once');
        timer = { atMs: nowMs + delayMs, run };
      },
    });
  });

  it('is at once while few tiles run', () => {
    tiles = SHARED_TICK_TILES - 1;
    pace.schedule(flush('a'), 0);
    expect(flushed).toEqual(['a']);
    expect(timer).toBeNull();
    expect(pace.mostWaiting()).toBe(1);
  });

  it('is one tick for all when many run, and each picture goes out once', () => {
    const a = flush('a');
    for (const each of [a, a, flush('b')]) pace.schedule(each, 0);
    expect(flushed).toEqual([]);
    tick();
    expect(nowMs).toBeCloseTo(SHARED_TICK_MS);
    expect(flushed).toEqual(['a', 'b']);
    expect(pace.mostWaiting()).toBe(2);
    expect(timer).toBeNull();
    pace.schedule(a, 0);
    tick();
    expect(flushed).toEqual(['a', 'b', 'a']);
    expect(nowMs).toBeCloseTo(2 * SHARED_TICK_MS);
  });

  it('draws tiles that are given less together, at every tick that is theirs', () => {
    pace.schedule(flush('full'), 0);
    pace.schedule(flush('half'), 80);
    pace.schedule(flush('third'), 100);
    tick();
    expect(flushed).toEqual(['full']);
    tick();
    expect(flushed).toEqual(['full', 'half']);
    tick();
    expect(flushed).toEqual(['full', 'half', 'third']);
    expect(timer).toBeNull();
  });

  it('keeps no picture for longer than a fifth of a second', () => {
    pace.schedule(flush('slow'), 5_000);
    while (flushed.length === 0) tick();
    expect(nowMs).toBeCloseTo(200);
  });

  it('keeps nothing back when the tiles became few meanwhile', () => {
    pace.schedule(flush('third'), 100);
    tiles = 1;
    tick();
    expect(flushed).toEqual(['third']);
  });

  it('makes up for ticks that a busy worker missed', () => {
    pace.schedule(flush('half'), 80);
    const due = timer;
    if (due === null) throw new Error('no tick is due');
    timer = null;
    // The second tick, which is this tile's, is over when the first is served.
    nowMs = due.atMs + SHARED_TICK_MS * 1.2;
    due.run();
    expect(flushed).toEqual(['half']);
  });

  it('lets no tile starve when every tick comes late', () => {
    const half = flush('half');
    for (let turn = 0; turn < 12; turn += 1) {
      pace.schedule(half, 80);
      const due = timer;
      if (due === null) throw new Error('no tick is due');
      timer = null;
      nowMs = due.atMs + SHARED_TICK_MS * 0.95;
      due.run();
    }
    expect(flushed.length).toBeGreaterThanOrEqual(11);
  });

  it('takes a timer that fires a little early for the tick it was meant for', () => {
    pace.schedule(flush('a'), 0);
    const due = timer;
    if (due === null) throw new Error('no tick is due');
    timer = null;
    nowMs = due.atMs - 1;
    due.run();
    pace.schedule(flush('b'), 0);
    tick();
    expect(nowMs).toBeCloseTo(2 * SHARED_TICK_MS);
  });
});

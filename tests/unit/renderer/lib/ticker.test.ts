import { describe, expect, it } from 'vitest';
import { createTicker, type IntervalTimers } from '../../../../renderer/lib/ticker.ts';

class FakeTimers implements IntervalTimers {
  readonly running = new Map<number, () => void>();
  #next = 1;
  setInterval = (run: () => void): number => {
    this.running.set(this.#next, run);
    return this.#next++;
  };
  clearInterval = (id: number): void => {
    this.running.delete(id);
  };
  tick(): void {
    for (const run of [...this.running.values()]) run();
  }
}

describe('a ticker', () => {
  it('runs one timer for all its listeners, and none without them', () => {
    const timers = new FakeTimers();
    const ticker = createTicker(250, timers);
    let ticks = 0;
    const listener = (): void => {
      ticks += 1;
    };
    const releases = [ticker.add(listener), ticker.add(listener)];
    expect(timers.running.size).toBe(1);
    timers.tick();
    expect(ticks).toBe(2);
    for (const release of releases) release();
    for (const release of releases) release();
    expect(timers.running.size).toBe(0);
    ticker.add(listener);
    expect(timers.running.size).toBe(1);
  });

  it('does not reach a listener released during the same tick', () => {
    const timers = new FakeTimers();
    const ticker = createTicker(250, timers);
    let reached = false;
    const releases: (() => void)[] = [];
    ticker.add(() => {
      for (const release of releases) release();
    });
    releases.push(
      ticker.add(() => {
        reached = true;
      }),
    );
    timers.tick();
    expect(reached).toBe(false);
  });
});

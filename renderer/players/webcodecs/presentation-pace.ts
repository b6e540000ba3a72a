/** When pictures are handed to their tracks. */
export interface PresentationPace {
  /**
   * Runs `flush` at the pace: at once, or together with everybody else's at a tick. `intervalMs`: from one picture of a thinned tile to
   * the next; such tiles go out together at every so manieth tick, so that the compositor draws the seldomer, the less they are given.
   * 0: the next tick. Again for the same `flush`: once.
   */
  readonly schedule: (flush: () => void, intervalMs: number) => void;
  /** How many pictures of one tile may wait: with a tick two can come between two ticks, and neither is lost. */
  readonly mostWaiting: () => 1 | 2;
}

export interface PaceOptions {
  /** Tiles fed now. */
  readonly tiles: () => number;
  readonly nowMs: () => number;
  readonly after: (delayMs: number, run: () => void) => unknown;
}

/**
 * From this many tiles on, pictures of all tiles go out together: the compositor then draws once for all of them. At 16 tiles
 * 640x360@15 without a GPU this saved 18 % of the CPU and cost 15 to 25 ms of age, so up to there every picture goes out at once.
 */
export const SHARED_TICK_TILES = 17;
/** 30 Hz: well above the rate of any tile in so large a wall, so that no picture is lost to the tick. */
export const SHARED_TICK_MS = 1_000 / 30;
/** A picture of a thinned tile waits no longer than this. */
const MOST_TICKS = 6;
/** Of a tick: cameras' intervals are not exact, and a timer may fire early. */
const SLACK = 0.1;

/** Hands pictures over at once while few tiles run, and in one tick for all when there are many. */
export const createPace = ({ tiles, nowMs, after }: PaceOptions): PresentationPace => {
  /** With every how manieth tick is theirs. */
  const waiting = new Map<() => void, number>();
  let isTickDue = false;
  /** The tick before, counted from the clock's zero; ticks that a busy worker misses are made up for by the next. */
  let seen = 0;
  const isShared = (): boolean => tiles() >= SHARED_TICK_TILES;
  const tickNow = (): number => Math.floor(nowMs() / SHARED_TICK_MS + SLACK);
  const plan = (): void => {
    if (isTickDue || waiting.size === 0) return;
    isTickDue = true;
    const next = tickNow() + 1;
    after(next * SHARED_TICK_MS - nowMs(), () => {
      isTickDue = false;
      const at = Math.max(next, tickNow());
      const due = [...waiting].filter(([, ticks]) => !isShared() || Math.floor(at / ticks) > Math.floor(seen / ticks));
      seen = at;
      for (const [flush] of due) waiting.delete(flush);
      for (const [flush] of due) flush();
      plan();
    });
  };
  return {
    mostWaiting: () => (isShared() ? 2 : 1),
    schedule: (flush, intervalMs) => {
      if (!isShared()) {
        flush();
        return;
      }
      if (waiting.size === 0 && !isTickDue) seen = tickNow();
      waiting.set(flush, Math.min(MOST_TICKS, Math.max(1, Math.floor(intervalMs / SHARED_TICK_MS + SLACK))));
      plan();
    },
  };
};

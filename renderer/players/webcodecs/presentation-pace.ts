/** When pictures are handed to their tracks. */
export interface PresentationPace {
  /** Runs `flush` at the pace: at once, or together with everybody else's at the next tick. Again for the same `flush`: once. */
  readonly schedule: (flush: () => void) => void;
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

/** Hands pictures over at once while few tiles run, and in one tick for all when there are many. */
export const createPace = ({ tiles, nowMs, after }: PaceOptions): PresentationPace => {
  const waiting = new Set<() => void>();
  let isTickDue = false;
  const tick = (): void => {
    isTickDue = false;
    const all = [...waiting];
    waiting.clear();
    for (const flush of all) flush();
  };
  const isShared = (): boolean => tiles() >= SHARED_TICK_TILES;
  return {
    mostWaiting: () => (isShared() ? 2 : 1),
    schedule: (flush) => {
      if (!isShared()) {
        flush();
        return;
      }
      waiting.add(flush);
      if (isTickDue) return;
      isTickDue = true;
      const sinceTickMs = nowMs() % SHARED_TICK_MS;
      after(SHARED_TICK_MS - sinceTickMs, tick);
    },
  };
};

/** The two clocks of a page, ms: `monoMs` never steps, `utcMs` may. */
export interface PageClocks {
  readonly monoMs: () => number;
  readonly utcMs: () => number;
}

export interface ServerClock {
  /** Server clock minus this PC's clock, ms, as main measured it last. */
  readonly setOffset: (offsetMs: number) => void;
  /** The server's time now, ms since 1970. */
  readonly nowUtcMs: () => number;
  readonly monoMs: () => number;
}

/**
 * The server's time on this PC. Between two measurements it runs on the monotonic clock, so that a PC clock set back cannot make old
 * pictures young; a PC clock that leaps ahead (or a PC that slept) is followed, which at worst makes young pictures old until the
 * next measurement.
 */
export const createServerClock = (clocks: PageClocks, offsetMs = 0): ServerClock => {
  let offset = offsetMs;
  let skewMs = clocks.utcMs() + offset - clocks.monoMs();
  return {
    setOffset: (next) => {
      offset = next;
      skewMs = clocks.utcMs() + offset - clocks.monoMs();
    },
    nowUtcMs: () => Math.max(clocks.monoMs() + skewMs, clocks.utcMs() + offset),
    monoMs: clocks.monoMs,
  };
};

export const pageClocks: PageClocks = { monoMs: () => performance.now(), utcMs: () => Date.now() };

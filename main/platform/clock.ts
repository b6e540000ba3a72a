/** Time as the console sees it. Wall-clock time may jump; intervals are measured on the monotonic clock. */
export interface Clock {
  /** Milliseconds since 1970, this PC's clock. */
  readonly utcMs: () => number;
  /** Milliseconds on a clock that never jumps; origin unspecified. */
  readonly monoMs: () => number;
}

/** Stops a timer; may be called twice. */
export type Cancel = () => void;

export interface Timers {
  readonly after: (delayMs: number, run: () => void) => Cancel;
  readonly every: (periodMs: number, run: () => void) => Cancel;
}

export const systemClock: Clock = {
  utcMs: () => Date.now(),
  monoMs: () => performance.now(),
};

export const systemTimers: Timers = {
  after: (delayMs, run) => {
    const handle = setTimeout(run, delayMs);
    return () => clearTimeout(handle);
  },
  every: (periodMs, run) => {
    const handle = setInterval(run, periodMs);
    return () => clearInterval(handle);
  },
};

/** Runs `listener` every tick until released; the release may be called twice. */
export interface Ticker {
  readonly add: (listener: () => void) => () => void;
}

/** What a ticker needs of the world; `window` has it. */
export interface IntervalTimers {
  readonly setInterval: (run: () => void, everyMs: number) => number;
  readonly clearInterval: (id: number) => void;
}

/** One timer for many listeners; it runs only while somebody listens. */
export const createTicker = (everyMs: number, timers: IntervalTimers): Ticker => {
  const listeners = new Set<() => void>();
  let timer: number | null = null;
  const stopWhenUnused = (): void => {
    if (listeners.size > 0 || timer === null) return;
    timers.clearInterval(timer);
    timer = null;
  };
  return {
    add: (listener) => {
      const own = (): void => {
        listener();
      };
      listeners.add(own);
      timer ??= timers.setInterval(() => {
        for (const each of [...listeners]) if (listeners.has(each)) each();
      }, everyMs);
      return () => {
        listeners.delete(own);
        stopWhenUnused();
      };
    },
  };
};

/** The window's own timers. */
export const windowTimers: IntervalTimers = {
  setInterval: (run, everyMs) => window.setInterval(run, everyMs),
  clearInterval: (id) => {
    window.clearInterval(id);
  },
};

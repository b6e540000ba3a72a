/** The server's clock. Every time the demo puts on the wire comes from one of these. */
export interface Clock {
  /** UTC milliseconds since 1970, with a fraction. */
  readonly nowUtcMs: () => number;
}

/** Largest difference between the fine clock and the system's before the fine one follows. */
const FOLLOW_MS = 20;

/** The system's clock in fractions of a millisecond, moved by `skewMs` (to try consoles against a server that is off). */
export function systemClock(skewMs = 0): Clock {
  let anchorMs = Date.now() - performance.now();
  return {
    nowUtcMs: () => {
      const wallMs = Date.now();
      let fineMs = anchorMs + performance.now();
      if (Math.abs(fineMs - wallMs) > FOLLOW_MS) {
        anchorMs += wallMs - fineMs;
        fineMs = wallMs;
      }
      return fineMs + skewMs;
    },
  };
}

const BASE_MS = 500;
const CAP_MS = 30_000;
const STABLE_MS = 30_000;

/** Failures in a row, as the back-off counts them. */
export interface BackOff {
  readonly failures: number;
}

export const NO_BACK_OFF: BackOff = { failures: 0 };

/**
 * The wait before the next try after a connection ended that had lived `connectedForMs` (0: it never opened): full jitter
 * over 0.5 s, 1 s, 2 s ... 30 s, so that a thousand consoles do not return in the same instant. Only a connection that
 * lived 30 s counts as success. `random` answers 0..1.
 */
export function nextBackOff(before: BackOff, connectedForMs: number, random: () => number): { readonly backOff: BackOff; readonly delayMs: number } {
  const failures = connectedForMs >= STABLE_MS ? 0 : before.failures;
  const ceilingMs = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(failures, 16));
  return { backOff: { failures: failures + 1 }, delayMs: Math.round(random() * ceilingMs) };
}

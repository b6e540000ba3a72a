import type { Cancel, Clock, Timers } from '../platform/clock.ts';

/** Does something soon after it is asked for, but never more often than every so many ms; what is asked last is always done. */
export interface Pulse {
  readonly touch: () => void;
  /** Does at once what waits. */
  readonly now: () => void;
  /** What waits is not done. */
  readonly close: () => void;
}

export function createPulse({ clock, timers }: { readonly clock: Clock; readonly timers: Timers }, everyMs: number, run: () => void): Pulse {
  let cancel: Cancel | null = null;
  let lastMonoMs = -Infinity;
  const now = (): void => {
    cancel?.();
    cancel = null;
    lastMonoMs = clock.monoMs();
    run();
  };
  return {
    touch: () => {
      cancel ??= timers.after(Math.max(0, lastMonoMs + everyMs - clock.monoMs()), now);
    },
    now,
    close: () => {
      cancel?.();
      cancel = null;
    },
  };
}

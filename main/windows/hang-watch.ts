import type { Timers } from '../platform/clock.ts';

export interface HangWatchOptions {
  /** Answers when the page's own thread gets to it. */
  readonly ping: () => Promise<unknown>;
  /** Called once a `start`. */
  readonly onHung: () => void;
  readonly timers: Timers;
}

export interface HangWatch {
  /** A page stands; watches it, the one before no longer. */
  readonly start: () => void;
  /** May be called twice. */
  readonly stop: () => void;
}

const PING_EVERY_MS = 2_000;
/** Counted, not timed: a PC that slept did not hang. */
const UNANSWERED_MAX = 5;

/** Notices within 10 s to 12 s that a page answers nothing any more, also where nobody touches it: a wall has no keys. */
export function createHangWatch({ ping, onHung, timers }: HangWatchOptions): HangWatch {
  let stop: (() => void) | null = null;
  const end = (): void => {
    stop?.();
    stop = null;
  };
  return {
    start: () => {
      end();
      let unanswered = 0;
      const ask = (): void => {
        if (unanswered === 0) {
          const answered = () => (unanswered = 0);
          ping().then(answered, answered);
        }
        unanswered += 1;
        if (unanswered <= UNANSWERED_MAX) return;
        end();
        onHung();
      };
      stop = timers.every(PING_EVERY_MS, ask);
    },
    stop: end,
  };
}

/** Runs once after this many ms; the answer cancels it and may be called twice. */
export type Later = (run: () => void, delayMs: number) => () => void;

/** The window's own timers. */
export const windowLater: Later = (run, delayMs) => {
  const timer = window.setTimeout(run, delayMs);
  return () => {
    window.clearTimeout(timer);
  };
};

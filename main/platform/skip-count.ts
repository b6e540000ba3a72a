import type { Log } from './log.ts';

/** Counts things skipped for one reason and logs the 1st, 2nd, 4th, 8th ... of them, so that a flood of junk does not fill the log. */
export function createSkipCount(log: Log, event: string): (reason: string) => void {
  const counts = new Map<string, number>();
  return (reason) => {
    const count = (counts.get(reason) ?? 0) + 1;
    counts.set(reason, count);
    if (Number.isInteger(Math.log2(count))) log.warn(event, { reason, count });
  };
}

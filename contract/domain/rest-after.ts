/** Bounds of a rest, ms, and how many times as long as the work it is. */
export interface RestRule {
  readonly leastMs: number;
  readonly mostMs: number;
  readonly times: number;
}

/** How long repeated work rests after `tookMs` of it, ms: light work follows the news closely, heavy work leaves the machine to others. */
export const restAfterMs = (tookMs: number, { leastMs, mostMs, times }: RestRule): number => Math.min(mostMs, Math.max(leastMs, tookMs * times));

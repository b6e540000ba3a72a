import { FLOOD_WINDOW_MS } from '@contract/domain/alarm-flood.ts';

/** New alarms of the last ten minutes, by the second they were raised in. */
export interface RateWindow {
  readonly add: (raisedUtcMs: number) => void;
  readonly count: (nowUtcMs: number) => number;
  readonly clear: () => void;
}

export function createRateWindow(): RateWindow {
  const seconds = new Map<number, number>();
  return {
    add: (raisedUtcMs) => {
      const second = Math.floor(raisedUtcMs / 1_000);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
    },
    count: (nowUtcMs) => {
      const first = Math.floor((nowUtcMs - FLOOD_WINDOW_MS) / 1_000);
      let sum = 0;
      for (const [second, count] of seconds) {
        if (second <= first) seconds.delete(second);
        else sum += count;
      }
      return sum;
    },
    clear: () => seconds.clear(),
  };
}

import type { Clock } from '../../../../demo/server/clock.ts';
import type { TierStateStore } from '../../../../demo/server/tier-state.ts';

/** A clock that stands until it is moved. */
export function aClock(startUtcMs = 1_800_000_000_000): Clock & { readonly advance: (byMs: number) => void } {
  let nowMs = startUtcMs;
  return {
    nowUtcMs: () => nowMs,
    advance: (byMs) => {
      nowMs += byMs;
    },
  };
}

/** A state that is never written. */
export function aStore(): TierStateStore {
  return {
    state: { version: 1, secondFactors: {}, attempts: Object.create(null), families: {}, devices: {}, usedEnrolmentCodes: [], extraEnrolmentCodes: [], layouts: {}, groups: {}, searches: {}, samplesGiven: false, maskLifts: [] },
    save: () => Promise.resolve(),
  };
}

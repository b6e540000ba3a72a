import type { AlarmKind } from '../../../contract/domain/alarm-kind.ts';
import type { AlarmPriority } from '../../../contract/domain/alarm.ts';
import type { Camera } from '../api-types.ts';

const STEP_MS = 10;

/** A storm of alarms at a steady pace. */
export interface StormPlan {
  /** 1 to 5,000. */
  readonly perSecond: number;
  readonly seconds: number;
  readonly kind: AlarmKind;
  readonly priority: AlarmPriority;
  /** They come from these in turn; empty: from no camera. */
  readonly cameras: readonly Camera[];
}

export interface StormState {
  readonly running: boolean;
  /** What was asked for, and how many there were. */
  readonly wanted: number;
  readonly raised: number;
  readonly startedUtcMs: number | null;
  /** Null while it runs. */
  readonly endedUtcMs: number | null;
}

/** Storms of one tier; a new one ends the one before. */
export interface Storms {
  readonly start: (plan: StormPlan) => StormState;
  readonly state: () => StormState;
  readonly stop: () => void;
}

/** `raise` is given the plan and the number of the alarm, from 0 on. */
export function createStorms(raise: (plan: StormPlan, index: number) => void): Storms {
  let state: StormState = { running: false, wanted: 0, raised: 0, startedUtcMs: null, endedUtcMs: null };
  let timer: NodeJS.Timeout | null = null;
  const stop = (): void => {
    if (timer !== null) clearInterval(timer);
    timer = null;
    if (state.running) state = { ...state, running: false, endedUtcMs: Date.now() };
  };
  return {
    state: () => state,
    stop,
    start: (plan) => {
      stop();
      const wanted = Math.round(plan.perSecond * plan.seconds);
      const beginMs = performance.now();
      state = { running: true, wanted, raised: 0, startedUtcMs: Date.now(), endedUtcMs: null };
      timer = setInterval(() => {
        const due = Math.min(wanted, Math.floor(((performance.now() - beginMs) / 1000) * plan.perSecond));
        for (let index = state.raised; index < due; index += 1) raise(plan, index);
        state = { ...state, raised: Math.max(state.raised, due) };
        if (due >= wanted) stop();
      }, STEP_MS);
      return state;
    },
  };
}

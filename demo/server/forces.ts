import { createDriver, FORCE_PLANS, TRAIL_MAX, type ForcePlan } from '../city/forces.ts';
import type { Street } from '../city/streets.ts';
import type { Force } from './api-types.ts';
import type { Clock } from './clock.ts';

/** Patrols and vehicles of the one city. */
export interface Forces {
  /** Those of some units, in a stable order. */
  readonly list: (isSeen: (unitId: string) => boolean) => readonly Force[];
  readonly onDidMove: (listener: (force: Force, plan: ForcePlan) => void) => () => void;
  /** Stops them; may be called twice. */
  readonly destroy: () => void;
}

/** Each goes one step every `stepMs` (0: they stand still), with a trail from the start. */
export function createForces(streets: readonly Street[], clock: Clock, stepMs: number): Forces {
  const listeners = new Set<(force: Force, plan: ForcePlan) => void>();
  const trailStepMs = stepMs === 0 ? 2000 : stepMs;
  const startUtcMs = Math.floor(clock.nowUtcMs()) - TRAIL_MAX * trailStepMs;
  const drivers = FORCE_PLANS.flatMap((plan) => {
    const ground = streets.filter(({ unitId }) => unitId === plan.groundId);
    return ground.length === 0 ? [] : [createDriver(plan, ground, startUtcMs)];
  });
  for (let step = 1; step <= TRAIL_MAX; step += 1) for (const driver of drivers) driver.driveTo(startUtcMs + step * trailStepMs);
  const step = (): void => {
    for (const driver of drivers) {
      driver.driveTo(Math.floor(clock.nowUtcMs()));
      const force = driver.force();
      for (const listener of listeners) listener(force, driver.plan);
    }
  };
  const timer = stepMs === 0 ? null : setInterval(step, stepMs);
  timer?.unref();
  return {
    list: (isSeen) => drivers.filter(({ plan }) => isSeen(plan.unitId)).map((driver) => driver.force()),
    onDidMove: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    destroy: () => {
      if (timer !== null) clearInterval(timer);
      listeners.clear();
    },
  };
}

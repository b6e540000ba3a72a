import { runPlace } from '@contract/domain/sequence.ts';
import type { SurfaceId } from '@contract/domain/units.ts';
import type { Cancel, Timers } from '../../platform/clock.ts';
import type { OrderTour, OrderTourStep } from './messages.schema.ts';

/** Longest wait for the next step: the server's clock may be set meanwhile. */
const LOOK_WITHIN_MS = 1_000;

export interface OrderToursEnvironment {
  readonly timers: Timers;
  /** The server's clock. */
  readonly nowUtcMs: () => number;
  /** A tour came to this step. */
  readonly show: (surface: SurfaceId, tour: OrderTour, step: OrderTourStep) => void;
}

/** Tours that other PCs ordered: each goes on by the clock, without whoever began it. */
export interface OrderTours {
  /** Which step of a tour is due now. */
  readonly due: (tour: OrderTour) => OrderTourStep | null;
  /** From now on this surface shows the steps after the one due now; null: it has no tour (any more). */
  readonly follow: (surface: SurfaceId, tour: OrderTour | null) => void;
  readonly stop: () => void;
}

interface Followed {
  readonly tour: OrderTour;
  step: OrderTourStep | null;
}

export function createOrderTours({ timers, nowUtcMs, show }: OrderToursEnvironment): OrderTours {
  const followed = new Map<SurfaceId, Followed>();
  let cancel: Cancel | null = null;
  const placeOf = ({ steps, run }: OrderTour) => runPlace(steps, run, nowUtcMs());
  const due = (tour: OrderTour): OrderTourStep | null => tour.steps[placeOf(tour).step] ?? null;

  const look = (): void => {
    for (const [surface, each] of followed) {
      const step = due(each.tour);
      if (step === null || step === each.step) continue;
      each.step = step;
      show(surface, each.tour, step);
    }
    plan();
  };
  const plan = (): void => {
    cancel?.();
    const nextUtcMs = Math.min(...[...followed.values()].map(({ tour }) => placeOf(tour).nextUtcMs ?? Infinity));
    cancel = Number.isFinite(nextUtcMs) ? timers.after(Math.min(LOOK_WITHIN_MS, Math.max(0, nextUtcMs - nowUtcMs())), look) : null;
  };
  return {
    due,
    follow: (surface, tour) => {
      if (tour === null) followed.delete(surface);
      else followed.set(surface, { tour, step: due(tour) });
      plan();
    },
    stop: () => {
      followed.clear();
      cancel?.();
      cancel = null;
    },
  };
}

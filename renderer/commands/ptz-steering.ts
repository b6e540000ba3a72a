import { isStill, RENEW_MS, STILL, type PtzVelocity } from '@contract/domain/ptz.ts';

/** One hand on one source of movement: a pressed arrow, a held key, a deflected stick. */
export type GripId = number;

/** How one head is steered from here: who holds what, and what main was told last. */
export interface Steering {
  readonly grips: ReadonlyMap<GripId, PtzVelocity>;
  readonly told: PtzVelocity;
  /** On the clock that never steps. */
  readonly toldMonoMs: number;
}

export const AT_REST: Steering = { grips: new Map(), told: STILL, toldMonoMs: 0 };

/** Changes of speed closer together than this wait for the next; a start and a stop never wait. ms */
export const CHANGE_MS = 25;

/** What to tell main now (null: nothing), and after how long to decide again (null: when something happens). */
export interface Decision {
  readonly steering: Steering;
  readonly say: PtzVelocity | null;
  readonly againMs: number | null;
}

const clamped = (speed: number): number => (Number.isFinite(speed) ? Math.round(Math.min(1, Math.max(-1, speed)) * 100) / 100 : 0);

/** Several hands together: opposite ones cancel, none goes faster than full speed. Hundredths, so that a trembling stick says nothing new. */
export function velocityOf(grips: Iterable<PtzVelocity>): PtzVelocity {
  let [pan, tilt, zoom] = [0, 0, 0];
  for (const grip of grips) [pan, tilt, zoom] = [pan + grip.pan, tilt + grip.tilt, zoom + grip.zoom];
  // Never minus zero: it is another number to a test, and on the wire.
  return { pan: clamped(pan) || 0, tilt: clamped(tilt) || 0, zoom: clamped(zoom) || 0 };
}

export const isSame = (one: PtzVelocity, other: PtzVelocity): boolean => one.pan === other.pan && one.tilt === other.tilt && one.zoom === other.zoom;

export const withGrip = (steering: Steering, grip: GripId, velocity: PtzVelocity): Steering => ({ ...steering, grips: new Map(steering.grips).set(grip, velocity) });

export function withoutGrip(steering: Steering, grip: GripId): Steering {
  const grips = new Map(steering.grips);
  grips.delete(grip);
  return { ...steering, grips };
}

/** Every hand off. */
export const letGo = (steering: Steering): Steering => ({ ...steering, grips: new Map() });

/** A start and a stop are said at once, a change of speed soon, a held movement again and again. */
export function decide(steering: Steering, nowMonoMs: number): Decision {
  const wanted = velocityOf(steering.grips.values());
  const { told } = steering;
  if (isStill(wanted) && isStill(told)) return { steering, say: null, againMs: null };
  const waitMs = isStill(wanted) || isStill(told) ? 0 : steering.toldMonoMs + (isSame(wanted, told) ? RENEW_MS : CHANGE_MS) - nowMonoMs;
  if (waitMs > 0) return { steering, say: null, againMs: waitMs };
  return { steering: { ...steering, told: wanted, toldMonoMs: nowMonoMs }, say: wanted, againMs: isStill(wanted) ? null : RENEW_MS };
}

import { limits, turnsRound } from './abilities.ts';
import type { PtzAbilities, PtzPosition, Velocity } from './wire.ts';

/** Fastest turns at zoom 1, degrees a second; of held movements, divided by the zoom. */
export const PAN_MAX_DPS = 100;
export const TILT_MAX_DPS = 70;
/** Powers of e a second: from 1 to 25 in under four seconds. */
const ZOOM_MAX_EPS = 0.9;
const ACCELERATION = { pan: 320, tilt: 260, zoom: 5 } as const;
const BRAKE = { pan: 1400, tilt: 1000, zoom: 14 } as const;
/** One step of the integration. Fine enough that a second of steps never strays from where one step of a second would end. */
const STEP_MS = 5;
const ARRIVED_DEG = 0.02;
const ARRIVED_ZOOM = 0.002;

type Axis = 'pan' | 'tilt' | 'zoom';

/** Where a head looks and how fast it turns: degrees a second, powers of e a second. */
export interface Motion {
  readonly position: PtzPosition;
  readonly speed: Velocity;
}

/** What moves it. */
export type Drive =
  | { readonly kind: 'still' }
  /** Held speeds. */
  | { readonly kind: 'speed'; readonly velocity: Velocity }
  /** On the way to a place, as fast as it can. */
  | { readonly kind: 'place'; readonly position: PtzPosition };

export const atRest = (position: PtzPosition): Motion => ({ position, speed: { pan: 0, tilt: 0, zoom: 0 } });
export const isAtRest = ({ speed }: Motion): boolean => speed.pan === 0 && speed.tilt === 0 && speed.zoom === 0;

/** The nearest place the head can look at. */
export function reachable(abilities: PtzAbilities, { panDeg, tiltDeg, zoom }: PtzPosition): PtzPosition {
  const [tiltFrom, tiltTo] = limits(abilities.tiltDeg);
  const [panFrom, panTo] = limits(abilities.panDeg);
  const turned = wrapped(panDeg);
  const pan = turnsRound(abilities) ? turned : clamp([turned, turned - 360, turned + 360].find((at) => at >= panFrom && at <= panTo) ?? nearer(turned, panFrom, panTo), panFrom, panTo);
  return { panDeg: pan, tiltDeg: clamp(tiltDeg, tiltFrom, tiltTo), zoom: clamp(zoom, 1, abilities.zoomMax) };
}

/** Whether a motion has come to an end: at its place, or standing. */
export function hasArrived(abilities: PtzAbilities, motion: Motion, drive: Drive): boolean {
  if (!isAtRest(motion)) return false;
  if (drive.kind === 'place') return isAt(abilities, motion.position, drive.position);
  return drive.kind === 'still' || (drive.velocity.pan === 0 && drive.velocity.tilt === 0 && drive.velocity.zoom === 0);
}

/** Moves on by some milliseconds. The same whether asked at once or in parts that are multiples of the step. */
export function advanceMotion(abilities: PtzAbilities, motion: Motion, drive: Drive, byMs: number): Motion {
  let now = motion;
  for (let leftMs = byMs; leftMs > 0 && !hasArrived(abilities, now, drive); leftMs -= STEP_MS) now = step(abilities, now, drive, Math.min(STEP_MS, leftMs) / 1000);
  return now;
}

function step(abilities: PtzAbilities, motion: Motion, drive: Drive, byS: number): Motion {
  const { position } = motion;
  const [panFrom, panTo] = limits(abilities.panDeg);
  const [tiltFrom, tiltTo] = limits(abilities.tiltDeg);
  const round = turnsRound(abilities);
  const goal = drive.kind === 'place' ? drive.position : null;
  const panGap = goal === null ? null : round ? wrapped(goal.panDeg - position.panDeg) : goal.panDeg - position.panDeg;
  const pan = stepAxis('pan', { at: position.panDeg, speed: motion.speed.pan, wanted: wantedSpeed(drive, 'pan', position.zoom), gap: panGap, from: round ? -Infinity : panFrom, to: round ? Infinity : panTo, near: ARRIVED_DEG }, byS);
  const tilt = stepAxis('tilt', { at: position.tiltDeg, speed: motion.speed.tilt, wanted: wantedSpeed(drive, 'tilt', position.zoom), gap: goal === null ? null : goal.tiltDeg - position.tiltDeg, from: tiltFrom, to: tiltTo, near: ARRIVED_DEG }, byS);
  const zoom = stepAxis('zoom', { at: Math.log(position.zoom), speed: motion.speed.zoom, wanted: wantedSpeed(drive, 'zoom', 1), gap: goal === null ? null : Math.log(goal.zoom / position.zoom), from: 0, to: Math.log(abilities.zoomMax), near: ARRIVED_ZOOM }, byS);
  return {
    position: { panDeg: round ? wrapped(pan.at) : pan.at, tiltDeg: tilt.at, zoom: clamp(Math.exp(zoom.at), 1, abilities.zoomMax) },
    speed: { pan: pan.speed, tilt: tilt.speed, zoom: zoom.speed },
  };
}

interface AxisState {
  readonly at: number;
  readonly speed: number;
  /** Held speed. */
  readonly wanted: number;
  /** Way to the place, or null when none is gone to. */
  readonly gap: number | null;
  readonly from: number;
  readonly to: number;
  readonly near: number;
}

function stepAxis(axis: Axis, { at, speed, wanted, gap, from, to, near }: AxisState, byS: number): { readonly at: number; readonly speed: number } {
  if (gap !== null && Math.abs(gap) <= Math.max(near, Math.abs(speed) * byS)) return { at: clamp(at + gap, from, to), speed: 0 };
  // Never faster than it can still brake before the place.
  const aim = gap === null ? wanted : Math.sign(gap) * Math.min(MAX[axis], Math.sqrt(BRAKE[axis] * Math.abs(gap)));
  const braking = Math.abs(aim) < Math.abs(speed) || aim * speed < 0;
  const change = (braking ? BRAKE : ACCELERATION)[axis] * byS;
  const next = speed < aim ? Math.min(aim, speed + change) : Math.max(aim, speed - change);
  const moved = at + next * byS;
  return moved < from || moved > to ? { at: clamp(moved, from, to), speed: 0 } : { at: moved, speed: next };
}

const MAX: Readonly<Record<Axis, number>> = { pan: PAN_MAX_DPS, tilt: TILT_MAX_DPS, zoom: ZOOM_MAX_EPS };

function wantedSpeed(drive: Drive, axis: Axis, zoom: number): number {
  return drive.kind === 'speed' ? (clamp(drive.velocity[axis], -1, 1) * MAX[axis]) / (axis === 'zoom' ? 1 : zoom) : 0;
}

function isAt(abilities: PtzAbilities, position: PtzPosition, place: PtzPosition): boolean {
  const pan = turnsRound(abilities) ? wrapped(place.panDeg - position.panDeg) : place.panDeg - position.panDeg;
  return Math.abs(pan) <= ARRIVED_DEG && Math.abs(place.tiltDeg - position.tiltDeg) <= ARRIVED_DEG && Math.abs(Math.log(place.zoom / position.zoom)) <= ARRIVED_ZOOM;
}

/** -180 up to 180. */
export const wrapped = (deg: number): number => {
  const turn = ((deg % 360) + 360) % 360;
  return turn >= 180 ? turn - 360 : turn;
};

const nearer = (deg: number, from: number, to: number): number => (Math.abs(wrapped(deg - from)) < Math.abs(wrapped(deg - to)) ? from : to);

export const clamp = (value: number, from: number, to: number): number => Math.min(to, Math.max(from, value));

import type { Actor, Model } from './frame.ts';
import type { Vec3 } from './vec.ts';

/** A way along the ground: corner points in order, walked at even speed. Heights are kept. */
export class Path {
  readonly lengthM: number;
  readonly #points: readonly Vec3[];
  readonly #starts: readonly number[];

  constructor(points: readonly Vec3[]) {
    this.#points = points;
    const starts = [0];
    for (let index = 1; index < points.length; index += 1) {
      const [a, b] = [points[index - 1] ?? [0, 0, 0], points[index] ?? [0, 0, 0]];
      starts.push((starts[index - 1] ?? 0) + Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]));
    }
    this.#starts = starts;
    this.lengthM = starts[starts.length - 1] ?? 0;
  }

  at(alongM: number): Vec3 {
    const along = Math.min(this.lengthM, Math.max(0, alongM));
    let index = 1;
    while (index < this.#points.length - 1 && (this.#starts[index] ?? 0) < along) index += 1;
    const [a, b] = [this.#points[index - 1] ?? [0, 0, 0], this.#points[index] ?? [0, 0, 0]];
    const from = this.#starts[index - 1] ?? 0;
    const t = (along - from) / ((this.#starts[index] ?? 0) - from || 1);
    return [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
  }

  /** Direction of travel, smoothed over the thing's length so that it turns rather than snaps. */
  yaw(alongM: number, reachM = 1.2): number {
    const a = this.at(alongM - reachM);
    const b = this.at(alongM + reachM);
    return Math.atan2(b[0] - a[0], b[2] - a[2]);
  }
}

/** A straight way with rounded corners. */
export function rounded(points: readonly Vec3[], radiusM: number): Path {
  const out: Vec3[] = [];
  for (const [index, p] of points.entries()) {
    const before = points[index - 1];
    const after = points[index + 1];
    if (before === undefined || after === undefined) {
      out.push(p);
      continue;
    }
    const towards = (q: Vec3): Vec3 => {
      const d = Math.hypot(q[0] - p[0], q[1] - p[1], q[2] - p[2]) || 1;
      const r = Math.min(radiusM, d / 2) / d;
      return [p[0] + (q[0] - p[0]) * r, p[1] + (q[1] - p[1]) * r, p[2] + (q[2] - p[2]) * r];
    };
    const [a, c] = [towards(before), towards(after)];
    for (let step = 0; step <= 8; step += 1) {
      const t = step / 8;
      const k = (i: 0 | 1 | 2): number => a[i] * (1 - t) ** 2 + 2 * p[i] * t * (1 - t) + c[i] * t * t;
      out.push([k(0), k(1), k(2)]);
    }
  }
  return new Path(out);
}

/** One thing that goes along a path once per loop. */
export interface Trip {
  readonly path: Path;
  /** Loop time at which it sets out, seconds. */
  readonly startS: number;
  readonly model: Model | ((alongM: number) => Model);
  readonly speedMps: number;
  /** Stops at this distance until the given time after setting out. */
  readonly stop?: { readonly alongM: number; readonly leaveS: number };
  /** Sideways distance from the path, to the right. */
  readonly asideM?: number;
  readonly lightsOn?: boolean;
  readonly size?: number;
}

/**
 * Where all trips are at a loop time. A trip longer than the loop appears several times, one loop apart, so that the
 * picture at the end of the loop is the picture at its beginning.
 */
export function onTheWay(trips: readonly Trip[], loopS: number, timeS: number): readonly Actor[] {
  const actors: Actor[] = [];
  for (const trip of trips) {
    const whole = tripS(trip);
    let age = (((timeS - trip.startS) % loopS) + loopS) % loopS;
    for (; age < whole; age += loopS) {
      const along = alongAt(trip, age);
      const yaw = trip.path.yaw(along);
      const p = trip.path.at(along);
      const aside = trip.asideM ?? 0;
      const model = typeof trip.model === 'function' ? trip.model(along) : trip.model;
      actors.push({
        model,
        at: [p[0] + Math.cos(yaw) * aside, p[1], p[2] - Math.sin(yaw) * aside],
        yaw,
        ...(trip.lightsOn === undefined ? {} : { lightsOn: trip.lightsOn }),
        ...(trip.size === undefined ? {} : { size: trip.size }),
      });
    }
  }
  return actors;
}

const EASE_S = 2.2;

function tripS(trip: Trip): number {
  if (trip.stop === undefined) return trip.path.lengthM / trip.speedMps;
  return trip.stop.leaveS + EASE_S / 2 + (trip.path.lengthM - trip.stop.alongM) / trip.speedMps;
}

/** Distance after a time: even speed, or braking to the stop, waiting, and pulling away. */
function alongAt(trip: Trip, ageS: number): number {
  const { speedMps, stop } = trip;
  if (stop === undefined) return ageS * speedMps;
  const arriveS = stop.alongM / speedMps + EASE_S / 2;
  const glide = (t: number): number => (t <= 0 ? 0 : t >= 1 ? t - 0.5 : (t * t) / 2);
  if (ageS <= arriveS) return stop.alongM - glide((arriveS - ageS) / EASE_S) * EASE_S * speedMps;
  if (ageS <= stop.leaveS) return stop.alongM;
  return stop.alongM + glide((ageS - stop.leaveS) / EASE_S) * EASE_S * speedMps;
}

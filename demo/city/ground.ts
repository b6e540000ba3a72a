import type { Position } from '../server/api-types.ts';

const M_PER_DEG = 111_320;
const RAD = Math.PI / 180;

/** Metres from one place to another, north and east. */
export interface Step {
  readonly northM: number;
  readonly eastM: number;
}

/** A step of `distanceM` by compass bearing. */
export const stepBy = (bearingDeg: number, distanceM: number): Step => ({ northM: distanceM * Math.cos(bearingDeg * RAD), eastM: distanceM * Math.sin(bearingDeg * RAD) });

/** The place a step away, to about 10 cm. */
export function placeAt(from: Position, { northM, eastM }: Step): Position {
  const round = (deg: number): number => Math.round(deg * 1e6) / 1e6;
  return { latDeg: round(from.latDeg + northM / M_PER_DEG), lonDeg: round(from.lonDeg + eastM / (M_PER_DEG * Math.cos(from.latDeg * RAD))) };
}

export const stepTo = (from: Position, to: Position): Step => ({ northM: (to.latDeg - from.latDeg) * M_PER_DEG, eastM: (to.lonDeg - from.lonDeg) * M_PER_DEG * Math.cos(from.latDeg * RAD) });

export const lengthM = ({ northM, eastM }: Step): number => Math.hypot(northM, eastM);

export const distanceM = (from: Position, to: Position): number => lengthM(stepTo(from, to));

/** Whole degrees clockwise from north, 0..359. */
export function bearingTo(from: Position, to: Position): number {
  const { northM, eastM } = stepTo(from, to);
  return turned(0, Math.atan2(eastM, northM) / RAD);
}

/** A bearing turned by some degrees, as whole degrees 0..359. */
export const turned = (bearingDeg: number, byDeg: number): number => (Math.round(bearingDeg + byDeg) + 720) % 360;

/** Distance of a point from a line between two others, all in steps from one origin, metres. */
export function distanceToLineM(point: Step, from: Step, to: Step): number {
  const [north, east] = [to.northM - from.northM, to.eastM - from.eastM];
  const squared = north * north + east * east;
  const along = squared === 0 ? 0 : ((point.northM - from.northM) * north + (point.eastM - from.eastM) * east) / squared;
  const at = Math.min(1, Math.max(0, along));
  return Math.hypot(point.northM - from.northM - at * north, point.eastM - from.eastM - at * east);
}

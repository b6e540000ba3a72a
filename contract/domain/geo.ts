import type { Position } from './camera.ts';
import type { MapBounds } from './camera-query.ts';

// The ground as a sphere; within some kilometres as a plane.
const EARTH_RADIUS_M = 6_371_008.8;
const RADIAN = Math.PI / 180;
const METRES_A_DEGREE = EARTH_RADIUS_M * RADIAN;

/** Metres from a middle, to the east and to the north. */
export interface Offset {
  readonly eastM: number;
  readonly northM: number;
}

/** Metres on the ground between two places. */
export function metresBetween(one: Position, other: Position): number {
  const sinLat = Math.sin(((other.latDeg - one.latDeg) * RADIAN) / 2);
  const sinLon = Math.sin(((other.lonDeg - one.lonDeg) * RADIAN) / 2);
  const square = sinLat * sinLat + Math.cos(one.latDeg * RADIAN) * Math.cos(other.latDeg * RADIAN) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(square)));
}

/** Where a place lies as seen from a middle, on a plane that touches the ground there; true within some tens of kilometres. */
export const offsetFrom = (middle: Position, { latDeg, lonDeg }: Position): Offset => ({
  eastM: (lonDeg - middle.lonDeg) * METRES_A_DEGREE * Math.cos(middle.latDeg * RADIAN),
  northM: (latDeg - middle.latDeg) * METRES_A_DEGREE,
});

/** The place that lies so from a middle. */
export const placeAt = (middle: Position, { eastM, northM }: Offset): Position => ({
  latDeg: middle.latDeg + northM / METRES_A_DEGREE,
  lonDeg: middle.lonDeg + eastM / (METRES_A_DEGREE * Math.max(1e-6, Math.cos(middle.latDeg * RADIAN))),
});

/** Compass bearing of an offset, clockwise from north, 0..360. */
export const bearingOf = ({ eastM, northM }: Offset): number => (Math.atan2(eastM, northM) / RADIAN + 360) % 360;

/** The offset of so many metres in a compass bearing. */
export const towards = (bearingDeg: number, metres: number): Offset => ({ eastM: Math.sin(bearingDeg * RADIAN) * metres, northM: Math.cos(bearingDeg * RADIAN) * metres });

/** How far apart two bearings are, 0..180 degrees. */
export function bearingsApart(one: number, other: number): number {
  const apart = Math.abs(one - other) % 360;
  return apart > 180 ? 360 - apart : apart;
}

/** Whether a place lies inside corners joined in their order, the last to the first. */
export function isInside({ latDeg, lonDeg }: Position, corners: readonly Position[]): boolean {
  let inside = false;
  let before = corners.at(-1);
  for (const corner of corners) {
    if (before !== undefined && corner.latDeg > latDeg !== before.latDeg > latDeg) {
      const crossing = corner.lonDeg + ((before.lonDeg - corner.lonDeg) * (latDeg - corner.latDeg)) / (before.latDeg - corner.latDeg);
      if (lonDeg < crossing) inside = !inside;
    }
    before = corner;
  }
  return inside;
}

/** The nearest point of a line: metres to it, and metres along the line up to it. */
export function nearestOnLine(place: Position, line: readonly Position[]): { readonly distanceM: number; readonly alongM: number } {
  let nearest = { distanceM: Infinity, alongM: 0 };
  let walkedM = 0;
  for (const [index, from] of line.entries()) {
    const to = line[index + 1] ?? from;
    const start = offsetFrom(place, from);
    const end = offsetFrom(place, to);
    const east = end.eastM - start.eastM;
    const north = end.northM - start.northM;
    const square = east * east + north * north;
    const share = square === 0 ? 0 : Math.min(1, Math.max(0, -(start.eastM * east + start.northM * north) / square));
    const distanceM = Math.hypot(start.eastM + share * east, start.northM + share * north);
    const lengthM = metresBetween(from, to);
    if (distanceM < nearest.distanceM) nearest = { distanceM, alongM: walkedM + share * lengthM };
    walkedM += lengthM;
  }
  return nearest;
}

/** The smallest bounds that hold all places; of none: an empty corner of the sea. */
export function boundsAround(places: readonly Position[]): MapBounds {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const { latDeg, lonDeg } of places) {
    west = Math.min(west, lonDeg);
    east = Math.max(east, lonDeg);
    south = Math.min(south, latDeg);
    north = Math.max(north, latDeg);
  }
  return west <= east ? { west, south, east, north } : { west: 0, south: 0, east: 0, north: 0 };
}

/** Bounds with so many metres more on each side. */
export function widened({ west, south, east, north }: MapBounds, metres: number): MapBounds {
  const lat = metres / METRES_A_DEGREE;
  const lon = lat / Math.max(0.01, Math.cos(Math.max(Math.abs(south), Math.abs(north)) * RADIAN));
  return { west: west - lon, south: south - lat, east: east + lon, north: north + lat };
}

export const middleOf = ({ west, south, east, north }: MapBounds): Position => ({ latDeg: (south + north) / 2, lonDeg: (west + east) / 2 });

export const isWithin = ({ west, south, east, north }: MapBounds, latDeg: number, lonDeg: number): boolean => lonDeg >= west && lonDeg <= east && latDeg >= south && latDeg <= north;
export const doOverlap = (one: MapBounds, other: MapBounds): boolean => one.west <= other.east && other.west <= one.east && one.south <= other.north && other.south <= one.north;

const MERCATOR_LAT_MAX = 85.051129;

/** Place on the square map of the world, 0..1 from the west and from the north. */
export const mercatorX = (lonDeg: number): number => (lonDeg + 180) / 360;
export function mercatorY(latDeg: number): number {
  const sin = Math.sin(Math.max(-MERCATOR_LAT_MAX, Math.min(MERCATOR_LAT_MAX, latDeg)) * RADIAN);
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
}

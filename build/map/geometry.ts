/** Longitude and latitude in degrees. */
export type Point = readonly [lon: number, lat: number];
export type Line = readonly Point[];

const EARTH_M_PER_DEG = 111_320;
const DECIMALS = 1e5;

export const metresPerLon = (latDeg: number): number => EARTH_M_PER_DEG * Math.cos((latDeg * Math.PI) / 180);
export const metresPerLat = EARTH_M_PER_DEG;

/** To about one metre: what is drawn by hand has no more, and the file stays small. */
export const rounded = (line: Line): Line => line.map(([lon, lat]) => [Math.round(lon * DECIMALS) / DECIMALS, Math.round(lat * DECIMALS) / DECIMALS]);

/** A curve through all points (Catmull-Rom); `steps` pieces between two of them. */
export function smooth(points: Line, steps = 6, closed = false): Line {
  const count = points.length;
  const at = (index: number): Point => points[closed ? (index + count) % count : Math.min(count - 1, Math.max(0, index))] ?? [0, 0];
  const curve: Point[] = [];
  for (let index = 0; index < (closed ? count : count - 1); index += 1) {
    const [before, from, to, after] = [at(index - 1), at(index), at(index + 1), at(index + 2)];
    for (let step = 0; step < steps; step += 1) curve.push(between(before, from, to, after, step / steps));
  }
  return closed ? [...curve, at(0)] : [...curve, at(count - 1)];
}

function between(before: Point, from: Point, to: Point, after: Point, t: number): Point {
  const axis = (n: 0 | 1): number =>
    0.5 * (2 * from[n] + (to[n] - before[n]) * t + (2 * before[n] - 5 * from[n] + 4 * to[n] - after[n]) * t * t + (3 * from[n] - before[n] - 3 * to[n] + after[n]) * t * t * t);
  return [axis(0), axis(1)];
}

/** The bed of a river: a ring round its middle line, as wide at each point as told, in metres. */
export function bed(middle: Line, widthsM: readonly number[]): Line {
  const left: Point[] = [];
  const right: Point[] = [];
  for (const [index, [lon, lat]] of middle.entries()) {
    const [beforeLon, beforeLat] = middle[Math.max(0, index - 1)] ?? [lon, lat];
    const [afterLon, afterLat] = middle[Math.min(middle.length - 1, index + 1)] ?? [lon, lat];
    const eastM = (afterLon - beforeLon) * metresPerLon(lat);
    const northM = (afterLat - beforeLat) * metresPerLat;
    const lengthM = Math.hypot(eastM, northM) || 1;
    const place = (index / Math.max(1, middle.length - 1)) * (widthsM.length - 1);
    const low = widthsM[Math.floor(place)] ?? 0;
    const high = widthsM[Math.ceil(place)] ?? low;
    const halfM = (low + (high - low) * (place % 1)) / 2;
    const lonOff = ((-northM / lengthM) * halfM) / metresPerLon(lat);
    const latOff = ((eastM / lengthM) * halfM) / metresPerLat;
    left.push([lon + lonOff, lat + latOff]);
    right.push([lon - lonOff, lat - latOff]);
  }
  return [...left, ...right.reverse(), left[0] ?? [0, 0]];
}

/** A ring like a pebble: an ellipse with a slow wobble, turned clockwise from north. */
export function pebble(centre: Point, lengthM: number, widthM: number, turnDeg: number, wobble = 0.08): Line {
  const ring: Point[] = [];
  for (let corner = 0; corner < 20; corner += 1) {
    const angle = (corner / 20) * 2 * Math.PI;
    const swell = 1 + wobble * Math.sin(3 * angle + centre[0] * 500) + (wobble / 2) * Math.cos(5 * angle + centre[1] * 700);
    const along = (lengthM / 2) * Math.cos(angle) * swell;
    const across = (widthM / 2) * Math.sin(angle) * swell;
    const turn = (turnDeg * Math.PI) / 180;
    const northM = along * Math.cos(turn) - across * Math.sin(turn);
    const eastM = along * Math.sin(turn) + across * Math.cos(turn);
    ring.push([centre[0] + eastM / metresPerLon(centre[1]), centre[1] + northM / metresPerLat]);
  }
  return [...ring, ring[0] ?? centre];
}

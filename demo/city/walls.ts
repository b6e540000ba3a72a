import type { Camera, Position, Wall } from '../server/api-types.ts';
import { distanceToLineM, placeAt, stepBy, stepTo, lengthM, type Step } from './ground.ts';
import { ARMS, JUNCTION, JUNCTION_UNIT } from './junction.ts';
import { createRandom, type Random } from './random.ts';
import { readScheme } from './scheme.ts';
import { areaOf, lineOf, type Street, type StreetLine } from './streets.ts';
import { unitIdOf } from './units.ts';

export const BUILDINGS_MAX = 1500;

/** A building, and the unit on whose ground it stands. */
export interface Building extends Wall {
  readonly unitId: string;
}

/** Streets with houses along them, by unit: of the junction's unit those that meet there come first. */
const HOUSED: readonly (readonly [unit: string, streets: number])[] = [[JUNCTION_UNIT, 5], ['Quận Hoàn Kiếm', 8], ['Quận Ba Đình', 4], ['Quận Đống Đa', 4], ['Quận Hai Bà Trưng', 4], ['Quận Nam Từ Liêm', 4]];
/** From the middle of the street to the front of a house, metres. */
const FRONT_M = 18;
const FRONT_MORE_M = 4;
/** No house stands nearer to the middle of the junction. */
const OPEN_M = 62;
/** Between the middle of another street and a house. */
const OTHER_STREET_M = 12;
const CAMERA_M = 3;
const FLOORS: readonly (readonly [readonly [number, number], number])[] = [[[9, 22], 70], [[22, 45], 21], [[45, 90], 9]];

/** Houses round the junction and along some streets, as outlines whose last corner is the first. The same for the same city. */
export function buildingsOf(streets: readonly Street[], cameras: readonly Camera[]): readonly Building[] {
  const found: Building[] = [];
  const isFree = freeGround(streets, cameras);
  for (const { unitId, name, line } of housedStreets()) {
    const random = createRandom(`houses ${unitId} ${name}`);
    for (const side of [-90, 90]) {
      for (const house of housesAlong(line, side, random)) {
        if (found.length === BUILDINGS_MAX) return found;
        if (isFree(house, name)) found.push({ unitId, line: house.corners, heightM: house.heightM });
      }
    }
  }
  return found;
}

interface House {
  readonly middle: Position;
  /** From its middle to a corner. */
  readonly reachM: number;
  readonly corners: readonly Position[];
  readonly heightM: number;
}

function housedStreets(): readonly { readonly unitId: string; readonly name: string; readonly line: StreetLine }[] {
  const rows = readScheme();
  return HOUSED.flatMap(([unit, count]) => {
    const area = rows.flatMap((row) => (row.unit === unit ? (areaOf(row) ?? []) : [])).at(0);
    if (area === undefined) return [];
    const arms = unit === JUNCTION_UNIT ? ARMS.map(({ street }) => street) : [];
    return [...new Set([...arms, ...area.places.streets])].slice(0, arms.length + count).map((name) => ({ unitId: unitIdOf(unit), name, line: lineOf(area, name) }));
  });
}

function* housesAlong({ middle, bearingDeg, halfM }: StreetLine, side: number, random: Random): Generator<House> {
  for (let alongM = -halfM; alongM < halfM; ) {
    const [widthM, depthM] = [random.between(7, 26), random.between(10, 22)];
    const frontM = FRONT_M + random.next() * FRONT_MORE_M;
    const corner = (along: number, away: number): Position => placeAt(middle, sum(stepBy(bearingDeg, along), stepBy(bearingDeg + side, away)));
    const first = corner(alongM, frontM);
    const corners = [first, corner(alongM + widthM, frontM), corner(alongM + widthM, frontM + depthM), corner(alongM, frontM + depthM), first];
    const [lowM, highM] = random.weighted(FLOORS);
    yield { middle: corner(alongM + widthM / 2, frontM + depthM / 2), reachM: Math.hypot(widthM, depthM) / 2, corners, heightM: random.between(lowM, highM) };
    // A lane now and then, a gap between two houses mostly.
    alongM += widthM + (random.next() < 0.2 ? random.between(8, 24) : random.between(0, 3));
  }
}

/** Whether a house stands in nobody's way: not on another street, not on the junction, not over a camera. */
function freeGround(streets: readonly Street[], cameras: readonly Camera[]): (house: House, ownStreet: string) => boolean {
  const cells = new Map<string, Position[]>();
  const cellOf = ({ latDeg, lonDeg }: Position, north = 0, east = 0): string => `${String(Math.floor(latDeg * 2000) + north)} ${String(Math.floor(lonDeg * 2000) + east)}`;
  for (const { position } of cameras) {
    if (position === undefined) continue;
    const cell = cells.get(cellOf(position));
    if (cell === undefined) cells.set(cellOf(position), [position]);
    else cell.push(position);
  }
  const near = (at: Position): readonly Position[] => [-1, 0, 1].flatMap((north) => [-1, 0, 1].flatMap((east) => cells.get(cellOf(at, north, east)) ?? []));
  return ({ middle, reachM }, ownStreet) => {
    if (lengthM(stepTo(JUNCTION, middle)) < OPEN_M) return false;
    const crosses = streets.some(({ name, line }) => name !== ownStreet && distanceTo(line, middle) < OTHER_STREET_M + reachM);
    return !crosses && near(middle).every((camera) => lengthM(stepTo(middle, camera)) > reachM + CAMERA_M);
  };
}

function distanceTo(line: readonly Position[], point: Position): number {
  const steps = line.map((corner) => stepTo(point, corner));
  const here: Step = { northM: 0, eastM: 0 };
  return steps.slice(1).reduce((least, step, index) => Math.min(least, distanceToLineM(here, steps[index] ?? step, step)), Number.POSITIVE_INFINITY);
}

const sum = (one: Step, other: Step): Step => ({ northM: one.northM + other.northM, eastM: one.eastM + other.eastM });

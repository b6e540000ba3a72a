import type { Position } from '../server/api-types.ts';
import { placeAt, stepBy, stepTo, turned } from './ground.ts';
import { ARMS, JUNCTION, JUNCTION_UNIT } from './junction.ts';
import type { UnitPlaces } from './places.ts';
import { RURAL_PLACES } from './places-rural.ts';
import { URBAN_PLACES } from './places-urban.ts';
import { createRandom } from './random.ts';
import { readScheme, type SchemeRow } from './scheme.ts';
import { unitIdOf } from './units.ts';

/** A unit's own ground: its row in the scheme and the names on it. */
export interface Area {
  readonly row: Pick<SchemeRow, 'unit' | 'latDeg' | 'lonDeg'>;
  readonly places: UnitPlaces;
}

/** The line along which the cameras of one street, or of one place such as a park, stand. */
export interface StreetLine {
  readonly middle: Position;
  /** 0..359 */
  readonly bearingDeg: number;
  /** From the middle to either end, metres. */
  readonly halfM: number;
}

/** A street as the map draws it. */
export interface Street {
  readonly unitId: string;
  readonly name: string;
  readonly line: readonly Position[];
}

/** Half the length of a line at a place that is no street, metres. */
const PLACE_HALF_M = 60;
/** No street but its own comes nearer to the middle of the junction, metres. */
const PASSES_M = 310;

/** The line of a street or place of a unit: the same at every start. */
export function lineOf({ row, places }: Area, anchor: string): StreetLine {
  const arm = row.unit === JUNCTION_UNIT ? ARMS.find(({ street }) => street === anchor) : undefined;
  if (arm !== undefined) return { middle: placeAt(JUNCTION, stepBy(arm.bearingDeg, arm.lengthM / 2)), bearingDeg: arm.bearingDeg, halfM: arm.lengthM / 2 };
  const random = createRandom(`line ${row.unit} ${anchor}`);
  const radiusM = places.radiusKm * 1000;
  const awayM = radiusM * 0.6 * Math.sqrt(random.next());
  const middle = placeAt(row, stepBy(random.next() * 360, awayM));
  // Streets of a unit run in two directions, a little off: a grid, as towns have it.
  const grid = createRandom(`grid ${row.unit}`).next() * 90;
  const bearingDeg = turned(grid, (random.next() < 0.5 ? 0 : 90) + (random.next() - 0.5) * 16);
  const halfM = places.streets.includes(anchor) ? radiusM * (0.25 + 0.2 * random.next()) : PLACE_HALF_M;
  return besideJunction({ middle, bearingDeg, halfM }, PASSES_M * (1 + 0.6 * random.next()));
}

/** The line itself, or one beside it that passes the junction at a distance: only its own streets lead there. */
function besideJunction(line: StreetLine, atM: number): StreetLine {
  const step = stepTo(JUNCTION, line.middle);
  const [ahead, aside] = [stepBy(line.bearingDeg, 1), stepBy(line.bearingDeg + 90, 1)];
  const alongM = step.northM * ahead.northM + step.eastM * ahead.eastM;
  const awayM = step.northM * aside.northM + step.eastM * aside.eastM;
  if (Math.abs(awayM) >= PASSES_M || Math.abs(alongM) > line.halfM + PASSES_M) return line;
  return { ...line, middle: placeAt(line.middle, stepBy(line.bearingDeg + 90, (awayM < 0 ? -atM : atM) - awayM)) };
}

/** A unit's ground, or null for those that have none of their own (police, departments). */
export function areaOf(row: Area['row']): Area | null {
  const places = URBAN_PLACES[row.unit] ?? RURAL_PLACES[row.unit];
  return places === undefined ? null : { row, places };
}

/** Every street of every unit, as lines; cameras of a street stand on it, up to 15 m to either side. */
export function streetsOf(rows: readonly SchemeRow[] = readScheme()): readonly Street[] {
  return rows.flatMap((row) => {
    const area = areaOf(row);
    if (area === null) return [];
    const own = row.unit === JUNCTION_UNIT ? ARMS.map(({ street }) => street).filter((street) => !area.places.streets.includes(street)) : [];
    return [...area.places.streets, ...own].map((name) => ({ unitId: unitIdOf(row.unit), name, line: endsOf(lineOf(area, name)) }));
  });
}

/** Both ends and the middle of a line. */
export const endsOf = ({ middle, bearingDeg, halfM }: StreetLine): readonly Position[] => [placeAt(middle, stepBy(bearingDeg, -halfM)), middle, placeAt(middle, stepBy(bearingDeg, halfM))];

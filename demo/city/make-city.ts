import type { Camera, Unit } from '../server/api-types.ts';
import { PURPOSES, siteOf, type Purpose } from './camera-names.ts';
import { traitsOf } from './camera-traits.ts';
import { clearOfJunction, JUNCTION_UNIT, layJunction } from './junction.ts';
import { placeAt, stepBy } from './ground.ts';
import { createRandom, type Random } from './random.ts';
import { readScheme, type SchemeRow } from './scheme.ts';
import { areaOf, lineOf, type Area, type StreetLine } from './streets.ts';
import { TRANSPORT_ID, unitIdOf, unitsOf } from './units.ts';

/** Streets are this wide from side to side, metres. */
const STREET_M = 30;

/** Makers seen in the country, how common they are, and models that move and that do not. */
export const MAKES: readonly (readonly [{ readonly make: string; readonly ptz: readonly string[]; readonly fixed: readonly string[] }, number])[] = [
  [{ make: 'Hikvision', ptz: ['DS-2DE7A432IW-AEB', 'DS-2DF8442IXS-AELW'], fixed: ['DS-2CD2T47G2-L', 'DS-2CD2646G2-IZS', 'iDS-2CD7A46G0-IZHS'] }, 34],
  [{ make: 'Dahua', ptz: ['SD6CE445GB-HNR', 'SD49425DB-HNY'], fixed: ['IPC-HFW5442E-ZE', 'IPC-HFW2449S-S-IL'] }, 24],
  [{ make: 'Hanwha Vision', ptz: ['XNP-9300RW', 'QNP-6320R'], fixed: ['QNO-8080R', 'XNO-9082R', 'PNO-A9081R'] }, 12],
  [{ make: 'Axis', ptz: ['Q6135-LE', 'P5676-LE'], fixed: ['P1468-LE', 'Q1656-LE'] }, 9],
  [{ make: 'Bosch', ptz: ['AUTODOME 7100i IR', 'MIC IP fusion 9000i'], fixed: ['DINION 7100i IR', 'DINION IP 5000i'] }, 6],
  [{ make: 'Uniview', ptz: ['IPC6854ER-X40G'], fixed: ['IPC2124SB-ADF28KMC', 'IPC2B15SS-ADF28K'] }, 8],
  [{ make: 'Viettel', ptz: ['VT-PTZ-25X'], fixed: ['VT-HB4020', 'VT-HC03'] }, 7],
];

/** Mounting heights in metres, from and to, and how common they are. */
export const HEIGHTS: readonly (readonly [readonly [number, number], number])[] = [
  [[20, 45], 4],
  [[10, 19.9], 12],
  [[5, 9.9], 46],
  [[3, 4.9], 32],
  [[1.8, 2.9], 6],
];

/** The demo's city: the real numbers of the scheme with invented cameras. The same at every start. */
export interface City {
  readonly units: readonly Unit[];
  /** In order of their numbers, which are 1 to `cameras.length`. */
  readonly cameras: readonly Camera[];
  /** Cameras out of service, and for how long before the demo's start, in milliseconds. */
  readonly brokenForMs: ReadonlyMap<string, number>;
}

/** Makes all cameras of the scheme. */
export function makeCity(rows = readScheme()): City {
  const cameras: Camera[] = [];
  const brokenForMs = new Map<string, number>();
  for (const row of rows) {
    const random = createRandom(`city ${row.unit}`);
    const count = row.ptz + row.fixed;
    const kinds = random.shuffled(flags(count, row.ptz));
    const broken = random.shuffled(flags(count, row.broken));
    const used = new Set<string>();
    for (let index = 0; index < count; index += 1) {
      const camera = makeCamera(row, rows, kinds[index] === true ? 'ptz' : 'fixed', cameras.length + 1, random, used);
      cameras.push(camera);
      if (broken[index] === true) brokenForMs.set(camera.id, random.between(3_600_000, 90 * 86_400_000));
    }
  }
  const junctionUnitId = unitIdOf(JUNCTION_UNIT);
  for (const camera of layJunction(cameras.filter(({ unitId }) => unitId === junctionUnitId), (id) => brokenForMs.has(id))) cameras[camera.number - 1] = camera;
  return { units: unitsOf(rows), cameras, brokenForMs };
}

function makeCamera(row: SchemeRow, rows: readonly SchemeRow[], kind: Camera['kind'], number: number, random: Random, used: Set<string>): Camera {
  const unitId = unitIdOf(row.unit);
  const area = whereOf(row, rows, random);
  const purpose: Purpose = unitId === TRANSPORT_ID ? 'traffic' : random.weighted(PURPOSES[row.group]);
  const site = siteOf(purpose, area.places, area.row.unit, row.unit, random);
  const { make, ptz, fixed } = random.weighted(MAKES);
  const [fromM, toM] = random.weighted(HEIGHTS);
  const id = `hn-${String(number).padStart(5, '0')}`;
  const name = unusedName(site.name, used);
  const line = lineOf(area, site.anchor);
  const position = clearOfJunction(positionOn(line, random));
  const heightM = Math.round((fromM + random.next() * (toM - fromM)) * 10) / 10;
  const model = random.pick(kind === 'ptz' ? ptz : fixed);
  const connection = random.weighted([['vms', 62], ['direct', 23], ['concentrator', 15]] as const);
  return {
    id,
    number,
    code: `HN.${unitId.split('-').slice(-2).map((part) => part.slice(0, 3).toUpperCase()).join('')}.${String(number).padStart(5, '0')}`,
    name,
    kind,
    unitId,
    owner: row.unit,
    purpose,
    address: site.address,
    position,
    mountingHeightM: heightM,
    make,
    model,
    connection,
    ...traitsOf({ kind, purpose, group: row.group, unitId, make, heightM, connection, anchor: site.anchor, bearingDeg: line.bearingDeg, name }, createRandom(`traits ${id}`)),
    streams: [
      { profile: 'main', codec: 'avc1.4d401f', widthPx: 1280, heightPx: 720, frameRate: 25 },
      { profile: 'sub', codec: 'avc1.4d401e', widthPx: 640, heightPx: 360, frameRate: 15 },
    ],
  };
}

/** Where a unit's camera hangs: in its own district, or, for the city's police and departments, in one of the urban ones. */
function whereOf(row: SchemeRow, rows: readonly SchemeRow[], random: Random): Area {
  const own = areaOf(row);
  if (own !== null) return own;
  return random.pick(rows.filter(({ group }) => group === 'quan').flatMap((other) => areaOf(other) ?? []));
}

/** Somewhere along a line, on one side of the street or the other. */
export function positionOn({ middle, bearingDeg, halfM }: StreetLine, random: Random): NonNullable<Camera['position']> {
  const along = stepBy(bearingDeg, (random.next() * 2 - 1) * halfM);
  const across = stepBy(bearingDeg + 90, (random.next() - 0.5) * STREET_M);
  return placeAt(middle, { northM: along.northM + across.northM, eastM: along.eastM + across.eastM });
}

/** The name, or the name with the lowest free number behind it. */
function unusedName(name: string, used: Set<string>): string {
  let free = name;
  for (let copy = 2; used.has(free); copy += 1) free = /camera \d+$/.test(name) ? `${name.replace(/\d+$/, '')}${String(copy)}` : `${name} – camera ${String(copy)}`;
  used.add(free);
  return free;
}

/** `count` booleans of which `set` are true. */
function flags(count: number, set: number): readonly boolean[] {
  return Array.from({ length: count }, (_, index) => index < set);
}

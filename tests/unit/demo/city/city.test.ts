import { expect, test } from 'vitest';
import { foldText } from '../../../../contract/domain/text-fold.ts';
import { distanceM, distanceToLineM, stepTo } from '../../../../demo/city/ground.ts';
import { CLEAR_M, isAtJunction, JUNCTION } from '../../../../demo/city/junction.ts';
import { makeCity } from '../../../../demo/city/make-city.ts';
import { RURAL_PLACES } from '../../../../demo/city/places-rural.ts';
import { URBAN_PLACES } from '../../../../demo/city/places-urban.ts';
import { readScheme } from '../../../../demo/city/scheme.ts';
import { selectCameras } from '../../../../demo/city/select-cameras.ts';
import { streetsOf } from '../../../../demo/city/streets.ts';
import { unitIdOf } from '../../../../demo/city/units.ts';
import { loadTierSchemas } from '../../../../demo/server/schemas.ts';

const city = makeCity();
const rows = readScheme();

test('the city has the real numbers: 20,405 cameras, 3,957 of them moving, 1,008 out of service', () => {
  expect(city.cameras).toHaveLength(20_405);
  expect(city.cameras.filter(({ kind }) => kind === 'ptz')).toHaveLength(3957);
  expect(city.cameras.filter(({ kind }) => kind === 'fixed')).toHaveLength(16_448);
  expect(city.brokenForMs.size).toBe(1008);
  expect(city.units).toHaveLength(41);
});

test('every unit has exactly its own numbers', () => {
  const counted = rows.map(({ unit }) => {
    const own = city.cameras.filter(({ unitId }) => unitId === unitIdOf(unit));
    const broken = own.filter(({ id }) => city.brokenForMs.has(id)).length;
    return { unit, ptz: own.filter(({ kind }) => kind === 'ptz').length, fixed: own.filter(({ kind }) => kind === 'fixed').length, working: own.length - broken, broken };
  });
  expect(counted).toEqual(rows.map(({ unit, ptz, fixed, working, broken }) => ({ unit, ptz, fixed, working, broken })));
});

test('numbers run from 1 to 20,405 and nothing is called the same within a unit', () => {
  expect(city.cameras.map(({ number }) => number)).toEqual(Array.from({ length: 20_405 }, (_, index) => index + 1));
  expect(new Set(city.cameras.map(({ id }) => id)).size).toBe(20_405);
  expect(new Set(city.cameras.map(({ unitId, name }) => `${unitId} ${name}`)).size).toBe(20_405);
});

test('the city is the same at every start', () => {
  expect(makeCity()).toEqual(city);
});

test('every district has at least eight real streets and its cameras stand around its centre', () => {
  for (const { unit, latDeg, lonDeg, group } of rows) {
    if (group !== 'quan' && group !== 'huyen') continue;
    const places = URBAN_PLACES[unit] ?? RURAL_PLACES[unit];
    expect(places?.streets.length, unit).toBeGreaterThanOrEqual(8);
    for (const { position } of city.cameras.filter(({ unitId }) => unitId === unitIdOf(unit))) {
      const km = 111 * Math.hypot((position?.latDeg ?? 0) - latDeg, ((position?.lonDeg ?? 0) - lonDeg) * Math.cos(latDeg / 57.3));
      expect(km, unit).toBeLessThan((places?.radiusKm ?? 0) * 1.2);
    }
  }
});

test('names are composed Vietnamese that search finds without accents', () => {
  for (const { name, address = '' } of city.cameras) {
    expect(name).toBe(name.normalize('NFC'));
    expect(name.length).toBeLessThan(100);
    expect(address).toMatch(/, Hà Nội$/);
  }
  const found = city.cameras.filter(({ name }) => foldText(name).includes('trang tien'));
  expect(found.length).toBeGreaterThan(0);
});

test('mounting heights fall into all five classes', () => {
  const classes = [3, 5, 10, 20, Infinity].map((top, index, tops) => city.cameras.filter(({ mountingHeightM = 0 }) => mountingHeightM < top && mountingHeightM >= (tops[index - 1] ?? 0)).length);
  for (const count of classes) expect(count).toBeGreaterThan(500);
});

test.each([1, 32, 60, 500, 20_000])('a small city of %i keeps every unit and the numbers of its cameras', (count) => {
  const small = selectCameras(city, count);
  const inhabited = new Set(city.cameras.map(({ unitId }) => unitId)).size;
  expect(small.cameras).toHaveLength(Math.max(count, inhabited));
  expect(new Set(small.cameras.map(({ unitId }) => unitId)).size).toBe(inhabited);
  for (const camera of small.cameras) expect(city.cameras[camera.number - 1]).toEqual(camera);
  for (const id of small.brokenForMs.keys()) expect(small.cameras.some((camera) => camera.id === id)).toBe(true);
  expect(selectCameras(city, count)).toEqual(small);
});

test('more cameras than there are gives all of them', () => {
  expect(selectCameras(city, 1_000_000)).toBe(city);
});

test('a damaged scheme is refused with the line that is wrong', () => {
  const head = 'unit,group,lat,lon,ptz,fixed,working,broken';
  expect(() => readScheme(`${head}\nA,quan,21,105,1,1,1,0`)).toThrow('counts do not add up in: A,quan,21,105,1,1,1,0');
  expect(() => readScheme(`${head}\nA,quan,21,105,x,1,1,0`)).toThrow('ptz is no number');
  expect(() => readScheme(`${head}\nA,thanh,21,105,1,1,2,0`)).toThrow('cannot read');
});

test('every camera is as the Tier API describes it, with a type and a view; heads that turn, and only they, say what they can do', () => {
  const isCamera = loadTierSchemas().guard('Camera');
  expect(city.cameras.filter((camera) => !isCamera(camera))).toEqual([]);
  expect(city.cameras.filter(({ type, view }) => type === undefined || view === undefined)).toEqual([]);
  expect(city.cameras.filter(({ kind, ptz }) => (kind === 'ptz') !== (ptz !== undefined))).toEqual([]);
  const pointed = city.cameras.filter(({ ptz }) => ptz?.zeroBearingDeg !== undefined).length;
  expect(pointed).toBeGreaterThan(3500);
  expect(pointed).toBeLessThan(3957);
});

test('types, analytics, tags and tiers of every kind occur', () => {
  const valuesOf = (of: (camera: (typeof city.cameras)[number]) => readonly (string | undefined)[]) => new Set(city.cameras.flatMap(of));
  expect(valuesOf(({ type }) => [type]).size).toBe(6);
  expect(valuesOf(({ analytics = [] }) => analytics).size).toBe(14);
  expect([...valuesOf(({ tags = [] }) => tags)]).toEqual(expect.arrayContaining(['trọng điểm', 'lễ hội', 'tuyến nguyên thủ', 'đèn tín hiệu']));
  expect([...valuesOf(({ tier }) => [tier])].toSorted()).toEqual(['commune', 'concentrator', 'ioc', 'traffic', undefined]);
  const transport = city.cameras.filter(({ unitId }) => unitId === 'so-giao-thong-van-tai');
  expect(transport.every(({ tier }) => tier === 'traffic')).toBe(true);
});

test('nine cameras that work stand at the junction, three of them turn, each looks across it, and no other camera is near', () => {
  const nine = city.cameras.filter(isAtJunction);
  expect(nine.map(({ kind }) => kind).toSorted()).toEqual([...Array<string>(6).fill('fixed'), ...Array<string>(3).fill('ptz')]);
  expect(nine.filter(({ id, unitId }) => city.brokenForMs.has(id) || unitId !== 'quan-cau-giay')).toEqual([]);
  expect(nine.filter(({ ptz }) => ptz !== undefined && ptz.zeroBearingDeg === undefined)).toEqual([]);
  expect(new Set(nine.map(({ view }) => Math.floor((view?.bearingDeg ?? 0) / 90)))).toEqual(new Set([0, 1, 2, 3]));
  const near = city.cameras.filter(({ position }) => position !== undefined && distanceM(JUNCTION, position) < CLEAR_M - 1);
  expect(near).toEqual(nine);
  expect(city.cameras.filter(({ name }) => foldText(name).startsWith('nut giao cau giay'))).toEqual(nine);
});

test('a small city keeps cameras of the junction first', () => {
  const share = selectCameras(city, 2000).cameras.filter(({ unitId }) => unitId === 'quan-cau-giay');
  expect(share.filter(isAtJunction)).toHaveLength(9);
});

test('every unit with ground of its own has its streets as lines, and the cameras called after a street stand on it', () => {
  const streets = streetsOf();
  expect(streetsOf()).toEqual(streets);
  const units = new Set(streets.map(({ unitId }) => unitId));
  expect(units.size).toBe(rows.filter(({ group }) => group === 'quan' || group === 'huyen').length);
  let checked = 0;
  for (const { unitId, name, line: [from, , to] } of streets) {
    for (const { position } of city.cameras.filter((camera) => camera.unitId === unitId && new RegExp(`^${name} \\d+$`).test(camera.name) && !isAtJunction(camera))) {
      if (position === undefined || from === undefined || to === undefined || distanceM(JUNCTION, position) < 300) continue;
      checked += 1;
      expect(distanceToLineM({ northM: 0, eastM: 0 }, stepTo(position, from), stepTo(position, to)), name).toBeLessThan(16.5);
    }
  }
  expect(checked).toBeGreaterThan(1000);
});

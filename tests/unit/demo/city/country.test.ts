import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldText } from '../../../../contract/domain/text-fold.ts';
import { makeCountry } from '../../../../demo/city/country.ts';
import { loadTierSchemas } from '../../../../demo/server/schemas.ts';

const COUNT = 30_000;
const { units, cameras } = makeCountry(COUNT);

describe('The made-up country', () => {
  it('has provinces with communes, each under its own id', () => {
    expect(new Set(units.map(({ id }) => id)).size).toBe(units.length);
    const provinces = units.filter(({ parentId }) => parentId === null);
    expect(provinces).toHaveLength(33);
    for (const { id } of provinces) expect(units.filter(({ parentId }) => parentId === id)).toHaveLength(60);
    expect(units.filter(({ id }) => id.length > 64 || foldText(id) !== id.replaceAll('-', ' '))).toEqual([]);
  });

  it('has as many cameras as asked for, with ids, numbers and names of their own, in communes that are there', () => {
    const isCamera = loadTierSchemas().guard('Camera');
    const unitIds = new Set(units.map(({ id }) => id));
    const [ids, numbers, names] = [new Set<string>(), new Set<number>(), new Set<string>()];
    for (let index = 0; index < COUNT; index += 1) {
      const camera = cameras.at(index);
      ids.add(camera.id);
      numbers.add(camera.number);
      names.add(`${camera.unitId} ${camera.name}`);
      if (index % 50 === 0) expect(isCamera(camera) && unitIds.has(camera.unitId), JSON.stringify(camera)).toBe(true);
    }
    expect([ids.size, numbers.size, names.size]).toEqual([COUNT, COUNT, COUNT]);
    expect(() => cameras.at(COUNT)).toThrow(RangeError);
  });

  it('makes the same camera of an index however many there are, and finds it by id and number', () => {
    const larger = makeCountry(900_000).cameras;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: COUNT - 1 }), (index) => {
        const camera = cameras.at(index);
        expect(larger.at(index)).toEqual(camera);
        expect([cameras.idAt(index), cameras.indexOf(camera.id), cameras.indexOfNumber(camera.number)]).toEqual([camera.id, index, index]);
      }),
    );
    for (const id of ['vn-0000000', `vn-${String(COUNT + 1).padStart(7, '0')}`, 'vn-12', 'hn-00001', '']) expect(cameras.indexOf(id), id).toBeNull();
    for (const number of [0, 100_000, 100_001 + COUNT, 100_000.5]) expect(cameras.indexOfNumber(number), String(number)).toBeNull();
  });

  it('lies in Viet Nam, and one camera in twenty is out of service', () => {
    const positions = Array.from({ length: 2000 }, (_, index) => cameras.at(index).position);
    expect(positions.filter((at) => at === undefined || at.latDeg < 8.5 || at.latDeg > 23.4 || at.lonDeg < 102 || at.lonDeg > 110)).toEqual([]);
    expect(Array.from({ length: COUNT }, (_, index) => cameras.brokenForMs(cameras.idAt(index))).filter((ms) => ms !== undefined)).toHaveLength(COUNT / 20);
  });

  it('is empty when no more cameras are wanted than the city has', () => {
    expect([makeCountry(0), makeCountry(-5).cameras.length]).toMatchObject([{ units: [], cameras: { length: 0 } }, 0]);
  });
});

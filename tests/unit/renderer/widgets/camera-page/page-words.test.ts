import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitId, utcMs } from '@contract/domain/units.ts';
import { lastedStates, positionWords, unitPath } from '../../../../../renderer/widgets/camera-page/page-words.ts';
import { directionOf, wedgePath } from '../../../../../renderer/widgets/camera-page/view-wedge.ts';
import { unitWith } from '../../../../builders/cameras.ts';

const records = (...units: readonly ReturnType<typeof unitWith>[]) => new Map(units.map((unit) => [unit.id, unit]));

describe('the units above a camera', () => {
  it('go from the highest to its own', () => {
    expect(unitPath(records(unitWith('a', 'Thành phố'), unitWith('b', 'Quận', 'a'), unitWith('c', 'Phường', 'b')), unitId('c'))).toEqual(['Thành phố', 'Quận', 'Phường']);
    expect(unitPath(records(unitWith('b', 'Quận', 'gone')), unitId('b'))).toEqual(['Quận']);
    expect(unitPath(records(), unitId('b'))).toEqual([]);
  });

  it('end where they would go round', () => {
    expect(unitPath(records(unitWith('a', 'Một', 'b'), unitWith('b', 'Hai', 'a')), unitId('a'))).toEqual(['Hai', 'Một']);
  });
});

describe('how long a camera was in each state', () => {
  const at = (minute: number) => utcMs(minute * 60_000);

  it('is until the next change, the newest until now', () => {
    const history = [{ state: 'lost', sinceUtcMs: at(10) }, { state: 'working', sinceUtcMs: at(30), cause: 'sửa xong' }, { state: 'working', sinceUtcMs: at(0) }] as const;
    expect(lastedStates(history, at(35)).map(({ state, lastedMs, isNow }) => [state, lastedMs / 60_000, isNow])).toEqual([
      ['working', 5, true],
      ['lost', 20, false],
      ['working', 10, false],
    ]);
  });

  it('adds up to the whole time, in whatever order it was told', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 1_000 }), { minLength: 1 }), (minutes) => {
        const states = lastedStates(minutes.map((minute) => ({ state: 'lost', sinceUtcMs: at(minute) })), at(1_000));
        expect(states.reduce((sum, { lastedMs }) => sum + lastedMs, 0)).toBe((1_000 - Math.min(...minutes)) * 60_000);
        expect(states.filter(({ isNow }) => isNow)).toHaveLength(1);
      }),
    );
  });

  it('is never less than nothing, though clocks disagree', () => {
    expect(lastedStates([{ state: 'lost', sinceUtcMs: at(9) }], at(5))[0]?.lastedMs).toBe(0);
  });
});

describe('where a camera looks', () => {
  it.each([
    [0, '0'],
    [22, '0'],
    [23, '1'],
    [90, '2'],
    [225, '5'],
    [359, '0'],
    [-90, '6'],
    [720, '0'],
  ])('%i° is direction %s', (bearingDeg, direction) => {
    expect(directionOf(bearingDeg)).toBe(direction);
  });

  it('is drawn around its bearing, north up', () => {
    expect(wedgePath({ bearingDeg: 90, angleDeg: 180 }, 50)).toBe('M 50 50 L 50.00 0.00 A 50 50 0 0 1 50.00 100.00 Z');
    expect(wedgePath({ bearingDeg: 0, angleDeg: 270 }, 50)).toContain('A 50 50 0 1 1');
    expect(wedgePath({ bearingDeg: 10, angleDeg: 360 }, 50)).toBe('M 50.00 0.00 A 50 50 0 1 1 50.00 100.00 A 50 50 0 1 1 50.00 0.00 Z');
  });

  it('is written with points, as maps take it', () => {
    expect(positionWords({ latDeg: 21.0285, lonDeg: 105.85419999 })).toBe('21.02850, 105.85420');
  });
});

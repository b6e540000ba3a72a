import { describe, expect, it } from 'vitest';
import { distanceM, distanceToLineM, stepTo, type Step } from '../../../../demo/city/ground.ts';
import { isAtJunction, JUNCTION } from '../../../../demo/city/junction.ts';
import { makeCity } from '../../../../demo/city/make-city.ts';
import { streetsOf } from '../../../../demo/city/streets.ts';
import { buildingsOf, BUILDINGS_MAX } from '../../../../demo/city/walls.ts';

const { cameras } = makeCity();
const streets = streetsOf();
const buildings = buildingsOf(streets, cameras);
const HERE: Step = { northM: 0, eastM: 0 };
/** Some 200 m. */
const NEAR_DEG = 0.002;

describe('The houses of the demo', () => {
  it('are many, the same at every start, closed outlines with a height', () => {
    expect(buildings).toHaveLength(BUILDINGS_MAX);
    expect(buildingsOf(streets, cameras)).toEqual(buildings);
    for (const { line, heightM = 0 } of buildings) {
      expect(line).toHaveLength(5);
      expect(line.at(-1)).toEqual(line[0]);
      expect(heightM).toBeGreaterThan(5);
    }
  });

  it('stand round the junction but not on it, where its cameras look', () => {
    const near = buildings.filter(({ line }) => line.some((corner) => distanceM(JUNCTION, corner) < 250));
    expect(near.length).toBeGreaterThan(30);
    for (const { position } of cameras.filter(isAtJunction)) expect(position === undefined ? 0 : Math.min(...buildings.flatMap(({ line }) => line.map((corner) => distanceM(position, corner))))).toBeGreaterThan(3);
  });

  it('stand on no street of the map and over no camera', () => {
    for (const { line } of buildings.slice(0, 400)) {
      const [a, , c] = line;
      if (a === undefined || c === undefined) throw new Error('a house of no corners');
      const middle = { latDeg: (a.latDeg + c.latDeg) / 2, lonDeg: (a.lonDeg + c.lonDeg) / 2 };
      const away = streets.map((street) => street.line.map((point) => stepTo(middle, point))).map(([from = HERE, , to = HERE]) => distanceToLineM(HERE, from, to));
      expect(Math.min(...away)).toBeGreaterThan(12);
      const reachM = distanceM(middle, a);
      expect(reachM).toBeLessThan(NEAR_DEG * 100_000);
      const near = cameras.filter(({ position }) => position !== undefined && Math.abs(position.latDeg - middle.latDeg) < NEAR_DEG && Math.abs(position.lonDeg - middle.lonDeg) < NEAR_DEG);
      expect(near.filter(({ position }) => position !== undefined && distanceM(middle, position) < reachM)).toEqual([]);
    }
  });
});

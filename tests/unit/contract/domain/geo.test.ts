import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearingOf, bearingsApart, boundsAround, doOverlap, isInside, isWithin, mercatorX, mercatorY, metresBetween, middleOf, nearestOnLine, offsetFrom, placeAt, towards, widened } from '@contract/domain/geo.ts';

const HANOI = { latDeg: 21.0285, lonDeg: 105.8542 };
const HUE = { latDeg: 16.4637, lonDeg: 107.5909 };
const near = (eastM: number, northM: number) => placeAt(HANOI, { eastM, northM });

describe('distances and bearings on the ground', () => {
  it('are those of the map', () => {
    expect(metresBetween(HANOI, HUE) / 1_000).toBeCloseTo(540, -1);
    expect(metresBetween(HANOI, HANOI)).toBe(0);
    expect([[0, 1], [1, 0], [0, -1], [-1, 0]].map(([eastM = 0, northM = 0]) => bearingOf({ eastM, northM }))).toEqual([0, 90, 180, 270]);
    expect([bearingsApart(350, 10), bearingsApart(10, 350), bearingsApart(0, 180), bearingsApart(90, 450)]).toEqual([20, 20, 180, 0]);
  });

  it('lead back to where they came from', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 359 }), fc.integer({ min: 1, max: 5_000 }), (bearingDeg, metres) => {
        const place = placeAt(HANOI, towards(bearingDeg, metres));
        const offset = offsetFrom(HANOI, place);
        expect(bearingsApart(bearingOf(offset), bearingDeg)).toBeLessThan(0.01);
        expect(Math.abs(metresBetween(HANOI, place) - metres)).toBeLessThan(metres * 0.005);
      }),
    );
  });
});

describe('areas', () => {
  const square = [near(-100, -100), near(100, -100), near(100, 100), near(-100, 100)];
  it('hold what lies in them', () => {
    expect([near(0, 0), near(99, 99), near(101, 0), near(0, -101)].map((place) => isInside(place, square))).toEqual([true, true, false, false]);
    expect(isInside(HANOI, [])).toBe(false);
  });

  it('have bounds, which may be widened', () => {
    const bounds = boundsAround(square);
    expect(metresBetween(middleOf(bounds), HANOI)).toBeLessThan(1);
    const outside = near(150, 0);
    expect([isWithin(bounds, outside.latDeg, outside.lonDeg), isWithin(widened(bounds, 60), outside.latDeg, outside.lonDeg), isWithin(bounds, NaN, NaN)]).toEqual([false, true, false]);
    expect([doOverlap(bounds, boundsAround([near(0, 0)])), doOverlap(bounds, boundsAround([outside]))]).toEqual([true, false]);
  });
});

describe('a line', () => {
  const line = [near(0, 0), near(1_000, 0), near(1_000, 1_000)];
  it('is near where it passes, and knows how far along that is', () => {
    const middle = nearestOnLine(near(500, 30), line);
    expect([Math.round(middle.distanceM), Math.round(middle.alongM)]).toEqual([30, 500]);
    const beyond = nearestOnLine(near(1_040, 700), line);
    expect([Math.round(beyond.distanceM), Math.round(beyond.alongM / 10)]).toEqual([40, 170]);
    expect(Math.round(nearestOnLine(near(-30, -40), line).distanceM)).toBe(50);
  });
});

describe('the square map of the world', () => {
  it('has the north at the top and ends before the poles', () => {
    expect([mercatorX(-180), mercatorX(0), mercatorX(180), mercatorY(0)]).toEqual([0, 0.5, 1, 0.5]);
    expect(mercatorY(21)).toBeLessThan(mercatorY(20));
    expect(mercatorY(90)).toBeCloseTo(0);
    expect(mercatorY(-90)).toBeCloseTo(1);
  });
});

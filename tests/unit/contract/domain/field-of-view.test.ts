import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '@contract/domain/camera.ts';
import { groundInReach, sees, viewPolygon, type MapWall, type Viewpoint } from '@contract/domain/field-of-view.ts';
import { bearingOf, isInside, nearestOnLine, offsetFrom, placeAt, towards } from '@contract/domain/geo.ts';

const AT: Position = { latDeg: 21.03, lonDeg: 105.85 };
const north = { bearingDeg: 0, angleDeg: 90, rangeM: 100 };
const camera: Viewpoint = { at: AT, view: north, heightM: 6 };
const spot = (bearingDeg: number, metres: number): Position => placeAt(AT, towards(bearingDeg, metres));
/** Across the view, thirty metres to the north. */
const wallAcross = (heightM: number | null): MapWall => ({ line: [placeAt(AT, { eastM: -20, northM: 30 }), placeAt(AT, { eastM: 20, northM: 30 })], heightM });

describe('what a camera sees', () => {
  it('lies in its sector and in its range', () => {
    expect([spot(0, 99), spot(44, 50), spot(46, 50), spot(180, 10), spot(0, 101)].map((place) => sees(camera, [], place))).toEqual([true, true, false, false, false]);
  });

  it('ends at a wall, and goes on beside it', () => {
    expect([spot(0, 29), spot(0, 31), spot(40, 60)].map((place) => sees(camera, [wallAcross(10)], place))).toEqual([true, false, true]);
  });

  it('goes on behind a wall it is mounted higher than, but not behind one whose height nobody knows', () => {
    const behind = spot(0, 50);
    expect([wallAcross(5), wallAcross(6), wallAcross(null)].map((wall) => sees(camera, [wall], behind))).toEqual([true, false, false]);
    expect(sees({ ...camera, heightM: null }, [wallAcross(5)], behind)).toBe(false);
  });

  it('is not hidden by the wall it hangs on', () => {
    const own: MapWall = { line: [placeAt(AT, { eastM: -5, northM: 0.3 }), placeAt(AT, { eastM: 5, northM: 0.3 })], heightM: null };
    expect(sees(camera, [own], spot(0, 50))).toBe(true);
  });

  it('is, of one that turns, all that its head reaches', () => {
    const head = { panDeg: [-90, 90], tiltDeg: [-10, 90], zoomMax: 20, wideAngleDeg: 60, presets: true, patrols: false, home: true, tracking: false, aux: [] } as const;
    expect(groundInReach({ kind: 'ptz', view: north, ptz: { ...head, zeroBearingDeg: 350 } })).toEqual({ bearingDeg: 350, angleDeg: 240, rangeM: 100 });
    expect(groundInReach({ kind: 'ptz', view: north, ptz: { ...head, panDeg: [-180, 180], zeroBearingDeg: 350 } })).toMatchObject({ angleDeg: 360 });
    expect(groundInReach({ kind: 'ptz', view: north, ptz: head })).toMatchObject({ angleDeg: 360 });
    expect(groundInReach({ kind: 'fixed', view: north })).toEqual(north);
    expect(groundInReach({ kind: 'fixed' })).toBeNull();
  });
});

describe('the polygon of a view', () => {
  const place = fc.record({ eastM: fc.double({ min: -120, max: 120, noNaN: true }), northM: fc.double({ min: -120, max: 120, noNaN: true }) }).map((offset) => placeAt(AT, offset));
  const wall = fc.record({ line: fc.array(place, { minLength: 2, maxLength: 4 }), heightM: fc.constantFrom(3, 12, null) });
  const view = fc.record({ bearingDeg: fc.integer({ min: 0, max: 359 }), angleDeg: fc.constantFrom(20, 60, 90, 180, 270, 360), rangeM: fc.constantFrom(40, 100) });

  it('holds a spot exactly when the camera sees it, away from its edges', () => {
    let compared = 0;
    fc.assert(
      fc.property(view, fc.array(wall, { maxLength: 4 }), place, (sight, walls, at) => {
        const viewpoint: Viewpoint = { at: AT, view: sight, heightM: 6 };
        const polygon = viewPolygon(viewpoint, walls);
        const first = polygon[0];
        fc.pre(first !== undefined && nearestOnLine(at, [...polygon, first]).distanceM > 0.5);
        // What stands within a metre of the camera is taken as its mount.
        fc.pre(walls.every(({ line }) => nearestOnLine(AT, line).distanceM > 2));
        compared += 1;
        expect(isInside(at, polygon)).toBe(sees(viewpoint, walls, at));
      }),
      { numRuns: 2_000 },
    );
    expect(compared).toBeGreaterThan(1_000);
  });

  it('has few enough corners to be drawn, however many walls there are', () => {
    const fence = Array.from({ length: 200 }, (_, index) => wallAcross(null).line.map((corner) => placeAt(corner, { eastM: 0, northM: index / 10 })));
    const polygon = viewPolygon(camera, fence.map((line) => ({ line, heightM: null })));
    expect(polygon.length).toBeLessThanOrEqual(400);
    expect(polygon[0]).toEqual(AT);
  });

  it('looks all round without going through the camera', () => {
    const polygon = viewPolygon({ ...camera, view: { ...north, angleDeg: 360 } }, []);
    expect(polygon.every((corner) => Math.abs(Math.hypot(...Object.values(offsetFrom(AT, corner))) - 100) < 0.01)).toBe(true);
    expect(new Set(polygon.map((corner) => Math.floor(bearingOf(offsetFrom(AT, corner)) / 90))).size).toBe(4);
  });
});

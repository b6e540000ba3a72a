import { describe, expect, it } from 'vitest';
import type { Model } from '../../../../../demo/clips/draw/frame.ts';
import { mesh } from '../../../../../demo/clips/draw/mesh.ts';
import { onTheWay, Path, rounded } from '../../../../../demo/clips/draw/traffic.ts';
import type { Trip } from '../../../../../demo/clips/draw/traffic.ts';

const LOOP_S = 12;
const MODEL: Model = { mesh: mesh(() => undefined), halfWidthM: 0, halfLengthM: 0, lamps: [] };
const STRAIGHT = new Path([[0, 0, 0], [0, 0, 100]]);

function distances(trip: Trip, timeS: number): readonly number[] {
  return onTheWay([trip], LOOP_S, timeS).map((actor) => actor.at[2]);
}

describe('traffic', () => {
  it('moves at its speed from the moment it sets out', () => {
    const trip: Trip = { path: STRAIGHT, startS: 2, speedMps: 10, model: MODEL };
    expect(distances(trip, 2)).toEqual([0]);
    expect(distances(trip, 5)).toEqual([30]);
  });

  it('is on its way several times, a loop apart, when the way takes longer than the loop', () => {
    expect(distances({ path: STRAIGHT, startS: 0, speedMps: 5, model: MODEL }, 3)).toEqual([15, 75]);
  });

  it('is nowhere once it has arrived', () => {
    expect(distances({ path: STRAIGHT, startS: 0, speedMps: 20, model: MODEL }, 6)).toEqual([]);
  });

  it('brakes to its stop, waits there, and pulls away without ever going back', () => {
    const trip: Trip = { path: STRAIGHT, startS: 0, speedMps: 10, model: MODEL, stop: { alongM: 40, leaveS: 8 } };
    const longLoopS = 20;
    const along = (timeS: number): number => onTheWay([trip], longLoopS, timeS)[0]?.at[2] ?? Number.NaN;
    expect(along(0)).toBeCloseTo(0);
    expect(along(6)).toBe(40);
    expect(along(8)).toBe(40);
    let before = 0;
    for (let timeS = 0.1; timeS < 15; timeS += 0.1) {
      expect(along(timeS)).toBeGreaterThanOrEqual(before);
      expect(along(timeS) - before).toBeLessThan(1.01);
      before = along(timeS);
    }
    expect(before).toBeGreaterThan(90);
  });

  it('keeps to its right of the path by the distance asked for', () => {
    const [actor] = onTheWay([{ path: STRAIGHT, startS: 0, speedMps: 10, model: MODEL, asideM: 2 }], LOOP_S, 1);
    expect(actor?.at[0]).toBeCloseTo(2);
  });

  it('turns a rounded corner gradually', () => {
    const path = rounded([[0, 0, 0], [0, 0, 20], [20, 0, 20]], 5);
    for (let along = 0; along < path.lengthM; along += 0.5) {
      expect(Math.abs(path.yaw(along + 0.5) - path.yaw(along))).toBeLessThan(0.4);
    }
    expect(path.yaw(path.lengthM)).toBeCloseTo(Math.PI / 2);
  });
});

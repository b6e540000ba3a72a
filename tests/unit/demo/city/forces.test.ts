import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDriver, FORCE_PLANS, TRAIL_MAX } from '../../../../demo/city/forces.ts';
import { distanceM } from '../../../../demo/city/ground.ts';
import { streetsOf } from '../../../../demo/city/streets.ts';
import { loadTierSchemas } from '../../../../demo/server/schemas.ts';

const streets = streetsOf();
const START = 1_800_000_000_000;
const groundOf = (groundId: string) => streets.filter(({ unitId }) => unitId === groundId);

describe('Patrols and vehicles', () => {
  it('are a dozen and more, each with streets to drive on and a call sign of its own', () => {
    expect(FORCE_PLANS.length).toBeGreaterThanOrEqual(12);
    expect(new Set(FORCE_PLANS.flatMap(({ id, name }) => [id, name])).size).toBe(2 * FORCE_PLANS.length);
    for (const { groundId } of FORCE_PLANS) expect(groundOf(groundId).length, groundId).toBeGreaterThan(5);
  });

  it('never jump, keep a trail of bounded length in the order of time, and are as the Tier API describes', () => {
    const isForce = loadTierSchemas().guard('Force');
    fc.assert(
      fc.property(fc.constantFrom(...FORCE_PLANS), fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 150 }), (plan, pauses) => {
        const driver = createDriver(plan, groundOf(plan.groundId), START);
        let at = START;
        for (const pauseMs of pauses) {
          at += pauseMs;
          driver.driveTo(at);
        }
        const force = driver.force();
        expect(isForce(force)).toBe(true);
        expect(force.trail.length).toBeLessThanOrEqual(TRAIL_MAX);
        for (const [index, fix] of force.trail.slice(1).entries()) {
          const before = force.trail[index];
          if (before === undefined) throw new Error('no place before');
          expect(fix.utcMs).toBeGreaterThan(before.utcMs);
          expect(distanceM(before, fix)).toBeLessThan((11 * (fix.utcMs - before.utcMs)) / 1000 + 0.5);
        }
      }),
    );
  });

  it('drive, and stand only while off duty', () => {
    for (const plan of FORCE_PLANS) {
      const driver = createDriver(plan, groundOf(plan.groundId), START);
      let drivenM = 0;
      for (let step = 1; step <= 900; step += 1) {
        const before = driver.force().trail.at(-1);
        driver.driveTo(START + step * 2000);
        const { trail, state } = driver.force();
        const now = trail.at(-1);
        const stepM = before === undefined || now === undefined ? 0 : distanceM(before, now);
        if (state === 'off') expect(stepM).toBe(0);
        drivenM += stepM;
      }
      expect(drivenM, plan.name).toBeGreaterThan(1000);
    }
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { captureUtcMs, keyPictureOf, pictureAt, unitOf, type LoopTiming } from '../../../../demo/server/pacing.ts';

const timings = fc
  .record({ frameRate: fc.constantFrom(10, 12.5, 15, 25, 30), units: fc.integer({ min: 1, max: 2000 }), keyEvery: fc.integer({ min: 1, max: 100 }), slackMs: fc.integer({ min: 0, max: 30 }), phase: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ frameRate, units, keyEvery, slackMs, phase }): LoopTiming => {
    const loopMs = (units * 1000) / frameRate + slackMs;
    return { loopMs, frameRate, units, keyEvery, phaseMs: Math.floor(phase * loopMs) };
  });
const pictures = fc.integer({ min: 1e9, max: 1e11 });

test('a picture is the newest from its capture time until the next one’s', () => {
  fc.assert(
    fc.property(timings, pictures, (timing, picture) => {
      expect(pictureAt(timing, captureUtcMs(timing, picture) + 0.01)).toBe(picture);
      expect(pictureAt(timing, captureUtcMs(timing, picture + 1) - 0.1)).toBe(picture);
    }),
  );
});

test('capture times rise by one frame, and by the slack where the loop begins again', () => {
  fc.assert(
    fc.property(timings, pictures, (timing, picture) => {
      const stepMs = captureUtcMs(timing, picture + 1) - captureUtcMs(timing, picture);
      const slackMs = timing.loopMs - (timing.units * 1000) / timing.frameRate;
      expect(stepMs).toBeCloseTo(1000 / timing.frameRate + (unitOf(timing, picture + 1) === 0 ? slackMs : 0), 2);
    }),
  );
});

test('the key picture is at most one group back, in the same turn, and shows a key unit', () => {
  fc.assert(
    fc.property(timings, pictures, (timing, picture) => {
      const key = keyPictureOf(timing, picture);
      expect(picture - key).toBeGreaterThanOrEqual(0);
      expect(picture - key).toBeLessThan(timing.keyEvery);
      expect(unitOf(timing, key) % timing.keyEvery).toBe(0);
      expect(unitOf(timing, key)).toBeLessThanOrEqual(unitOf(timing, picture));
    }),
  );
});

test('main and sub of one camera are at the same point of the loop', () => {
  const main = { loopMs: 12_000, frameRate: 25, units: 300, keyEvery: 50, phaseMs: 4321 };
  const sub = { loopMs: 12_000, frameRate: 15, units: 180, keyEvery: 30, phaseMs: 4321 };
  fc.assert(
    fc.property(fc.integer({ min: 1.7e12, max: 1.9e12 }), (utcMs) => {
      const mainS = unitOf(main, pictureAt(main, utcMs)) / 25;
      const subS = unitOf(sub, pictureAt(sub, utcMs)) / 15;
      expect(Math.abs(mainS - subS)).toBeLessThan(1 / 15 + 1 / 25);
    }),
  );
});

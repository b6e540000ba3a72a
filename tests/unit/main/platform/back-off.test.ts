import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextBackOff, NO_BACK_OFF } from '../../../../main/platform/back-off.ts';

const ceilings = (tries: number, connectedForMs: (index: number) => number) => {
  let backOff = NO_BACK_OFF;
  return Array.from({ length: tries }, (_, index) => {
    const next = nextBackOff(backOff, connectedForMs(index), () => 1);
    backOff = next.backOff;
    return next.delayMs;
  });
};

test('the longest wait doubles from half a second and stops at 30 s', () => {
  expect(ceilings(9, () => 0)).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

test('a connection that lived 30 s starts the count anew, a shorter one does not', () => {
  expect(ceilings(5, (index) => (index === 3 ? 30_000 : 29_999))).toEqual([500, 1000, 2000, 500, 1000]);
});

test('every wait lies between nothing and its ceiling, after any number of failures', () => {
  fc.assert(
    fc.property(fc.nat(100_000), fc.double({ min: 0, max: 1, noNaN: true }), (failures, chance) => {
      const { delayMs } = nextBackOff({ failures }, 0, () => chance);
      expect(delayMs).toBeGreaterThanOrEqual(0);
      expect(delayMs).toBeLessThanOrEqual(Math.min(30_000, 500 * 2 ** Math.min(failures, 20)));
    }),
  );
});

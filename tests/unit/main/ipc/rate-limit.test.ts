import { expect, it } from 'vitest';
import { createRateLimit } from '../../../../main/ipc/rate-limit.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';

const limited = () => {
  const { clock, advance } = createFakeTime();
  const rate = createRateLimit(clock.monoMs);
  return { ...rate, advance, takenOf: (key: string, tries: number, ratePerSecond: number) => Array.from({ length: tries }, () => rate.take(key, ratePerSecond)).filter(Boolean).length };
};

it('lets a burst of twice the rate through, then the rate', () => {
  const { takenOf, advance } = limited();
  expect(takenOf('1:x', 100, 5)).toBe(10);
  advance(1000);
  expect(takenOf('1:x', 100, 5)).toBe(5);
  advance(200);
  expect(takenOf('1:x', 100, 5)).toBe(1);
});

it('saves no more than one burst, however long nobody asks', () => {
  const { takenOf, advance } = limited();
  advance(3_600_000);
  expect(takenOf('1:x', 100, 5)).toBe(10);
});

it('counts every window and request apart', () => {
  const { takenOf } = limited();
  takenOf('1:x', 100, 5);
  expect(takenOf('2:x', 100, 5)).toBe(10);
  expect(takenOf('1:y', 100, 5)).toBe(10);
});

it('forgets a window that closed, and not one whose number only begins the same', () => {
  const { takenOf, forget } = limited();
  takenOf('1:x', 100, 5);
  takenOf('11:x', 100, 5);
  forget('1:');
  expect(takenOf('1:x', 100, 5)).toBe(10);
  expect(takenOf('11:x', 100, 5)).toBe(0);
});

import { expect, test } from 'vitest';
import { restAfterMs } from '@contract/domain/rest-after.ts';

const rule = { leastMs: 20, mostMs: 100, times: 4 };

test('light work rests shortly, heavy work in proportion, none beyond the bound', () => {
  expect([0, 3, 5, 10, 25, 1_000].map((tookMs) => restAfterMs(tookMs, rule))).toEqual([20, 20, 20, 40, 100, 100]);
});

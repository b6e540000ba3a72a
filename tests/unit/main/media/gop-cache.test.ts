import { expect, test } from 'vitest';
import { createGopCache } from '../../../../main/media/gop-cache.ts';

const unit = (sequence: number, key = false, bytes = 10) => ({ key, preroll: false, captureUtcUs: sequence * 1000, sequence, data: new ArrayBuffer(bytes) });
const shape = (cache: ReturnType<typeof createGopCache>) => cache.units().map(({ sequence, preroll }) => [sequence, preroll]);

test('keeps the units since the last key frame, all but the newest as pre-roll', () => {
  const cache = createGopCache();
  for (const next of [unit(1), unit(2, true), unit(3), unit(4, true), unit(5), unit(6)]) cache.add(next);
  expect(shape(cache)).toEqual([[4, true], [5, true], [6, false]]);
});

test('is empty before the first key frame and after being cleared', () => {
  const cache = createGopCache();
  cache.add(unit(1));
  expect(cache.units()).toEqual([]);
  cache.add(unit(2, true));
  cache.clear();
  cache.add(unit(3));
  expect(cache.units()).toEqual([]);
});

test('lets a group above its limit go as a whole, until the next key frame', () => {
  const cache = createGopCache(25);
  for (const next of [unit(1, true), unit(2), unit(3), unit(4)]) cache.add(next);
  expect(cache.units()).toEqual([]);
  cache.add(unit(5, true));
  expect(shape(cache)).toEqual([[5, false]]);
});

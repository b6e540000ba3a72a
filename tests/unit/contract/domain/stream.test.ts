import { expect, test } from 'vitest';
import { slowerPace } from '@contract/domain/stream.ts';

test.for([
  ['full', 'full', 'full'],
  ['full', 'key-frames', 'key-frames'],
  ['stills', 'key-frames', 'stills'],
] as const)('the slower of %s and %s is %s, either way round', ([one, other, slower]) => {
  expect([slowerPace(one, other), slowerPace(other, one)]).toEqual([slower, slower]);
});

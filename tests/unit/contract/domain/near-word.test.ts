import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isNearWord, slipsBetween } from '@contract/domain/near-word.ts';

describe('words one slip apart', () => {
  it.each([
    ['huong', 'huong'],
    ['huong', 'hung'],
    ['huong', 'huongg'],
    ['huong', 'hubng'],
    ['huong', 'huogn'],
  ])('%s and %s are near', (one, other) => {
    expect(isNearWord(one, other)).toBe(true);
    expect(isNearWord(other, one)).toBe(true);
  });

  it.each([
    ['huong', 'hoanh'],
    ['huong', 'hu'],
    ['hue', 'hoe'],
    ['huong', 'gnouh'],
  ])('%s and %s are not', (one, other) => {
    expect(isNearWord(one, other)).toBe(false);
  });
});

describe('slips', () => {
  test.for([
    ['hoang', 'hoagn', 1, false, 1],
    ['hoang', 'haogn', 1, false, 2],
    ['hoang', 'haogn', 2, false, 2],
    ['hoang', 'hou', 1, true, 1],
    ['hoang', 'ho', 1, true, 0],
    ['hoang', 'oha', 1, true, 1],
    ['nguyen', 'nguyxen', 2, true, 1],
    ['an', 'hoang', 2, false, 3],
  ] as const)('between %s and %s, at most %d, as a beginning %s: %d', ([word, typed, most, isPrefix, slips]) => {
    expect(slipsBetween(word, typed, most, isPrefix)).toBe(slips);
  });

  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 7 });
  it('are as many from either side, and one more or fewer where only one is looked for', () => {
    fc.assert(
      fc.property(word, word, (one, other) => {
        const slips = slipsBetween(one, other, 3);
        expect(slipsBetween(other, one, 3)).toBe(slips);
        expect(slipsBetween(one, other, 1)).toBe(Math.min(2, slips));
        expect(slipsBetween(one, other, 2)).toBe(Math.min(3, slips));
      }),
    );
  });

  it('to the beginning of a word are the fewest to any of its beginnings', () => {
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 2 }), (one, typed, most) => {
        const all = Array.from({ length: one.length + 1 }, (_, end) => slipsBetween(one.slice(0, end), typed, most));
        expect(slipsBetween(one, typed, most, true)).toBe(Math.min(...all));
      }),
    );
  });
});

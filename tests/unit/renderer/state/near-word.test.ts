import { describe, expect, it } from 'vitest';
import { isNearWord } from '../../../../renderer/state/near-word.ts';

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

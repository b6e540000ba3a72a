import { describe, expect, it } from 'vitest';
import { reasonOf } from '../../../../../renderer/windows/safe/reason.ts';

describe('the reason on the safe page', () => {
  it.each([
    ['#oom', 'oom'],
    ['#launch-failed', 'launch-failed'],
    ['', 'unknown'],
    ['#<b>Hi</b>', 'unknown'],
    [`#${'a'.repeat(31)}`, 'unknown'],
  ])('of %s is %s', (hash, reason) => {
    expect(reasonOf(hash)).toBe(reason);
  });
});

import { describe, expect, it } from 'vitest';
import { codeDigits, secretGroups } from '../../../../../renderer/widgets/sign-in-form/code-digits.ts';

describe('the code of the second factor', () => {
  it.each([
    ['123 456', '123456'],
    [' 123-456\n', '123456'],
    ['mã: 12a3', '123'],
    ['12345678', '123456'],
    ['', ''],
  ])('keeps the digits of what was pasted: %j', (text, digits) => {
    expect(codeDigits(text)).toBe(digits);
  });

  it('is set up from a key in groups that can be typed', () => {
    expect(secretGroups('JBSWY3DPEHPK3PX')).toEqual(['JBSW', 'Y3DP', 'EHPK', '3PX']);
  });
});

import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { plainText } from '@contract/domain/plain-text.ts';

const ch = (...points: number[]): string => String.fromCodePoint(...points);

describe('text from outside', () => {
  test.for([
    ['a plain name', 'Ngã tư Hàng Bài', 'Ngã tư Hàng Bài'],
    ['HTML, which stays text', '<img src=x onerror=alert(1)>&amp;', '<img src=x onerror=alert(1)>&amp;'],
    ['a right-to-left override', `Cam ${ch(0x202e)}gpj.exe`, 'Cam gpj.exe'],
    ['isolates and marks', `${ch(0x2066)}a${ch(0x2069)}${ch(0x200f)}b${ch(0x61c)}c`, 'a b c'],
    ['NUL and escapes', `a${ch(0)}b${ch(0x1b)}[31mc${ch(0x7f, 0x9b)}`, 'a b [31mc'],
    ['zero width and soft hyphen', `${ch(0xfeff)}a${ch(0x200b)}b${ch(0xad)}c${ch(0x2060)}`, 'a b c'],
    ['letters drawn as nothing', `${ch(0x3164)}${ch(0x115f)}x${ch(0xffa0)}`, 'x'],
    ['line and paragraph separators', `a${ch(0x2028)}b${ch(0x2029)}c\r\nd`, 'a b c d'],
    ['tag characters', `ok${ch(0xe0041, 0xe007f)}`, 'ok'],
    ['a lone surrogate', `a${'\ud83d'}b`, 'a b'],
    ['an emoji, which stays whole', 'Cổng 🚦', 'Cổng 🚦'],
    ['decomposed accents', 'Hoàn Kiếm'.normalize('NFD'), 'Hoàn Kiếm'],
    ['white space only', ' \t\n ', ''],
  ] as const)('as %s', ([, text, shown]) => {
    expect(plainText(text)).toBe(shown);
  });

  it('of 10,000 characters is cut, with an ellipsis, and never inside a character', () => {
    expect(plainText('n'.repeat(10_000))).toBe(`${'n'.repeat(199)}…`);
    expect(plainText('🚦'.repeat(5_000), 10)).toBe(`${'🚦'.repeat(9)}…`);
    expect(plainText('n'.repeat(200))).toBe('n'.repeat(200));
  });

  it('says that something was cut even when little is left to show', () => {
    expect(plainText(`a${' '.repeat(9_000)}b`)).toBe('a…');
  });

  it('cannot paint over the lines around it with stacked marks', () => {
    expect([...plainText(`Z${ch(0x353).repeat(5_000)}`, 200)].length).toBeLessThanOrEqual(5);
  });

  it('whatever it is, ends as one short line of well-formed text without hidden characters', () => {
    const hostile = fc.constantFrom(...[0, 9, 10, 0x1b, 0x85, 0xad, 0x61c, 0x200b, 0x200d, 0x2028, 0x202e, 0x2066, 0xfeff, 0xfff9, 0xe0001, 0x301, 0x20].map((point) => ch(point)), '\ud800', '\udc00', '<b>', 'ế', 'x');
    const text = fc.array(fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 400 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 60 }), (input, maxChars) => {
        const shown = plainText(input, maxChars);
        expect([...shown].length).toBeLessThanOrEqual(maxChars);
        expect(shown).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|\s\s|^\s|\s$/u);
      }),
      { numRuns: 300 },
    );
  });
});

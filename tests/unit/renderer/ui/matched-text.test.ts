import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matchedParts } from '../../../../renderer/ui/matched-text.tsx';

const marked = (text: string, typed: string): string => matchedParts(text, typed).map((part) => (part.isMatch ? `[${part.text}]` : part.text)).join('');

describe('what was typed, in a name', () => {
  it.each([
    ['Nút giao Cầu Giấy', 'cau giay', 'Nút giao [Cầu] [Giấy]'],
    ['Nút giao Cầu Giấy', 'nut', '[Nút] giao Cầu Giấy'],
    ['Đường Láng', 'duong', '[Đường] Láng'],
    ['Chợ Hôm – Đức Viên', 'viên', 'Chợ Hôm – Đức [Viên]'],
    ['Hồ Tây', 'xyz', 'Hồ Tây'],
    ['Hồ Tây', '', 'Hồ Tây'],
    // The start of a word goes before the middle of one.
    ['Bạch Mai, Mai Động', 'mai', 'Bạch [Mai], Mai Động'],
  ])('%s with “%s” is %s', (text, typed, words) => {
    expect(marked(text, typed)).toBe(words);
  });

  it('never loses a letter of the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, typed) => {
        expect(matchedParts(text, typed).map((part) => part.text).join('')).toBe(text.normalize('NFC'));
      }),
    );
  });
});

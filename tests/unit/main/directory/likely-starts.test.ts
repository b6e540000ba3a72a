import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelyStarts } from '../../../../main/directory/likely-starts.ts';

describe('beginnings that are likely to be typed', () => {
  it('are those that many cameras have, the shortest and most frequent first', () => {
    const words = [
      { word: 'cau', rows: 40 },
      { word: 'cong', rows: 70 },
      { word: 'giao', rows: 30 },
      { word: 'giay', rows: 90 },
      { word: 'my', rows: 2 },
    ];
    expect(likelyStarts(words, 60)).toEqual(['g', 'c', 'gi', 'co', 'gia', 'con', 'giay', 'cong']);
    expect(likelyStarts(words, 200)).toEqual([]);
  });

  it('are no longer than twelve letters, and four hundred of them', () => {
    expect(likelyStarts([{ word: 'nguyenthiminhkhai', rows: 9 }], 1).at(-1)).toBe('nguyenthimin');
    const words = Array.from({ length: 900 }, (_, index) => ({ word: `w${String.fromCodePoint(0x4e00 + index)}`, rows: index + 1 }));
    const starts = likelyStarts(words, 1);
    expect([starts.length, starts[0], starts[1]]).toEqual([400, 'w', words.at(-1)?.word]);
  });

  it('are found whatever the words are', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'đ'), minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.uniqueArray(fc.record({ word, rows: fc.integer({ min: 1, max: 9 }) }), { selector: (each) => each.word, maxLength: 30 }), fc.integer({ min: 1, max: 20 }), (some, least) => {
        const words = some.toSorted((one, other) => (one.word < other.word ? -1 : 1));
        const starts = new Set(words.flatMap(({ word: of }) => Array.from(of, (_, index) => of.slice(0, index + 1))));
        const expected = [...starts].filter((start) => words.filter(({ word: of }) => of.startsWith(start)).reduce((sum, { rows }) => sum + rows, 0) >= least);
        expect([...likelyStarts(words, least)].sort()).toEqual(expected.sort());
      }),
    );
  });
});

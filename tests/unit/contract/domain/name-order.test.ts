import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { headStartsWith, isAllHead, keyStartsWith, nameHead, nameKey } from '@contract/domain/name-order.ts';

const inOrder = (names: readonly string[]): readonly string[] => [...names].sort((one, other) => (nameKey(one) < nameKey(other) ? -1 : nameKey(one) > nameKey(other) ? 1 : 0));
const syllable = fc.constantFrom(...'an ăn ân đa da dạ dã dả dá dà e ê o ô ơ u ư y ý nguyễn nguyên hoàng hoang kiếm kiem cầu câu cau giấy giáy ngõ ngo quốc lộ phố phở pho Ấp Đống w f z 2 10 9 120'.split(' '));
const name = fc.array(syllable, { minLength: 1, maxLength: 5 }).map((words) => words.join(' '));

describe('Vietnamese order of names', () => {
  test.for([
    ['a', 'à', 'ả', 'ã', 'á', 'ạ', 'ă', 'ắ', 'â', 'b', 'd', 'đ', 'e', 'ê', 'o', 'ô', 'ơ', 'u', 'ư', 'y'],
    ['ma', 'mà', 'mả', 'mã', 'má', 'mạ', 'má a', 'ma b'],
    ['Ngõ 2', 'Ngõ 10', 'Ngõ 100 Láng', 'Ngõ a'],
    ['Cầu Diễn', 'Cầu Giấy', 'Chợ Mơ', 'Đống Đa', 'Giảng Võ'],
  ])('is %s', (names) => {
    expect(inOrder(names.toReversed())).toEqual(names);
  });

  it('is the one the language has everywhere else', () => {
    const { compare } = new Intl.Collator('vi', { numeric: true, sensitivity: 'accent' });
    fc.assert(
      fc.property(name, name, (one, other) => {
        const [first, second] = [nameKey(one), nameKey(other)];
        expect(Math.sign(compare(one, other))).toBe(first < second ? -1 : first > second ? 1 : 0);
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not care how a letter is put together, nor what stands between words', () => {
    fc.assert(
      fc.property(name, (text) => {
        expect(nameKey(text.normalize('NFD').replaceAll(' ', ' – '))).toBe(nameKey(text));
      }),
    );
  });
});

describe('the beginning of a name', () => {
  test.for([
    ['Cầu Giấy 144', 'cau gi', true],
    ['Cầu Giấy 144', 'Cầu Giấy 14', true],
    ['Đống Đa', 'dong d', true],
    ['Nút giao Cầu Giấy', 'cau', false],
    ['Cầu', 'cau giay', false],
    ['Cầu', '', true],
  ] as const)('of %s is "%s": %s', ([text, start, isStart]) => {
    expect(keyStartsWith(nameKey(text), nameKey(start))).toBe(isStart);
  });

  it('is told from the first letters when there are no more, and never denied by them', () => {
    fc.assert(
      fc.property(name, fc.oneof(name, fc.constantFrom('c', 'ca', 'Cầ', 'đ', '1', '12', 'h 1', '')), (text, start) => {
        const [key, typed] = [nameKey(text), nameKey(start)];
        const byHead = headStartsWith(nameHead(key), nameHead(typed));
        if (isAllHead(typed)) expect(byHead).toBe(keyStartsWith(key, typed));
        else if (keyStartsWith(key, typed)) expect(byHead).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

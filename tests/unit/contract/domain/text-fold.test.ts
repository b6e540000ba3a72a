import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { foldText, matchesFolded, matchRank } from '@contract/domain/text-fold.ts';

const finds = (query: string, text: string): boolean => matchesFolded(foldText(text), foldText(query));

describe('folded text', () => {
  test.for([
    ['Hoàn Kiếm', 'hoan kiem'],
    ['Đường Điện Biên Phủ', 'duong dien bien phu'],
    ['ĐỐNG ĐA', 'dong da'],
    ['phường Quỳnh Lôi (cũ)', 'phuong quynh loi cu'],
    ['Ngã tư  Trần Duy Hưng – Nguyễn Chánh', 'nga tu tran duy hung nguyen chanh'],
    ['Số 12/3, phố Huế; gần chợ Hôm.', 'so 12 3 pho hue gan cho hom'],
    ['HN_CAM-0012', 'hn cam 0012'],
    ['ưỡn ẹo ỷ lại ắt ặ ẵ ợ ự ỹ', 'uon eo y lai at a a o u y'],
    ['', ''],
    [' – ', ''],
  ] as const)('of %s is %s', ([text, folded]) => {
    expect(foldText(text)).toBe(folded);
  });

  it('is the same whether the accents are composed or not', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => { expect(foldText(text.normalize('NFD'))).toBe(foldText(text.normalize('NFC'))); }));
    expect(foldText('Hoàn Kiếm'.normalize('NFD'))).toBe('hoan kiem');
  });

  it('folds to itself', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => { expect(foldText(foldText(text))).toBe(foldText(text)); }));
  });
});

describe('a search', () => {
  test.for([
    ['hoan kiem', 'Hoàn Kiếm', true],
    ['Hoàn Kiếm', 'Cổng UBND quận Hoàn Kiếm', true],
    ['kiem hoan', 'Hoàn Kiếm', true],
    ['dien bien', 'Điện Biên Phủ', true],
    ['Điện', 'dien bien phu', true],
    ['oan', 'Hoàn Kiếm', true],
    ['hoan kiem 2', 'Hoàn Kiếm 1', false],
    ['hoang', 'Hoàn Kiếm', false],
    ['', 'Hoàn Kiếm', true],
    ['  -  ', 'Hoàn Kiếm', true],
  ] as const)('for "%s" in %s: %s', ([query, text, isFound]) => {
    expect(finds(query, text)).toBe(isFound);
  });

  it('finds every text by itself and by any of its words', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
        expect(finds(text, text)).toBe(true);
        for (const word of text.split(/\s+/)) expect(finds(word, text)).toBe(true);
      }),
    );
  });
});

describe('the order of what is found', () => {
  test.for([
    ['hoan kiem', 'Hoàn Kiếm - Hồ Gươm', 0],
    ['hoan kiem', 'Quận Hoàn Kiếm', 1],
    ['kiem ho', 'Hồ Hoàn Kiếm', 2],
    ['oan', 'Hồ Hoàn Kiếm', 3],
  ] as const)('for "%s": %s has rank %d', ([query, text, rank]) => {
    expect(matchRank(foldText(text), foldText(query))).toBe(rank);
  });
});

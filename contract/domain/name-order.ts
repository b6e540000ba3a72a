// Vietnamese order: a ă â b ... d đ e ê ..., each a letter of its own; tones only where the letters are the same; numbers by their value.
const LETTERS = 'aăâbcdđeêfghijklmnoôơpqrstuưvwxyz';
const FIRST_LETTER = 0x41;
/** In the order of dictionaries: huyền, hỏi, ngã, sắc, nặng. */
const TONES = '\u0300\u0309\u0303\u0301\u0323';
const OTHER_MARK = '6';
const SPACE = '\u0010';
const SIGN = '\u0011';
/** A number begins with its count of digits, so that 9 stands before 10. */
const FIRST_COUNT = 0x21;
const COUNT_MAX = 15;
const END = '\u0001';
const BETWEEN_WORDS = /[\s,.;:–—/()_-]+/g;
const SHAPES: Readonly<Record<string, readonly [mark: string, letter: string][]>> = {
  a: [['\u0306', 'ă'], ['\u0302', 'â']],
  e: [['\u0302', 'ê']],
  o: [['\u0302', 'ô'], ['\u031b', 'ơ']],
  u: [['\u031b', 'ư']],
};

const codeOfLetter = new Map([...LETTERS].map((letter, index) => [letter, String.fromCharCode(FIRST_LETTER + index)]));
/** By the code of a letter: the code of the letter without its shape (ă -> a, đ -> d). */
const plainCode: readonly number[] = [...LETTERS].map((letter) => {
  const plain = letter === 'đ' ? 'd' : (letter.normalize('NFD')[0] ?? letter);
  return FIRST_LETTER + LETTERS.indexOf(plain);
});

function letterCode(letter: string, marks: string): { readonly code: string; readonly tone: string } {
  if (marks === '') return { code: codeOfLetter.get(letter) ?? letter, tone: '0' };
  const shaped = SHAPES[letter]?.find(([mark]) => marks.includes(mark));
  const rest = shaped === undefined ? marks : marks.replace(shaped[0], '');
  const tone = [...TONES].findIndex((mark) => rest.includes(mark)) + 1;
  return { code: codeOfLetter.get(shaped?.[1] ?? letter) ?? letter, tone: tone > 0 ? String(tone) : rest === '' ? '0' : OTHER_MARK };
}

function numberCode(digits: string): string {
  const value = digits.replace(/^0+(?=.)/, '');
  return String.fromCharCode(FIRST_COUNT + Math.min(COUNT_MAX, value.length) - 1) + value;
}

const isDigit = (char: string): boolean => char >= '0' && char <= '9';
const isMark = (char: string): boolean => char >= '\u0300' && char <= '\u036f';

/**
 * A text whose order by code units is the Vietnamese order of names, upper and lower case alike; what stands between words is a
 * space, numbers stand by their value ("ngõ 2" before "ngõ 10").
 */
export function nameKey(name: string): string {
  const text = name.replace(BETWEEN_WORDS, ' ').trim().toLowerCase().normalize('NFD');
  let primary = '';
  let tones = '';
  for (let at = 0; at < text.length; ) {
    const start = at;
    const char = text[at] ?? '';
    at += 1;
    if (isDigit(char)) {
      while (isDigit(text[at] ?? '')) at += 1;
      primary += numberCode(text.slice(start, at));
    } else if (codeOfLetter.has(char)) {
      while (isMark(text[at] ?? '')) at += 1;
      const { code, tone } = letterCode(char, text.slice(start + 1, at));
      primary += code;
      tones += tone;
    } else if (!isMark(char)) primary += char === ' ' ? SPACE : char < '\u0080' ? SIGN : char;
  }
  return `${primary}${END}${tones.replace(/0+$/, '')}`;
}

const isCount = (code: number): boolean => code >= FIRST_COUNT && code < FIRST_COUNT + COUNT_MAX;
const plain = (code: number): number => plainCode[code - FIRST_LETTER] ?? code;

/** How many letters a head holds. */
const HEAD_LETTERS = 2;

/** The first letters of a name by its key, accents or not, as a number: 16 bits each, 0 where it has none. */
export function nameHead(key: string): number {
  let head = 0;
  let letters = 0;
  for (let index = 0; letters < HEAD_LETTERS; index += 1) {
    const code = key.charCodeAt(index);
    if (isCount(code)) continue;
    const isEnd = Number.isNaN(code) || key[index] === END;
    head = (head << 16) | (isEnd ? 0 : plain(code) & 0xffff);
    letters += 1;
    if (isEnd) return head << (16 * (HEAD_LETTERS - letters));
  }
  return head;
}

/** Whether a head says all of what was typed, by its key. */
export const isAllHead = (start: string): boolean => start.indexOf(END) <= HEAD_LETTERS;

/** Whether a name may begin with what was typed, by their heads: no is sure; yes only when the head says all of it. */
export const headStartsWith = (head: number, start: number): boolean => start === 0 || ((head ^ start) & ((start & 0xffff) === 0 ? 0xffff0000 : 0xffffffff)) === 0;

/** Whether a name begins with what was typed, accents or not; both as their keys. */
export function keyStartsWith(key: string, start: string): boolean {
  let at = 0;
  for (let index = 0; start[index] !== END; index += 1) {
    const wanted = start.charCodeAt(index);
    if (isCount(wanted)) continue;
    while (isCount(key.charCodeAt(at))) at += 1;
    const code = key.charCodeAt(at);
    // Past the end of the key its NaN equals nothing.
    if (plain(code) !== plain(wanted)) return false;
    at += 1;
  }
  return true;
}

/** Words shorter than this have too many neighbours to be worth guessing. */
const LEAST_LETTERS = 4;

/** One slip, where the first letters differ: another letter, one more, one less, or two swapped. */
function isOneSlip(word: string, typed: string, isPrefix: boolean): boolean {
  const fits = (rest: string, wanted: string): boolean => (isPrefix ? rest.startsWith(wanted) : rest === wanted);
  const after = typed.slice(1);
  if (fits(word.slice(1), after) || fits(word, after) || fits(word.slice(1), typed)) return true;
  return typed.length > 1 && typed[0] === word[1] && typed[1] === word[0] && fits(word.slice(2), typed.slice(2));
}

/** The table of slips, row by row (optimal string alignment). */
function countSlips(word: string, typed: string, most: number, isPrefix: boolean): number {
  const far = most + 1;
  const width = isPrefix ? Math.min(word.length, typed.length + most) : word.length;
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: width + 1 }, (_, index) => index);
  for (let row = 1; row <= typed.length; row += 1) {
    const now = [row];
    for (let column = 1; column <= width; column += 1) {
      const other = typed[row - 1] === word[column - 1] ? 0 : 1;
      const isSwap = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      const swap = isSwap ? (before[column - 2] ?? far) + 1 : far;
      now.push(Math.min((last[column] ?? far) + 1, (now[column - 1] ?? far) + 1, (last[column - 1] ?? far) + other, swap));
    }
    if (Math.min(...now) > most) return far;
    before = last;
    last = now;
  }
  return Math.min(far, isPrefix ? Math.min(...last) : (last[width] ?? far));
}

/**
 * Slips of the finger between a known word and what was typed: letters more, less, other, or two swapped neighbours; `most` + 1 when
 * there are more than `most` (at least 1). `isPrefix`: what was typed need only be the beginning of the word.
 */
export function slipsBetween(word: string, typed: string, most: number, isPrefix = false): number {
  if (typed.length > word.length + most || (!isPrefix && word.length > typed.length + most)) return most + 1;
  let start = 0;
  while (start < typed.length && word[start] === typed[start]) start += 1;
  const restOfWord = word.slice(start);
  const restTyped = typed.slice(start);
  if (restTyped === '') return isPrefix ? 0 : Math.min(most + 1, restOfWord.length);
  if (most === 1) return isOneSlip(restOfWord, restTyped, isPrefix) ? 1 : 2;
  return countSlips(restOfWord, restTyped, most, isPrefix);
}

/** True when one letter more, less, other, or two swapped neighbours make one word the other. Short words must be equal. */
export const isNearWord = (one: string, other: string): boolean => one === other || (Math.min(one.length, other.length) >= LEAST_LETTERS && slipsBetween(one, other, 1) <= 1);

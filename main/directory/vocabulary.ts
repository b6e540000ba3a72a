import { slipsBetween } from '@contract/domain/near-word.ts';

/** A word of the directory that is close to what was typed. */
export interface NearWord {
  readonly word: string;
  readonly slips: number;
  /** What was typed is close to its beginning only. */
  readonly isPrefix: boolean;
}

/** The words cameras are found by, for guessing what was meant. Numbers and codes are not in it: one is not a slip of another. */
export interface Vocabulary {
  /** Those that are plain words of these. */
  readonly set: (words: readonly string[]) => void;
  /** Another number for other words. */
  readonly version: () => number;
  readonly has: (word: string) => boolean;
  /** Whether a word begins so; of numbers and codes it is taken to be so. */
  readonly begins: (start: string) => boolean;
  /** Closest first, the word itself left out. `isLast`: more of it may follow. */
  readonly near: (typed: string, isLast: boolean) => readonly NearWord[];
}

/** Shorter ones are near to nearly everything. */
const LEAST_LETTERS = 2;
const LONG_WORD_LETTERS = 8;
const NEAR_MAX = 60;
const WORD = /^\p{L}+$/u;

/** Whether slips in it are guessed at. */
export const isPlainWord = (word: string): boolean => WORD.test(word);

export function createVocabulary(): Vocabulary {
  let sorted: readonly string[] = [];
  let all = new Set<string>();
  let version = 0;

  const begins = (start: string): boolean => {
    if (!isPlainWord(start)) return true;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? '') < start) low = middle + 1;
      else high = middle;
    }
    return sorted[low]?.startsWith(start) === true;
  };
  return {
    set: (words) => {
      sorted = words.filter(isPlainWord).sort();
      all = new Set(sorted);
      version += 1;
    },
    version: () => version,
    has: (word) => all.has(word),
    begins,
    near: (typed, isLast) => {
      if (typed.length < LEAST_LETTERS || !isPlainWord(typed)) return [];
      const most = typed.length >= LONG_WORD_LETTERS ? 2 : 1;
      const found: NearWord[] = [];
      for (const word of sorted) {
        if (word === typed) continue;
        const slips = slipsBetween(word, typed, most);
        if (slips <= most) found.push({ word, slips, isPrefix: false });
        else if (isLast && typed.length > LEAST_LETTERS && !word.startsWith(typed)) {
          const prefixSlips = slipsBetween(word, typed, most, true);
          if (prefixSlips <= most) found.push({ word, slips: prefixSlips, isPrefix: true });
        }
      }
      return found.sort((one, other) => one.slips - other.slips || Number(one.isPrefix) - Number(other.isPrefix)).slice(0, NEAR_MAX);
    },
  };
}

import { isPlainWord, type Vocabulary } from './vocabulary.ts';

/** For each word what may stand for it, as terms of FTS5; all must be found. */
export type Guess = readonly (readonly string[])[];

export const termOf = (word: string): string => `"${word}"*`;
/** Only in the names of cameras. */
export const inName = (expression: string): string => `{name} : (${expression})`;
export const guessMatch = (guess: Guess): string => guess.map((terms) => (terms.length === 1 ? (terms[0] ?? '') : `(${terms.join(' OR ')})`)).join(' AND ');

const PARTS_MAX = 4;
const SPLITS_MAX = 6;

/** Ways to read a word as several that were typed without their spaces, the last as a beginning. */
function splits(word: string, vocabulary: Vocabulary, parts = PARTS_MAX): readonly (readonly string[])[] {
  const found: (readonly string[])[] = [];
  if (!isPlainWord(word)) return found;
  for (let cut = 1; cut < word.length && found.length < SPLITS_MAX; cut += 1) {
    const left = word.slice(0, cut);
    const right = word.slice(cut);
    if (!vocabulary.has(left)) continue;
    if (vocabulary.begins(right)) found.push([left, right]);
    if (parts > 2) for (const more of splits(right, vocabulary, parts - 1)) found.push([left, ...more]);
  }
  return found.slice(0, SPLITS_MAX);
}

const replaced = (words: readonly string[], from: number, count: number, by: readonly string[]): Guess => [...words.slice(0, from), ...by, ...words.slice(from + count)].map((word) => [termOf(word)]);

function spaced(words: readonly string[], vocabulary: Vocabulary): readonly Guess[] {
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    const joined = next === undefined || !isPlainWord(word + next) || !vocabulary.begins(word + next) ? [] : [replaced(words, index, 2, [word + next])];
    return [...joined, ...splits(word, vocabulary).map((parts) => replaced(words, index, 1, parts))];
  });
}

/** What may have been meant by words that find little, the likeliest first: one slip, a space too many or too few, then a slip in each word. */
export function guessesFor(words: readonly string[], vocabulary: Vocabulary): readonly (readonly Guess[])[] {
  const near = words.map((word, index) => vocabulary.near(word, index === words.length - 1).map((known) => (known.isPrefix ? termOf(known.word) : `"${known.word}"`)));
  const widened = (isWide: (index: number) => boolean): Guess | null => {
    const guess = words.map((word, index) => (isWide(index) ? [termOf(word), ...(near[index] ?? [])] : [termOf(word)]));
    return guess.some((terms) => terms.length > 1) ? guess : null;
  };
  const isKnown = words.map(vocabulary.begins);
  // A word that nobody knows is the one that slipped.
  const single = isKnown.includes(false) ? [widened((index) => isKnown[index] === false)] : words.map((_, at) => widened((index) => index === at));
  const tiers = [[...single, ...spaced(words, vocabulary)], [widened(() => true)]];
  return tiers.map((tier) => tier.filter((guess) => guess !== null));
}

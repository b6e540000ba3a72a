import type { WordCount } from '../storage/directory-db.ts';

/** Longer ones are typed by few, and have the rows of shorter ones. */
const LETTERS_MAX = 12;
/** The likeliest; each is kept twice, some 40 kB at 300,000 cameras. */
const STARTS_MAX = 400;

/**
 * The beginnings of words that at least `least` rows have, a row counted for each such word of it; shortest first, of those the most
 * frequent first. Words come in order.
 */
export function likelyStarts(words: Iterable<WordCount>, least: number): readonly string[] {
  const found: { readonly start: string; readonly rows: number }[] = [];
  const open: { readonly start: string; rows: number }[] = [];
  const closeTo = (letters: number): void => {
    for (const { start, rows } of open.splice(letters)) if (rows >= least) found.push({ start, rows });
  };
  for (const { word, rows } of words) {
    let shared = 0;
    while (shared < open.length && word.startsWith(open[shared]?.start ?? word)) shared += 1;
    closeTo(shared);
    for (let letters = open.length + 1; letters <= Math.min(word.length, LETTERS_MAX); letters += 1) open.push({ start: word.slice(0, letters), rows: 0 });
    for (const each of open) each.rows += rows;
  }
  closeTo(0);
  return found
    .sort((one, other) => one.start.length - other.start.length || other.rows - one.rows)
    .slice(0, STARTS_MAX)
    .map(({ start }) => start);
}

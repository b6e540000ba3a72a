const MARKS = /\p{M}+/gu;

/** Text for searching: lower case, no accents, đ as d, single spaces ("Hoàn Kiếm" -> "hoan kiem"). */
export function foldText(text: string): string {
  return text.normalize('NFD').replace(MARKS, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/[\s,.;:–—/()_-]+/g, ' ').trim();
}

/** True when every word of the folded query starts a word, or stands inside, of the folded text. An empty query matches all. */
export function matchesFolded(foldedText: string, foldedQuery: string): boolean {
  if (foldedQuery === '') return true;
  return foldedQuery.split(' ').every((word) => foldedText.includes(word));
}

/** Order for search results: 0 the text starts with the query, 1 a word starts with it, 2 all words are word starts, 3 otherwise. */
export function matchRank(foldedText: string, foldedQuery: string): number {
  if (foldedText.startsWith(foldedQuery)) return 0;
  const padded = ` ${foldedText}`;
  if (padded.includes(` ${foldedQuery}`)) return 1;
  return foldedQuery.split(' ').every((word) => padded.includes(` ${word}`)) ? 2 : 3;
}

import type { Camera } from '@contract/domain/camera.ts';
import type { CameraQuery, FacetCount, QueryOrder } from '@contract/domain/camera-query.ts';
import { keyStartsWith, nameKey } from '@contract/domain/name-order.ts';
import { cameraId, type CameraId } from '@contract/domain/units.ts';
import type { DirectoryReads } from '../storage/directory-db.ts';
import { wordsOf } from './card.ts';
import { facetCounts, rowTest, type FilterScene, type RowTest } from './filter.ts';
import { guessesFor, guessMatch, termOf } from './guesses.ts';
import { topRows } from './top-rows.ts';
import type { Vocabulary } from './vocabulary.ts';

/** As many as an answer may hold: see contract/ipc/directory.schema.ts. */
const FOUND_MAX = 2_000;
const FIRST_MAX = 60;
/** With fewer exact ones, those that come close are looked for too. */
const ENOUGH = 20;
const NEAR_MAX = 500;
const WORDS_MAX = 12;

export interface SearchScene extends FilterScene {
  readonly vocabulary: Vocabulary;
}

export interface SearchAnswer {
  readonly ids: readonly CameraId[];
  readonly first: readonly Camera[];
  readonly total: number;
  readonly near: number;
}

export interface Search {
  readonly search: (reads: DirectoryReads, query: CameraQuery) => SearchAnswer;
  readonly facets: (reads: DirectoryReads, query: CameraQuery) => readonly FacetCount[];
  /** The records of the first rows. */
  readonly first: (reads: DirectoryReads, rows: readonly number[]) => readonly Camera[];
}

const match = (words: readonly string[]): string => words.map(termOf).join(' AND ');
/** What may be the beginning of a code: letters and digits. */
const CODE = /^(?=.*\p{L})(?=.*\p{N})/u;

const inName = (expression: string): string => `{name} : (${expression})`;

function* allRows(end: number): Iterable<number> {
  for (let row = 1; row < end; row += 1) yield row;
}

/** How well the words fit: smaller is better. */
const RANK = { number: 0, code: 1, start: 2, name: 3, rest: 4 } as const;

export function createSearch(scene: SearchScene): Search {
  const { columns, vocabulary } = scene;
  /** Rows of the text asked last: a keystroke asks for cameras and for facets. */
  let last: { readonly text: string; readonly stamp: number; readonly rows: Int32Array } | null = null;

  const rowsOf = (reads: DirectoryReads, words: readonly string[]): Int32Array => {
    const text = words.join(' ');
    if (last?.text === text && last.stamp === columns.stamp()) return last.rows;
    const rows = withCodes(reads.rows(match(words)), codeRows(reads, words));
    last = { text, stamp: columns.stamp(), rows };
    return rows;
  };

  /** Rows whose code begins with what was typed, however its parts are set apart ("hn12" for "HN-12"). */
  const codeRows = (reads: DirectoryReads, words: readonly string[]): readonly number[] => {
    const code = words.join('');
    return CODE.test(code) ? reads.rowsOfCodeStart(code, FOUND_MAX) : [];
  };
  const withCodes = (rows: Int32Array, coded: readonly number[]): Int32Array => {
    const known = new Set(coded.length === 0 ? [] : rows);
    const more = coded.filter((row) => !known.has(row));
    return more.length === 0 ? rows : Int32Array.from([...rows, ...more]);
  };

  const byNumber = (one: number, other: number): number => {
    const numbers = columns.numbers();
    return (numbers[one] ?? 0) - (numbers[other] ?? 0);
  };
  /** The latest change of state first; those of which nothing was said last. */
  const bySince = (one: number, other: number): number => {
    const since = columns.sinceUtcMs();
    return (since[other] ?? 0) - (since[one] ?? 0) || byNumber(one, other);
  };
  const byName = (one: number, other: number): number => {
    const first = columns.key(one);
    const second = columns.key(other);
    return first === second ? byNumber(one, other) : first < second ? -1 : 1;
  };

  /** Rank of every row that fits better than by any of its words. */
  const ranksOf = (reads: DirectoryReads, text: string, words: readonly string[], rows: Iterable<number>): Uint8Array => {
    const ranks = new Uint8Array(columns.end()).fill(RANK.rest);
    const start = nameKey(text);
    for (const row of reads.rows(inName(match(words)))) ranks[row] = keyStartsWith(columns.key(row), start) ? RANK.start : RANK.name;
    for (const row of reads.rowsOfCode(words.join(''))) ranks[row] = RANK.code;
    const number = /^[0-9]{1,15}$/.test(text.trim()) ? Number(text.trim()) : null;
    const numbers = columns.numbers();
    if (number !== null) for (const row of rows) if (numbers[row] === number) ranks[row] = RANK.number;
    return ranks;
  };

  const orderOf = (reads: DirectoryReads, order: QueryOrder, text: string, words: readonly string[], rows: readonly number[]): ((one: number, other: number) => number) => {
    if (order === 'name') return byName;
    if (order === 'since') return bySince;
    if (order === 'number' || words.length === 0) return byNumber;
    const ranks = ranksOf(reads, text, words, rows);
    return (one, other) => (ranks[one] ?? 0) - (ranks[other] ?? 0) || byNumber(one, other);
  };

  /** Rows that come close, the likeliest first; none when enough is found, or something is found and every word is a known one. */
  const nearRows = (reads: DirectoryReads, words: readonly string[], passes: RowTest, exactly: ArrayLike<number>): readonly number[] => {
    if (words.length === 0 || exactly.length >= ENOUGH || (exactly.length > 0 && words.every((word) => vocabulary.begins(word)))) return [];
    const exact = new Set(Array.from(exactly));
    const found = new Set<number>();
    const add = (expression: string): void => {
      const fresh = [...reads.rows(expression)].filter((row) => !exact.has(row) && !found.has(row) && passes(row));
      for (const row of topRows(fresh, NEAR_MAX - found.size, byNumber)) found.add(row);
    };
    for (const tier of guessesFor(words, vocabulary)) {
      const expressions = tier.map((guess) => `(${guessMatch(guess)})`).join(' OR ');
      if (expressions === '') continue;
      add(inName(expressions));
      if (exact.size + found.size < ENOUGH) add(expressions);
      if (exact.size + found.size > 0) break;
    }
    return [...found];
  };

  const exactRows = (reads: DirectoryReads, words: readonly string[]): Iterable<number> => (words.length === 0 ? allRows(columns.end()) : rowsOf(reads, words));
  const first = (reads: DirectoryReads, rows: readonly number[]): readonly Camera[] => rows.slice(0, FIRST_MAX).flatMap((row) => reads.camera(row) ?? []);

  return {
    first,
    search: (reads, { text, filter, order }) => {
      const words = wordsOf(text).slice(0, WORDS_MAX);
      const passes = rowTest(scene, filter);
      const exact: number[] = [];
      for (const row of exactRows(reads, words)) if (passes(row)) exact.push(row);
      const rows = topRows(exact, FOUND_MAX, orderOf(reads, order, text, words, exact));
      const near = nearRows(reads, words, passes, exact);
      const all = [...rows, ...near].slice(0, FOUND_MAX);
      return { ids: all.map((row) => cameraId(columns.id(row))), first: first(reads, all), total: exact.length + near.length, near: near.length };
    },
    facets: (reads, { text, filter }) => {
      const words = wordsOf(text).slice(0, WORDS_MAX);
      if (words.length === 0) return facetCounts(scene, filter, allRows(columns.end()));
      const exact = rowsOf(reads, words);
      const near = nearRows(reads, words, columns.has, exact);
      return facetCounts(scene, filter, [...exact, ...near]);
    },
  };
}

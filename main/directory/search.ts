import type { Camera } from '@contract/domain/camera.ts';
import type { CameraFilter, CameraQuery, CameraScope, FacetCount, QueryOrder } from '@contract/domain/camera-query.ts';
import { FIRST_MAX, FOUND_MAX } from '@contract/domain/directory-limits.ts';
import { headStartsWith, isAllHead, keyStartsWith, nameHead, nameKey } from '@contract/domain/name-order.ts';
import { cameraId, type CameraId } from '@contract/domain/units.ts';
import type { DirectoryReads } from '../storage/directory-db.ts';
import { wordsOf } from './card.ts';
import { facetCounts, hangsOnNow, rowTest, type FilterScene, type RowTest } from './filter.ts';
import { guessesFor, guessMatch, inName } from './guesses.ts';
import type { TermRows } from './term-rows.ts';
import { topRows } from './top-rows.ts';
import type { Vocabulary } from './vocabulary.ts';

/** With fewer exact ones, those that come close are looked for too. */
const ENOUGH = 20;
const NEAR_MAX = 500;
const WORDS_MAX = 12;

export interface SearchScene extends FilterScene {
  readonly vocabulary: Vocabulary;
  readonly terms: TermRows;
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
  /** Whether a row is of a scope; made for now: ask for a new one after anything changed. */
  readonly test: (reads: DirectoryReads, scope: CameraScope) => RowTest;
  /** The records of the first rows. */
  readonly first: (reads: DirectoryReads, rows: readonly number[]) => readonly Camera[];
}

/** What may be the beginning of a code: letters and digits. */
const CODE = /^(?=.*\p{L})(?=.*\p{N})/u;

function* allRows(end: number): Iterable<number> {
  for (let row = 1; row < end; row += 1) yield row;
}

/** How well the words fit: smaller is better. */
const RANK = { number: 0, code: 1, start: 2, name: 3, rest: 4 } as const;

export function createSearch(scene: SearchScene): Search {
  const { columns, vocabulary, terms } = scene;
  /** Rows of the text asked last: a keystroke asks for cameras and for facets. */
  let last: { readonly text: string; readonly stamp: number; readonly rows: Int32Array } | null = null;

  const rowsOf = (reads: DirectoryReads, words: readonly string[]): Int32Array => {
    const text = words.join(' ');
    if (last?.text === text && last.stamp === columns.stamp()) return last.rows;
    const rows = withCodes(terms.rows(reads, words, 'anywhere'), codeRows(reads, words));
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
    const startHead = nameHead(start);
    const heads = columns.heads();
    const isAll = isAllHead(start);
    for (const row of terms.rows(reads, words, 'name')) {
      const isStart = headStartsWith(heads[row] ?? 0, startHead) && (isAll || keyStartsWith(columns.key(row), start));
      ranks[row] = isStart ? RANK.start : RANK.name;
    }
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

  const maskOf = (rows: Iterable<number>): Uint8Array => {
    const mask = new Uint8Array(columns.end());
    for (const row of rows) mask[row] = 1;
    return mask;
  };
  /** Rows that words fit, one byte each. */
  let fitting: { readonly rows: Int32Array; readonly mask: Uint8Array } | null = null;
  /** Rows that come close to words of which none fit; not kept where what passes changes all the time. */
  let close: { readonly rows: Int32Array; readonly filter: string; readonly words: number; readonly mask: Uint8Array } | null = null;
  const closeTo = (reads: DirectoryReads, words: readonly string[], rows: Int32Array, filter: CameraFilter, passes: RowTest): Uint8Array => {
    const key = JSON.stringify(filter);
    if (close?.rows === rows && close.filter === key && close.words === vocabulary.version() && !hangsOnNow(filter)) return close.mask;
    close = { rows, filter: key, words: vocabulary.version(), mask: maskOf(nearRows(reads, words, passes, [])) };
    return close.mask;
  };

  const exactRows = (reads: DirectoryReads, words: readonly string[]): Iterable<number> => (words.length === 0 ? allRows(columns.end()) : rowsOf(reads, words));
  const first = (reads: DirectoryReads, rows: readonly number[]): readonly Camera[] => rows.slice(0, FIRST_MAX).flatMap((row) => reads.camera(row) ?? []);

  return {
    first,
    test: (reads, { text, filter }) => {
      const words = wordsOf(text).slice(0, WORDS_MAX);
      const passes = rowTest(scene, filter);
      if (words.length === 0) return passes;
      const rows = rowsOf(reads, words);
      if (fitting?.rows !== rows) fitting = { rows, mask: maskOf(rows) };
      const mask = rows.some(passes) ? fitting.mask : closeTo(reads, words, rows, filter, passes);
      return (row) => mask[row] === 1 && passes(row);
    },
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

import type { CameraTexts, DirectoryReads } from '../storage/directory-db.ts';
import { wordsOf } from './card.ts';
import { inName, termOf } from './guesses.ts';
import { bitsOf, clearRow, grown, inBoth, rowsOfBits, setRow, type RowBits } from './row-bits.ts';

/** Where a word is looked for. */
export type TermPlace = 'anywhere' | 'name';

/**
 * Which rows have words that begin so. What was asked for is kept and kept right: the index on the disk takes tens of milliseconds for a
 * beginning that hundreds of thousands of cameras have, and each keystroke asks for one more.
 */
export interface TermRows {
  /** Rows that have a word for each of these beginnings, rising. */
  readonly rows: (reads: DirectoryReads, starts: readonly string[], place: TermPlace) => Int32Array;
  /** The words of these rows are other ones now; told once they are on the disk. */
  readonly changed: (written: readonly { readonly row: number; readonly texts: CameraTexts }[]) => void;
  /** The beginnings that are worth having before anybody types them. */
  readonly setLikely: (starts: readonly string[]) => void;
  /** Fetches one more of the likely beginnings; false: nothing is left to fetch. */
  readonly warmOne: (reads: DirectoryReads) => boolean;
}

/** Some 40 kB each at 300,000 cameras. */
const KEPT_MAX = 600;
/** Beginnings of fewer rows are asked for fast enough. */
export const MANY_ROWS = 10_000;
/** More records at once than are looked through for every beginning that is kept. */
const CHANGED_MAX = 200;
const PLACES: readonly TermPlace[] = ['anywhere', 'name'];

/** `end`: rows are below it. */
export function createTermRows(end: () => number): TermRows {
  /** The one asked for last comes last. */
  const kept: Record<TermPlace, Map<string, RowBits>> = { anywhere: new Map(), name: new Map() };
  /** Beginnings that were fetched and had few. */
  const few: Record<TermPlace, Set<string>> = { anywhere: new Set(), name: new Set() };
  let likely: readonly string[] = [];
  let next = 0;

  const asked = (reads: DirectoryReads, start: string, place: TermPlace): Int32Array => reads.rows(place === 'name' ? inName(termOf(start)) : termOf(start));
  const keep = (start: string, place: TermPlace, bits: RowBits): void => {
    const terms = kept[place];
    terms.delete(start);
    terms.set(start, bits);
    for (const oldest of terms.keys()) {
      if (terms.size <= KEPT_MAX) return;
      terms.delete(oldest);
    }
  };
  const bits = (reads: DirectoryReads, start: string, place: TermPlace): RowBits => {
    const found = kept[place].get(start) ?? bitsOf(asked(reads, start, place), end());
    keep(start, place, found);
    return found;
  };

  const update = (place: TermPlace, row: number, words: readonly string[]): void => {
    for (const [start, before] of kept[place]) {
      const room = row >>> 5 < before.length ? before : grown(before, Math.max(end(), row + 1) * 1.25);
      if (room !== before) kept[place].set(start, room);
      if (words.some((word) => word.startsWith(start))) setRow(room, row);
      else clearRow(room, row);
    }
  };
  const forget = (): void => {
    for (const place of PLACES) {
      kept[place].clear();
      few[place].clear();
    }
    next = 0;
  };

  return {
    rows: (reads, starts, place) => {
      const [first, ...more] = starts.map((start) => bits(reads, start, place));
      return first === undefined ? new Int32Array(0) : rowsOfBits(more.reduce(inBoth, first));
    },
    changed: (written) => {
      if (written.length > CHANGED_MAX) return forget();
      for (const { row, texts } of written) {
        const name = wordsOf(texts.name);
        update('name', row, name);
        update('anywhere', row, [...name, ...wordsOf(texts.address), ...wordsOf(texts.rest)]);
      }
    },
    setLikely: (starts) => {
      if (starts.length === likely.length && starts.every((start, index) => start === likely[index])) return;
      likely = starts;
      next = 0;
      for (const place of PLACES) few[place].clear();
    },
    warmOne: (reads) => {
      const start = likely[next];
      if (start === undefined) return false;
      next += 1;
      for (const place of PLACES) {
        if (kept[place].has(start)) continue;
        // Nothing has it more often in its name than anywhere.
        if (few[place].has(start)) return true;
        const rows = asked(reads, start, place);
        if (rows.length >= MANY_ROWS) keep(start, place, bitsOf(rows, end()));
        else {
          few[place].add(start);
          return true;
        }
      }
      return true;
    },
  };
}


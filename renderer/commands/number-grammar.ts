import { TILES_MAX } from '@contract/domain/arrangement.ts';

/**
 * Numbers typed one after another, as on the keyboards of video control rooms: `<monitor> M <tile> T <camera> Enter`. Monitor and
 * tile may be left out (the desk, the selected tile) and come in either order. What was typed is kept as one text, e.g. `2M5T12`;
 * nothing in it ever runs out by itself, since operators pause.
 */
export interface NumberEntry {
  readonly monitor: number | null;
  /** From 1, as painted. */
  readonly tile: number | null;
  /** Digits of the number being typed; empty: none. */
  readonly digits: string;
}

export type EntryKey = { readonly kind: 'digit'; readonly digit: string } | { readonly kind: 'monitor' } | { readonly kind: 'tile' } | { readonly kind: 'back' };

/** What Enter means now. Tiles are indices, from 0. */
export type EntryOrder =
  | { readonly kind: 'open'; readonly monitor: number | null; readonly tile: number | null; readonly camera: number }
  | { readonly kind: 'clear'; readonly monitor: number | null; readonly tile: number | null }
  /** A tile of the desk alone. */
  | { readonly kind: 'select'; readonly tile: number }
  | { readonly kind: 'incomplete' };

const DIGITS_MAX = 7;
const SHORT_DIGITS_MAX = 2;
const GRAMMAR = /^(?:(\d{1,2})([MT]))?(?:(\d{1,2})([MT]))?(\d{0,7})$/;

export function parseEntry(text: string): NumberEntry | null {
  const match = GRAMMAR.exec(text);
  if (match === null) return null;
  const [, first, firstMark, second, secondMark, digits = ''] = match;
  if (firstMark !== undefined && firstMark === secondMark) return null;
  const numberOf = (mark: 'M' | 'T'): number | null => (firstMark === mark ? Number(first) : secondMark === mark ? Number(second) : null);
  return { monitor: numberOf('M'), tile: numberOf('T'), digits };
}

/** The text after a key. A key that makes no sense there changes nothing; `M` or `T` a second time takes the place of the first. */
export function pressEntry(text: string, key: EntryKey): string {
  const entry = parseEntry(text);
  if (entry === null) return '';
  switch (key.kind) {
    case 'digit':
      // A leading zero means nothing: `0` alone clears.
      if (entry.digits === '0') return withDigits(text, entry, key.digit);
      return entry.digits.length >= DIGITS_MAX ? text : text + key.digit;
    case 'back':
      return text.slice(0, -1);
    case 'monitor':
    case 'tile':
      return marked(entry, key.kind) ?? text;
  }
}

const withDigits = (text: string, { digits }: NumberEntry, next: string): string => text.slice(0, text.length - digits.length) + next;

function marked({ monitor, tile, digits }: NumberEntry, kind: 'monitor' | 'tile'): string | null {
  const number = Number(digits);
  if (digits === '' || digits.length > SHORT_DIGITS_MAX || number < 1) return null;
  if (kind === 'tile' && number > TILES_MAX) return null;
  const parts = kind === 'monitor' ? { monitor: number, tile } : { monitor, tile: number };
  return `${parts.monitor === null ? '' : `${String(parts.monitor)}M`}${parts.tile === null ? '' : `${String(parts.tile)}T`}`;
}

/** The order an entry amounts to. A monitor without a camera, or nothing at all, is not complete yet. */
export function entryOrder(text: string): EntryOrder {
  const entry = parseEntry(text);
  if (entry === null) return { kind: 'incomplete' };
  const { monitor, digits } = entry;
  const tile = entry.tile === null ? null : entry.tile - 1;
  if (digits === '') return tile !== null && monitor === null ? { kind: 'select', tile } : { kind: 'incomplete' };
  const camera = Number(digits);
  if (camera > 0) return { kind: 'open', monitor, tile, camera };
  return monitor !== null && tile === null ? { kind: 'incomplete' } : { kind: 'clear', monitor, tile };
}

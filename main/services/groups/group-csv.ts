import { parse } from 'csv-parse/sync';
import { plainText } from '@contract/domain/plain-text.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { foldText } from '@contract/domain/text-fold.ts';

/** What a group's file says of one camera. Absent: unknown, or not said. */
export interface CameraRow {
  readonly number: number;
  readonly code?: string;
  readonly name: string;
  readonly unit?: string;
  readonly address?: string;
  readonly latDeg?: number;
  readonly lonDeg?: number;
}

/** By what a line names a camera; null: not said. One value of a file without columns stands in all three. */
export interface CameraWords {
  readonly number: number | null;
  readonly code: string | null;
  /** As it is written, with accents. */
  readonly name: string | null;
}

/** A line that is not blank. `words` null: it cannot be read, or names nothing. */
export interface CsvLine extends CsvPlace {
  readonly words: CameraWords | null;
}

export interface CsvPlace {
  /** From 1, as an editor counts. */
  readonly line: number;
  /** What stands there, fit to show; at most 100 characters. */
  readonly text: string;
}

export interface GroupFile {
  readonly lines: readonly CsvLine[];
  /** Where the file was left, because it is too long; null: it was read to its end. */
  readonly leftAt: CsvPlace | null;
}

/** Bytes of a whole file; lines of it that are read, characters of one. */
export const CSV_MAX_BYTES = 5 * 1024 * 1024;
export const CSV_LINES_MAX = 5_000;
const LINE_MAX_CHARS = 8_000;
/** Lines a quoted cell may go on over. */
const GOES_ON_MAX = 20;
const SHOWN_MAX_CHARS = 100;

const HEADER = ['number', 'code', 'name', 'unit', 'address', 'lat', 'lon'];
/** What a spreadsheet takes for a formula, or would run into another cell. The apostrophe itself, so that it can be told apart. */
const FORMULA = /^(?:[\t\r\n']|\s*[=+\-@＝＋－＠])/;
const GUARDED = /^'(?=[\t\r\n']|\s*[=+\-@＝＋－＠])/;

function textCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
/** A number is no formula, also below zero. */
const numberCell = (value: number | undefined): string => (value === undefined ? '' : String(value));

/** RFC 4180, UTF-8 with a mark, so that spreadsheets show Vietnamese. */
export function encodeGroupCsv(rows: readonly CameraRow[]): Uint8Array {
  const lines = rows.map(({ number, code, name, unit, address, latDeg, lonDeg }) => [numberCell(number), textCell(code ?? ''), textCell(name), textCell(unit ?? ''), textCell(address ?? ''), numberCell(latDeg), numberCell(lonDeg)].join(','));
  return new TextEncoder().encode(`\uFEFF${[HEADER.join(','), ...lines].join('\r\n')}\r\n`);
}

/** Null: not a text in UTF-8, nor in UTF-16 with a mark. */
function textOf(bytes: Uint8Array): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8';
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

const DELIMITERS = [',', ';', '\t'] as const;
const cellsOf = (record: string, delimiter: string): readonly string[] | null => {
  try {
    const [cells = []]: string[][] = parse(record, { delimiter, relax_column_count: true, relax_quotes: true, trim: true, max_record_size: LINE_MAX_CHARS });
    return cells.map((cell) => cell.replace(GUARDED, '').trim());
  } catch {
    return null;
  }
};

/** The one that makes the most cells of the first line. */
function delimiterOf(first: string): string {
  const widths = DELIMITERS.map((delimiter) => ({ delimiter, width: cellsOf(first, delimiter)?.length ?? 0 }));
  return widths.reduce((best, next) => (next.width > best.width ? next : best)).delimiter;
}

interface CsvRecord extends CsvPlace {
  readonly cells: readonly string[] | null;
}

const isBlank = (line: string): boolean => line.trim() === '';
const place = (index: number, text: string): CsvPlace => ({ line: index + 1, text: plainText(text, SHOWN_MAX_CHARS) });
const quotesIn = (text: string): number => text.split('"').length - 1;

/** How many lines the record that begins here has: more than one when a quoted cell goes on over them. */
function linesOfRecord(lines: readonly string[], from: number): number {
  let quotes = 0;
  let length = 0;
  for (let count = 1; count <= GOES_ON_MAX && from + count <= lines.length && length <= LINE_MAX_CHARS; count += 1) {
    const line = lines[from + count - 1] ?? '';
    quotes += quotesIn(line);
    length += line.length;
    if (quotes % 2 === 0) return count;
  }
  return 1;
}

/** Each record by itself, so that a quote nobody closed costs its own line only. */
function recordsIn(lines: readonly string[]): readonly CsvRecord[] {
  const delimiter = delimiterOf(lines.find((line) => !isBlank(line)) ?? '');
  const records: CsvRecord[] = [];
  for (let index = 0; index < lines.length; index += 1) {
    const first = lines[index] ?? '';
    if (isBlank(first)) continue;
    const count = linesOfRecord(lines, index);
    const whole = lines.slice(index, index + count).join('\n');
    const cells = cellsOf(whole, delimiter);
    records.push({ ...place(index, cells === null ? first : whole), cells });
    if (cells !== null) index += count - 1;
  }
  return records;
}

/** Names of columns, folded. */
const COLUMNS: Readonly<Record<keyof CameraWords, readonly string[]>> = {
  number: ['so', 'so camera', 'so hieu', 'number', 'camera number', 'no'],
  code: ['ma', 'ma camera', 'code', 'camera code'],
  name: ['ten', 'ten camera', 'name', 'camera name'],
};
type Columns = Readonly<Record<keyof CameraWords, number>>;

/** Where each column is, -1: it is not; null: the first line is no header. */
function columnsOf(cells: readonly string[]): Columns | null {
  const folded = cells.map(foldText);
  const at = (names: readonly string[]): number => folded.findIndex((cell) => names.includes(cell));
  const columns = { number: at(COLUMNS.number), code: at(COLUMNS.code), name: at(COLUMNS.name) };
  return Object.values(columns).some((index) => index >= 0) ? columns : null;
}

const numberIn = (cell: string): number | null => (/^\d{1,15}$/.test(cell) ? Number(cell) : null);
function wordsIn(cells: readonly string[], columns: Columns | null): CameraWords | null {
  const cell = (index: number): string => (index < 0 ? '' : (cells[index] ?? ''));
  const [number, code, name] = columns === null ? [cell(0), cell(0), cell(0)] : [cell(columns.number), cell(columns.code), cell(columns.name)];
  const words = { number: numberIn(number), code: code === '' ? null : code, name: name === '' ? null : name };
  return words.number === null && words.code === null && words.name === null ? null : words;
}

/**
 * The lines of somebody's file, in order, without its header and without blank ones; at most CSV_LINES_MAX are read. Cells are parted by
 * commas, semicolons or tabs. Columns are known by their Vietnamese or English names; without a header the first column names the camera.
 * Code group/file-unreadable: not a text, too large, or nothing in it.
 */
export function decodeGroupCsv(bytes: Uint8Array): Result<GroupFile> {
  const text = bytes.length > CSV_MAX_BYTES ? null : textOf(bytes);
  if (text === null) return err('group/file-unreadable', { detail: 'not a text, or too large' });
  const all = text.split(/\r\n|\r|\n/, CSV_LINES_MAX + 1);
  const beyond = all[CSV_LINES_MAX];
  // A row of empty cells is how spreadsheets end a table.
  const records = recordsIn(all.slice(0, CSV_LINES_MAX)).filter(({ cells }) => cells === null || cells.some((cell) => cell !== ''));
  const [first] = records;
  if (first === undefined) return err('group/file-unreadable', { detail: 'nothing in it' });
  const columns = first.cells === null ? null : columnsOf(first.cells);
  const lines = (columns === null ? records : records.slice(1)).map(({ cells, ...at }) => ({ ...at, words: cells === null ? null : wordsIn(cells, columns) }));
  return ok({ lines, leftAt: beyond === undefined || isBlank(beyond) ? null : place(CSV_LINES_MAX, beyond) });
}

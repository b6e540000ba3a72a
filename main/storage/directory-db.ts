import { existsSync } from 'node:fs';
import type { Camera, OrgUnit } from '@contract/domain/camera.ts';
import type { MapWall } from '@contract/domain/field-of-view.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { readCamera, readUnit, readWall } from './camera-record.ts';
import { isFields } from './documents/old-tiles.ts';
import { parsedOrNull } from './fields.ts';
import { attempt, discard, numberIn, openPrivate, textIn, type SqliteDatabase, type SqliteStatement } from './sqlite.ts';

// The directory of one person and one server as a SQLite file. What it holds came from the server, who has the original: a file that
// cannot be read is deleted and filled anew: cameras that were withdrawn since must not lie about in it. States of cameras are never in it.

/** A camera as it is written: the record, what is held in memory of it, and the words it is found by (folded). */
export interface CameraRow {
  readonly row: number;
  readonly id: string;
  /** Letters and digits of its code, folded; null: it has none. */
  readonly code: string | null;
  /** JSON of what is held in memory of it. */
  readonly card: string;
  /** JSON of the record. */
  readonly body: string;
  readonly texts: CameraTexts;
}

export interface CameraTexts {
  readonly name: string;
  readonly address: string;
  readonly rest: string;
}

/** What the file says of itself, by name; values are texts. */
export type MetaName = 'address' | 'etag' | 'changeToken' | 'directoryUtcMs' | 'skipped' | 'walls' | 'wallsEtag' | 'unitsToIndex' | 'total' | 'clean' | 'untidy';

export interface WordCount {
  readonly word: string;
  readonly rows: number;
}

export interface DirectoryReads {
  readonly meta: (name: MetaName) => string | null;
  readonly units: () => readonly OrgUnit[];
  readonly walls: () => readonly MapWall[];
  /** How many cameras there were when it was last said, or nearly so. */
  readonly total: () => number;
  /** `[row, card]` pairs of rows above `after`, at most `most`; a card that cannot be read is null. */
  readonly cards: (after: number, most: number) => readonly (readonly [row: number, card: unknown])[];
  /** Null: not there, or it cannot be read. */
  readonly camera: (row: number) => Camera | null;
  /** '': not there, or it cannot be read. */
  readonly name: (row: number) => string;
  /** Rows that hold the words, rising; the match is an FTS5 expression. */
  readonly rows: (match: string) => Int32Array;
  readonly rowsOfCode: (code: string) => readonly number[];
  /** Rows whose code begins so, at most `most`. */
  readonly rowsOfCodeStart: (start: string, most: number) => readonly number[];
  /** Words of the directory above `after`, at most `most`, in order, and in how many rows each is. */
  readonly words: (after: string, most: number) => readonly WordCount[];
}

export interface DirectoryWrites extends DirectoryReads {
  readonly setMeta: (name: MetaName, value: string | null) => void;
  readonly setUnits: (units: readonly OrgUnit[]) => void;
  readonly add: (camera: CameraRow) => void;
  readonly replace: (camera: CameraRow) => void;
  readonly replaceTexts: (row: number, texts: CameraTexts) => void;
  readonly remove: (row: number) => void;
  /** Forgets every camera, unit and mark of the server. */
  readonly clear: () => void;
}

/** All work is synchronous. Codes: storage/damaged, storage/write-failed, directory/unavailable. */
export interface DirectoryDb {
  readonly read: <T>(work: (reads: DirectoryReads) => T) => Result<T>;
  /** In one transaction: all of it, or nothing. */
  readonly write: <T>(work: (writes: DirectoryWrites) => T) => Result<T>;
  /** A step of bringing the index of words together, so that removed words leave the disk; false: nothing is left to do. Until then the mark `untidy` stands in the file. */
  readonly tidy: () => Result<boolean>;
  /** Writes all that is still in the log of the database into the file and empties the log. */
  readonly flush: () => Result<null>;
  /** May be called twice. */
  readonly close: () => void;
}

const VERSION = 1;
const TIDY_PAGES = 50;

/** One step for each version; never change an old one. */
const STEPS: readonly string[] = [
  `create table meta(name text primary key, value text not null) strict;
   create table unit(id text primary key, body text not null) strict;
   create table card(row integer primary key, card text not null) strict;
   create table camera(row integer primary key, id text not null unique, code text, body text not null) strict;
   create index camera_code on camera(code) where code is not null;
   create virtual table found using fts5(name, address, rest, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0", prefix='1 2 3', detail=column);
   create virtual table word using fts5vocab(found, 'row');`,
];

const cameraIn = (body: string | null): Camera | null => {
  const fields = parsedOrNull(body);
  return isFields(fields) ? readCamera(fields) : null;
};

const isPairs = (value: unknown): value is readonly (readonly [number, unknown])[] => Array.isArray(value) && value.every((pair) => Array.isArray(pair) && typeof pair[0] === 'number');

/** The numbers of a text like `3,17,40`. */
function numbersIn(text: string | null): Int32Array {
  if (text === null) return new Int32Array(0);
  let count = 1;
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) === 44) count += 1;
  const numbers = new Int32Array(count);
  let at = 0;
  let value = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 44) {
      numbers[at] = value;
      at += 1;
      value = 0;
    } else value = value * 10 + code - 48;
  }
  numbers[at] = value;
  return numbers;
}

function createWrites(db: SqliteDatabase): DirectoryWrites {
  const statements = new Map<string, SqliteStatement>();
  const sql = (text: string): SqliteStatement => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const made = db.prepare(text);
    // Raw is refused where nothing is answered.
    if (made.reader) made.raw();
    statements.set(text, made);
    return made;
  };
  const run = (text: string, ...values: readonly (string | number | null)[]): void => void sql(text).run(...values);
  const rowsIn = (found: readonly unknown[]): readonly number[] => found.map(numberIn);
  const addTexts = (row: number, { name, address, rest }: CameraTexts): void => run('insert into found(rowid, name, address, rest) values(?, ?, ?, ?)', row, name, address, rest);
  const removeTexts = (row: number): void => run('delete from found where rowid = ?', row);

  const cardsOneByOne = (after: number, most: number): readonly (readonly [number, unknown])[] =>
    sql('select row, card from card where row > ? order by row limit ?')
      .all(after, most)
      .map((pair) => [numberIn(pair), parsedOrNull(Array.isArray(pair) && typeof pair[1] === 'string' ? pair[1] : null)] as const);

  return {
    meta: (name) => textIn(sql('select value from meta where name = ?').get(name)),
    units: () =>
      sql('select body from unit order by rowid').all().flatMap((row) => {
        const fields = parsedOrNull(textIn(row));
        return isFields(fields) ? (readUnit(fields) ?? []) : [];
      }),
    walls: () => {
      const walls = parsedOrNull(textIn(sql("select value from meta where name = 'walls'").get()));
      return Array.isArray(walls) ? walls.flatMap((wall) => (isFields(wall) ? (readWall(wall) ?? []) : [])) : [];
    },
    total: () => Number(textIn(sql("select value from meta where name = 'total'").get()) ?? numberIn(sql('select max(row) from card').get())),
    // One long text is read many times faster than many short ones.
    cards: (after, most) => {
      const all = parsedOrNull(textIn(sql(`select '[' || group_concat('[' || row || ',' || card || ']') || ']' from (select row, card from card where row > ? order by row limit ?)`).get(after, most)) ?? '[]');
      return isPairs(all) ? all : cardsOneByOne(after, most);
    },
    camera: (row) => cameraIn(textIn(sql('select body from camera where row = ?').get(row))),
    name: (row) => textIn(sql("select json_extract(body, '$.name') from camera where row = ?").get(row)) ?? '',
    rows: (match) => numbersIn(textIn(sql('select group_concat(rowid) from found where found match ?').get(match))),
    rowsOfCode: (code) => rowsIn(sql('select row from camera where code = ?').all(code)),
    rowsOfCodeStart: (start, most) => rowsIn(sql('select row from camera where code >= ? and code < ? order by code limit ?').all(start, `${start}\u{10ffff}`, most)),
    words: (after, most) =>
      sql('select term, doc from word where term > ? limit ?')
        .all(after, most)
        .flatMap((pair) => (Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'number' ? [{ word: pair[0], rows: pair[1] }] : [])),

    setMeta: (name, value) => (value === null ? run('delete from meta where name = ?', name) : run('insert or replace into meta(name, value) values(?, ?)', name, value)),
    setUnits: (units) => {
      run('delete from unit');
      for (const unit of units) run('insert or replace into unit(id, body) values(?, ?)', unit.id, JSON.stringify(unit));
    },
    add: ({ row, id, code, card, body, texts }) => {
      run('insert into camera(row, id, code, body) values(?, ?, ?, ?)', row, id, code, body);
      run('insert into card(row, card) values(?, ?)', row, card);
      addTexts(row, texts);
    },
    replace: ({ row, id, code, card, body, texts }) => {
      run('update camera set id = ?, code = ?, body = ? where row = ?', id, code, body, row);
      run('update card set card = ? where row = ?', card, row);
      removeTexts(row);
      addTexts(row, texts);
    },
    replaceTexts: (row, texts) => {
      removeTexts(row);
      addTexts(row, texts);
    },
    remove: (row) => {
      run('delete from camera where row = ?', row);
      run('delete from card where row = ?', row);
      removeTexts(row);
      run("insert or replace into meta(name, value) values('untidy', '1')");
    },
    clear: () => {
      for (const table of ['camera', 'card', 'unit', 'meta']) run(`delete from ${table}`);
      run("insert into found(found) values('delete-all')");
    },
  };
}

function prepare(db: SqliteDatabase): Result<null> {
  db.exec('pragma busy_timeout = 2000');
  const version = numberIn(db.prepare('pragma user_version').raw().get());
  if (version > VERSION) return err('storage/newer-version', { detail: `directory ${version}` });
  db.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma secure_delete = on; pragma temp_store = memory; pragma cache_size = -16000; pragma wal_autocheckpoint = 4000; pragma journal_size_limit = 16000000');
  for (const step of STEPS.slice(version)) db.exec(`begin; ${step} pragma user_version = ${STEPS.indexOf(step) + 1}; commit`);
  const isClean = version === 0 || textIn(db.prepare("select value from meta where name = 'clean'").raw().get()) === '1';
  if (!isClean && textIn(db.prepare('pragma quick_check(1)').raw().get()) !== 'ok') return err('storage/damaged', { detail: 'quick_check' });
  return ok(null);
}

function opened(db: SqliteDatabase): DirectoryDb {
  const writes = createWrites(db);
  const changes = db.prepare('select total_changes()').raw();
  let isOpen = true;
  /** A file that was written to is not clean until it is closed: killed in between, it is looked through at the next start. */
  let isClean = writes.meta('clean') === '1';
  let isTidying = false;
  const guarded = <T>(work: () => T): Result<T> => (isOpen ? attempt(work) : err('directory/unavailable', { detail: 'closed' }));
  const markClean = (clean: boolean): void => {
    if (isClean === clean) return;
    writes.setMeta('clean', clean ? '1' : '0');
    isClean = clean;
  };
  const flush = (): null => {
    markClean(true);
    db.exec('pragma wal_checkpoint(truncate)');
    return null;
  };
  return {
    read: (work) => guarded(() => work(writes)),
    write: (work) =>
      guarded(() => {
        db.exec('begin immediate');
        const wasClean = isClean;
        try {
          markClean(false);
          const value = work(writes);
          db.exec('commit');
          isTidying = false;
          return value;
        } catch (thrown) {
          isClean = wasClean;
          if (db.inTransaction) db.exec('rollback');
          throw thrown;
        }
      }),
    tidy: () =>
      guarded(() => {
        const before = numberIn(changes.get());
        db.exec(`insert into found(found, rank) values('merge', ${isTidying ? TIDY_PAGES : -TIDY_PAGES})`);
        isTidying = true;
        const isMore = numberIn(changes.get()) - before >= 2;
        if (!isMore) writes.setMeta('untidy', null);
        return isMore;
      }),
    flush: () => guarded(flush),
    close: () => {
      if (!isOpen) return;
      // The library lets go of a file only when its statements are collected: its log is not to wait for that.
      attempt(flush);
      isOpen = false;
      attempt(() => db.close());
    },
  };
}

function tryOpen(file: string): Result<DirectoryDb> {
  let db: SqliteDatabase | null = null;
  const result = attempt(() => {
    const made = openPrivate(file);
    db = made;
    const prepared = prepare(made);
    return prepared.ok ? ok(opened(made)) : prepared;
  });
  const outcome = result.ok ? result.value : result;
  if (!outcome.ok) attempt(() => (db as SqliteDatabase | null)?.close());
  return outcome;
}

/**
 * Opens a directory's file, makes it when it is not there. A damaged one is deleted and begun anew (`wasDamaged`).
 * Codes: storage/newer-version (the file is left alone), storage/write-failed, directory/unavailable. The caller closes it.
 */
export function openDirectoryDb(file: string): Result<{ readonly db: DirectoryDb; readonly wasDamaged: boolean }> {
  // Earlier versions kept damaged files.
  discard(`${file}.damaged`);
  const first = tryOpen(file);
  if (first.ok) return ok({ db: first.value, wasDamaged: false });
  if (first.error.code !== 'storage/damaged' || !discard(file)) return first;
  const second = tryOpen(file);
  return second.ok ? ok({ db: second.value, wasDamaged: true }) : second;
}

/** Deletes the file of a directory that turned out to be damaged while it was used; false: it is still there. */
export const discardDirectory = discard;

/** Reads single cameras of a directory that another process writes. Closed by whoever opened it. */
export interface CameraBook {
  /** Whether there is such a camera, whatever its record says. */
  readonly has: (id: string) => boolean;
  /** Undefined: not there, or it cannot be read. */
  readonly get: (id: string) => Camera | undefined;
  /** May be called twice. */
  readonly close: () => void;
}

/** Null: there is no such file, or it cannot be read. */
export function openCameraBook(file: string): CameraBook | null {
  if (!existsSync(file)) return null;
  let db: SqliteDatabase | null = null;
  const made = attempt(() => {
    const book = openPrivate(file);
    db = book;
    book.exec('pragma busy_timeout = 200; pragma query_only = on');
    return { book, find: book.prepare('select body from camera where id = ?').raw(), one: book.prepare('select 1 from camera where id = ?').raw() };
  });
  if (!made.ok) {
    attempt(() => (db as SqliteDatabase | null)?.close());
    return null;
  }
  const { book, find, one } = made.value;
  let isOpen = true;
  return {
    get: (id) => {
      const body = isOpen ? attempt(() => textIn(find.get(id))) : null;
      return body?.ok === true ? (cameraIn(body.value) ?? undefined) : undefined;
    },
    has: (id) => {
      const row = isOpen ? attempt(() => one.get(id)) : null;
      return row?.ok === true && row.value !== undefined;
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      attempt(() => book.close());
    },
  };
}

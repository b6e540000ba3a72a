import { renameSync, statSync } from 'node:fs';
import type { Alarm } from '@contract/domain/alarm.ts';
import type { MissedInterval } from '@contract/domain/alarm-queue.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { alarmId, utcMs, type AlarmId, type UtcMs } from '@contract/domain/units.ts';
import { isAlarm, readOutboxItem, type OutboxItem } from './alarm-record.ts';
import { parsedOrNull } from './fields.ts';
import { attempt, discard, numberIn, openPrivate, textIn, type SqliteDatabase, type SqliteStatement } from './sqlite.ts';

// The alarms of one person and server as a SQLite file: what is open, the place in the server's stream it stands for, which alarms were told
// of already, acts that wait for the server. The cursor is written with the events it stands for, so that a power cut loses or repeats none.

/** An alarm this PC has known: the newest version heard of, and whether it was told as new. */
export interface SeenAlarm {
  readonly id: AlarmId;
  readonly version: number;
  readonly sounded: boolean;
  readonly utcMs: UtcMs;
}

/** Where this PC stands in the server's stream of alarms. */
export interface KeptCursor {
  readonly epoch: string;
  readonly seq: number;
}

/** All that a file holds but details. */
export interface KeptAlarms {
  readonly alarms: readonly Alarm[];
  /** Null: a snapshot is wanted. */
  readonly cursor: KeptCursor | null;
  /** When the server was heard last; null: never. */
  readonly heardUtcMs: UtcMs | null;
  readonly seen: readonly SeenAlarm[];
  /** In the order they were made. */
  readonly outbox: readonly OutboxItem[];
  readonly gaps: readonly MissedInterval[];
  /** Alarms that could not be read. */
  readonly unreadable: number;
}

export interface AlarmWrites {
  readonly putAlarm: (alarm: Alarm) => void;
  readonly dropAlarm: (id: AlarmId) => void;
  readonly markSeen: (seen: SeenAlarm) => void;
  /** Forgets everything but details. */
  readonly clear: () => void;
  /** Forgets what was seen before and is not open. */
  readonly pruneSeen: (beforeUtcMs: number) => void;
  readonly setCursor: (cursor: KeptCursor | null) => void;
  readonly setHeard: (heardUtcMs: UtcMs) => void;
  readonly putOutbox: (item: OutboxItem) => void;
  readonly dropOutbox: (id: string) => void;
  readonly putGap: (gap: MissedInterval) => void;
  readonly dropGap: (gap: number) => void;
  /** JSON of a detail; the oldest beyond `most` go. */
  readonly putDetail: (id: AlarmId, json: string, atUtcMs: number, most: number) => void;
}

/** All work is synchronous. Codes: storage/damaged, storage/write-failed, directory/unavailable. */
export interface AlarmsDb {
  readonly load: () => Result<KeptAlarms>;
  /** In one transaction: all of it, or nothing. */
  readonly write: (work: (out: AlarmWrites) => void) => Result<null>;
  /** The detail kept of an alarm; null: none, or it cannot be read. */
  readonly detail: (id: AlarmId) => unknown;
  /** May be called twice. */
  readonly close: () => void;
}

/** Opens a file of alarms by its absolute path; see `openAlarmsDb`. */
export type OpenAlarms = (file: string) => Result<{ readonly db: AlarmsDb; readonly damagedUtcMs: UtcMs | null }>;

const VERSION = 1;
/** One step for each version; never change an old one. */
const STEPS: readonly string[] = [
  `create table meta(name text primary key, value text not null) strict;
   create table alarm(id text primary key, version integer not null, body text not null) strict, without rowid;
   create table seen(id text primary key, version integer not null, sounded integer not null, utc_ms integer not null) strict, without rowid;
   create table outbox(row integer primary key autoincrement, id text not null unique, body text not null) strict;
   create table gap(gap integer primary key, from_utc_ms integer not null, until_utc_ms integer not null) strict;
   create table detail(id text primary key, utc_ms integer not null, body text not null) strict, without rowid;`,
];

const isPair = (row: unknown): row is readonly [unknown, unknown] => Array.isArray(row) && row.length >= 2;
const numberOr = (value: unknown, other: number): number => (typeof value === 'number' && Number.isFinite(value) ? value : other);

function createStatements(db: SqliteDatabase): (text: string) => SqliteStatement {
  const statements = new Map<string, SqliteStatement>();
  return (text) => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const made = db.prepare(text);
    // Raw is refused where nothing is answered.
    if (made.reader) made.raw();
    statements.set(text, made);
    return made;
  };
}

function createWrites(sql: (text: string) => SqliteStatement): AlarmWrites {
  const run = (text: string, ...values: readonly (string | number | null)[]): void => void sql(text).run(...values);
  const setMeta = (name: string, value: string): void => run('insert or replace into meta(name, value) values(?, ?)', name, value);
  return {
    putAlarm: (alarm) => run('insert into alarm(id, version, body) values(?, ?, ?) on conflict(id) do update set version = excluded.version, body = excluded.body where excluded.version >= version', alarm.id, alarm.version, JSON.stringify(alarm)),
    dropAlarm: (id) => {
      run('delete from alarm where id = ?', id);
      run('delete from detail where id = ?', id);
    },
    markSeen: ({ id, version, sounded, utcMs: at }) => run('insert or replace into seen(id, version, sounded, utc_ms) values(?, ?, ?, ?)', id, version, sounded ? 1 : 0, at),
    clear: () => {
      for (const table of ['meta', 'alarm', 'seen', 'outbox', 'gap']) run(`delete from ${table}`);
    },
    pruneSeen: (beforeUtcMs) => run('delete from seen where utc_ms < ? and id not in (select id from alarm)', beforeUtcMs),
    setCursor: (cursor) => (cursor === null ? run("delete from meta where name = 'cursor'") : setMeta('cursor', JSON.stringify([cursor.epoch, cursor.seq]))),
    setHeard: (heardUtcMs) => setMeta('heard', String(Math.round(heardUtcMs))),
    putOutbox: (item) => run('insert into outbox(id, body) values(?, ?) on conflict(id) do update set body = excluded.body', item.id, JSON.stringify(item)),
    dropOutbox: (id) => run('delete from outbox where id = ?', id),
    putGap: ({ gap, fromUtcMs, untilUtcMs }) => run('insert or replace into gap(gap, from_utc_ms, until_utc_ms) values(?, ?, ?)', gap, Math.round(fromUtcMs), Math.round(untilUtcMs)),
    dropGap: (gap) => run('delete from gap where gap = ?', gap),
    putDetail: (id, json, atUtcMs, most) => {
      run('insert or replace into detail(id, utc_ms, body) values(?, ?, ?)', id, Math.round(atUtcMs), json);
      run('delete from detail where id in (select id from detail order by utc_ms desc limit -1 offset ?)', most);
    },
  };
}

function loadAll(sql: (text: string) => SqliteStatement): KeptAlarms {
  const bodies = sql('select body from alarm').all();
  const alarms = bodies.map((row) => parsedOrNull(textIn(row))).filter(isAlarm);
  const cursor = parsedOrNull(textIn(sql("select value from meta where name = 'cursor'").get()));
  const heard = Number(textIn(sql("select value from meta where name = 'heard'").get()) ?? NaN);
  const seen = sql('select id, version, sounded, utc_ms from seen')
    .all()
    .flatMap((row) => (Array.isArray(row) && typeof row[0] === 'string' ? [{ id: alarmId(row[0]), version: numberOr(row[1], 0), sounded: row[2] === 1, utcMs: utcMs(numberOr(row[3], 0)) }] : []));
  return {
    alarms,
    // A record that cannot be read is asked for again, with everything else.
    cursor: alarms.length === bodies.length && isPair(cursor) && typeof cursor[0] === 'string' && typeof cursor[1] === 'number' ? { epoch: cursor[0], seq: cursor[1] } : null,
    heardUtcMs: Number.isFinite(heard) ? utcMs(heard) : null,
    seen,
    outbox: sql('select body from outbox order by row').all().flatMap((row) => readOutboxItem(parsedOrNull(textIn(row))) ?? []),
    gaps: sql('select gap, from_utc_ms, until_utc_ms from gap order by gap')
      .all()
      .flatMap((row) => (Array.isArray(row) ? [{ gap: numberOr(row[0], 0), fromUtcMs: utcMs(numberOr(row[1], 0)), untilUtcMs: utcMs(numberOr(row[2], 0)) }] : [])),
    unreadable: bodies.length - alarms.length,
  };
}

function opened(db: SqliteDatabase): AlarmsDb {
  const sql = createStatements(db);
  const writes = createWrites(sql);
  let isOpen = true;
  const guarded = <T>(work: () => T): Result<T> => (isOpen ? attempt(work) : err('directory/unavailable', { detail: 'closed' }));
  return {
    load: () => guarded(() => loadAll(sql)),
    write: (work) =>
      guarded(() => {
        db.exec('begin immediate');
        try {
          work(writes);
          db.exec('commit');
          return null;
        } catch (thrown) {
          if (db.inTransaction) db.exec('rollback');
          throw thrown;
        }
      }),
    detail: (id) => {
      const body = guarded(() => textIn(sql('select body from detail where id = ?').get(id)));
      return body.ok ? parsedOrNull(body.value) : null;
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      attempt(() => db.exec('pragma wal_checkpoint(truncate)'));
      attempt(() => db.close());
    },
  };
}

function tryOpen(file: string): Result<AlarmsDb> {
  let db: SqliteDatabase | null = null;
  const result = attempt((): Result<AlarmsDb> => {
    const made = openPrivate(file);
    db = made;
    made.exec('pragma busy_timeout = 2000');
    const version = numberIn(made.prepare('pragma user_version').raw().get());
    if (version > VERSION) return err('storage/newer-version', { detail: `alarms ${version}` });
    // After a power cut the last commits may be gone, whole: the server sends them again.
    made.exec('pragma journal_mode = wal; pragma synchronous = normal; pragma secure_delete = on; pragma temp_store = memory; pragma wal_autocheckpoint = 2000; pragma journal_size_limit = 8000000');
    for (const step of STEPS.slice(version)) made.exec(`begin; ${step} pragma user_version = ${STEPS.indexOf(step) + 1}; commit`);
    if (textIn(made.prepare('pragma quick_check(1)').raw().get()) !== 'ok') return err('storage/damaged', { detail: 'quick_check' });
    return ok(opened(made));
  });
  const outcome = result.ok ? result.value : result;
  if (!outcome.ok) attempt(() => (db as SqliteDatabase | null)?.close());
  return outcome;
}

const changedUtcMs = (file: string): UtcMs | null => {
  try {
    return utcMs(Math.round(statSync(file).mtimeMs));
  } catch {
    return null;
  }
};

/**
 * Opens a person's file of alarms, makes it when it is not there. A damaged one is set aside as `<file>.damaged` (the last one is kept) and
 * begun anew: `damagedUtcMs` is when it was written last. Codes: storage/newer-version (the file is left alone), storage/damaged,
 * storage/write-failed, directory/unavailable. The caller closes it.
 */
export const openAlarmsDb: OpenAlarms = (file) => {
  const lastUtcMs = changedUtcMs(`${file}-wal`) ?? changedUtcMs(file);
  const first = tryOpen(file);
  if (first.ok) return ok({ db: first.value, damagedUtcMs: null });
  if (first.error.code !== 'storage/damaged') return first;
  setAside(file);
  const second = tryOpen(file);
  return second.ok ? ok({ db: second.value, damagedUtcMs: lastUtcMs }) : second;
};

function setAside(file: string): void {
  discard(`${file}.damaged`);
  try {
    renameSync(file, `${file}.damaged`);
  } catch {
    // What cannot be set aside is in the way.
  }
  discard(file);
}

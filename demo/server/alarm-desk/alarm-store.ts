import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import type { Alarm, AlarmStep } from '../../../contract/domain/alarm.ts';
import { alarmId, type AlarmId } from '../../../contract/domain/units.ts';
import type { TierSchemas } from '../schemas.ts';
import { asAlarm, asStep } from './alarm-wire.ts';

/** What changes within this time is written in one transaction, ms. */
export const WRITE_WITHIN_MS = 50;
const TRY_AGAIN_MS = 1_000;
/** How long a closed alarm is kept, ms. */
export const CLOSED_KEPT_MS = 7 * 86_400_000;
/** How long the answer for a key is kept, ms. */
export const KEYS_KEPT_MS = 86_400_000;

/** An alarm as it is kept. */
export interface KeptAlarm {
  readonly alarm: Alarm;
  /** Alarm it is a member of, also after that closed; null: none. */
  readonly lead: AlarmId | null;
  /** Joined as it came, beyond the members that are told one by one. */
  readonly quiet: boolean;
  /** The version of the newest change that makes an act on an older one a conflict. */
  readonly decided: number;
}

/** What became of one item of a request, as it is kept for its key. */
export interface KeptOutcome {
  readonly alarm: string;
  readonly code: string | null;
}

/** The alarms of one tier on disk, behind the memory by 50 ms at most. */
export interface AlarmStore {
  /** All that is kept, in the order they were raised. */
  readonly load: () => readonly KeptAlarm[];
  readonly put: (kept: KeptAlarm) => void;
  readonly addStep: (step: AlarmStep) => void;
  /** Oldest first. */
  readonly steps: (id: AlarmId) => readonly AlarmStep[];
  readonly putKey: (key: string, utcMs: number, outcomes: readonly KeptOutcome[]) => void;
  /** Null: the key is new. */
  readonly key: (key: string) => readonly KeptOutcome[] | null;
  /** Forgets alarms closed before a time, and old keys; answers the alarms. */
  readonly forget: (closedBeforeUtcMs: number, keysBeforeUtcMs: number) => readonly string[];
  /** Writes all at once. */
  readonly flush: () => void;
  /** Writes what waits and closes the file; may be called twice. */
  readonly close: () => void;
}

const TABLES = `
  pragma journal_mode = wal;
  pragma synchronous = normal;
  create table if not exists alarm(id text primary key, lead text, quiet integer not null, decided integer not null, raisedUtcMs integer not null, closedUtcMs integer, body text not null) strict;
  create table if not exists step(alarm text not null, body text not null) strict;
  create index if not exists step_alarm on step(alarm);
  create table if not exists answer(key text primary key, utcMs integer not null, body text not null) strict;`;

/** Opens the file, or `:memory:`; one that cannot be read is set aside as `*.damaged` and said so on `say`. */
export function openAlarmStore(file: string, schemas: TierSchemas, say: (line: string) => void): AlarmStore {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
  const db = opened(file, say);
  const readAlarm = asAlarm(schemas);
  const readStep = asStep(schemas);
  const putAlarm = db.prepare('insert into alarm(id, lead, quiet, decided, raisedUtcMs, closedUtcMs, body) values(?, ?, ?, ?, ?, ?, ?) on conflict(id) do update set lead = excluded.lead, quiet = excluded.quiet, decided = excluded.decided, closedUtcMs = excluded.closedUtcMs, body = excluded.body');
  const putStep = db.prepare('insert into step(alarm, body) values(?, ?)');
  const putAnswer = db.prepare('insert or replace into answer(key, utcMs, body) values(?, ?, ?)');
  const stepsOf = db.prepare('select body from step where alarm = ? order by rowid');
  const answerOf = db.prepare('select body from answer where key = ?');
  const alarms = new Map<string, KeptAlarm>();
  let steps: AlarmStep[] = [];
  const answers = new Map<string, { readonly utcMs: number; readonly outcomes: readonly KeptOutcome[] }>();
  let timer: NodeJS.Timeout | null = null;
  let isOpen = true;

  const inOne = (work: () => void): void => {
    db.exec('begin');
    try {
      work();
      db.exec('commit');
    } catch (error) {
      db.exec('rollback');
      throw error;
    }
  };
  const flush = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (!isOpen || alarms.size + steps.length + answers.size === 0) return;
    try {
      inOne(() => {
        for (const { alarm, lead, quiet, decided } of alarms.values()) putAlarm.run(alarm.id, lead, quiet ? 1 : 0, decided, alarm.raisedUtcMs, alarm.life.kind === 'closed' ? alarm.life.utcMs : null, JSON.stringify(alarm));
        for (const step of steps) putStep.run(step.alarm, JSON.stringify(step));
        for (const [key, { utcMs, outcomes }] of answers) putAnswer.run(key, utcMs, JSON.stringify(outcomes));
      });
    } catch (error) {
      // All of it stays and is tried again: a full disk may have room later.
      say(`The demo's alarms could not be written: ${error instanceof Error ? error.message : 'unknown error'}`);
      timer = setTimeout(flush, TRY_AGAIN_MS);
      return;
    }
    alarms.clear();
    steps = [];
    answers.clear();
  };
  const soon = (): void => {
    timer ??= setTimeout(flush, WRITE_WITHIN_MS);
  };
  return {
    load: () =>
      db
        .prepare('select lead, quiet, decided, body from alarm order by raisedUtcMs, rowid')
        .all()
        .flatMap((row) => {
          const alarm = readAlarm(parsed(textOf(row, 'body')));
          if (alarm === null) return [];
          const lead = textOf(row, 'lead');
          return [{ alarm, lead: lead === null ? null : alarmId(lead), quiet: numberOf(row, 'quiet') === 1, decided: numberOf(row, 'decided') }];
        }),
    put: (kept) => {
      alarms.set(kept.alarm.id, kept);
      soon();
    },
    addStep: (step) => {
      steps.push(step);
      soon();
    },
    steps: (id) => {
      if (steps.some(({ alarm }) => alarm === id)) flush();
      return stepsOf.all(id).flatMap((row) => {
        const step = readStep(parsed(textOf(row, 'body')));
        return step === null ? [] : [step];
      });
    },
    putKey: (key, utcMs, outcomes) => {
      answers.set(key, { utcMs, outcomes });
      soon();
    },
    key: (key) => {
      const waiting = answers.get(key);
      if (waiting !== undefined) return waiting.outcomes;
      const body = parsed(textOf(answerOf.get(key), 'body'));
      return Array.isArray(body) ? body.filter(isOutcome) : null;
    },
    forget: (closedBeforeUtcMs, keysBeforeUtcMs) => {
      flush();
      const old = db.prepare('select id from alarm where closedUtcMs < ?').all(closedBeforeUtcMs).flatMap((row) => textOf(row, 'id') ?? []);
      const dropSteps = db.prepare('delete from step where alarm = ?');
      const dropAlarm = db.prepare('delete from alarm where id = ?');
      inOne(() => {
        for (const id of old) {
          dropSteps.run(id);
          dropAlarm.run(id);
        }
        db.prepare('delete from answer where utcMs < ?').run(keysBeforeUtcMs);
      });
      return old;
    },
    flush,
    close: () => {
      if (!isOpen) return;
      flush();
      isOpen = false;
      db.exec('pragma wal_checkpoint(truncate)');
      db.close();
    },
  };
}

function opened(file: string, say: (line: string) => void): Database.Database {
  const open = (): Database.Database => {
    const db = new Database(file);
    db.exec(TABLES);
    return db;
  };
  try {
    return open();
  } catch (error) {
    if (file === ':memory:' || !existsSync(file)) throw error;
    for (const side of ['', '-wal', '-shm']) if (existsSync(`${file}${side}`)) renameSync(`${file}${side}`, `${file}${side}.damaged`);
    say(`The demo's alarms ${file} were damaged; they were set aside and new ones started.`);
    return open();
  }
}

const isOutcome = (value: unknown): value is KeptOutcome => typeof value === 'object' && value !== null && 'alarm' in value && typeof value.alarm === 'string' && 'code' in value;

function fieldOf(row: unknown, name: string): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;
}
function textOf(row: unknown, name: string): string | null {
  const value = fieldOf(row, name);
  return typeof value === 'string' ? value : null;
}
function numberOf(row: unknown, name: string): number {
  const value = fieldOf(row, name);
  return typeof value === 'number' ? value : 0;
}
function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

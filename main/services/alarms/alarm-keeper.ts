import { ok, type AppError, type Result } from '@contract/domain/result.ts';
import { restAfterMs, type RestRule } from '@contract/domain/rest-after.ts';
import type { Cancel, Clock, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { AlarmsDb, AlarmWrites } from '../../storage/alarms-db.ts';

export interface AlarmKeeperEnvironment {
  /** Everything there is, into an empty file: after a write that failed. */
  readonly writeAll: (out: AlarmWrites) => void;
  /** A new file in place of a damaged one; null: there is none to be had. */
  readonly renew: () => AlarmsDb | null;
  /** What was written, or why not. */
  readonly onDidKeep: (result: Result<null>) => void;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

/** Writes what changes to a person's file: at once when nothing was written lately, else gathered into one transaction. */
export interface AlarmKeeper {
  /** Null: nothing is kept, what follows a write happens all the same. */
  readonly use: (db: AlarmsDb | null) => void;
  readonly db: () => AlarmsDb | null;
  /** `then` runs once it is on the disk, or could not be written. */
  readonly write: (work: (out: AlarmWrites) => void, then?: () => void) => void;
  /** Writes what waits. */
  readonly flush: () => void;
}

/** Between two transactions; the most is how long an event waits to be written. */
const REST: RestRule = { leastMs: 10, mostMs: 50, times: 4 };

export function createAlarmKeeper({ writeAll, renew, onDidKeep, clock, timers, log }: AlarmKeeperEnvironment): AlarmKeeper {
  let db: AlarmsDb | null = null;
  let works: ((out: AlarmWrites) => void)[] = [];
  let thens: (() => void)[] = [];
  /** Nothing is written before. */
  let nextMonoMs = -Infinity;
  let cancel: Cancel | null = null;
  /** The file has not what it should: the next write writes everything. */
  let isBehind = false;

  const failed = (error: AppError): void => {
    if (!isBehind) log.error('alarms.not-kept', { code: error.code, detail: error.detail });
    isBehind = true;
    if (error.code !== 'storage/damaged') return;
    db?.close();
    db = renew();
  };

  const written = (todo: readonly ((out: AlarmWrites) => void)[]): Result<null> => {
    if (db === null) return ok(null);
    const result = db.write((out) => {
      if (!isBehind) return todo.forEach((work) => work(out));
      out.clear();
      writeAll(out);
    });
    if (result.ok) isBehind = false;
    else failed(result.error);
    return result;
  };

  const flush = (): void => {
    cancel?.();
    cancel = null;
    if (works.length === 0 && thens.length === 0) return;
    const todo = works;
    const after = thens;
    works = [];
    thens = [];
    const begunMonoMs = clock.monoMs();
    const result = written(todo);
    const endedMonoMs = clock.monoMs();
    nextMonoMs = endedMonoMs + restAfterMs(endedMonoMs - begunMonoMs, REST);
    onDidKeep(result);
    for (const then of after) then();
  };

  return {
    use: (next) => {
      flush();
      db = next;
      isBehind = false;
      nextMonoMs = -Infinity;
    },
    db: () => db,
    write: (work, then) => {
      works.push(work);
      if (then !== undefined) thens.push(then);
      const waitMs = nextMonoMs - clock.monoMs();
      if (waitMs <= 0) flush();
      else cancel ??= timers.after(waitMs, flush);
    },
    flush,
  };
}

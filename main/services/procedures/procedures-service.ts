import type { Procedure, ProcedureContent, ProcedureRun, RunAct, Task, TaskState } from '@contract/domain/procedure.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { procedureId, utcMs, type AlarmId, type ProcedureId, type TaskId } from '@contract/domain/units.ts';
import type { AppError } from '@contract/domain/result.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import type { ProceduresPort } from '../../vms/alarm-ports.ts';
import { decodeProcedureFile, encodeProcedureFile } from './procedure-file.ts';

/** Procedures of one person's server on this PC's disk. */
export interface ProceduresCache {
  readonly load: () => Promise<readonly Procedure[]>;
  /** Codes: storage/write-failed, storage/newer-version. */
  readonly save: (procedures: readonly Procedure[]) => Promise<Result<null>>;
}

/** Where steps and answers wait for the server. */
export interface StepsLater {
  readonly mustWait: () => boolean;
  readonly mayWait: (error: AppError) => boolean;
  readonly run: (key: string, alarm: AlarmId, act: RunAct) => Result<ProcedureRun>;
  readonly taskState: (key: string, alarm: AlarmId, task: TaskId, state: TaskState, note: string) => Result<Task>;
}

export interface ProceduresEnvironment {
  /** Null while the server is unknown or does not offer procedures. */
  readonly port: () => ProceduresPort | null;
  readonly isOnline: () => boolean;
  readonly later: StepsLater;
  readonly workstation: string;
  readonly uuid: () => string;
  readonly clock: Clock;
  readonly log: Log;
}

/** A draft as its author sends it; `id` null: a new procedure. */
export interface ProcedureDraft extends ProcedureContent {
  readonly id: ProcedureId | null;
  /** Of the version it was begun from; '' for a new one. */
  readonly etag: string;
}

/** Procedures, runs and tasks of the server; the procedures can be read without it. */
export interface ProceduresService {
  /** What this PC keeps of the person who is here. */
  readonly open: (cache: ProceduresCache) => Promise<void>;
  /** The server answers, or said that procedures changed. */
  readonly sync: () => Promise<void>;
  readonly list: () => Promise<Result<{ readonly procedures: readonly Procedure[]; readonly isCached: boolean }>>;
  readonly save: (draft: ProcedureDraft) => Promise<Result<Procedure>>;
  readonly publish: (id: ProcedureId, etag: string) => Promise<Result<Procedure>>;
  readonly retire: (id: ProcedureId, etag: string) => Promise<Result<null>>;
  readonly run: (alarm: AlarmId, version: number | null, act: RunAct) => Promise<Result<ProcedureRun>>;
  /** Never waits: a task that reaches a patrol long after it was given does harm. */
  readonly task: (alarm: AlarmId, to: Task['to'], text: string) => Promise<Result<Task>>;
  readonly taskState: (alarm: AlarmId, task: TaskId, state: TaskState, note: string) => Promise<Result<Task>>;
  /** One version as the bytes of a file. Code procedure/unknown. */
  readonly exportFile: (id: ProcedureId, version: number) => Result<{ readonly name: string; readonly bytes: Uint8Array }>;
  /** What a file holds becomes a new draft. Codes procedure/file-unreadable, and those of `save`. */
  readonly importFile: (bytes: Uint8Array) => Promise<Result<Procedure>>;
  /** The version in use. */
  readonly inUse: (id: ProcedureId) => Procedure | undefined;
  /** Forgets everything of the person who was here; may be called twice. */
  readonly close: () => void;
}

const AWAY = err('tier/unreachable', { retryable: true });

export function createProceduresService({ port, isOnline, later, workstation, uuid, clock, log }: ProceduresEnvironment): ProceduresService {
  let cache: ProceduresCache | null = null;
  let known: readonly Procedure[] = [];
  let isCurrent = false;

  const ask = async <T>(act: (port: ProceduresPort) => Promise<Result<T>>): Promise<Result<T>> => {
    const offered = port();
    if (!isOnline()) return AWAY;
    return offered === null ? err('tier/refused', { detail: 'no procedures' }) : act(offered);
  };
  /** Whether the server took what it did not answer is not known: sent again under the same key it is taken once. */
  const orLater = async <T>(now: (port: ProceduresPort, key: string) => Promise<Result<T>>, wait: (key: string) => Result<T>): Promise<Result<T>> => {
    const key = uuid();
    if (later.mustWait()) return wait(key);
    const answer = await ask((offered) => now(offered, key));
    return answer.ok || !later.mayWait(answer.error) ? answer : wait(key);
  };
  const load = async (): Promise<Result<readonly Procedure[]>> => {
    const mine = cache;
    const listed = await ask((offered) => offered.list());
    if (mine === null || mine !== cache) return err('session/not-signed-in');
    isCurrent = listed.ok;
    if (!listed.ok) return listed;
    const isSame = JSON.stringify(listed.value) === JSON.stringify(known);
    known = listed.value;
    if (!isSame) {
      const kept = await mine.save(known);
      if (!kept.ok) log.warn('procedures.not-kept', { code: kept.error.code });
    }
    return listed;
  };
  /** Later answers of the list hold what was changed here; until then it is put in by hand. */
  const changed = async <T>(answer: Result<T>): Promise<Result<T>> => {
    if (answer.ok) await load();
    return answer;
  };
  const save = async ({ id, name, kinds, priorityAtLeast, steps, etag }: ProcedureDraft): Promise<Result<Procedure>> =>
    changed(await ask((offered) => offered.put({ id: id ?? procedureId(`qt-${uuid()}`), name, version: 1, state: 'draft', kinds, priorityAtLeast, steps, changedBy: '', changedUtcMs: utcMs(clock.utcMs()), etag })));

  return {
    open: async (mine) => {
      cache = mine;
      const kept = await mine.load();
      if (mine === cache && !isCurrent) known = kept;
    },
    sync: async () => {
      const listed = await load();
      if (!listed.ok) log.warn('procedures.not-listed', { code: listed.error.code });
    },
    list: async () => {
      if (isCurrent && isOnline()) return ok({ procedures: known, isCached: false });
      const listed = await load();
      if (listed.ok) return ok({ procedures: listed.value, isCached: false });
      return cache === null ? listed : ok({ procedures: known, isCached: true });
    },
    save,
    publish: async (id, etag) => changed(await ask((offered) => offered.publish(id, etag))),
    retire: async (id, etag) => changed(await ask((offered) => offered.retire(id, etag))),
    run: (alarm, version, act) =>
      orLater(
        (offered, key) => offered.run(key, workstation, alarm, version, act),
        (key) => later.run(key, alarm, act),
      ),
    task: (alarm, to, text) => ask((offered) => offered.task(uuid(), workstation, alarm, to, text)),
    taskState: (alarm, task, state, note) =>
      orLater(
        (offered, key) => offered.taskState(key, workstation, task, state, note),
        (key) => later.taskState(key, alarm, task, state, note),
      ),
    inUse: (id) => known.find((procedure) => procedure.id === id && procedure.state === 'published'),
    exportFile: (id, version) => {
      const procedure = known.find((one) => one.id === id && one.version === version);
      return procedure === undefined ? err('procedure/unknown') : ok({ name: procedure.name, bytes: encodeProcedureFile(procedure) });
    },
    importFile: async (bytes) => {
      const content = decodeProcedureFile(bytes);
      return content.ok ? save({ ...content.value, id: null, etag: '' }) : content;
    },
    close: () => {
      cache = null;
      known = [];
      isCurrent = false;
    },
  };
}

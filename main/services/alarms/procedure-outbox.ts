import type { Actor } from '@contract/domain/alarm.ts';
import { advance, begin, stepOf } from '@contract/domain/procedure-run.ts';
import { advanceTask } from '@contract/domain/procedure-task.ts';
import type { Procedure, ProcedureRun, RunAct, Task, TaskState } from '@contract/domain/procedure.ts';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import type { AlarmId, ProcedureId, TaskId, UtcMs } from '@contract/domain/units.ts';
import type { OutboxItem } from '../../storage/alarm-record.ts';
import type { AlarmDetail, ProceduresPort } from '../../vms/alarm-ports.ts';
import type { WaitingItem } from './alarm-outbox.ts';

/** What follows procedures without the server. */
export interface ProcedureLater {
  /** Whether what is asked now has to wait: the server is away, or has not yet what was made before. */
  readonly mustWait: () => boolean;
  /** Whether the same request may be taken later. */
  readonly mayWait: (error: AppError) => boolean;
  /** The run as it will be. Codes of `advance`; tier/unreachable: this PC does not have the run; procedure/unknown; app/too-many-requests. */
  readonly run: (key: string, alarm: AlarmId, act: RunAct) => Result<ProcedureRun>;
  /** The task as it will be. Codes of `advanceTask`; tier/unreachable: this PC does not have the task; app/too-many-requests. */
  readonly taskState: (key: string, alarm: AlarmId, task: TaskId, state: TaskState, note: string) => Result<Task>;
}

export interface ProcedureOutboxEnvironment {
  readonly procedures: () => ProceduresPort | null;
  readonly procedureOf: (id: ProcedureId) => Procedure | undefined;
  readonly actor: () => Actor;
  readonly workstation: string;
  /** In the order they were made. */
  readonly waiting: () => readonly OutboxItem[];
  readonly add: (key: string, items: readonly WaitingItem[]) => Result<null>;
  /** As far as this PC knows it; null: it does not, or it is withheld. */
  readonly detailOf: (alarm: AlarmId) => AlarmDetail | null;
  readonly titleOf: (alarm: AlarmId) => string;
  readonly isOnline: () => boolean;
  readonly mayBeTakenLater: (error: AppError) => boolean;
  readonly onDidSettle: () => void;
  readonly nowUtcMs: () => UtcMs;
}

/** Steps and answers that wait, and how they are sent. */
export interface ProcedureOutbox {
  readonly later: ProcedureLater;
  /** With what waits for it done; `waiting`: how many of the newest entries of its run do. */
  readonly withWaiting: (detail: AlarmDetail) => AlarmDetail & { readonly waiting: number };
  /** One step or answer. */
  readonly send: (batch: readonly OutboxItem[]) => Promise<Result<readonly { readonly alarm: AlarmId; readonly error: AppError | null }[]>>;
}

export function createProcedureOutbox(environment: ProcedureOutboxEnvironment): ProcedureOutbox {
  const { procedures, procedureOf, workstation, titleOf, nowUtcMs } = environment;

  const after = (run: ProcedureRun | null, alarm: AlarmId, act: RunAct, atUtcMs: UtcMs): Result<ProcedureRun> => {
    if (act.kind === 'finish-step') return run === null ? err('tier/unreachable', { retryable: true }) : advance(run, act, environment.actor(), atUtcMs);
    const procedure = procedureOf(act.procedure);
    if (run !== null) return err('alarm/conflict');
    return procedure === undefined ? err('procedure/unknown') : ok(begin(procedure, alarm, atUtcMs, false));
  };
  const taskAfter = (task: Task, { state, note }: { readonly state: TaskState; readonly note: string }, atUtcMs: UtcMs): Result<Task> => advanceTask(task, state, environment.actor().name, note, atUtcMs);

  const withWaiting: ProcedureOutbox['withWaiting'] = (detail) => {
    const own = environment.waiting().filter(({ alarm }) => alarm === detail.alarm.id);
    let { run } = detail;
    let { tasks } = detail;
    for (const { work, madeUtcMs } of own) {
      if (work.kind === 'run') {
        const next = after(run, detail.alarm.id, work.act, madeUtcMs);
        // What the server will refuse changes nothing here; it is told when it was refused.
        if (next.ok) run = next.value;
      } else if (work.kind === 'task-state') {
        tasks = tasks.map((task) => {
          const next = task.id === work.task ? taskAfter(task, work, madeUtcMs) : null;
          return next?.ok === true ? next.value : task;
        });
      }
    }
    return { ...detail, run, tasks, waiting: (run?.entries.length ?? 0) - (detail.run?.entries.length ?? 0) };
  };
  const knownDetail = (alarm: AlarmId): AlarmDetail | null => {
    const kept = environment.detailOf(alarm);
    return kept === null ? null : withWaiting(kept);
  };

  const later: ProcedureLater = {
    mustWait: () => !environment.isOnline() || environment.waiting().length > 0,
    mayWait: environment.mayBeTakenLater,
    run: (key, alarm, act) => {
      const detail = knownDetail(alarm);
      if (detail === null) return err('tier/unreachable', { retryable: true });
      const { run } = detail;
      const next = after(run, alarm, act, nowUtcMs());
      if (!next.ok) return next;
      const step = act.kind === 'start' ? undefined : stepOf(next.value.procedure, act.step);
      const title = [step?.title, titleOf(alarm)].filter(Boolean).join(' · ');
      const added = environment.add(key, [{ alarm, version: run?.version ?? null, work: { kind: 'run', act }, title }]);
      if (!added.ok) return added;
      environment.onDidSettle();
      return next;
    },
    taskState: (key, alarm, id, state, note) => {
      const task = knownDetail(alarm)?.tasks.find((one) => one.id === id);
      if (task === undefined) return err('tier/unreachable', { retryable: true });
      const next = taskAfter(task, { state, note }, nowUtcMs());
      if (!next.ok) return next;
      const added = environment.add(key, [{ alarm, version: null, work: { kind: 'task-state', task: id, state, note }, title: titleOf(alarm) }]);
      if (!added.ok) return added;
      environment.onDidSettle();
      return next;
    },
  };

  return {
    later,
    withWaiting,
    send: async ([item]) => {
      if (item === undefined) return ok([]);
      const { key, alarm, version, work } = item;
      const port = procedures();
      if (port === null || !environment.isOnline()) return err('tier/unreachable', { retryable: true });
      const answer: Result<unknown> = work.kind === 'run' ? await port.run(key, workstation, alarm, version, work.act) : work.kind === 'task-state' ? await port.taskState(key, workstation, work.task, work.state, work.note) : ok(null);
      if (answer.ok || !environment.mayBeTakenLater(answer.error)) environment.onDidSettle();
      return answer.ok ? ok([{ alarm, error: null }]) : answer;
    },
  };
}

import type { Procedure, ProcedureContent, ProcedureRun, RunAct, Task, TaskState } from '@contract/domain/procedure.ts';
import type { Result } from '@contract/domain/result.ts';
import type { AlarmId, ProcedureId } from '@contract/domain/units.ts';
import type { Bridge } from '@contract/ipc/bridge.ts';
import type { RequestAnswer } from '@contract/ipc/contract.ts';

/** What a person can do with procedures, their runs and tasks. Every failure is the caller's to tell, beside the step. */
export interface ProcedureCommands {
  /** `isCached`: the server is away, as this PC kept them. */
  readonly list: () => RequestAnswer<'procedures.list'>;
  /** Saves a draft. `id` null: a new one; `etag` is that of the version it was begun from. */
  readonly save: (content: ProcedureContent, id: ProcedureId | null, etag: string) => Promise<Result<Procedure>>;
  readonly publish: (id: ProcedureId, etag: string) => Promise<Result<Procedure>>;
  /** Ends the version in use, or throws a draft away. */
  readonly retire: (id: ProcedureId, etag: string) => Promise<Result<null>>;
  /** Null: no file was chosen. */
  readonly importFile: () => RequestAnswer<'procedures.importFile'>;
  /** Null: no file was chosen. */
  readonly exportFile: (id: ProcedureId, version: number) => RequestAnswer<'procedures.exportFile'>;
  readonly run: (alarm: AlarmId, version: number | null, act: RunAct) => Promise<Result<ProcedureRun>>;
  readonly task: (alarm: AlarmId, to: Task['to'], text: string) => Promise<Result<Task>>;
  readonly taskState: (task: Pick<Task, 'id' | 'alarm'>, state: TaskState, note: string) => Promise<Result<Task>>;
}

export function createProcedureCommands(requests: Bridge['requests']): ProcedureCommands {
  return {
    list: () => requests['procedures.list']({}),
    save: (content, id, etag) => requests['procedures.save']({ procedure: { ...content, kinds: [...content.kinds], steps: [...content.steps], id, etag } }),
    publish: (id, etag) => requests['procedures.publish']({ id, etag }),
    retire: (id, etag) => requests['procedures.retire']({ id, etag }),
    importFile: () => requests['procedures.importFile']({}),
    exportFile: (id, version) => requests['procedures.exportFile']({ id, version }),
    run: (alarm, version, act) => requests['procedures.run']({ alarm, version, act }),
    task: (alarm, to, text) => requests['procedures.task']({ alarm, to, text }),
    taskState: ({ id, alarm }, state, note) => requests['procedures.taskState']({ alarm, task: id, state, note }),
  };
}

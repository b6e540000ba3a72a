import type { Procedure } from '@contract/domain/procedure.ts';
import type { Person } from '@contract/domain/person.ts';
import { err } from '@contract/domain/result.ts';
import type { ProcedureId } from '@contract/domain/units.ts';
import type { proceduresContract } from '@contract/ipc/procedures-contract.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { ProceduresService } from '../../services/procedures/procedures-service.ts';
import type { Answer } from './answer.ts';

export interface ProceduresHandlerEnvironment {
  readonly procedures: Pick<ProceduresService, 'list' | 'save' | 'publish' | 'retire' | 'run' | 'task' | 'taskState'>;
  /** Dialogs of this PC around files of procedures; null: the person chose no file. */
  readonly procedureFiles: {
    /** Codes procedure/unknown, storage/write-failed. */
    readonly exportFile: (id: ProcedureId, version: number) => Answer<{ file: string } | null>;
    /** Code procedure/file-unreadable, and those of saving a draft. */
    readonly importFile: (person: Person) => Answer<Procedure | null>;
  };
}

export function proceduresHandlers({ procedures, procedureFiles }: ProceduresHandlerEnvironment): Pick<Handlers, keyof typeof proceduresContract> {
  return {
    'procedures.list': () => procedures.list(),
    'procedures.save': ({ procedure }) => procedures.save(procedure),
    'procedures.publish': ({ id, etag }) => procedures.publish(id, etag),
    'procedures.retire': ({ id, etag }) => procedures.retire(id, etag),
    'procedures.run': ({ alarm, version, act }) => procedures.run(alarm, version, act),
    'procedures.task': ({ alarm, to, text }) => procedures.task(alarm, to, text),
    'procedures.taskState': ({ alarm, task, state, note }) => procedures.taskState(alarm, task, state, note),
    'procedures.importFile': (_input, { person }) => (person === null ? err('session/not-signed-in') : procedureFiles.importFile(person)),
    'procedures.exportFile': ({ id, version }) => procedureFiles.exportFile(id, version),
  };
}

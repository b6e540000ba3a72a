import type { Procedure, ProcedureRun, Task } from '../../../contract/domain/procedure.ts';
import { readKept, sharedWrites } from '../kept-state.ts';

/** What a tier keeps of its procedures. */
export interface ProcedureState {
  readonly version: 1;
  /** Every version of every procedure. */
  procedures: readonly Procedure[];
  /** Names of samples that were put in: once only, so that who retires one is rid of it. */
  samples: readonly string[];
  runs: readonly ProcedureRun[];
  tasks: readonly Task[];
  /** Who gave a task, by its id. */
  givers: Readonly<Record<string, string>>;
  /** Keys of requests that were taken, with the time and the task they made ('' for runs). */
  keys: Readonly<Record<string, { readonly utcMs: number; readonly task: string }>>;
}

/** The state in memory and its file. Change `state`, then call `save`. */
export interface ProcedureStore {
  readonly state: ProcedureState;
  /** Writes whole files one after the other; calls at the same time share one write. Rejects when the disk does. */
  readonly save: () => Promise<void>;
}

/** Opens the file, or starts empty; a damaged one is set aside as `*.damaged` and said so on `warn`. */
export function openProcedureStore(file: string, warn: (line: string) => void): ProcedureStore {
  const state = readKept(file, isState, () => warn(`The procedures in ${file} were damaged; the file was set aside and a new one started.`)) ?? empty();
  return { state, save: sharedWrites(file, () => JSON.stringify(state)) };
}

const empty = (): ProcedureState => ({ version: 1, procedures: [], samples: [], runs: [], tasks: [], givers: {}, keys: {} });

function isState(value: unknown): value is ProcedureState {
  if (typeof value !== 'object' || value === null || Reflect.get(value, 'version') !== 1) return false;
  const lists = ['procedures', 'samples', 'runs', 'tasks'].every((key) => Array.isArray(Reflect.get(value, key)));
  return lists && ['givers', 'keys'].every((key) => typeof Reflect.get(value, key) === 'object');
}

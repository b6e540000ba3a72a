import type { FastifyInstance } from 'fastify';
import { RIGHTS, type DemoPerson } from '../../people.ts';
import type { Person } from '../api-types.ts';
import { openProcedureStore } from './store.ts';
import { createLibrary } from './library.ts';
import { createPatrols } from './patrols.ts';
import { procedureRoutes, type ProcedureRouteParts } from './routes.ts';
import { createRuns } from './runs.ts';
import { loadSamples } from './samples.ts';
import { createTasks } from './tasks.ts';

export { wireRun, wireTask } from './wire.ts';

export interface ProcedureDeskOptions extends Pick<ProcedureRouteParts, 'desk' | 'schemas' | 'forces' | 'clock' | 'callerOf'> {
  readonly people: readonly DemoPerson[];
  /** Where procedures, runs and tasks are kept. */
  readonly file: string;
  /** How much slower or faster than people the demo's forces answer tasks; 0: not by themselves. */
  readonly patrolTimeScale: number;
  readonly say: (line: string) => void;
}

/** Procedures of one tier. Must be released. */
export interface ProcedureDesk {
  readonly routes: (app: FastifyInstance) => void;
  /** May be called twice. */
  readonly destroy: () => void;
}

/** Opens what the tier keeps of procedures and joins it to its alarms. */
export function createProcedureDesk({ file, patrolTimeScale, say, people: known, ...parts }: ProcedureDeskOptions): ProcedureDesk {
  const { desk, schemas, clock } = parts;
  const people = known.map(({ moreRights = [], ...person }): Person => ({ ...person, rights: [...RIGHTS[person.role], ...moreRights] }));
  const shared = { ...parts, people };
  const store = openProcedureStore(file, say);
  const library = createLibrary(store, clock, loadSamples(schemas), () => desk.topicChanged('procedures'));
  const runs = createRuns({ desk, library, store, people, clock });
  const tasks = createTasks(desk, store, clock);
  const patrols = createPatrols(tasks, patrolTimeScale, say);
  return { routes: (app) => procedureRoutes(app, { ...shared, library, runs, tasks, patrols, store }), destroy: patrols.destroy };
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { rightToSee } from '../../../contract/domain/alarm-kind.ts';
import { TASK_STATES, type Task } from '../../../contract/domain/procedure.ts';
import { err, ok, type Result } from '../../../contract/domain/result.ts';
import { alarmId, forceId, procedureId, taskId, type AlarmId } from '../../../contract/domain/units.ts';
import type { AlarmDesk } from '../alarm-desk/desk.ts';
import type { Person } from '../api-types.ts';
import type { CallerOf } from '../caller.ts';
import type { Clock } from '../clock.ts';
import { fieldsOf, invalid } from '../demo-body.ts';
import { sendProblem, sendResult } from '../problem.ts';
import type { TierSchemas } from '../schemas.ts';
import type { ProcedureLibrary } from './library.ts';
import { ANSWERINGS, type Patrols } from './patrols.ts';
import type { Runs } from './runs.ts';
import type { ProcedureStore } from './store.ts';
import type { Tasks } from './tasks.ts';
import { contentOf, runActOf, wireRun, wireTask } from './wire.ts';

const KEY_KEPT_MS = 24 * 3_600_000;

export interface ProcedureRouteParts {
  readonly desk: AlarmDesk;
  readonly library: ProcedureLibrary;
  readonly runs: Runs;
  readonly tasks: Tasks;
  readonly patrols: Patrols;
  readonly store: ProcedureStore;
  readonly schemas: TierSchemas;
  readonly people: readonly Person[];
  /** Forces this tier sees. */
  readonly forces: () => readonly { readonly id: string; readonly name: string }[];
  readonly clock: Clock;
  readonly callerOf: CallerOf;
}

const params = (name: string) => ({ type: 'object', required: [name], properties: { [name]: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' } } });

/** `/v1/procedures`, runs and tasks; under `/demo/tasks` how the demo's forces answer. */
export function procedureRoutes(app: FastifyInstance, parts: ProcedureRouteParts): void {
  const { library, schemas, callerOf } = parts;
  const isBody = schemas.guard('ProcedureBody');
  app.get('/v1/procedures', (request, reply) => (callerOf(request, reply, 'live.view') === null ? reply : reply.send({ items: library.list() })));
  app.put<{ Params: { procedureId: string }; Body: unknown }>('/v1/procedures/:procedureId', { schema: { params: params('procedureId') } }, async (request, reply) => {
    const caller = callerOf(request, reply, 'procedure.edit');
    if (caller === null) return reply;
    const { body } = request;
    if (!isBody(body)) return sendProblem(reply, { code: 'procedure/invalid', detail: 'body' });
    const ifMatch = request.headers['if-match'];
    const ifNoneMatch = request.headers['if-none-match'];
    if (ifMatch === undefined && ifNoneMatch === undefined) return needsVersion(reply);
    const stored = await library.put(caller.person, procedureId(request.params.procedureId), contentOf(body), { ifMatch, ifNoneMatch });
    if (!stored.ok) return sendProblem(reply, stored.error);
    const { procedure, created } = stored.value;
    return reply.header('etag', procedure.etag).code(created ? 201 : 200).send(procedure);
  });
  app.post<{ Params: { procedureId: string } }>('/v1/procedures/:procedureId/publish', { schema: { params: params('procedureId') } }, async (request, reply) => {
    const caller = callerOf(request, reply, 'procedure.publish');
    if (caller === null) return reply;
    const ifMatch = request.headers['if-match'];
    if (ifMatch === undefined) return needsVersion(reply);
    const published = await library.publish(caller.person, procedureId(request.params.procedureId), ifMatch);
    return published.ok ? reply.header('etag', published.value.etag).send(published.value) : sendProblem(reply, published.error);
  });
  app.post<{ Params: { procedureId: string } }>('/v1/procedures/:procedureId/retire', { schema: { params: params('procedureId') } }, async (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const ifMatch = request.headers['if-match'];
    if (ifMatch === undefined) return needsVersion(reply);
    const retired = await library.retire(caller.person, procedureId(request.params.procedureId), ifMatch);
    return retired.ok ? reply.code(204).send() : sendProblem(reply, retired.error);
  });
  workRoutes(app, parts);
  taskSteering(app, parts);
}

const needsVersion = (reply: FastifyReply): FastifyReply => sendProblem(reply, { code: 'app/invalid-input', detail: 'If-Match or If-None-Match: * wanted' }, 428);

/** Runs and tasks of alarms the caller may know of. A key that was taken is not taken again: the answer is how things stand now. */
function workRoutes(app: FastifyInstance, { desk, runs, tasks, store, schemas, people, forces, clock, callerOf }: ProcedureRouteParts): void {
  const isRun = schemas.guard('ProcedureRunRequest');
  const isTask = schemas.guard('TaskRequest');
  const isTaskState = schemas.guard('TaskStateRequest');
  const sees = (person: Person, id: AlarmId): boolean => {
    const alarm = desk.get(id);
    return alarm !== null && person.rights.includes(rightToSee(alarm.kind));
  };
  const keyOf = (person: Person, key: string): string => `${person.id} ${key}`;
  const taken = (person: Person, key: string): { readonly task: string } | undefined => store.state.keys[keyOf(person, key)];
  const take = async (person: Person, key: string, task: string): Promise<void> => {
    const utcMs = Math.floor(clock.nowUtcMs());
    const kept = Object.entries(store.state.keys).filter(([, { utcMs: at }]) => at > utcMs - KEY_KEPT_MS);
    store.state.keys = { ...Object.fromEntries(kept), [keyOf(person, key)]: { utcMs, task } };
    await store.save();
  };
  /** The target as this server names it; a force or person it does not know is refused. */
  const targetOf = (to: { readonly kind: 'force' | 'person'; readonly id: string }): Result<Task['to']> => {
    const found = (to.kind === 'force' ? forces() : people).find(({ id }) => id === to.id);
    if (found === undefined) return err('app/invalid-input', { detail: 'no such force or person' });
    return ok(to.kind === 'force' ? { kind: 'force', id: forceId(found.id), name: found.name } : { kind: 'person', id: found.id, name: found.name });
  };

  app.post<{ Params: { alarmId: string }; Body: unknown }>('/v1/alarms/:alarmId/run', async (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.handle');
    if (caller === null) return reply;
    const { body } = request;
    const id = alarmId(request.params.alarmId);
    if (!isRun(body)) return invalid(reply, 'body');
    if (!sees(caller.person, id)) return sendProblem(reply, { code: 'alarm/unknown' });
    const known = taken(caller.person, body.key) === undefined ? null : runs.of(id);
    if (known !== null) return reply.send(wireRun(known));
    const done = await runs.act({ person: caller.person, workstation: body.workstation }, body.key, id, body.version, runActOf(body.act));
    if (!done.ok) return sendProblem(reply, done.error);
    await take(caller.person, body.key, '');
    return reply.send(wireRun(done.value));
  });
  app.post<{ Params: { alarmId: string }; Body: unknown }>('/v1/alarms/:alarmId/tasks', async (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.handle');
    if (caller === null) return reply;
    const { body } = request;
    const id = alarmId(request.params.alarmId);
    if (!isTask(body)) return invalid(reply, 'body');
    if (!sees(caller.person, id)) return sendProblem(reply, { code: 'alarm/unknown' });
    const before = taken(caller.person, body.key)?.task ?? '';
    const known = before === '' ? null : tasks.get(taskId(before));
    if (known !== null) return reply.code(201).send(wireTask(known));
    const to = targetOf(body.to);
    if (!to.ok) return sendProblem(reply, to.error);
    const given = await tasks.give({ person: caller.person, workstation: body.workstation }, id, to.value, body.text);
    if (!given.ok) return sendProblem(reply, given.error);
    await take(caller.person, body.key, given.value.id);
    return reply.code(201).send(wireTask(given.value));
  });
  app.post<{ Params: { taskId: string }; Body: unknown }>('/v1/tasks/:taskId', async (request, reply) => {
    const caller = callerOf(request, reply, 'live.view');
    if (caller === null) return reply;
    const { person } = caller;
    const { body } = request;
    if (!isTaskState(body)) return invalid(reply, 'body');
    const task = tasks.get(taskId(request.params.taskId));
    if (task === null || !sees(person, task.alarm)) return sendProblem(reply, { code: 'task/unknown' });
    const isOwn = task.to.kind === 'person' && task.to.id === person.id;
    const handles = person.rights.includes('alarm.handle') && (task.to.kind === 'force' || body.state === 'cancelled');
    if (!isOwn && !handles) return sendProblem(reply, { code: 'app/not-allowed' });
    if (taken(person, body.key) !== undefined) return reply.send(wireTask(task));
    const set = await tasks.set(task.id, body.state, { personId: person.id, name: person.name }, body.note);
    if (!set.ok) return sendProblem(reply, set.error);
    await take(person, body.key, task.id);
    return reply.send(wireTask(set.value));
  });
}

function taskSteering(app: FastifyInstance, { tasks, patrols }: ProcedureRouteParts): void {
  app.get('/demo/tasks', () => ({ answering: patrols.answering(), items: tasks.all().map(wireTask) }));
  app.post('/demo/tasks', async (request: FastifyRequest, reply) => {
    const body = fieldsOf(request.body);
    const answering = ANSWERINGS.find((one) => one === body['answering']);
    if (answering !== undefined) {
      patrols.setAnswering(answering);
      return reply.send({ answering });
    }
    const state = TASK_STATES.find((one) => one === body['state']);
    const { taskId: id, note } = body;
    if (typeof id !== 'string' || state === undefined) return invalid(reply, `answering (${ANSWERINGS.join(', ')}), or taskId and state (${TASK_STATES.join(', ')})`);
    const name = tasks.get(taskId(id))?.to.name ?? '';
    const set = await tasks.set(taskId(id), state, { personId: null, name }, typeof note === 'string' ? note : 'Báo qua bộ đàm.');
    return sendResult(reply, set.ok ? ok(wireTask(set.value)) : set);
  });
}

import type { FastifyInstance, FastifyReply } from 'fastify';
import { fieldsOf, invalid, numberIn } from './demo-body.ts';
import type { Directory } from './directory.ts';
import { readDirectoryFault, type DirectoryFaults } from './directory-faults.ts';
import { hostileCameras } from './hostile-cameras.ts';
import { sendProblem } from './problem.ts';
import type { StateChurn } from './state-churn.ts';

const MAX_HOSTILE = 2000;
const MAX_PER_SECOND = 10_000;
const MAX_SECONDS = 3600;

export interface DemoDirectoryRouteParts {
  readonly directory: Directory;
  readonly faults: DirectoryFaults;
  readonly churn: StateChurn;
}

/** `/demo/directory...`, `/demo/states`: what happens to the list of cameras of one centre, and to their states. Guarded with the rest of `/demo`. */
export function demoDirectoryRoutes(app: FastifyInstance, { directory, faults, churn }: DemoDirectoryRouteParts): void {
  app.post('/demo/directory', (request, reply) => {
    const body = fieldsOf(request.body);
    const done: Record<string, unknown> = {};
    for (const [name, errand] of Object.entries(errands(directory))) {
      if (body[name] === undefined) continue;
      const refusal = errand(body[name], reply, done);
      if (refusal !== null) return refusal;
    }
    return Object.keys(done).length === 0 ? invalid(reply, 'hostile, rename, remove, withdraw or expire wanted') : reply.send(done);
  });
  app.get('/demo/directory-faults', () => ({ fault: faults.of() ?? 'none' }));
  app.post('/demo/directory-faults', (request, reply) => {
    const asked = readDirectoryFault(fieldsOf(request.body));
    if (!asked.ok) return sendProblem(reply, asked.error);
    faults.set(asked.value);
    return reply.send({ fault: asked.value ?? 'none' });
  });
  app.get('/demo/states', () => churn.count());
  app.post('/demo/states', (request, reply) => {
    const body = fieldsOf(request.body);
    const perSecond = numberIn(body['perSecond'], 0, MAX_PER_SECOND);
    const seconds = numberIn(body['seconds'], 0, MAX_SECONDS);
    if (perSecond === undefined || seconds === undefined) return invalid(reply, `perSecond 0 to ${String(MAX_PER_SECOND)} and seconds 0 to ${String(MAX_SECONDS)} wanted`);
    if (perSecond * seconds === 0) churn.stop();
    else churn.start([...directory.ids()], perSecond, seconds);
    return reply.send(churn.count());
  });
}

/** What can be asked of the directory. Each writes into `done` what it did, or answers its refusal. */
type Errand = (value: unknown, reply: FastifyReply, done: Record<string, unknown>) => FastifyReply | null;

const errands = (directory: Directory): Readonly<Record<string, Errand>> => ({
  hostile: (value, reply, done) => {
    const count = numberIn(value, 1, MAX_HOSTILE);
    if (count === undefined) return invalid(reply, `hostile must be 1 to ${String(MAX_HOSTILE)}`);
    const records = hostileCameras(count, directory.units[0]?.id ?? 'none');
    for (const record of records) directory.putRaw(record);
    done['hostile'] = records.length;
    return null;
  },
  rename: (value, reply, done) => {
    const { cameraId, name } = fieldsOf(value);
    const camera = typeof cameraId === 'string' ? directory.byId(cameraId) : null;
    if (camera === null) return sendProblem(reply, { code: 'camera/unknown' });
    if (typeof name !== 'string') return invalid(reply, 'rename needs a name');
    directory.put({ ...camera, name });
    done['renamed'] = camera.id;
    return null;
  },
  remove: (value, reply, done) => {
    if (typeof value !== 'string' || !directory.remove(value)) return sendProblem(reply, { code: 'camera/unknown' });
    done['removed'] = value;
    return null;
  },
  withdraw: (value, reply, done) => {
    const ids: readonly unknown[] = Array.isArray(value) ? value : [value];
    const known = ids.filter((id) => typeof id === 'string' && directory.has(id));
    if (known.length < ids.length) return sendProblem(reply, { code: 'camera/unknown' });
    for (const id of known) directory.remove(String(id));
    done['withdrawn'] = known.length;
    return null;
  },
  expire: (value, reply, done) => {
    if (value !== true) return invalid(reply, 'expire: true wanted');
    directory.expireTokens();
    done['expired'] = true;
    return null;
  },
});

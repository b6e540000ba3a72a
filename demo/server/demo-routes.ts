import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Camera } from './api-types.ts';
import type { Clock } from './clock.ts';
import type { Devices } from './devices.ts';
import type { Directory } from './directory.ts';
import { FAULT_KINDS, type Fault, type FaultKind } from './fault-board.ts';
import { hostileCameras } from './hostile-cameras.ts';
import { sendProblem } from './problem.ts';
import type { World } from './world.ts';

const DEFAULT_DELAY_MS = 5000;
const MAX_MS = 3_600_000;
const MAX_HOSTILE = 2000;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

export interface DemoRouteParts {
  readonly directory: Directory;
  readonly world: World;
  readonly devices: Devices;
  readonly clock: Clock;
}

/** `/demo/...`: steers the demo itself, from the same machine only and without sign-in. No part of the Tier API. */
export function demoRoutes(app: FastifyInstance, { directory, world, devices, clock }: DemoRouteParts): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/demo/')) return undefined;
    if (LOOPBACK.test(request.raw.socket.remoteAddress ?? '') && request.headers.origin === undefined) return undefined;
    return sendProblem(reply, { code: 'app/not-allowed', detail: 'only from the same machine, not from a web page' });
  });

  const listFaults = (): readonly object[] =>
    world.faults.list().map(([cameraId, fault]) => ({
      cameraId,
      cameraNumber: directory.byId(cameraId)?.number,
      fault: fault.kind,
      ...(fault.kind === 'delay' ? { delayMs: fault.delayMs } : {}),
      sinceUtcMs: Math.floor(fault.sinceUtcMs),
      untilUtcMs: fault.untilUtcMs === null ? null : Math.floor(fault.untilUtcMs),
    }));
  app.get('/demo/faults', () => ({ items: listFaults() }));
  app.delete('/demo/faults', () => {
    world.faults.clear();
    return { items: [] };
  });
  app.post('/demo/faults', (request, reply) => {
    const body = fieldsOf(request.body);
    const kind = body['fault'] ?? body['kind'] ?? body['type'];
    if (!isKindOrNone(kind)) return invalid(reply, `fault must be one of ${FAULT_KINDS.join(', ')}, none`);
    const delayMs = numberIn(body['delayMs'] ?? DEFAULT_DELAY_MS, 1, MAX_MS);
    const forMs = body['forMs'] === undefined ? null : numberIn(body['forMs'], 1, MAX_MS);
    if (delayMs === undefined || forMs === undefined) return invalid(reply, `delayMs and forMs are milliseconds, 1 to ${String(MAX_MS)}`);
    const cameras = body['all'] === true ? [...directory.cameras()] : oneCamera(directory, body);
    if (cameras === null) return invalid(reply, 'cameraId, cameraNumber (or camera) or all: true is missing');
    if (cameras.length === 0) return sendProblem(reply, { code: 'camera/unknown' });
    const sinceUtcMs = clock.nowUtcMs();
    const fault: Fault | null = kind === 'none' ? null : { kind, delayMs, sinceUtcMs, untilUtcMs: forMs === null ? null : sinceUtcMs + forMs };
    for (const camera of cameras) world.faults.set(camera.id, fault);
    return reply.send({ fault: kind, cameras: cameras.length, cameraIds: cameras.slice(0, 20).map((camera) => camera.id) });
  });
  app.post('/demo/directory', (request, reply) => {
    const body = fieldsOf(request.body);
    const done: Record<string, unknown> = {};
    if (body['hostile'] !== undefined) {
      const count = numberIn(body['hostile'], 1, MAX_HOSTILE);
      if (count === undefined) return invalid(reply, `hostile must be 1 to ${String(MAX_HOSTILE)}`);
      const records = hostileCameras(count, directory.units[0]?.id ?? 'none');
      for (const record of records) directory.putRaw(record);
      done['hostile'] = records.length;
    }
    if (body['rename'] !== undefined) {
      const { cameraId, name } = fieldsOf(body['rename']);
      const camera = typeof cameraId === 'string' ? directory.byId(cameraId) : null;
      if (camera === null) return sendProblem(reply, { code: 'camera/unknown' });
      if (typeof name !== 'string') return invalid(reply, 'rename needs a name');
      directory.put({ ...camera, name });
      done['renamed'] = camera.id;
    }
    if (body['remove'] !== undefined) {
      if (typeof body['remove'] !== 'string' || !directory.remove(body['remove'])) return sendProblem(reply, { code: 'camera/unknown' });
      done['removed'] = body['remove'];
    }
    return Object.keys(done).length === 0 ? invalid(reply, 'hostile, rename or remove wanted') : reply.send(done);
  });
  app.post('/demo/enrolment-codes', async (_request, reply) => reply.code(201).send({ code: await devices.newCode() }));
}

/** Null: no camera was named. Empty: the named one does not exist here. */
function oneCamera(directory: Directory, body: Readonly<Record<string, unknown>>): readonly Camera[] | null {
  const named = body['cameraId'] ?? body['cameraNumber'] ?? body['camera'];
  if (typeof named !== 'string' && typeof named !== 'number') return null;
  const byId = typeof named === 'string' ? directory.byId(named) : null;
  const camera = byId ?? (/^\d+$/.test(String(named)) ? directory.byNumber(Number(named)) : null);
  return camera === null ? [] : [camera];
}

function isKindOrNone(value: unknown): value is FaultKind | 'none' {
  return value === 'none' || FAULT_KINDS.some((kind) => kind === value);
}

function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

function numberIn(value: unknown, from: number, to: number): number | undefined {
  return typeof value === 'number' && value >= from && value <= to ? value : undefined;
}

const invalid = (reply: FastifyReply, detail: string): FastifyReply => sendProblem(reply, { code: 'app/invalid-input', detail });

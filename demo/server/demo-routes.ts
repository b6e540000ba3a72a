import type { FastifyInstance } from 'fastify';
import type { Clock } from './clock.ts';
import type { Devices } from './devices.ts';
import type { Directory } from './directory.ts';
import { fieldsOf, invalid, namedCamera, numberIn } from './demo-body.ts';
import { readFault } from './demo-faults.ts';
import type { Masks } from './masks.ts';
import { sendProblem } from './problem.ts';
import type { World } from './world.ts';

const MAX_OPEN_MS = 10_000;
const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

export interface DemoRouteParts {
  readonly directory: Directory;
  readonly world: World;
  readonly devices: Devices;
  readonly masks: Masks;
  readonly clock: Clock;
}

/** `/demo/...`: steers the demo itself, from the same machine only and without sign-in. No part of the Tier API. */
export function demoRoutes(app: FastifyInstance, { directory, world, devices, masks, clock }: DemoRouteParts): void {
  app.addHook('onRequest', async (request, reply) => {
    if (!request.url.startsWith('/demo/')) return undefined;
    if (LOOPBACK.test(request.raw.socket.remoteAddress ?? '') && request.headers.origin === undefined) return undefined;
    return sendProblem(reply, { code: 'app/not-allowed', detail: 'only from the same machine, not from a web page' });
  });

  const listFaults = (): readonly object[] =>
    world.faults.list().map(([cameraId, { kind, sinceUtcMs, untilUtcMs, ...effect }]) => ({
      cameraId,
      cameraNumber: directory.byId(cameraId)?.number,
      fault: kind,
      ...effect,
      sinceUtcMs: Math.floor(sinceUtcMs),
      untilUtcMs: untilUtcMs === null ? null : Math.floor(untilUtcMs),
    }));
  app.get('/demo/faults', () => ({ items: listFaults() }));
  app.delete('/demo/faults', () => {
    world.faults.clear();
    return { items: [] };
  });
  app.post('/demo/faults', (request, reply) => {
    const body = fieldsOf(request.body);
    const asked = readFault(body, clock.nowUtcMs());
    if (!asked.ok) return sendProblem(reply, asked.error);
    const { kind, fault } = asked.value;
    const cameras = body['all'] === true ? [...directory.cameras()] : namedCamera(directory, body);
    if (cameras === null) return invalid(reply, 'cameraId, cameraNumber (or camera) or all: true is missing');
    if (cameras.length === 0) return sendProblem(reply, { code: 'camera/unknown' });
    for (const camera of cameras) world.faults.set(camera.id, fault);
    return reply.send({ fault: kind, cameras: cameras.length, cameraIds: cameras.slice(0, 20).map((camera) => camera.id) });
  });
  app.get('/demo/streams', () => {
    const { opened, openMs, list } = world.streams;
    return { opened: opened(), openMs: openMs(), items: list().map(({ viewer, ...stream }) => ({ ...stream, viewer: viewer.username, cameraNumber: directory.byId(stream.cameraId)?.number })) };
  });
  app.post('/demo/streams', (request, reply) => {
    const openMs = numberIn(fieldsOf(request.body)['openMs'], 0, MAX_OPEN_MS);
    if (openMs === undefined) return invalid(reply, `openMs must be 0 to ${String(MAX_OPEN_MS)}`);
    world.streams.setOpenMs(openMs);
    return reply.send({ openMs });
  });
  app.get('/demo/mask-lifts', () => ({ items: masks.record() }));
  app.post('/demo/enrolment-codes', async (_request, reply) => reply.code(201).send({ code: await devices.newCode() }));
}

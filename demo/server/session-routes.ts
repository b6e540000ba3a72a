import type { FastifyInstance } from 'fastify';
import type { DeviceEnrolment, DeviceProof, FirstFactor, SecondFactor } from './api-types.ts';
import type { CallerOf } from './caller.ts';
import type { Devices } from './devices.ts';
import { sendProblem, sendResult } from './problem.ts';
import type { TierSchemas } from './schemas.ts';
import type { Sessions } from './sessions.ts';

export interface SessionRouteParts {
  readonly sessions: Sessions;
  readonly devices: Devices;
  readonly schemas: TierSchemas;
  readonly callerOf: CallerOf;
}

/** `/v1/sessions/...` and `/v1/devices`. */
export function sessionRoutes(app: FastifyInstance, { sessions, devices, schemas, callerOf }: SessionRouteParts): void {
  app.addHook('onRequest', (request, reply, done) => {
    if (request.url.startsWith('/v1/sessions') || request.url.startsWith('/v1/devices')) reply.header('cache-control', 'no-store');
    done();
  });
  app.post<{ Body: FirstFactor }>('/v1/sessions', { schema: { body: schemas.ref('FirstFactor') } }, async (request, reply) => sendResult(reply, await sessions.start(request.body)));
  app.post<{ Body: SecondFactor }>('/v1/sessions/second-factor', { schema: { body: schemas.ref('SecondFactor') } }, async (request, reply) =>
    sendResult(reply, await sessions.complete(request.body)),
  );
  app.post<{ Body: { refreshToken: string } }>('/v1/sessions/refresh', { schema: { body: schemas.ref('RefreshRequest') } }, async (request, reply) =>
    sendResult(reply, await sessions.refresh(request.body.refreshToken)),
  );
  app.delete('/v1/sessions/current', async (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    await sessions.end(caller);
    return reply.code(204).send();
  });
  app.post<{ Body: DeviceEnrolment }>('/v1/devices', { schema: { body: schemas.ref('DeviceEnrolment') } }, async (request, reply) => sendResult(reply, await devices.enrol(request.body), 201));
  app.post<{ Body: { deviceId: string } }>('/v1/sessions/device-challenge', { schema: { body: schemas.ref('DeviceChallengeRequest') } }, (request, reply) =>
    sendResult(reply, devices.challenge(request.body.deviceId)),
  );
  app.post<{ Body: DeviceProof }>('/v1/sessions/device', { schema: { body: schemas.ref('DeviceProof') } }, async (request, reply) => {
    const proven = devices.prove(request.body);
    return proven.ok ? sendResult(reply, await sessions.startFor(proven.value)) : sendProblem(reply, proven.error);
  });
}

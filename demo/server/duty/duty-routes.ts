import type { FastifyInstance } from 'fastify';
import { handoverId } from '../../../contract/domain/units.ts';
import type { CallerOf } from '../caller.ts';
import { sendProblem, sendResult } from '../problem.ts';
import type { TierSchemas } from '../schemas.ts';
import type { Duty } from './duty.ts';
import { fromDesk, wireHandover } from './duty-wire.ts';
import type { Handovers } from './handovers.ts';

export interface DutyRouteParts {
  readonly duty: Duty;
  readonly handovers: Handovers;
  readonly schemas: TierSchemas;
  readonly callerOf: CallerOf;
}

const params = { type: 'object', required: ['handoverId'], properties: { handoverId: { type: 'string', minLength: 1, maxLength: 64 } } } as const;
const workstation = { type: 'object', required: ['workstation'], properties: { workstation: { type: 'string', minLength: 1, maxLength: 200 } } } as const;
const HANDOVER_LIMIT_BYTES = 256 * 1024;

/** `/v1/duty` and `/v1/handovers`. */
export function dutyRoutes(app: FastifyInstance, { duty, handovers, schemas, callerOf }: DutyRouteParts): void {
  const isSignOn = schemas.guard('DutySignOn');
  const isMake = schemas.guard('HandoverMake');
  const isSign = schemas.guard('HandoverSign');

  app.get('/v1/duty', (request, reply) => {
    const caller = callerOf(request, reply, 'live.view');
    if (caller === null) return reply;
    const handover = handovers.openFor(caller.person.id);
    return reply.send({ onDuty: duty.list(), handover: handover === null ? null : wireHandover(handover) });
  });
  app.post('/v1/duty', async (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.handle');
    if (caller === null) return reply;
    const { body } = request;
    if (!isSignOn(body)) return sendProblem(reply, { code: 'app/invalid-input', detail: 'body' });
    return sendResult(reply, await duty.signOn(caller.person, body.workstation, body.untilUtcMs), 201);
  });
  app.delete<{ Querystring: { workstation: string } }>('/v1/duty', { schema: { querystring: workstation } }, async (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.handle');
    return caller === null ? reply : sendResult(reply, await duty.signOff(caller.person, request.query.workstation));
  });
  app.get('/v1/handovers', (request, reply) => (callerOf(request, reply, 'alarm.handle') === null ? reply : reply.send({ items: handovers.past().map(wireHandover) })));
  app.post('/v1/handovers', { bodyLimit: HANDOVER_LIMIT_BYTES }, async (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.handle');
    if (caller === null) return reply;
    const { body } = request;
    if (!isMake(body)) return sendProblem(reply, { code: 'app/invalid-input', detail: 'body' });
    const made = await handovers.make(caller.person, body.workstation, fromDesk(body));
    return made.ok ? reply.code(201).send(wireHandover(made.value)) : sendProblem(reply, made.error);
  });
  app.delete<{ Params: { handoverId: string } }>('/v1/handovers/:handoverId', { schema: { params } }, async (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.handle');
    if (caller === null) return reply;
    const withdrawn = await handovers.withdraw(caller.person, handoverId(request.params.handoverId));
    return withdrawn.ok ? reply.code(204).send() : sendProblem(reply, withdrawn.error);
  });
  app.post<{ Params: { handoverId: string } }>('/v1/handovers/:handoverId/signatures', { schema: { params } }, async (request, reply) => {
    const caller = callerOf(request, reply, 'alarm.handle');
    if (caller === null) return reply;
    const { body } = request;
    if (!isSign(body)) return sendProblem(reply, { code: 'app/invalid-input', detail: 'body' });
    const signed = await handovers.sign(caller.person, handoverId(request.params.handoverId), body);
    return signed.ok ? reply.send(wireHandover(signed.value)) : sendProblem(reply, signed.error);
  });
}

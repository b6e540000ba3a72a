import type { FastifyInstance } from 'fastify';
import type { CallerOf } from './caller.ts';
import type { Directory } from './directory.ts';
import type { DirectoryFaults } from './directory-faults.ts';
import type { EventLogs } from './event-log.ts';
import { sendProblem, sendResult } from './problem.ts';
import { matches } from './shared-list.ts';
import { sendSpoilt } from './spoilt-reply.ts';
import type { World } from './world.ts';

export interface DirectoryRouteParts {
  readonly directory: Directory;
  readonly world: World;
  readonly faults: DirectoryFaults;
  readonly events: EventLogs;
  readonly callerOf: CallerOf;
}

const limit = { type: 'integer', minimum: 1, maximum: 2000, default: 500 } as const;
const text = { type: 'string', maxLength: 200 } as const;
const count = { type: 'integer', minimum: 0 } as const;
const pageQuery = { type: 'object', properties: { cursor: text, limit } } as const;
const changesQuery = { type: 'object', required: ['since'], properties: { since: text, limit } } as const;
const rangeQuery = { type: 'object', required: ['epoch', 'after', 'until'], properties: { epoch: text, after: count, until: count } } as const;

/** Units, cameras, their changes and states, and past events. */
export function directoryRoutes(app: FastifyInstance, { directory, faults, world, events, callerOf }: DirectoryRouteParts): void {
  app.get('/v1/units', (request, reply) => {
    if (callerOf(request, reply) === null) return reply;
    const known = request.headers['if-none-match'];
    reply.header('etag', directory.unitsEtag);
    if (known !== undefined && matches(known, directory.unitsEtag)) return reply.code(304).send();
    return reply.send({ items: directory.units });
  });
  app.get<{ Querystring: { cursor?: string; limit: number } }>('/v1/cameras', { schema: { querystring: pageQuery } }, (request, reply) => {
    if (callerOf(request, reply) === null) return reply;
    const { cursor, limit: most } = request.query;
    const known = request.headers['if-none-match'];
    if (cursor === undefined && known !== undefined && matches(known, directory.etag())) return reply.header('etag', directory.etag()).code(304).send();
    const page = directory.page(cursor, most);
    if (!page.ok) return sendProblem(reply, page.error);
    const { items, changeToken, ...rest } = page.value;
    const answer = faults.spoil({ kind: 'page', isFirst: cursor === undefined, items }, rest);
    if (answer.fresh) reply.header('etag', directory.etag());
    return sendSpoilt(reply, answer.fresh && changeToken !== undefined ? { ...answer, body: { ...answer.body, changeToken } } : answer);
  });
  app.get<{ Querystring: { since: string; limit: number } }>('/v1/cameras/changes', { schema: { querystring: changesQuery } }, (request, reply) => {
    if (callerOf(request, reply) === null) return reply;
    const changes = directory.changes(request.query.since, request.query.limit);
    if (!changes.ok) return sendProblem(reply, changes.error);
    const { items, ...rest } = changes.value;
    return sendSpoilt(reply, faults.spoil({ kind: 'changes', items }, rest));
  });
  app.get('/v1/camera-states', (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const log = events.of(caller);
    const items = Array.from(directory.ids(), world.stateOf);
    return reply.send({ items, epoch: log.epoch, seq: log.seq() });
  });
  app.get<{ Querystring: { epoch: string; after: number; until: number } }>('/v1/events/range', { schema: { querystring: rangeQuery } }, (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const { epoch, after, until } = request.query;
    const found = events.of(caller).range(epoch, after, until);
    return sendResult(reply, found.ok ? { ok: true, value: { items: found.value } } : found);
  });
}

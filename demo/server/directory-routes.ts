import type { FastifyInstance } from 'fastify';
import type { CallerOf } from './caller.ts';
import type { Directory } from './directory.ts';
import type { EventLog } from './event-log.ts';
import { matches } from './layouts.ts';
import { sendResult } from './problem.ts';
import type { World } from './world.ts';

export interface DirectoryRouteParts {
  readonly directory: Directory;
  readonly world: World;
  readonly events: EventLog;
  readonly callerOf: CallerOf;
}

const limit = { type: 'integer', minimum: 1, maximum: 2000, default: 500 } as const;
const text = { type: 'string', maxLength: 200 } as const;
const count = { type: 'integer', minimum: 0 } as const;
const pageQuery = { type: 'object', properties: { cursor: text, limit } } as const;
const changesQuery = { type: 'object', required: ['since'], properties: { since: text, limit } } as const;
const rangeQuery = { type: 'object', required: ['epoch', 'after', 'until'], properties: { epoch: text, after: count, until: count } } as const;

/** Units, cameras, their changes and states, and past events. */
export function directoryRoutes(app: FastifyInstance, { directory, world, events, callerOf }: DirectoryRouteParts): void {
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
    reply.header('etag', directory.etag());
    if (cursor === undefined && known !== undefined && matches(known, directory.etag())) return reply.code(304).send();
    return sendResult(reply, directory.page(cursor, most));
  });
  app.get<{ Querystring: { since: string; limit: number } }>('/v1/cameras/changes', { schema: { querystring: changesQuery } }, (request, reply) => {
    if (callerOf(request, reply) === null) return reply;
    return sendResult(reply, directory.changes(request.query.since, request.query.limit));
  });
  app.get('/v1/camera-states', (request, reply) => {
    if (callerOf(request, reply) === null) return reply;
    const items = Array.from(directory.cameras(), (camera) => world.stateOf(camera.id));
    return reply.send({ items, epoch: events.epoch, seq: events.seq() });
  });
  app.get<{ Querystring: { epoch: string; after: number; until: number } }>('/v1/events/range', { schema: { querystring: rangeQuery } }, (request, reply) => {
    if (callerOf(request, reply) === null) return reply;
    const { epoch, after, until } = request.query;
    const found = events.range(epoch, after, until);
    return sendResult(reply, found.ok ? { ok: true, value: { items: found.value } } : found);
  });
}

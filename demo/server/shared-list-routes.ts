import type { FastifyInstance } from 'fastify';
import type { CallerOf } from './caller.ts';
import { sendProblem } from './problem.ts';
import { matches, type Owned, type OwnedBody, type SharedList } from './shared-list.ts';

export interface SharedListRouteParts<T, Body> {
  /** As in `/v1/layouts`. */
  readonly path: string;
  readonly list: SharedList<T, Body>;
  readonly isBody: (value: unknown) => value is Body;
  readonly callerOf: CallerOf;
}

const params = { type: 'object', required: ['id'], properties: { id: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' } } } as const;

/** List, put and delete of records that people keep and share. */
export function sharedListRoutes<T extends Owned, Body extends OwnedBody>(app: FastifyInstance, { path, list, isBody, callerOf }: SharedListRouteParts<T, Body>): void {
  app.get(path, (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const { items, etag } = list.list(caller);
    const known = request.headers['if-none-match'];
    reply.header('etag', etag);
    return known !== undefined && matches(known, etag) ? reply.code(304).send() : reply.send({ items });
  });
  app.put<{ Params: { id: string }; Body: unknown }>(`${path}/:id`, { schema: { params } }, async (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const { body } = request;
    if (!isBody(body)) return sendProblem(reply, { code: 'app/invalid-input', detail: 'body' });
    const ifMatch = request.headers['if-match'];
    const ifNoneMatch = request.headers['if-none-match'];
    if (ifMatch === undefined && ifNoneMatch === undefined) {
      return sendProblem(reply, { code: 'app/invalid-input', detail: 'If-Match or If-None-Match: * wanted' }, 428);
    }
    const stored = await list.put(caller, request.params.id, body, { ifMatch, ifNoneMatch });
    if (!stored.ok) return sendProblem(reply, stored.error);
    const { item, created } = stored.value;
    return reply.header('etag', item.etag).code(created ? 201 : 200).send(item);
  });
  app.delete<{ Params: { id: string } }>(`${path}/:id`, { schema: { params } }, async (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const removed = await list.remove(caller, request.params.id, request.headers['if-match']);
    return removed.ok ? reply.code(204).send() : sendProblem(reply, removed.error);
  });
}

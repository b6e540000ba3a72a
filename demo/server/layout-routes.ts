import type { FastifyInstance } from 'fastify';
import type { LayoutBody } from './api-types.ts';
import type { CallerOf } from './caller.ts';
import { matches, type Layouts } from './layouts.ts';
import { sendProblem } from './problem.ts';
import type { TierSchemas } from './schemas.ts';

export interface LayoutRouteParts {
  readonly layouts: Layouts;
  readonly schemas: TierSchemas;
  readonly callerOf: CallerOf;
}

const params = { type: 'object', required: ['layoutId'], properties: { layoutId: { type: 'string', minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9_-]+$' } } } as const;

/** `/v1/layouts/...` */
export function layoutRoutes(app: FastifyInstance, { layouts, schemas, callerOf }: LayoutRouteParts): void {
  app.get('/v1/layouts', (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const { items, etag } = layouts.list(caller);
    const known = request.headers['if-none-match'];
    reply.header('etag', etag);
    return known !== undefined && matches(known, etag) ? reply.code(304).send() : reply.send({ items });
  });
  app.put<{ Params: { layoutId: string }; Body: LayoutBody }>('/v1/layouts/:layoutId', { schema: { params, body: schemas.ref('LayoutBody') } }, async (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const ifMatch = request.headers['if-match'];
    const ifNoneMatch = request.headers['if-none-match'];
    if (ifMatch === undefined && ifNoneMatch === undefined) {
      return sendProblem(reply, { code: 'app/invalid-input', detail: 'If-Match or If-None-Match: * wanted' }, 428);
    }
    const stored = await layouts.put(caller, request.params.layoutId, request.body, { ifMatch, ifNoneMatch });
    if (!stored.ok) return sendProblem(reply, stored.error);
    return reply.header('etag', stored.value.layout.etag).code(stored.value.created ? 201 : 200).send(stored.value.layout);
  });
  app.delete<{ Params: { layoutId: string } }>('/v1/layouts/:layoutId', { schema: { params } }, async (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const removed = await layouts.remove(caller, request.params.layoutId, request.headers['if-match']);
    return removed.ok ? reply.code(204).send() : sendProblem(reply, removed.error);
  });
}

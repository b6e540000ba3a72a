import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { MaskLiftRequest } from './api-types.ts';
import type { CallerOf } from './caller.ts';
import type { Directory } from './directory.ts';
import type { Masks } from './masks.ts';
import { PICTURE_BYTES_MAX, type Pictures } from './pictures.ts';
import { sendProblem, sendResult } from './problem.ts';
import type { TierSchemas } from './schemas.ts';

export interface ContentRouteParts {
  readonly pictures: Pictures;
  readonly masks: Masks;
  readonly directory: Directory;
  readonly schemas: TierSchemas;
  readonly callerOf: CallerOf;
}

const text = { type: 'string', minLength: 1, maxLength: 64 } as const;
const pictureParams = { type: 'object', required: ['pictureId'], properties: { pictureId: { type: 'string', pattern: '^[0-9a-f]{64}$' } } } as const;
const cameraParams = { type: 'object', required: ['cameraId'], properties: { cameraId: text } } as const;
const liftParams = { type: 'object', required: ['liftId'], properties: { liftId: text } } as const;
/** Room for what is a little too large, so that its answer says so. */
const BODY_MAX = PICTURE_BYTES_MAX * 2;

/** Pictures of tiles, lifting of masks. */
export function contentRoutes(app: FastifyInstance, { pictures, masks, directory, schemas, callerOf }: ContentRouteParts): void {
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer', bodyLimit: BODY_MAX }, (_request, body, done) => {
    done(null, body);
  });
  app.get<{ Params: { pictureId: string } }>('/v1/pictures/:pictureId', { schema: { params: pictureParams } }, async (request, reply) => {
    if (callerOf(request, reply) === null) return reply;
    const picture = await pictures.get(request.params.pictureId);
    if (!picture.ok) return sendProblem(reply, picture.error, 404);
    return reply.type(picture.value.type).header('cache-control', 'private, immutable').send(picture.value.bytes);
  });
  app.put<{ Params: { pictureId: string } }>('/v1/pictures/:pictureId', { schema: { params: pictureParams }, bodyLimit: BODY_MAX, errorHandler: tooLarge }, async (request, reply) => {
    if (callerOf(request, reply, 'layout.edit') === null) return reply;
    const { body } = request;
    if (!Buffer.isBuffer(body)) return sendProblem(reply, { code: 'picture/unreadable', detail: 'application/octet-stream wanted' });
    const stored = await pictures.put(request.params.pictureId, body);
    return stored.ok ? reply.code(204).send() : sendProblem(reply, stored.error);
  });
  app.post<{ Params: { cameraId: string }; Body: MaskLiftRequest }>('/v1/cameras/:cameraId/mask-lifts', { schema: { params: cameraParams, body: schemas.ref('MaskLiftRequest') } }, async (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const camera = directory.byId(request.params.cameraId);
    return camera === null ? sendProblem(reply, { code: 'camera/unknown' }) : sendResult(reply, await masks.lift(caller, camera, request.body), 201);
  });
  app.delete<{ Params: { liftId: string } }>('/v1/mask-lifts/:liftId', { schema: { params: liftParams } }, async (request, reply) => {
    const caller = callerOf(request, reply);
    if (caller === null) return reply;
    const restored = await masks.restore(caller, request.params.liftId);
    return restored.ok ? reply.code(204).send() : sendProblem(reply, restored.error);
  });
}

/** A body beyond all bounds is a picture that is too large; other errors go the usual way. */
function tooLarge(error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  if (error.statusCode !== 413) throw error;
  void sendProblem(reply, { code: 'picture/too-large' });
}

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { PtzPlaces } from '../ptz/wire.ts';
import type { CallerOf } from './caller.ts';
import type { Clock } from './clock.ts';
import type { Directory } from './directory.ts';
import { sendProblem } from './problem.ts';
import { servePtz } from './ptz.ts';
import type { PtzDemo } from './ptz-demo.ts';
import type { Heads } from './ptz-heads.ts';
import type { PtzPictures } from './ptz-pictures.ts';
import type { TierSchemas } from './schemas.ts';
import type { Caller, Sessions } from './sessions.ts';
import type { TokenKeeper } from './tokens.ts';

export interface PtzRouteParts {
  readonly heads: Heads;
  readonly demo: PtzDemo;
  readonly directory: Directory;
  readonly centreName: string;
  readonly sessions: Sessions;
  readonly tokens: TokenKeeper;
  readonly schemas: TierSchemas;
  readonly clock: Clock;
  readonly callerOf: CallerOf;
  readonly turning: Pick<PtzPictures, 'stillOf'>;
}

/** `/v1/ptz`, the places of a head, and under `/demo/ptz` what was done to heads and a hand of the demo's own. */
export function ptzRoutes(app: FastifyInstance, parts: PtzRouteParts): void {
  const { heads, directory, callerOf, demo } = parts;
  const callers = new WeakMap<FastifyRequest, Caller>();
  const admit = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const caller = callerOf(request, reply, 'live.view');
    if (caller === null) return reply;
    if (!request.ws) return sendProblem(reply, { code: 'app/invalid-input', detail: 'a WebSocket' }, 426);
    callers.set(request, caller);
    return undefined;
  };
  app.get('/v1/ptz', { websocket: true, preValidation: admit }, (socket, request) => {
    const caller = callers.get(request);
    if (caller === undefined) socket.terminate();
    else servePtz({ ...parts, socket, caller });
  });
  app.get<{ Params: { cameraId: string } }>('/v1/cameras/:cameraId/ptz', async (request, reply) => {
    if (callerOf(request, reply, 'live.view') === null) return reply;
    const { cameraId } = request.params;
    if (directory.byId(cameraId) === null) return sendProblem(reply, { code: 'camera/unknown' });
    const places = heads.placesOf(cameraId);
    if (places === null) return sendProblem(reply, { code: 'ptz/not-offered' });
    const presets: readonly PtzPlaces['presets'][number][] = await Promise.all(
      places.presets.map(async (preset) => {
        const pictureBase64 = await parts.turning.stillOf(cameraId, preset.number);
        return pictureBase64 === null ? preset : { ...preset, pictureBase64 };
      }),
    );
    return reply.send({ ...places, presets });
  });
  app.get<{ Querystring: { after?: string } }>('/demo/ptz', (request) => {
    const after = Number(request.query.after ?? 0);
    return { heads: heads.active(), items: heads.record.after(Number.isFinite(after) ? after : 0) };
  });
  app.post('/demo/ptz', (request, reply) => {
    const done = demo.act(request.body, directory);
    return done.ok ? reply.send(done.value) : sendProblem(reply, done.error);
  });
}

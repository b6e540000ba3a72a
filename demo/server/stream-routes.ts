import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from './clock.ts';
import type { CallerOf } from './caller.ts';
import type { Directory } from './directory.ts';
import type { EventLogs } from './event-log.ts';
import { serveEvents } from './events.ts';
import { serveLive } from './live.ts';
import { sendProblem } from './problem.ts';
import type { PtzPictures } from './ptz-pictures.ts';
import type { TierSchemas } from './schemas.ts';
import type { Caller, Sessions } from './sessions.ts';
import type { TokenKeeper } from './tokens.ts';
import type { World } from './world.ts';

export interface StreamRouteParts {
  readonly directory: Directory;
  readonly world: World;
  readonly turning: PtzPictures;
  readonly events: EventLogs;
  readonly sessions: Sessions;
  readonly tokens: TokenKeeper;
  readonly schemas: TierSchemas;
  readonly clock: Clock;
  readonly callerOf: CallerOf;
  readonly heartbeatMs: number;
}

/** The two WebSockets. Who may not open one gets problem details instead of the upgrade. */
export function streamRoutes(app: FastifyInstance, parts: StreamRouteParts): void {
  const callers = new WeakMap<FastifyRequest, Caller>();
  const admit = (right?: 'live.view') => async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply | undefined> => {
    const caller = parts.callerOf(request, reply, right);
    if (caller === null) return reply;
    if (!request.ws) return sendProblem(reply, { code: 'app/invalid-input', detail: 'a WebSocket' }, 426);
    callers.set(request, caller);
    return undefined;
  };
  app.get('/v1/live', { websocket: true, preValidation: admit('live.view') }, (socket, request) => {
    const caller = callers.get(request);
    if (caller === undefined) socket.terminate();
    else serveLive({ ...parts, socket, raw: request.raw.socket, caller });
  });
  app.get('/v1/events', { websocket: true, preValidation: admit() }, (socket, request) => {
    const caller = callers.get(request);
    if (caller === undefined) socket.terminate();
    else serveEvents({ ...parts, socket, log: parts.events.of(caller), caller });
  });
}

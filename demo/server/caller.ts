import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Right } from './api-types.ts';
import { sendProblem } from './problem.ts';
import type { Caller, Sessions } from './sessions.ts';

/** The caller of a request, or null after the refusal was sent: 401 when not signed in, 403 without the right. */
export type CallerOf = (request: FastifyRequest, reply: FastifyReply, right?: Right) => Caller | null;

export function createCallerOf(sessions: Sessions): CallerOf {
  return (request, reply, right) => {
    const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ');
    if (scheme.toLowerCase() !== 'bearer' || token === '') {
      sendProblem(reply.header('www-authenticate', 'Bearer'), { code: 'session/not-signed-in' });
      return null;
    }
    const caller = sessions.callerOf(token);
    if (caller === null) {
      sendProblem(reply.header('www-authenticate', 'Bearer error="invalid_token"'), { code: 'session/expired' });
      return null;
    }
    if (right !== undefined && !caller.person.rights.includes(right)) {
      sendProblem(reply, { code: right === 'live.view' ? 'session/no-right-to-view' : 'app/not-allowed' });
      return null;
    }
    return caller;
  };
}

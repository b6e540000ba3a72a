import type { FastifyReply } from 'fastify';
import type { ErrorCode } from '../../contract/domain/error-code.ts';
import type { AppError, Result } from '../../contract/domain/result.ts';

/** HTTP status of each code this server answers; everything else is 400. */
const STATUS: Readonly<Partial<Record<ErrorCode, number>>> = {
  'app/internal': 500,
  'app/not-allowed': 403,
  'app/too-many-requests': 429,
  'alarm/restricted': 403,
  'alarm/unknown': 404,
  'camera/unknown': 404,
  'contact/unknown': 404,
  'device/code-wrong': 401,
  'device/unknown': 404,
  'directory/token-expired': 410,
  'duty/already-on': 409,
  'duty/not-on': 409,
  'events/range-gone': 410,
  'group/conflict': 412,
  'group/unknown': 404,
  'handover/not-open': 409,
  'handover/same-person': 409,
  'handover/unknown': 404,
  'layout/conflict': 412,
  'layout/unknown': 404,
  'mask/refused': 403,
  'plan/invalid': 422,
  'picture/too-large': 413,
  'procedure/conflict': 412,
  'procedure/invalid': 422,
  'procedure/not-draft': 409,
  'procedure/unknown': 404,
  'transfer/not-now': 409,
  'transfer/unknown': 404,
  'task/not-now': 409,
  'task/unknown': 404,
  'rule/conflict': 412,
  'search/unknown': 404,
  'session/challenge-expired': 401,
  'session/code-expired': 401,
  'session/code-reused': 401,
  'session/code-wrong': 401,
  'session/credentials-wrong': 401,
  'session/expired': 401,
  'session/locked': 423,
  'session/no-right-to-view': 403,
  'session/not-signed-in': 401,
  'session/refresh-reused': 401,
};

/** Answers RFC 9457 problem details for an expected failure. `status` overrides the code's usual one. */
export function sendProblem(reply: FastifyReply, error: Omit<AppError, 'retryable'>, status = STATUS[error.code] ?? 400): FastifyReply {
  if (error.retryAfterMs !== undefined) reply.header('retry-after', String(Math.ceil(error.retryAfterMs / 1000)));
  return reply
    .code(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: 'about:blank',
        title: error.code,
        status,
        code: error.code,
        detail: error.detail,
        retryAfterMs: error.retryAfterMs,
        attemptsLeft: error.attemptsLeft,
      }),
    );
}

/** Answers a value with `status`, or the problem it failed with. */
export function sendResult<T>(reply: FastifyReply, result: Result<T>, status = 200): FastifyReply {
  return result.ok ? reply.code(status).send(result.value) : sendProblem(reply, result.error);
}

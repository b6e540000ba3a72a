import type { FastifyReply } from 'fastify';
import type { Camera } from './api-types.ts';
import type { Directory } from './directory.ts';
import { sendProblem } from './problem.ts';

/** What requests that steer the demo have in them. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

export function numberIn(value: unknown, from: number, to: number): number | undefined {
  return typeof value === 'number' && value >= from && value <= to ? value : undefined;
}

export const invalid = (reply: FastifyReply, detail: string): FastifyReply => sendProblem(reply, { code: 'app/invalid-input', detail });

/** The camera a body names by `cameraId`, `cameraNumber` or `camera`. Null: no camera was named. Empty: the named one does not exist here. */
export function namedCamera(directory: Directory, body: Readonly<Record<string, unknown>>): readonly Camera[] | null {
  const named = body['cameraId'] ?? body['cameraNumber'] ?? body['camera'];
  if (typeof named !== 'string' && typeof named !== 'number') return null;
  const byId = typeof named === 'string' ? directory.byId(named) : null;
  const camera = byId ?? (/^\d+$/.test(String(named)) ? directory.byNumber(Number(named)) : null);
  return camera === null ? [] : [camera];
}

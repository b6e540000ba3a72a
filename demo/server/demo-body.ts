import type { FastifyReply } from 'fastify';
import { sendProblem } from './problem.ts';

/** What requests that steer the demo have in them. */
export function fieldsOf(body: unknown): Readonly<Record<string, unknown>> {
  return typeof body === 'object' && body !== null ? { ...body } : {};
}

export function numberIn(value: unknown, from: number, to: number): number | undefined {
  return typeof value === 'number' && value >= from && value <= to ? value : undefined;
}

export const invalid = (reply: FastifyReply, detail: string): FastifyReply => sendProblem(reply, { code: 'app/invalid-input', detail });

import { Readable } from 'node:stream';
import { setTimeout as after } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { SpoiltAnswer } from './directory-faults.ts';

const HUGE_BYTES = 200 * 1024 * 1024;
const PIECE = Buffer.alloc(256 * 1024, ' ');

/** Sends an answer whole, late, broken off, cut short, or as 200 MB. */
export async function sendSpoilt(reply: FastifyReply, { how, delayMs, body }: SpoiltAnswer): Promise<FastifyReply> {
  if (delayMs > 0) await after(delayMs);
  switch (how) {
    case 'whole':
      return reply.send(body);
    case 'huge':
      return reply.type('application/json; charset=utf-8').send(Readable.from(huge()));
    case 'truncate': {
      const bytes = Buffer.from(JSON.stringify(body));
      return reply.type('application/json; charset=utf-8').send(bytes.subarray(0, Math.floor(bytes.length * 0.6)));
    }
    case 'cut': {
      const bytes = Buffer.from(JSON.stringify(body));
      reply.hijack();
      reply.raw.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length });
      reply.raw.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => reply.raw.destroy());
      return reply;
    }
  }
}

/** JSON that goes on and on. */
function* huge(): Generator<Buffer> {
  yield Buffer.from('{"items":[');
  for (let sent = 0; sent < HUGE_BYTES; sent += PIECE.length) yield PIECE;
  yield Buffer.from('],"nextCursor":null,"total":0,"changeToken":"x","more":false}');
}

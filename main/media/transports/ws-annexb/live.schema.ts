import { z } from 'zod';
import { FORMATS } from '@contract/domain/stream.ts';

const stream = z.number().int().min(1).max(4294967295);
const sizePx = z.number().int().min(16).max(16384);
const notice = z.object({ stream, code: z.string().max(100).optional().catch(undefined) });

/** Text messages of `/v1/live` that a client receives (contract/tier-api, LiveOpened, LiveNotice, Heartbeat). */
export const liveMessage = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('opened'),
    stream,
    /** Null: one this console does not know. */
    format: z.enum(FORMATS).or(z.string().max(40).transform(() => null)).default('annexb'),
    audio: z.object({ codec: z.literal('pcmu'), sampleRateHz: z.number().int().min(8000).max(48_000) }).nullable().default(null).catch(null),
    codec: z.string().regex(/^[A-Za-z0-9.-]{1,60}$/),
    widthPx: sizePx,
    heightPx: sizePx,
    frameRate: z.number().positive().max(240),
    recorded: z.boolean().default(false).catch(false),
  }),
  notice.extend({ type: z.literal('refused') }),
  notice.extend({ type: z.literal('interrupted') }),
  notice.extend({ type: z.literal('resumed') }),
  notice.extend({ type: z.literal('ended') }),
  z.object({ type: z.literal('heartbeat') }),
]);

export type LiveMessage = z.infer<typeof liveMessage>;

import { z } from 'zod';
import { id, whole } from './wire.schema.ts';

// Heads, as contract/tier-api has them. As in wire.schema.ts: lists hold `unknown`, and each record is read by itself.

const presetNumber = z.number().int().min(1).max(255);
const degrees = z.number().min(-360).max(360);

export const wireHolder = z.object({ personId: id, name: z.string(), unitName: z.string(), level: z.number().int().min(1).max(100) });
export const wirePosition = z.object({ panDeg: degrees, tiltDeg: degrees, zoom: z.number().min(1).max(60) });

export const wireHead = z.object({
  cameraId: id,
  holder: wireHolder.nullable(),
  sinceUtcMs: whole,
  untilUtcMs: whole.nullable(),
  moving: z.boolean(),
  patrol: z.number().int().nullable().catch(null),
  tracking: z.boolean().catch(false),
  // Nobody knows where it looks is better than a wrong place.
  position: wirePosition.nullable().catch(null),
});

export const wireAsk = z.object({
  askId: id,
  cameraId: id,
  from: wireHolder,
  minutes: z.number().int().min(1).max(480),
  reason: z.string(),
  askedUtcMs: whole,
  state: z.enum(['open', 'accepted', 'declined', 'expired']),
  side: z.enum(['asked', 'asking']),
});

const heads = z.array(z.unknown()).max(20_000);

export const wirePtzMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('outcome'), request: whole, ok: z.boolean(), code: z.string().optional().catch(undefined) }),
  z.object({ type: z.literal('heads'), items: heads }),
  z.object({ type: z.literal('changed'), items: heads }),
  z.object({ type: z.literal('taken'), cameraId: id, by: wireHolder }),
  z.object({ type: z.literal('asked'), ask: wireAsk }),
  z.object({ type: z.literal('heartbeat') }),
]);

export const wirePreset = z.object({ number: presetNumber, name: z.string(), pictureBase64: z.string().min(4).max(56_000).regex(/^[A-Za-z0-9+/]+={0,2}$/).optional().catch(undefined) });
export const wirePatrol = z.object({
  number: z.number().int().min(1).max(64),
  name: z.string(),
  steps: z.array(z.object({ preset: presetNumber, dwellS: z.number().int().min(1).max(3600) })).max(64),
});
export const wirePlaces = z.object({ presets: z.array(z.unknown()).max(1000), patrols: z.array(z.unknown()).max(1000) });

export type WireHolder = z.infer<typeof wireHolder>;
export type WireHead = z.infer<typeof wireHead>;
export type WireAsk = z.infer<typeof wireAsk>;
export type WirePtzMessage = z.infer<typeof wirePtzMessage>;
export type WirePreset = z.infer<typeof wirePreset>;
export type WirePatrol = z.infer<typeof wirePatrol>;

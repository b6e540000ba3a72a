import { z } from 'zod';
import { CAMERA_KINDS, CAMERA_PURPOSES } from '@contract/domain/camera.ts';
import { ROLES } from '@contract/domain/person.ts';
import { PROFILES } from '@contract/domain/stream.ts';
import { TIERS } from '@contract/domain/tier.ts';
import { GRIDS } from '@contract/domain/wall.ts';

// What the console reads from a Tier API server, as contract/tier-api/openapi.yaml has it. Unknown fields are let go. A wrong
// required field spoils its record; a wrong optional one is let go alone. Lists hold `unknown`: each record is read by itself.

const VISIBLE = /^[^\s\p{C}]+$/u;
/** Names that every object has (`__proto__`, `constructor`) are no ids: the console keeps records by id. */
const id = z.string().min(1).max(64).regex(VISIBLE).refine((text) => !(text in {}));
const secret = z.string().max(4096).regex(/^[\x21-\x7e]+$/);
const cursor = z.string().min(1).max(500);
const whole = z.number().int().nonnegative();
const optionalText = z.string().optional().catch(undefined);

export const wireList = z.object({ items: z.array(z.unknown()) });

export const wireService = z.object({
  api: z.literal('vonglau-tier/1'),
  serverId: id,
  tier: z.enum(TIERS),
  name: z.object({ vi: z.string(), en: z.string() }),
  capabilities: z.array(z.unknown()),
});

export const wireTime = z.object({ utcMs: z.number() });

export const wireChallenge = z.object({
  challenge: secret,
  method: z.literal('totp'),
  expiresUtcMs: whole,
  enrolment: z.object({ secret: z.string().regex(/^[A-Z2-7=]{16,200}$/), otpauthUri: z.string().max(2000).startsWith('otpauth://') }).optional(),
});

export const wirePerson = z.object({
  id,
  username: z.string().min(1),
  name: z.string(),
  role: z.enum(ROLES),
  unitName: optionalText,
  rights: z.array(z.unknown()),
});

export const wireSession = z.object({ accessToken: secret, accessExpiresUtcMs: whole, refreshToken: secret, refreshExpiresUtcMs: whole, person: wirePerson });

export const wireDevice = z.object({ deviceId: id });
export const wireDeviceChallenge = z.object({ nonce: z.string().min(1).max(200).regex(VISIBLE) });

/** Surroundings of Viet Nam with its islands. What lies outside is a typing error or worse. */
const position = z.object({ latDeg: z.number().min(5).max(26), lonDeg: z.number().min(100).max(120) }).optional().catch(undefined);

export const wireUnit = z.object({
  id,
  name: z.string(),
  kind: z.enum(['ministry', 'city', 'district', 'town', 'commune', 'police', 'department', 'board']),
  parentId: id.nullable(),
  position,
});

export const wireProfile = z.object({
  profile: z.enum(PROFILES),
  codec: z.string().regex(/^[A-Za-z0-9.-]{1,60}$/),
  widthPx: z.number().int().min(16).max(16384),
  heightPx: z.number().int().min(16).max(16384),
  frameRate: z.number().positive().max(240),
  bitrateKbps: z.number().nonnegative().optional().catch(undefined),
});

export const wireCamera = z.object({
  id,
  number: z.number().int().min(1),
  code: optionalText,
  name: z.string(),
  kind: z.enum(CAMERA_KINDS),
  unitId: id,
  owner: optionalText,
  purpose: z.enum(CAMERA_PURPOSES).optional().catch(undefined),
  address: optionalText,
  position,
  mountingHeightM: z.number().min(0).max(500).optional().catch(undefined),
  make: optionalText,
  model: optionalText,
  connection: z.enum(['direct', 'vms', 'concentrator']).optional().catch(undefined),
  streams: z.array(z.unknown()),
});

export const wireCameraPage = z.object({
  items: z.array(z.unknown()),
  nextCursor: cursor.nullable(),
  total: whole,
  changeToken: cursor.optional(),
});

export const wireCameraChange = z.discriminatedUnion('op', [z.object({ op: z.literal('put'), camera: wireCamera }), z.object({ op: z.literal('remove'), cameraId: id })]);
export const wireCameraChanges = z.object({ items: z.array(z.unknown()), changeToken: cursor, more: z.boolean() });

export const wireCameraState = z.object({ cameraId: id, state: z.enum(['working', 'lost', 'broken']), sinceUtcMs: whole });
export const wireCameraStateList = z.object({ items: z.array(z.unknown()), epoch: z.string().min(1).max(200).optional(), seq: whole.optional() });

const wireTile = z.object({ index: z.number().int().min(0).max(63), cameraId: id });
export const wireLayout = z.object({
  id,
  name: z.string(),
  grid: z.enum(GRIDS),
  tiles: z.array(wireTile).max(64),
  shared: z.boolean(),
  ownerId: id,
  etag: z.string().max(200).regex(/^[\x21-\x7e]+$/),
  updatedUtcMs: whole,
});

const epoch = z.string().min(1).max(200);

/** Where an event stands; read even when the event itself cannot be. */
export const wireEventPlace = z.object({ type: z.literal('event'), epoch, seq: z.number().int().min(1), event: z.unknown() });
export const wireEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('camera.state'), state: wireCameraState }),
  z.object({ kind: z.literal('directory.changed') }),
  z.object({ kind: z.literal('layouts.changed') }),
]);

export const wireEventMessage = z.discriminatedUnion('type', [
  z.object({ type: z.literal('hello'), epoch, seq: whole, heartbeatMs: z.number().positive() }),
  z.object({ type: z.literal('ready'), epoch, seq: whole }),
  z.object({ type: z.literal('snapshot-required'), epoch, seq: whole }),
  z.object({ type: z.literal('heartbeat'), seq: whole.optional().catch(undefined) }),
  wireEventPlace,
]);

export type WirePerson = z.infer<typeof wirePerson>;
export type WireSession = z.infer<typeof wireSession>;
export type WireChallenge = z.infer<typeof wireChallenge>;
export type WireService = z.infer<typeof wireService>;
export type WireUnit = z.infer<typeof wireUnit>;
export type WireCamera = z.infer<typeof wireCamera>;
export type WireCameraChange = z.infer<typeof wireCameraChange>;
export type WireCameraState = z.infer<typeof wireCameraState>;
export type WireLayout = z.infer<typeof wireLayout>;
export type WireEvent = z.infer<typeof wireEvent>;
export type WireEventMessage = z.infer<typeof wireEventMessage>;

/** Anything with `safeParse`: what reads one kind of record. */
export type Reader<T> = { readonly safeParse: (value: unknown) => { readonly success: true; readonly data: T } | { readonly success: false } };

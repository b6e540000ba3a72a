import { z } from 'zod';
import { isArrangement, RASTER_MAX, TILES_MAX } from '@contract/domain/arrangement.ts';
import { CAMERA_CONNECTIONS, CAMERA_KINDS, CAMERA_PURPOSES, CAMERA_TYPES, VIEW_RANGE_MAX_M } from '@contract/domain/camera.ts';
import { QUERY_ORDERS } from '@contract/domain/camera-query.ts';
import { FORCE_KINDS, FORCE_STATES } from '@contract/domain/force.ts';
import { ROLES } from '@contract/domain/person.ts';
import { FORMATS, PROFILES } from '@contract/domain/stream.ts';
import { MASK_POINTS_MAX, MASKS_MAX } from '@contract/domain/privacy-mask.ts';
import { DWELL_S, isWebTileUrl, SEQUENCE_STEPS_MAX, ZOOM_MAX } from '@contract/domain/tile-content.ts';
import { TIERS } from '@contract/domain/tier.ts';

// What the console reads from a Tier API server, as contract/tier-api/openapi.yaml has it. Unknown fields are let go. A wrong
// required field spoils its record; a wrong optional one is let go alone. Lists hold `unknown`: each record is read by itself.

const VISIBLE = /^[^\s\p{C}]+$/u;
/** Names that every object has (`__proto__`, `constructor`) are no ids: the console keeps records by id. */
export const id = z.string().min(1).max(64).regex(VISIBLE).refine((text) => !(text in {}));
const secret = z.string().max(4096).regex(/^[\x21-\x7e]+$/);
const cursor = z.string().min(1).max(500);
export const whole = z.number().int().nonnegative();
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
  ptzLevel: z.number().int().min(1).max(100).optional().catch(undefined),
});

export const wireSession = z.object({ accessToken: secret, accessExpiresUtcMs: whole, refreshToken: secret, refreshExpiresUtcMs: whole, person: wirePerson });

export const wireDevice = z.object({ deviceId: id });
export const wireDeviceChallenge = z.object({ nonce: z.string().min(1).max(200).regex(VISIBLE) });

/** Surroundings of Viet Nam with its islands. What lies outside is a typing error or worse. */
const place = z.object({ latDeg: z.number().min(5).max(26), lonDeg: z.number().min(100).max(120) });
const position = place.optional().catch(undefined);

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
  /** One that this console does not know makes the profile unreadable: nobody could show it. */
  format: z.enum(FORMATS).default('annexb'),
  widthPx: z.number().int().min(16).max(16384),
  heightPx: z.number().int().min(16).max(16384),
  frameRate: z.number().positive().max(240),
  bitrateKbps: z.number().nonnegative().optional().catch(undefined),
});

/** Records or values that are read one by one; what is no list is let go. */
const optionalList = z.array(z.unknown()).optional().catch(undefined);

/** The ground a camera sees. */
const view = z.object({ bearingDeg: z.number().min(0).max(360), angleDeg: z.number().min(1).max(360), rangeM: z.number().min(1).max(VIEW_RANGE_MAX_M) });

const degrees = z.tuple([z.number().min(-360).max(360), z.number().min(-360).max(360)]).refine(([from, to]) => from < to);
/** All or nothing: a head that is half understood is not turned. */
const ptzAbilities = z.object({
  panDeg: degrees,
  tiltDeg: degrees,
  zoomMax: z.number().min(1).max(60),
  zeroBearingDeg: z.number().min(0).max(360).optional().catch(undefined),
  wideAngleDeg: z.number().min(1).max(180),
  presets: z.boolean(),
  patrols: z.boolean(),
  home: z.boolean(),
  tracking: z.boolean(),
  aux: z.array(z.unknown()),
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
  connection: z.enum(CAMERA_CONNECTIONS).optional().catch(undefined),
  type: z.enum(CAMERA_TYPES).optional().catch(undefined),
  view: view.optional().catch(undefined),
  analytics: optionalList,
  tags: optionalList,
  tier: z.enum(TIERS).optional().catch(undefined),
  ptz: ptzAbilities.optional().catch(undefined),
  streams: z.array(z.unknown()),
  hasAudio: z.boolean().optional().catch(undefined),
  masks: z.unknown().optional(),
});

const share = z.number().min(0).max(1);
/** All or nothing: masks of which one cannot be read are not to be trusted (privacy-mask.ts). */
export const wireMasks = z.array(z.object({ id: z.string().max(64), corners: z.array(z.object({ x: share, y: share })).min(3).max(MASK_POINTS_MAX) })).max(MASKS_MAX);

export const wireMaskLift = z.object({ liftId: id, cameraId: id, untilUtcMs: whole, reason: z.string() });

export const wireCameraPage = z.object({
  items: z.array(z.unknown()),
  nextCursor: cursor.nullable(),
  total: whole,
  changeToken: cursor.optional(),
});

export const wireCameraChange = z.discriminatedUnion('op', [z.object({ op: z.literal('put'), camera: wireCamera }), z.object({ op: z.literal('remove'), cameraId: id })]);
export const wireCameraChanges = z.object({ items: z.array(z.unknown()), changeToken: cursor, more: z.boolean() });

const cameraState = z.enum(['working', 'lost', 'broken']);
export const wireCameraState = z.object({ cameraId: id, state: cameraState, sinceUtcMs: whole });
export const wireCameraStateList = z.object({ items: z.array(z.unknown()), epoch: z.string().min(1).max(200).optional(), seq: whole.optional() });

export const wireStateChange = z.object({ state: cameraState, sinceUtcMs: whole, cause: optionalText });
export const wireViewer = z.object({ name: z.string(), unitName: optionalText, sinceUtcMs: whole, place: z.enum(['desk', 'wall']) });
export const wireCameraMore = z.object({ rights: z.array(z.unknown()), history: z.array(z.unknown()), viewers: optionalList });

const fix = place.extend({ utcMs: whole });
/** A force whose last places cannot be read, all of them, is nowhere. */
const trail = z.array(z.unknown()).transform((items) => items.flatMap((item) => fix.safeParse(item).data ?? [])).refine(({ length }) => length > 0);
export const wireForce = z.object({ id, name: z.string(), kind: z.enum(FORCE_KINDS), state: z.enum(FORCE_STATES), unitName: optionalText, trail });

export const wireWall = z.object({ line: z.array(place).min(2).max(200), heightM: z.number().min(0).max(1000).optional().catch(undefined) });

const cell = z.number().int().min(0).max(RASTER_MAX - 1);
const cells = z.number().int().min(1).max(RASTER_MAX);
const wireArrangement = z.object({ columns: cells, rows: cells, tiles: z.array(z.object({ column: cell, row: cell, columns: cells, rows: cells })).min(1).max(TILES_MAX) }).refine(isArrangement);

const step = z.number().int().min(0).max(1000);
const wireRun = z.discriminatedUnion('kind', [z.object({ kind: z.literal('running'), anchorUtcMs: z.number().min(0), fromStep: step }), z.object({ kind: z.literal('paused'), step })]);
const wireSequence = z.object({ name: z.string(), steps: z.array(z.object({ camera: id, dwellS: z.number().int().min(DWELL_S.min).max(DWELL_S.max) })).min(1).max(SEQUENCE_STEPS_MAX) });
const wireZoom = z.object({ x: share, y: share, scale: z.number().min(1).max(ZOOM_MAX) });

/** What a tile holds. */
export const wireContent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('camera'), camera: id, zoom: wireZoom.nullable() }),
  z.object({ kind: z.literal('sequence'), sequence: wireSequence, run: wireRun }),
  z.object({ kind: z.enum(['hotspot', 'map', 'alarms', 'clock', 'desk']) }),
  z.object({ kind: z.literal('text'), text: z.string().max(5000) }),
  z.object({ kind: z.literal('picture'), picture: z.string().regex(/^[0-9a-f]{64}$/) }),
  z.object({ kind: z.literal('web'), url: z.url({ protocol: /^https?$/ }).max(2000).refine(isWebTileUrl) }),
]);
export const wireTile = z.object({ index: z.number().int().min(0).max(TILES_MAX - 1), content: wireContent });

/** What records that people keep and share have in common. */
const owned = z.object({ id, name: z.string(), shared: z.boolean(), ownerId: id, etag: z.string().max(200).regex(/^[\x21-\x7e]+$/), updatedUtcMs: whole });

export const wireLayout = owned.extend({
  arrangement: wireArrangement,
  tiles: z.array(z.unknown()).max(1000),
  locked: z.boolean().optional().catch(undefined),
});

export const wireGroup = owned.extend({ cameraIds: z.array(z.unknown()) });

const wireFilter = z.object({
  units: optionalList,
  tiers: optionalList,
  kinds: optionalList,
  types: optionalList,
  purposes: optionalList,
  heights: optionalList,
  states: optionalList,
  analytics: optionalList,
  connections: optionalList,
  tags: optionalList,
  makes: optionalList,
  groups: optionalList,
  onWall: z.boolean().optional().catch(undefined),
});
export const wireSearch = owned.extend({ query: z.object({ text: z.string(), filter: wireFilter, order: z.enum(QUERY_ORDERS).default('best').catch('best') }) });

const epoch = z.string().min(1).max(200);

/** Where an event stands; read even when the event itself cannot be. */
export const wireEventPlace = z.object({ type: z.literal('event'), epoch, seq: z.number().int().min(1), event: z.unknown() });
export const wireEvent = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('camera.state'), state: wireCameraState }),
  z.object({ kind: z.literal('directory.changed') }),
  z.object({ kind: z.literal('layouts.changed') }),
  z.object({ kind: z.literal('groups.changed') }),
  z.object({ kind: z.literal('searches.changed') }),
  z.object({ kind: z.literal('force.moved'), force: wireForce }),
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
export type WireContent = z.infer<typeof wireContent>;
export type WireMaskLift = z.infer<typeof wireMaskLift>;
export type WireStateChange = z.infer<typeof wireStateChange>;
export type WireViewer = z.infer<typeof wireViewer>;
export type WireForce = z.infer<typeof wireForce>;
export type WireWall = z.infer<typeof wireWall>;
export type WireGroup = z.infer<typeof wireGroup>;
export type WireSearch = z.infer<typeof wireSearch>;
export type WireLayout = z.infer<typeof wireLayout>;
export type WireEvent = z.infer<typeof wireEvent>;
export type WireEventMessage = z.infer<typeof wireEventMessage>;

/** What an id may be. */
export const isId = (value: unknown): value is string => id.safeParse(value).success;

/** Anything with `safeParse`: what reads one kind of record. */
export type Reader<T> = { readonly safeParse: (value: unknown) => { readonly success: true; readonly data: T } | { readonly success: false } };

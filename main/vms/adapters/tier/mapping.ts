import { ANALYTICS, type Camera, type CameraState, type OrgUnit, type Position } from '@contract/domain/camera.ts';
import type { Force } from '@contract/domain/force.ts';
import type { Person } from '@contract/domain/person.ts';
import { plainText } from '@contract/domain/plain-text.ts';
import { WHOLE_PICTURE, type MaskLift, type PrivacyMask } from '@contract/domain/privacy-mask.ts';
import { PTZ_AUX, type PtzAbilities } from '@contract/domain/ptz.ts';
import { isRight, type Right } from '@contract/domain/right.ts';
import { assertNever } from '@contract/domain/result.ts';
import type { StreamProfile } from '@contract/domain/stream.ts';
import type { TierService } from '@contract/domain/tier.ts';
import { cameraId, forceId, unitId, utcMs } from '@contract/domain/units.ts';
import type { CameraChange, SessionTokens, VmsEvent } from '../../adapter.ts';
import { wireMasks, wireProfile, type Reader, type WireCamera, type WireCameraChange, type WireCameraState, type WireEvent, type WireForce, type WireMaskLift, type WirePerson, type WireService, type WireSession, type WireUnit } from './wire.schema.ts';

/** Records of a list that can be read, in order, and the number of those that cannot. */
export function readRecords<T>(items: readonly unknown[], reader: Reader<T>): { readonly records: readonly T[]; readonly skipped: number } {
  const records: T[] = [];
  for (const item of items) {
    const read = reader.safeParse(item);
    if (read.success) records.push(read.data);
  }
  return { records, skipped: items.length - records.length };
}

/** The first record of each id. `seen` holds the ids of earlier pages and takes those of this one. */
export function withoutRepeats<T extends { readonly id: string }>(records: readonly T[], seen: Set<string>): readonly T[] {
  return records.filter((record) => !seen.has(record.id) && seen.add(record.id));
}

export function mapService(wire: WireService): TierService {
  const vi = plainText(wire.name.vi);
  const en = plainText(wire.name.en);
  return {
    serverId: wire.serverId,
    tier: wire.tier,
    name: { vi: vi || en || wire.serverId, en: en || vi || wire.serverId },
    capabilities: wire.capabilities.filter((item) => typeof item === 'string').map((item) => plainText(item, 60)),
  };
}

export function mapPerson(wire: WirePerson): Person {
  const username = plainText(wire.username, 100);
  return {
    id: wire.id,
    username,
    name: plainText(wire.name) || username,
    role: wire.role,
    ...textField('unitName', wire.unitName),
    rights: mapRights(wire.rights),
    ...(wire.ptzLevel === undefined ? {} : { ptzLevel: wire.ptzLevel }),
  };
}

export const mapRights = (rights: readonly unknown[]): readonly Right[] => rights.filter((right) => typeof right === 'string').filter(isRight);

/** The values of a list that are known here, each once, in order. */
export const knownOf = <T extends string>(values: readonly unknown[] | undefined, known: readonly T[]): readonly T[] => [...new Set(values)].flatMap((value) => known.find((one) => one === value) ?? []);

/** The texts of a list made fit to show, each once, in order; what is empty then is let go. */
export function textsOf(values: readonly unknown[] | undefined, maxChars: number): readonly string[] {
  const texts = (values ?? []).flatMap((value) => (typeof value === 'string' ? plainText(value, maxChars) : []));
  return [...new Set(texts)].filter((text) => text !== '');
}

export const mapSession = (wire: WireSession): SessionTokens => ({
  accessToken: wire.accessToken,
  accessExpiresUtcMs: utcMs(wire.accessExpiresUtcMs),
  refreshToken: wire.refreshToken,
  refreshExpiresUtcMs: utcMs(wire.refreshExpiresUtcMs),
  person: mapPerson(wire.person),
});

const MAX_UNIT_DEPTH = 64;

/** Units as a forest: a parent that is not in the list, or that leads in a circle, counts as none. */
export function mapUnits(wires: readonly WireUnit[]): readonly OrgUnit[] {
  const parents = new Map(wires.map((wire) => [wire.id, wire.parentId]));
  const reachesRoot = (start: string): boolean => {
    const passed = new Set<string>();
    for (let at: string | null | undefined = start; at !== null && at !== undefined; at = parents.get(at)) {
      if (passed.has(at) || passed.size > MAX_UNIT_DEPTH) return false;
      passed.add(at);
    }
    return true;
  };
  for (const wire of wires) {
    if (wire.parentId !== null && (!parents.has(wire.parentId) || !reachesRoot(wire.id))) parents.set(wire.id, null);
  }
  return wires.map((wire) => {
    const parentId = parents.get(wire.id) ?? null;
    return { id: unitId(wire.id), name: plainText(wire.name) || wire.id, kind: wire.kind, parentId: parentId === null ? null : unitId(parentId), ...positionField(wire.position) };
  });
}

const TAG_CHARS = 40;
const TAGS_MAX = 20;

export function mapCamera(wire: WireCamera): Camera {
  return {
    id: cameraId(wire.id),
    number: wire.number,
    ...textField('code', wire.code, 64),
    name: plainText(wire.name) || `Camera ${wire.number}`,
    kind: wire.kind,
    unitId: unitId(wire.unitId),
    ...textField('owner', wire.owner),
    ...(wire.purpose === undefined ? {} : { purpose: wire.purpose }),
    ...textField('address', wire.address, 300),
    ...positionField(wire.position),
    ...(wire.mountingHeightM === undefined ? {} : { mountingHeightM: wire.mountingHeightM }),
    ...textField('make', wire.make, 100),
    ...textField('model', wire.model, 100),
    ...(wire.connection === undefined ? {} : { connection: wire.connection }),
    ...(wire.type === undefined ? {} : { type: wire.type }),
    ...(wire.view === undefined ? {} : { view: wire.view }),
    ...listField('analytics', knownOf(wire.analytics, ANALYTICS)),
    ...listField('tags', textsOf(wire.tags, TAG_CHARS).slice(0, TAGS_MAX)),
    ...(wire.tier === undefined ? {} : { tier: wire.tier }),
    ...(wire.ptz === undefined ? {} : { ptz: mapPtz(wire.ptz) }),
    streams: mapStreams(wire.streams),
    ...mapMasks(wire.masks),
    ...(wire.hasAudio === undefined ? {} : { hasAudio: wire.hasAudio }),
  };
}

export const mapCameraState = (wire: WireCameraState): CameraState => ({ id: cameraId(wire.cameraId), state: wire.state, sinceUtcMs: utcMs(wire.sinceUtcMs) });

export const mapCameraChange = (wire: WireCameraChange): CameraChange =>
  wire.op === 'put' ? { op: 'put', camera: mapCamera(wire.camera) } : { op: 'remove', cameraId: cameraId(wire.cameraId) };

export const mapMaskLift = (wire: WireMaskLift): MaskLift => ({ id: cameraId(wire.cameraId), liftId: wire.liftId, untilUtcMs: utcMs(wire.untilUtcMs), reason: plainText(wire.reason, 300) });

/** Its places in the order of their times, the newest of them. */
export const mapForce = (wire: WireForce): Force => ({
  id: forceId(wire.id),
  name: plainText(wire.name, 100) || wire.id,
  kind: wire.kind,
  state: wire.state,
  ...textField('unitName', wire.unitName),
  trail: [...wire.trail]
    .sort((one, other) => one.utcMs - other.utcMs)
    .slice(-TRAIL_MAX)
    .map(({ latDeg, lonDeg, utcMs: at }) => ({ at: { latDeg, lonDeg }, utcMs: utcMs(at) })),
});
const TRAIL_MAX = 60;

export function mapEvent(wire: WireEvent): VmsEvent {
  switch (wire.kind) {
    case 'camera.state':
      return { kind: wire.kind, state: mapCameraState(wire.state) };
    case 'force.moved':
      return { kind: wire.kind, force: mapForce(wire.force) };
    case 'directory.changed':
    case 'layouts.changed':
    case 'groups.changed':
    case 'searches.changed':
      return { kind: wire.kind };
    default:
      return assertNever(wire);
  }
}

/** Masks that are there but cannot be read, in whichever part, cover the whole picture: nothing is shown by mistake. */
function mapMasks(wire: unknown): { readonly masks?: readonly PrivacyMask[] } {
  if (wire === undefined) return {};
  const read = wireMasks.safeParse(wire);
  if (!read.success) return { masks: [WHOLE_PICTURE] };
  return read.data.length === 0 ? {} : { masks: read.data.map(({ id, corners }) => ({ id: plainText(id, 64), corners })) };
}

/** Whether a camera is covered because its masks could not be read. */
export const hasUnreadMasks = (camera: Camera): boolean => camera.masks?.[0] === WHOLE_PICTURE;

function mapStreams(items: readonly unknown[]): readonly StreamProfile[] {
  const found = new Map<string, StreamProfile>();
  for (const { bitrateKbps, ...stream } of readRecords(items, wireProfile).records) {
    if (!found.has(stream.profile)) found.set(stream.profile, bitrateKbps === undefined ? stream : { ...stream, bitrateKbps });
  }
  return [...found.values()];
}

function mapPtz({ zeroBearingDeg, aux, ...head }: NonNullable<WireCamera['ptz']>): PtzAbilities {
  return { ...head, ...(zeroBearingDeg === undefined ? {} : { zeroBearingDeg }), aux: knownOf(aux, PTZ_AUX) };
}

function listField<K extends string, T>(key: K, list: readonly T[]): { readonly [P in K]?: readonly T[] } {
  if (list.length === 0) return {};
  const field: { [P in K]?: readonly T[] } = {};
  field[key] = list;
  return field;
}

const positionField = (position: Position | undefined): { readonly position?: Position } => (position === undefined ? {} : { position });

export function textField<K extends string>(key: K, text: string | undefined, maxChars?: number): { readonly [P in K]?: string } {
  const clean = text === undefined ? '' : plainText(text, maxChars);
  if (clean === '') return {};
  const field: { [P in K]?: string } = {};
  field[key] = clean;
  return field;
}

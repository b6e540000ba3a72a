import { CAMERA_KINDS, CAMERA_PURPOSES, type Camera, type OrgUnit, type Position } from '@contract/domain/camera.ts';
import { MASK_POINTS_MAX, MASKS_MAX, WHOLE_PICTURE, type PrivacyMask } from '@contract/domain/privacy-mask.ts';
import { FORMATS, PROFILES, type StreamProfile } from '@contract/domain/stream.ts';
import { TIERS, type TierService } from '@contract/domain/tier.ts';
import { cameraId, layoutId, unitId, utcMs, type UtcMs } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import type { Schema } from '@contract/ipc/request-contract.ts';
import { arrangementField, contentField } from '@contract/ipc/wall.schema.ts';
import { isFields } from './old-tiles.ts';

/** The directory as the server last gave it, so that a console without its server still knows names and places. */
export interface DirectoryCache {
  /** Origin of the server (`https://host:port`), never with credentials: a cache of another address is not used. */
  readonly address: string;
  readonly service: TierService | null;
  readonly units: readonly OrgUnit[];
  readonly cameras: readonly Camera[];
  readonly layouts: readonly Layout[];
  readonly etag: string | null;
  readonly changeToken: string | null;
  /** When the server last confirmed this; null: never. */
  readonly directoryUtcMs: UtcMs | null;
  /** Camera records left out: by the server's answer and, after a load, by damage in the file. */
  readonly skipped: number;
}

// Checked by hand: 20,000 cameras in some ten milliseconds, and a damaged record costs only itself.
type Fields = Readonly<Record<string, unknown>>;
const UNIT_KINDS: readonly OrgUnit['kind'][] = ['ministry', 'city', 'district', 'town', 'commune', 'police', 'department', 'board'];
const CONNECTIONS = ['direct', 'vms', 'concentrator'] as const;
const TEXT_MAX_CHARS = 1000;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= TEXT_MAX_CHARS;
const isId = (value: unknown): value is string => isText(value) && value !== '';
const isNumber = (value: unknown, min: number, max: number): value is number => typeof value === 'number' && value >= min && value <= max;
const isOneOf = <T extends string>(value: unknown, all: readonly T[]): value is T => (all as readonly unknown[]).includes(value);
const textOrNull = (value: unknown): string | null => (isText(value) ? value : null);
const momentOrNull = (value: unknown): UtcMs | null => (isNumber(value, 0, Number.MAX_SAFE_INTEGER) ? utcMs(value) : null);

/** The records that can be read, and how many cannot; of two with one id the first stays. */
function readAll<T extends { readonly id: string }>(input: unknown, read: (fields: Fields) => T | null): { readonly records: readonly T[]; readonly skipped: number } {
  if (!Array.isArray(input)) return { records: [], skipped: 0 };
  const seen = new Set<string>();
  const records: T[] = [];
  for (const item of input as readonly unknown[]) {
    const record = isFields(item) ? read(item) : null;
    if (record === null || seen.has(record.id)) continue;
    seen.add(record.id);
    records.push(record);
  }
  return { records, skipped: input.length - records.length };
}

function readPosition(input: unknown): Position | null {
  if (!isFields(input) || !isNumber(input['latDeg'], -90, 90) || !isNumber(input['lonDeg'], -180, 180)) return null;
  return { latDeg: input['latDeg'], lonDeg: input['lonDeg'] };
}

function readStream(input: unknown): StreamProfile | null {
  if (!isFields(input)) return null;
  const { profile, codec, widthPx, heightPx, frameRate, bitrateKbps } = input;
  if (!isOneOf(profile, PROFILES) || !isText(codec) || !isNumber(widthPx, 1, 32_768) || !isNumber(heightPx, 1, 32_768) || !isNumber(frameRate, 0, 1000)) return null;
  // A stream written before there were formats is of the one there was.
  const format = input['format'] === undefined ? 'annexb' : input['format'];
  if (!isOneOf(format, FORMATS)) return null;
  return { profile, codec, format, widthPx, heightPx, frameRate, ...(isNumber(bitrateKbps, 0, 1_000_000) ? { bitrateKbps } : {}) };
}

const isCorner = (value: unknown): value is { readonly x: number; readonly y: number } => isFields(value) && isNumber(value['x'], 0, 1) && isNumber(value['y'], 0, 1);

function readMask(input: unknown): PrivacyMask | null {
  if (!isFields(input) || !isId(input['id']) || !Array.isArray(input['corners'])) return null;
  const corners: readonly unknown[] = input['corners'];
  if (corners.length < 3 || corners.length > MASK_POINTS_MAX || !corners.every(isCorner)) return null;
  return { id: input['id'], corners: corners.map(({ x, y }) => ({ x, y })) };
}

/** What covers a camera's picture. A mask that cannot be read covers all of it: nothing is shown by mistake. */
function readMasks(input: unknown): readonly PrivacyMask[] {
  if (!Array.isArray(input) || input.length > MASKS_MAX) return [WHOLE_PICTURE];
  const masks = (input as readonly unknown[]).map(readMask);
  return masks.every((mask) => mask !== null) ? masks : [WHOLE_PICTURE];
}

function readCamera(fields: Fields): Camera | null {
  const { id, number, name, kind, streams } = fields;
  if (!isId(id) || !isNumber(number, 0, Number.MAX_SAFE_INTEGER) || !isText(name) || !isOneOf(kind, CAMERA_KINDS) || !isId(fields['unitId']) || !Array.isArray(streams)) return null;
  const { code, owner, purpose, address, mountingHeightM, make, model, connection } = fields;
  const position = fields['position'] === undefined ? null : readPosition(fields['position']);
  return {
    id: cameraId(id),
    number,
    name,
    kind,
    unitId: unitId(fields['unitId']),
    streams: (streams as readonly unknown[]).flatMap((stream) => readStream(stream) ?? []),
    ...(isText(code) ? { code } : {}),
    ...(isText(owner) ? { owner } : {}),
    ...(isOneOf(purpose, CAMERA_PURPOSES) ? { purpose } : {}),
    ...(isText(address) ? { address } : {}),
    ...(position === null ? {} : { position }),
    ...(isNumber(mountingHeightM, 0, 500) ? { mountingHeightM } : {}),
    ...(isText(make) ? { make } : {}),
    ...(isText(model) ? { model } : {}),
    ...(isOneOf(connection, CONNECTIONS) ? { connection } : {}),
    ...(fields['masks'] === undefined ? {} : { masks: readMasks(fields['masks']) }),
    ...(typeof fields['hasAudio'] === 'boolean' ? { hasAudio: fields['hasAudio'] } : {}),
  };
}

function readUnit(fields: Fields): OrgUnit | null {
  const { id, name, kind, parentId } = fields;
  if (!isId(id) || !isText(name) || !isOneOf(kind, UNIT_KINDS) || !(parentId === null || isId(parentId))) return null;
  const position = fields['position'] === undefined ? null : readPosition(fields['position']);
  return { id: unitId(id), name, kind, parentId: parentId === null ? null : unitId(parentId), ...(position === null ? {} : { position }) };
}

function readLayout(fields: Fields): Layout | null {
  const { id, name, contents, shared, locked, ownerId, updatedUtcMs, sync } = fields;
  const arrangement = arrangementField.safeParse(fields['arrangement']);
  if (!isId(id) || !isText(name) || !arrangement.success || !Array.isArray(contents) || typeof shared !== 'boolean' || !isText(ownerId)) return null;
  if (!isNumber(updatedUtcMs, 0, Number.MAX_SAFE_INTEGER) || !isOneOf(sync, ['stored', 'waiting'] as const)) return null;
  const held: readonly unknown[] = contents;
  return {
    id: layoutId(id),
    name,
    arrangement: arrangement.data,
    contents: arrangement.data.tiles.map((_, index) => {
      const content = contentField.safeParse(held[index]);
      return content.success ? content.data : null;
    }),
    shared,
    locked: locked === true,
    ownerId,
    etag: textOrNull(fields['etag']),
    updatedUtcMs: utcMs(updatedUtcMs),
    sync,
  };
}

function readService(input: unknown): TierService | null {
  if (!isFields(input) || !isFields(input['name'])) return null;
  const { serverId, tier, capabilities } = input;
  const { vi, en } = input['name'];
  if (!isId(serverId) || !isOneOf(tier, TIERS) || !isText(vi) || !isText(en) || !Array.isArray(capabilities)) return null;
  return { serverId, tier, name: { vi, en }, capabilities: capabilities.filter(isText) };
}

/** Fails only when the document is not one at all; single records that cannot be read are left out and counted. */
export const directoryCacheSchema: Schema<DirectoryCache> = {
  safeParse: (input) => {
    if (!isFields(input) || !isText(input['address'])) return { success: false, error: { message: 'not a directory' } };
    const cameras = readAll(input['cameras'], readCamera);
    const data: DirectoryCache = {
      address: input['address'],
      service: readService(input['service']),
      units: readAll(input['units'], readUnit).records,
      cameras: cameras.records,
      layouts: readAll(input['layouts'], readLayout).records,
      etag: textOrNull(input['etag']),
      changeToken: textOrNull(input['changeToken']),
      directoryUtcMs: momentOrNull(input['directoryUtcMs']),
      skipped: (isNumber(input['skipped'], 0, Number.MAX_SAFE_INTEGER) ? input['skipped'] : 0) + cameras.skipped,
    };
    return { success: true, data };
  },
};

import { ANALYTICS, CAMERA_CONNECTIONS, CAMERA_KINDS, CAMERA_PURPOSES, CAMERA_TYPES, type Camera, type CameraView, type OrgUnit, type Position } from '@contract/domain/camera.ts';
import type { MapWall } from '@contract/domain/field-of-view.ts';
import { MASK_POINTS_MAX, MASKS_MAX, WHOLE_PICTURE, type PrivacyMask } from '@contract/domain/privacy-mask.ts';
import { PTZ_AUX, type PtzAbilities } from '@contract/domain/ptz.ts';
import { FORMATS, PROFILES, type StreamProfile } from '@contract/domain/stream.ts';
import { TIERS } from '@contract/domain/tier.ts';
import { cameraId, unitId } from '@contract/domain/units.ts';
import { isFields } from './documents/old-tiles.ts';
import { isId, isNumber, isOneOf, isText, type Fields } from './fields.ts';

// Cameras and units as this console keeps them on its disk.
const UNIT_KINDS: readonly OrgUnit['kind'][] = ['ministry', 'city', 'district', 'town', 'commune', 'police', 'department', 'board'];
const TAGS_MAX = 20;

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

const listOf = <T>(input: unknown, isOne: (value: unknown) => value is T, most: number): readonly T[] => (Array.isArray(input) ? (input as readonly unknown[]).filter(isOne).slice(0, most) : []);
const isRange = (value: unknown, limit: number): value is readonly [number, number] => Array.isArray(value) && value.length === 2 && isNumber(value[0], -limit, limit) && isNumber(value[1], value[0], limit);

function readView(input: unknown): CameraView | null {
  if (!isFields(input)) return null;
  const { bearingDeg, angleDeg, rangeM } = input;
  return isNumber(bearingDeg, 0, 360) && isNumber(angleDeg, 1, 360) && isNumber(rangeM, 1, 5000) ? { bearingDeg, angleDeg, rangeM } : null;
}

/** What a head can do, or null: then it is not steered from here. */
function readPtz(input: unknown): PtzAbilities | null {
  if (!isFields(input)) return null;
  const { panDeg, tiltDeg, zoomMax, zeroBearingDeg, wideAngleDeg, presets, patrols, home, tracking, aux } = input;
  if (!isRange(panDeg, 360) || !isRange(tiltDeg, 180) || !isNumber(zoomMax, 1, 60) || !isNumber(wideAngleDeg, 0, 360)) return null;
  return {
    panDeg: [panDeg[0], panDeg[1]],
    tiltDeg: [tiltDeg[0], tiltDeg[1]],
    zoomMax,
    wideAngleDeg,
    ...(isNumber(zeroBearingDeg, 0, 360) ? { zeroBearingDeg } : {}),
    presets: presets === true,
    patrols: patrols === true,
    home: home === true,
    tracking: tracking === true,
    aux: listOf(aux, (value) => isOneOf(value, PTZ_AUX), PTZ_AUX.length),
  };
}

/** A camera, or null when it cannot be read; single fields that cannot be read are left out. */
export function readCamera(fields: Fields): Camera | null {
  const { id, number, name, kind, streams } = fields;
  if (!isId(id) || !isNumber(number, 0, Number.MAX_SAFE_INTEGER) || !isText(name) || !isOneOf(kind, CAMERA_KINDS) || !isId(fields['unitId']) || !Array.isArray(streams)) return null;
  const { code, owner, purpose, address, mountingHeightM, make, model, connection } = fields;
  const { type, tier } = fields;
  const position = fields['position'] === undefined ? null : readPosition(fields['position']);
  const view = readView(fields['view']);
  const ptz = readPtz(fields['ptz']);
  const analytics = listOf(fields['analytics'], (value) => isOneOf(value, ANALYTICS), ANALYTICS.length);
  const tags = listOf(fields['tags'], isId, TAGS_MAX);
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
    ...(isOneOf(connection, CAMERA_CONNECTIONS) ? { connection } : {}),
    ...(isOneOf(type, CAMERA_TYPES) ? { type } : {}),
    ...(view === null ? {} : { view }),
    ...(analytics.length === 0 ? {} : { analytics }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(isOneOf(tier, TIERS) ? { tier } : {}),
    ...(ptz === null ? {} : { ptz }),
    ...(fields['masks'] === undefined ? {} : { masks: readMasks(fields['masks']) }),
    ...(typeof fields['hasAudio'] === 'boolean' ? { hasAudio: fields['hasAudio'] } : {}),
  };
}

/** A wall of the map, or null when it cannot be read. */
export function readWall(fields: Fields): MapWall | null {
  const { line, heightM } = fields;
  if (!Array.isArray(line) || !(heightM === null || isNumber(heightM, 0, 1000))) return null;
  const corners = (line as readonly unknown[]).map(readPosition);
  return corners.length >= 2 && corners.every((corner) => corner !== null) ? { line: corners, heightM } : null;
}

/** A unit, or null when it cannot be read. */
export function readUnit(fields: Fields): OrgUnit | null {
  const { id, name, kind, parentId } = fields;
  if (!isId(id) || !isText(name) || !isOneOf(kind, UNIT_KINDS) || !(parentId === null || isId(parentId))) return null;
  const position = fields['position'] === undefined ? null : readPosition(fields['position']);
  return { id: unitId(id), name, kind, parentId: parentId === null ? null : unitId(parentId), ...(position === null ? {} : { position }) };
}

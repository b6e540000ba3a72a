import { z } from 'zod';
import { ANALYTICS, CAMERA_CONDITIONS, CAMERA_CONNECTIONS, CAMERA_KINDS, CAMERA_PURPOSES, CAMERA_TYPES, type Camera } from '../domain/camera.ts';
import { GROUP_CAMERAS_MAX } from '../domain/camera-group.ts';
import type { CameraMore } from '../domain/camera-page.ts';
import { FACETS, QUERY_ORDERS, type CameraInArea, type FacetCount, type FoundPlace, type MapBounds } from '../domain/camera-query.ts';
import { COVERAGE_MAX, FIRST_MAX, FOUND_MAX, UNIT_CAMERAS_MAX, WATCH_MAX } from '../domain/directory-limits.ts';
import { HEIGHT_LAYERS } from '../domain/height-layer.ts';
import { TIERS } from '../domain/tier.ts';
import { cameraId, groupId, searchId, unitId, type CameraId } from '../domain/units.ts';

const id = z.string().min(1).max(64);
const camera = id.transform(cameraId);
const few = <T extends z.ZodType>(item: T, most = 50) => z.array(item).max(most).exactOptional();

export const positionField = z.strictObject({ latDeg: z.number().min(-90).max(90), lonDeg: z.number().min(-180).max(180) });

/** A filter of cameras, as a window sends it and a file holds it. */
export const filterField = z.strictObject({
  units: few(id.transform(unitId), 200),
  tiers: few(z.enum(TIERS)),
  kinds: few(z.enum(CAMERA_KINDS)),
  types: few(z.enum(CAMERA_TYPES)),
  purposes: few(z.enum(CAMERA_PURPOSES)),
  heights: few(z.enum(HEIGHT_LAYERS)),
  states: few(z.enum(CAMERA_CONDITIONS)),
  analytics: few(z.enum(ANALYTICS)),
  connections: few(z.enum(CAMERA_CONNECTIONS)),
  tags: few(z.string().min(1).max(40)),
  makes: few(z.string().min(1).max(100)),
  groups: few(id.transform(groupId)),
  onWall: z.boolean().exactOptional(),
});
const text = z.string().max(200);
export const queryField = z.strictObject({ text, filter: filterField, order: z.enum(QUERY_ORDERS) });
const scope = z.strictObject({ text, filter: filterField });

const known = <T>() => z.custom<T>((value) => typeof value === 'object' && value !== null);
const cameras = (most: number) => z.array(known<Camera>()).max(most);

export const searchInput = z.strictObject({ query: queryField });
export const searchOutput = z.strictObject({
  /** Best first. */
  ids: z.array(z.custom<CameraId>((value) => typeof value === 'string')).max(FOUND_MAX),
  first: cameras(FIRST_MAX),
  /** All that fit or come close, of which `ids` holds the first. */
  total: z.number().int().nonnegative(),
  /** How many at the end of `ids` only come close to what was typed. */
  near: z.number().int().nonnegative(),
});
export const facetsOutput = z.strictObject({ facets: z.array(known<FacetCount>()).max(5_000) });
export const camerasInput = z.strictObject({ cameras: z.array(camera).min(1).max(200) });
export const camerasOutput = z.strictObject({ cameras: cameras(200) });
export const numberInput = z.strictObject({ number: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER) });
export const numberOutput = z.strictObject({ camera: known<Camera>().nullable() });
export const unitInput = z.strictObject({ unit: id.transform(unitId) });
export const unitOutput = z.strictObject({ ids: z.array(z.custom<CameraId>((value) => typeof value === 'string')).max(UNIT_CAMERAS_MAX), first: cameras(FIRST_MAX) });
/** `fresh`: the page has just begun, what the one before it watched is forgotten. */
export const watchInput = z.strictObject({ fresh: z.boolean(), add: z.array(camera).max(WATCH_MAX), remove: z.array(camera).max(WATCH_MAX) });
/** Asked-for cameras that do not exist for this person. */
export const watchOutput = z.strictObject({ unknown: z.array(z.custom<CameraId>((value) => typeof value === 'string')).max(WATCH_MAX) });

const metres = (most: number) => z.number().positive().max(most);
export const areaField = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('circle'), centre: positionField, radiusM: metres(100_000) }),
  z.strictObject({ kind: z.literal('polygon'), corners: z.array(positionField).min(3).max(500) }),
  z.strictObject({ kind: z.literal('corridor'), line: z.array(positionField).min(2).max(500), widthM: metres(5_000) }),
  z.strictObject({ kind: z.literal('seeing'), spot: positionField }),
]);
export const areaInput = z.strictObject({ area: areaField, scope, most: z.number().int().min(1).max(FOUND_MAX) });
export const areaOutput = z.strictObject({ items: z.array(known<CameraInArea>()).max(FOUND_MAX), total: z.number().int().nonnegative() });
export const placesInput = z.strictObject({ text });
export const placesOutput = z.strictObject({ places: z.array(known<FoundPlace>()).max(50) });
export const cameraInput = z.strictObject({ camera });
export const moreOutput = z.custom<CameraMore>((value) => typeof value === 'object' && value !== null);

const bounds = z
  .strictObject({ west: z.number().min(-180).max(180), south: z.number().min(-90).max(90), east: z.number().min(-180).max(180), north: z.number().min(-90).max(90) })
  .refine(({ west, south, east, north }) => west <= east && south <= north);
/** What of the map is in sight; null: no map is. */
export const lookInput = z.strictObject({ look: z.strictObject({ bounds, zoom: z.number().min(0).max(24), scope }).nullable() });
export const coverageInput = z.strictObject({ bounds, scope });
/** The ground each camera sees, walls taken into account: a polygon around it, [lon, lat] pairs; none when it were of too many. */
export const coverageOutput = z.strictObject({ areas: z.array(z.strictObject({ camera, corners: z.array(z.tuple([z.number(), z.number()])).max(400) })).max(COVERAGE_MAX), tooMany: z.boolean() });
export const extentInput = z.strictObject({ scope });
export const extentOutput = z.strictObject({ bounds: known<MapBounds>().nullable(), placed: z.number().int().nonnegative(), total: z.number().int().nonnegative() });

const name = z.string().max(100);
/** The version (`etag`) a change was begun on, so that it is joined with what others made of it since; left out: the one of now. */
const baseEtag = z.string().max(200).nullable().exactOptional();
export const saveGroupInput = z.strictObject({ group: id.transform(groupId).nullable(), name, cameras: z.array(camera).max(GROUP_CAMERAS_MAX), shared: z.boolean(), baseEtag });
export const groupOutput = z.strictObject({ group: id.transform(groupId) });
export const groupInput = z.strictObject({ group: id.transform(groupId) });
/** A line of a file that was let go, and why. */
export const SKIP_REASONS = ['unreadable', 'unknown', 'repeated', 'too-many'] as const;
export type SkipReason = (typeof SKIP_REASONS)[number];
/** Null: the person chose no file after all. */
export const importGroupOutput = z
  .strictObject({ group: id.transform(groupId).nullable(), taken: z.number().int(), skipped: z.array(z.strictObject({ line: z.number().int(), text: z.string().max(200), reason: z.enum(SKIP_REASONS) })).max(GROUP_CAMERAS_MAX) })
  .nullable();
export const exportOutput = z.strictObject({ file: z.string().max(1_000), cameras: z.number().int() }).nullable();
export const saveSearchInput = z.strictObject({ search: id.transform(searchId).nullable(), name, query: queryField, shared: z.boolean(), baseEtag });
export const savedSearchInput = z.strictObject({ search: id.transform(searchId) });
export const savedSearchOutput = savedSearchInput;
export const facetField = z.enum(FACETS);

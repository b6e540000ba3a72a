import { z } from 'zod';
import { BASE_MAP_KINDS, BASE_MAP_LIMITS } from '../domain/base-map.ts';

const address = z.string().trim().max(BASE_MAP_LIMITS.addressChars);
const more = z.string().trim().max(BASE_MAP_LIMITS.moreChars);
/** Where the map looks now: a tile of there is asked for. */
const sight = z.strictObject({ latDeg: z.number().min(-90).max(90), lonDeg: z.number().min(-180).max(180), zoom: z.number().min(0).max(24) });

/** The file of `pmtiles` is chosen in a dialog of main: no page names a file. */
export const setBaseMapInput = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('bundled') }),
  z.strictObject({ kind: z.literal('pmtiles'), sight: sight.nullable() }),
  z.strictObject({ kind: z.enum(['style', 'vector', 'raster']), address, more, sight: sight.nullable() }),
]);
export const setBaseMapOutput = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.enum(['used', 'none']) }),
  z.strictObject({ outcome: z.literal('other-servers'), origins: z.array(z.string().max(300)).max(16).readonly() }),
]);

/** As it is kept on disk. */
export const baseMapField = z.strictObject({ kind: z.enum(BASE_MAP_KINDS), address: z.string().max(4_096), more }).readonly();

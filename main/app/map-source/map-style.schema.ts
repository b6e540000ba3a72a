import { z } from 'zod';

// What a site's map service may send. Unknown kinds of sources and layers are left out by whoever reads it (read-style.ts), never passed on.

const zoom = z.number().min(0).max(24);
const template = z.string().min(1).max(2_000);
const attribution = z.string().max(2_000).optional().catch(undefined);
const bounds = z.tuple([z.number(), z.number(), z.number(), z.number()]).optional().catch(undefined);
const tiling = { minzoom: zoom.optional().catch(undefined), maxzoom: zoom.optional().catch(undefined), bounds, attribution, scheme: z.enum(['xyz', 'tms']).optional().catch(undefined) };

const tiled = z.object({
  type: z.enum(['vector', 'raster', 'raster-dem']),
  tiles: z.array(template).min(1).max(16).optional(),
  url: template.optional(),
  tileSize: z.number().int().min(64).max(1024).optional().catch(undefined),
  encoding: z.enum(['mapbox', 'terrarium']).optional().catch(undefined),
  ...tiling,
});
const geojson = z.object({
  type: z.literal('geojson'),
  data: z.union([template, z.record(z.string(), z.unknown())]),
  maxzoom: zoom.optional().catch(undefined),
  attribution,
  cluster: z.boolean().optional().catch(undefined),
  clusterRadius: z.number().min(0).max(1_000).optional().catch(undefined),
});
export const styleSource = z.discriminatedUnion('type', [tiled, geojson]);
export type StyleSource = z.infer<typeof styleSource>;

export const tileJson = z.object({ tiles: z.array(template).min(1).max(16), ...tiling });
export type TileJson = z.infer<typeof tileJson>;

export const LAYER_TYPES = ['background', 'fill', 'line', 'symbol', 'circle', 'raster', 'hillshade', 'heatmap', 'fill-extrusion'] as const;
const properties = z.record(z.string().max(100), z.unknown());
export const styleLayer = z.object({
  id: z.string().min(1).max(200),
  type: z.enum(LAYER_TYPES),
  source: z.string().max(200).optional(),
  'source-layer': z.string().max(200).optional(),
  minzoom: zoom.optional(),
  maxzoom: zoom.optional(),
  filter: z.union([z.array(z.unknown()), z.boolean()]).optional(),
  layout: properties.optional(),
  paint: properties.optional(),
});
export type StyleLayer = z.infer<typeof styleLayer>;

const MAX_LAYERS = 1_000;
const MAX_SOURCES = 64;

/** The frame of a style; sources and layers are judged one by one. */
export const styleFrame = z.object({
  version: z.literal(8),
  name: z.string().max(200).optional().catch(undefined),
  center: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).optional().catch(undefined),
  zoom: zoom.optional().catch(undefined),
  sources: z.record(z.string().min(1).max(200), z.unknown()).refine((sources) => Object.keys(sources).length <= MAX_SOURCES),
  layers: z.array(z.unknown()).max(MAX_LAYERS),
  glyphs: template.optional().catch(undefined),
  sprite: z.union([template, z.array(z.object({ id: z.string().max(100), url: template })).max(8)]).optional().catch(undefined),
});
export type StyleFrame = z.infer<typeof styleFrame>;

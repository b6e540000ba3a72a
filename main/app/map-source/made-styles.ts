import { tilesUrl } from './read-style.ts';

export const LOOKS = ['dark', 'light'] as const;
export type MapLook = (typeof LOOKS)[number];

export interface TileFacts {
  readonly minzoom?: number | undefined;
  readonly maxzoom?: number | undefined;
}

/** A style round pictures of the ground: at night they are dimmed, so that what stands on them is seen. */
export const rasterStyle = (look: MapLook, { minzoom = 0, maxzoom = 19 }: TileFacts): unknown => ({
  version: 8,
  sources: { site: { type: 'raster', tiles: [tilesUrl(0)], tileSize: 256, minzoom, maxzoom } },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': look === 'dark' ? '#171b1e' : '#eceeef' } },
    { id: 'site', type: 'raster', source: 'site', paint: look === 'dark' ? { 'raster-brightness-max': 0.55, 'raster-saturation': -0.55, 'raster-fade-duration': 0 } : { 'raster-saturation': -0.25, 'raster-fade-duration': 0 } },
  ],
});

const COLOURS = {
  dark: { ground: '#1c2124', water: '#11181d', green: '#1d2624', street: '#30383f', main: '#3f4850', big: '#535f68', building: '#23292d', text: '#98a2ab', place: '#ccd2d7', halo: '#15181b' },
  light: { ground: '#f5f6f6', water: '#d3dfe6', green: '#e0e9e1', street: '#ffffff', main: '#ffffff', big: '#fdf7ea', building: '#e6e9ea', text: '#545e66', place: '#23282d', halo: '#ffffff' },
} as const;

/** What `vectorStyle` draws. */
export const KNOWN_LAYERS: ReadonlySet<string> = new Set(['landcover', 'landuse', 'water', 'waterway', 'building', 'buildings', 'transportation', 'roads', 'transportation_name', 'place', 'places']);
const BIG = ['motorway', 'trunk', 'highway'];
const MAIN = ['primary', 'secondary', 'tertiary', 'major_road', 'medium_road'];

/**
 * A style round vector tiles that came without one: the layers that the two usual schemas (OpenMapTiles, Protomaps) have in them.
 * No borders are drawn: whose they are is not for a tile to say.
 */
export function vectorStyle(look: MapLook, { minzoom = 0, maxzoom = 14 }: TileFacts): unknown {
  const c = COLOURS[look];
  const layer = (id: string, type: 'fill' | 'line', sourceLayer: string, paint: object, more: object = {}): unknown => ({ id, type, source: 'site', 'source-layer': sourceLayer, paint, ...more });
  const roads = (sourceLayer: string, field: string): readonly unknown[] => [
    layer(`${sourceLayer}-street`, 'line', sourceLayer, { 'line-color': c.street, 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 12, 0.6, 16, 6] }, { minzoom: 12 }),
    layer(`${sourceLayer}-main`, 'line', sourceLayer, { 'line-color': c.main, 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 9, 0.5, 16, 10] }, { minzoom: 9, filter: ['in', ['get', field], ['literal', MAIN]] }),
    layer(`${sourceLayer}-big`, 'line', sourceLayer, { 'line-color': c.big, 'line-width': ['interpolate', ['exponential', 1.5], ['zoom'], 6, 0.5, 16, 14] }, { filter: ['in', ['get', field], ['literal', BIG]] }),
  ];
  const names = (id: string, sourceLayer: string, layout: object, color: string, more: object = {}): unknown => ({
    id, type: 'symbol', source: 'site', 'source-layer': sourceLayer,
    layout: { 'text-field': ['coalesce', ['get', 'name:vi'], ['get', 'name']], 'text-font': ['medium', 'Inter Variable'], 'text-size': 12, ...layout },
    paint: { 'text-color': color, 'text-halo-color': c.halo, 'text-halo-width': 1.4 },
    ...more,
  });
  return {
    version: 8,
    sources: { site: { type: 'vector', tiles: [tilesUrl(0)], minzoom, maxzoom } },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': c.ground } },
      layer('green', 'fill', 'landcover', { 'fill-color': c.green }),
      layer('landuse', 'fill', 'landuse', { 'fill-color': c.green, 'fill-opacity': 0.6 }),
      layer('water', 'fill', 'water', { 'fill-color': c.water }),
      layer('waterway', 'line', 'waterway', { 'line-color': c.water, 'line-width': 1.5 }),
      layer('building', 'fill', 'building', { 'fill-color': c.building }, { minzoom: 15 }),
      layer('buildings', 'fill', 'buildings', { 'fill-color': c.building }, { minzoom: 15 }),
      ...roads('transportation', 'class'),
      ...roads('roads', 'kind'),
      names('street-names', 'transportation_name', { 'symbol-placement': 'line' }, c.text, { minzoom: 13 }),
      names('road-names', 'roads', { 'symbol-placement': 'line' }, c.text, { minzoom: 13 }),
      names('place-names', 'place', {}, c.place, { filter: ['!=', ['get', 'class'], 'country'] }),
      names('places-names', 'places', {}, c.place, { filter: ['!=', ['get', 'kind'], 'country'] }),
    ],
  };
}

const ARCHIPELAGOS = [
  { name: 'Quần đảo Hoàng Sa\n(Việt Nam)', at: [111.6, 16.5] },
  { name: 'Quần đảo Trường Sa\n(Việt Nam)', at: [113, 9.5] },
];

/** A site's style with the names of the archipelagos, which every map of the console bears, whoever drew it. */
export function withArchipelagos<S extends { readonly sources: Readonly<Record<string, unknown>>; readonly layers: readonly unknown[] }>(style: S, look: MapLook): S {
  const c = COLOURS[look];
  return {
    ...style,
    sources: { ...style.sources, 'vonglau-archipelagos': { type: 'geojson', data: { type: 'FeatureCollection', features: ARCHIPELAGOS.map(({ name, at }) => ({ type: 'Feature', properties: { name }, geometry: { type: 'Point', coordinates: at } })) } } },
    layers: [
      ...style.layers,
      {
        id: 'vonglau-archipelagos', type: 'symbol', source: 'vonglau-archipelagos', maxzoom: 12,
        layout: { 'text-field': ['get', 'name'], 'text-font': ['semibold', 'Inter Variable'], 'text-size': 13, 'text-line-height': 1.3, 'text-allow-overlap': true, 'text-ignore-placement': true },
        paint: { 'text-color': c.place, 'text-halo-color': c.halo, 'text-halo-width': 1.6 },
      },
    ],
  };
}

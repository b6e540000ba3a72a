import { validateStyleMin, type StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foreignOrigins, readStyle, tileJsonUrls, type ReadStyle } from '../../../../../main/app/map-source/read-style.ts';

const BASE = 'https://map.example.vn/styles/city/style.json';
const ORIGINS = new Set(['https://map.example.vn', 'https://tiles.example.vn']);
const context = { base: BASE, origins: ORIGINS, tileJsons: new Map() };

const style = (more: object = {}) => ({
  version: 8,
  sources: { streets: { type: 'vector', tiles: ['https://tiles.example.vn/{z}/{x}/{y}.pbf'], maxzoom: 14 } },
  layers: [
    { id: 'ground', type: 'background', paint: { 'background-color': '#fff' } },
    { id: 'roads', type: 'line', source: 'streets', 'source-layer': 'roads', paint: { 'line-color': '#000' } },
  ],
  ...more,
});

const read = (value: unknown): ReadStyle => {
  const result = readStyle(value, context);
  if (!result.ok) throw new Error(result.error.detail);
  return result.value;
};

describe('a style of the site', () => {
  it('is given to the page with addresses of our own only', () => {
    const { style: own, upstream, dropped } = read(style({ glyphs: '../../fonts/{fontstack}/{range}.pbf', sprite: 'https://map.example.vn/sprites/city', metadata: { secret: 'https://elsewhere.example' } }));
    expect(dropped).toBe(0);
    expect(own.sources['streets']).toEqual({ type: 'vector', tiles: ['app://vonglau/map/tiles/0/{z}/{x}/{y}'], maxzoom: 14 });
    expect(upstream).toEqual({
      tiles: [{ template: 'https://tiles.example.vn/{z}/{x}/{y}.pbf' }],
      data: [],
      sprites: ['https://map.example.vn/sprites/city'],
      glyphs: 'https://map.example.vn/fonts/{fontstack}/{range}.pbf',
    });
    expect(JSON.stringify(own)).not.toContain('https:');
  });

  it('loses sources of other origins, and the layers on them', () => {
    const { style: own, dropped } = read(style({ sources: { ...style().sources, spy: { type: 'raster', tiles: ['https://spy.example/{z}/{x}/{y}.png'] } }, layers: [...style().layers, { id: 'spy', type: 'raster', source: 'spy' }] }));
    expect(Object.keys(own.sources)).toEqual(['streets']);
    expect(own.layers).toHaveLength(2);
    expect(dropped).toBe(2);
  });

  it('loses what is unknown, broken or there twice, counts it, and keeps the rest', () => {
    const layers = [...style().layers, { id: 'roads', type: 'line', source: 'streets' }, { id: 'x', type: 'custom', source: 'streets' }, { id: 'y', type: 'line', source: 'none' }, { id: 'z', type: 'line', source: 'streets', paint: 7 }, 'nonsense', null];
    const { style: own, dropped } = read(style({ layers, sources: { ...style().sources, video: { type: 'video', urls: [] }, broken: { type: 'vector', tiles: 'no' } } }));
    expect(own.layers.map((layer) => (layer as { id: string }).id)).toEqual(['ground', 'roads']);
    expect(dropped).toBe(8);
  });

  it('asks for the TileJSON its sources name, relative to itself, and takes tiles from there', () => {
    const value = style({ sources: { streets: { type: 'vector', url: '../tiles.json' }, spy: { type: 'vector', url: 'https://spy.example/t.json' } } });
    expect(tileJsonUrls(value, BASE, ORIGINS)).toEqual(['https://map.example.vn/styles/tiles.json']);
    const tileJsons = new Map([['https://map.example.vn/styles/tiles.json', { tiles: ['t/{z}/{x}/{y}.pbf'], maxzoom: 12, minzoom: undefined, bounds: undefined, attribution: undefined, scheme: undefined }]]);
    const result = readStyle(value, { ...context, tileJsons });
    expect(result.ok && result.value.upstream.tiles).toEqual([{ template: 'https://map.example.vn/styles/t/{z}/{x}/{y}.pbf' }]);
    expect(result.ok && result.value.style.sources['streets']).toMatchObject({ tiles: ['app://vonglau/map/tiles/0/{z}/{x}/{y}'], maxzoom: 12 });
  });

  it('has its data fetched by us, and keeps data that is in it', () => {
    const inside = { type: 'FeatureCollection', features: [] };
    const { style: own, upstream } = read(style({ sources: { ...style().sources, wards: { type: 'geojson', data: 'wards.json' }, mine: { type: 'geojson', data: inside } } }));
    expect(own.sources['wards']).toMatchObject({ data: 'app://vonglau/map/data/0' });
    expect(own.sources['mine']).toMatchObject({ data: inside });
    expect(upstream.data).toEqual(['https://map.example.vn/styles/city/wards.json']);
  });

  it('is written in the console’s font when it brings none', () => {
    const label = { id: 'names', type: 'symbol', source: 'streets', 'source-layer': 'places', layout: { 'text-field': 'x', 'text-font': ['Noto Sans'] } };
    expect(read(style({ layers: [...style().layers, label] })).style.layers.at(-1)).toMatchObject({ layout: { 'text-field': 'x', 'text-font': ['medium', 'Inter Variable'] } });
    expect(read(style({ glyphs: 'https://map.example.vn/f/{fontstack}/{range}.pbf', layers: [...style().layers, label] })).style.layers.at(-1)).toMatchObject({ layout: { 'text-font': ['Noto Sans'] } });
  });

  it('loses what the drawing library would refuse the whole style for, and keeps the rest', () => {
    const line = { id: 'roads', type: 'line', source: 'streets', 'source-layer': 'roads' };
    const layers = [
      { id: 'ground', type: 'background', paint: { 'background-color': '#fff', 'background-shine': 1 } },
      { ...line, paint: { 'line-color': '#000', 'line-colour': 'red', 'line-width': ['nonsense', 1] }, layout: { 'line-cap': 'pointed', visibility: 'visible' } },
      { ...line, id: 'wrong-filter', filter: ['>>', 'a', 1] },
      { ...line, id: 'no-layer', 'source-layer': undefined },
      { id: 'wrong-source', type: 'raster', source: 'streets' },
      { id: 'hills', type: 'hillshade', source: 'dem.v1' },
    ];
    const { style: own, dropped } = read(style({ layers, sources: { ...style().sources, 'dem.v1': { type: 'raster-dem', tiles: ['dem/{z}/{x}/{y}'], scheme: 'xyz' } }, sprite: [{ id: 'a', url: 's' }, { id: 'a', url: 't' }] }));
    expect(own.layers).toEqual([
      { id: 'ground', type: 'background', paint: { 'background-color': '#fff' } },
      { ...line, paint: { 'line-color': '#000' }, layout: { visibility: 'visible' } },
      { id: 'hills', type: 'hillshade', source: 'dem.v1' },
    ]);
    expect(dropped).toBe(9);
    expect(validateStyleMin(own as StyleSpecification)).toEqual([]);
  });

  it('is no map when what is left of it cannot be drawn', () => {
    expect(readStyle(style({ layers: [{ id: 'roads', type: 'raster', source: 'streets' }] }), context)).toMatchObject({ ok: false, error: { code: 'map/source-unreadable' } });
  });

  it('names every other server it takes things from, also pictures and letters', () => {
    const value = style({ glyphs: 'https://letters.example/{fontstack}/{range}.pbf', sprite: [{ id: 'a', url: 'https://pictures.example/s' }, { id: 'b', url: 'own' }] });
    expect(foreignOrigins(value, context)).toEqual(['https://pictures.example', 'https://letters.example']);
    expect(foreignOrigins(style({ glyphs: 'f/{fontstack}/{range}.pbf', sprite: 's' }), context)).toEqual([]);
    expect(read(value).dropped).toBe(2);
  });

  it('is no map when nothing but its ground is left', () => {
    expect(readStyle(style({ sources: {} }), context)).toMatchObject({ ok: false, error: { code: 'map/source-unreadable' } });
  });

  it('may be anything at all: it is judged, never thrown over', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (whole, sources, layers) => {
        readStyle(whole, context);
        const result = readStyle({ version: 8, sources, layers }, context);
        if (result.ok) expect(JSON.stringify(result.value.style)).not.toMatch(/"https?:/);
        if (result.ok) expect(validateStyleMin(result.value.style as StyleSpecification)).toEqual([]);
      }),
    );
  });
});

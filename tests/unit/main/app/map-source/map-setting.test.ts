import { describe, expect, it, test } from 'vitest';
import type { BaseMapChoice } from '@contract/domain/base-map.ts';
import { choiceOfSetting, parseMapSetting, settingOfChoice } from '../../../../../main/app/map-source/map-setting.ts';

const sourceOf = (text: string) => parseMapSetting(text)?.source;

describe('the site’s base map', () => {
  test.for([undefined, '', '  '])('is none when nothing is set (%s)', (text) => {
    expect(parseMapSetting(text)).toBeNull();
  });

  test.for([
    ['https://map.example.vn/style.json', { kind: 'style', url: 'https://map.example.vn/style.json' }],
    ['https://map.example.vn/t/{z}/{x}/{y}.pbf', { kind: 'tiles', format: 'vector', template: 'https://map.example.vn/t/{z}/{x}/{y}.pbf' }],
    ['https://map.example.vn/t/{z}/{x}/{y}.mvt?key=1', { kind: 'tiles', format: 'vector', template: 'https://map.example.vn/t/{z}/{x}/{y}.mvt?key=1' }],
    ['vector:https://map.example.vn/t/{z}/{x}/{y}', { kind: 'tiles', format: 'vector', template: 'https://map.example.vn/t/{z}/{x}/{y}' }],
    ['https://map.example.vn/t/{z}/{x}/{-y}.png', { kind: 'tiles', format: 'raster', template: 'https://map.example.vn/t/{z}/{x}/{-y}.png' }],
    ['https://map.example.vn/wms?bbox={bbox-epsg-3857}', { kind: 'tiles', format: 'raster', template: 'https://map.example.vn/wms?bbox={bbox-epsg-3857}' }],
    ['/srv/ban-do/hanoi.pmtiles', { kind: 'pmtiles', file: '/srv/ban-do/hanoi.pmtiles' }],
    ['https://map.example.vn/1.0.0/WMTSCapabilities.xml', { kind: 'wmts', url: 'https://map.example.vn/1.0.0/WMTSCapabilities.xml' }],
    ['https://map.example.vn/gwc?service=WMTS', { kind: 'wmts', url: 'https://map.example.vn/gwc?service=WMTS&request=GetCapabilities' }],
    ['raster:https://map.example.vn/wmts?key=1', { kind: 'wmts', url: 'https://map.example.vn/wmts?key=1&service=WMTS&request=GetCapabilities' }],
    ['https://map.example.vn/gwc?SERVICE=WMTS&REQUEST=GetCapabilities&VERSION=1.0.0', { kind: 'wmts', url: 'https://map.example.vn/gwc?SERVICE=WMTS&REQUEST=GetCapabilities&VERSION=1.0.0' }],
    ['vector:https://map.example.vn/tiles.json', { kind: 'tilejson', url: 'https://map.example.vn/tiles.json' }],
    ['bundled', { kind: 'bundled' }],
    [' Bundled ', { kind: 'bundled' }],
    ['https://map.example.vn/w/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png', { kind: 'tiles', format: 'raster', template: 'https://map.example.vn/w/GoogleMapsCompatible/{z}/{y}/{x}.png' }],
  ] as const)('%s', ([text, source]) => {
    expect(sourceOf(text)).toEqual(source);
  });

  test.for(['hanoi.pmtiles', 'ftp://map.example.vn/style.json', 'https://u:p@map.example.vn/style.json', 'https://{s}.example.vn/{z}/{x}/{y}.png', 'file:///etc/passwd', 'https://map.example.vn/{z}.png', 'javascript:alert(1)', 'raster:https://map.example.vn/style.json', 'vector:/srv/tiles.json'])(
    'is told to be unreadable: %s',
    (text) => {
      expect(sourceOf(text)).toEqual({ kind: 'unreadable' });
    },
  );

  it('may take things from its own origin and those listed behind it, each once', () => {
    expect(parseMapSetting('https://map.example.vn/style.json  https://tiles.example.vn/x https://map.example.vn nonsense')?.origins).toEqual(['https://map.example.vn', 'https://tiles.example.vn']);
    expect(parseMapSetting('/srv/x.pmtiles')?.origins).toEqual([]);
  });
});

describe('a map chosen at the desk', () => {
  const chosen = (kind: BaseMapChoice['kind'], address: string, more = '') => settingOfChoice({ kind, address, more });

  test.for([
    ['style', 'https://map.example.vn/style.json', 'style'],
    ['vector', 'https://map.example.vn/{z}/{x}/{y}', 'tiles'],
    ['raster', 'https://map.example.vn/{z}/{x}/{y}', 'tiles'],
    ['raster', 'https://map.example.vn/wmts?service=WMTS&request=GetTile&tilematrix={z}&tilerow={y}&tilecol={x}', 'tiles'],
    ['raster', 'https://map.example.vn/w/{TileMatrix}/{TileRow}/{TileCol}.png', 'tiles'],
    ['raster', 'https://map.example.vn/WMTSCapabilities.xml', 'wmts'],
    ['raster', 'https://map.example.vn/geoserver/gwc/service/wmts', 'wmts'],
    ['vector', 'https://map.example.vn/data/v3.json', 'tilejson'],
    ['vector', 'https://map.example.vn/data/v3', 'tilejson'],
    ['pmtiles', '/srv/bản đồ/Hà Nội 2026.pmtiles', 'pmtiles'],
  ] as const)('is read by the same rules: %s %s', ([kind, address, source]) => {
    expect(chosen(kind, address)?.source.kind).toBe(source);
  });

  test.for([
    ['style', ''],
    ['style', 'https://map.example.vn/{z}/{x}/{y}.png'],
    ['vector', 'bundled'],
    ['style', 'bundled'],
    ['raster', 'https://map.example.vn/tile.png'],
    ['raster', 'https://map.example.vn/style.json'],
    ['raster', 'vector:https://map.example.vn/{z}/{x}/{y}'],
    ['pmtiles', 'https://map.example.vn/x.pmtiles'],
    ['style', '/srv/x.pmtiles'],
    ['raster', 'ftp://map.example.vn/{z}/{x}/{y}.png'],
    ['style', 'https://u:p@map.example.vn/style.json'],
  ] as const)('must be of the kind it is said to be: %s %s', ([kind, address]) => {
    expect(chosen(kind, address)).toEqual({ source: { kind: 'unreadable' }, origins: [] });
  });

  it('is the bundled one, or takes things from its own origin and those named with it', () => {
    expect(chosen('bundled', '')).toBeNull();
    expect(chosen('style', 'https://map.example.vn/style.json', 'https://tiles.example.vn  nonsense')?.origins).toEqual(['https://map.example.vn', 'https://tiles.example.vn']);
  });
});

test.for([
  ['https://map.example.vn/{z}/{x}/{y}.pbf?key=bi-mat', { kind: 'vector', address: 'https://map.example.vn/{z}/{x}/{y}.pbf', more: '' }],
  ['https://map.example.vn/style.json?key=bi-mat', { kind: 'style', address: 'https://map.example.vn/style.json', more: '' }],
  ['/srv/x.pmtiles', { kind: 'pmtiles', address: '/srv/x.pmtiles', more: '' }],
  ['nonsense', { kind: 'style', address: '', more: '' }],
  ['bundled', { kind: 'bundled', address: '', more: '' }],
] as const)('the administrator’s map is shown without what may be a key: %s', ([text, choice]) => {
  const setting = parseMapSetting(text);
  expect(setting === null ? null : choiceOfSetting(setting)).toEqual(choice);
});

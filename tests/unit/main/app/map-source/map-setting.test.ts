import { describe, expect, it, test } from 'vitest';
import { parseMapSetting } from '../../../../../main/app/map-source/map-setting.ts';

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
    ['https://map.example.vn/w/{TileMatrixSet}/{TileMatrix}/{TileRow}/{TileCol}.png', { kind: 'tiles', format: 'raster', template: 'https://map.example.vn/w/GoogleMapsCompatible/{z}/{y}/{x}.png' }],
  ] as const)('%s', ([text, source]) => {
    expect(sourceOf(text)).toEqual(source);
  });

  test.for(['hanoi.pmtiles', 'ftp://map.example.vn/style.json', 'https://u:p@map.example.vn/style.json', 'https://{s}.example.vn/{z}/{x}/{y}.png', 'file:///etc/passwd', 'https://map.example.vn/{z}.png', 'javascript:alert(1)', 'vector:https://map.example.vn/style.json'])(
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

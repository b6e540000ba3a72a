import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { baseMap } from '../../../../build/map/base-map.ts';
import { baseStyle } from '../../../../build/map/base-styles.ts';
import { streetsOf } from '../../../../demo/city/streets.ts';

const folder = path.join(import.meta.dirname, '../../../../assets/map');
const read = (name: string): unknown => JSON.parse(readFileSync(path.join(folder, name), 'utf8'));
const { features } = baseMap();
const namesOf = (kind: string): readonly string[] => features.flatMap(({ properties }) => (properties['kind'] === kind && properties['name'] !== undefined ? [String(properties['name'])] : []));

describe('the bundled base map', () => {
  it('is what the drawing makes: draw it again after a change (node build/map/make-base-map.ts)', () => {
    expect(read('hanoi.json')).toEqual(JSON.parse(JSON.stringify(baseMap())));
    expect(read('style-dark.json')).toEqual(baseStyle('dark'));
    expect(read('style-light.json')).toEqual(baseStyle('light'));
  });

  it('is small enough to be there at once', () => {
    expect(statSync(path.join(folder, 'hanoi.json')).size).toBeLessThan(1_500_000);
  });

  it('bears both archipelagos, at their true places', () => {
    const places = features.flatMap(({ properties, geometry }) => (properties['kind'] === 'archipelago' && geometry.type === 'Point' ? [[properties['name'], geometry.coordinates]] : []));
    expect(places).toEqual([
      ['Quần đảo Hoàng Sa\n(Việt Nam)', [111.6, 16.5]],
      ['Quần đảo Trường Sa\n(Việt Nam)', [113, 9.5]],
    ]);
  });

  it('draws no border', () => {
    expect([...new Set(features.map(({ properties }) => properties['layer']))].sort()).toEqual(['city', 'coast', 'grid', 'island', 'islet', 'name', 'park', 'place', 'river', 'road', 'unit', 'water']);
  });

  it('has the river, the lakes, four ring roads and thirty units', () => {
    const named = new Set(features.map(({ properties }) => properties['name']));
    for (const name of ['Sông Hồng', 'Hồ Tây', 'Hồ Hoàn Kiếm', 'Hồ Bảy Mẫu']) expect(named).toContain(name);
    expect([...new Set(features.flatMap(({ properties }) => (properties['kind'] === 'ring' ? [properties['name']] : [])))]).toEqual(['Vành đai 1', 'Vành đai 2', 'Vành đai 3', 'Vành đai 4']);
    expect(features.filter(({ properties }) => properties['layer'] === 'unit')).toHaveLength(30);
  });

  it('names a street once: where the demo’s cameras stand', () => {
    const demo = new Set(streetsOf().map(({ name }) => name));
    expect(namesOf('main').filter((name) => demo.has(name))).toEqual([]);
    expect(new Set(namesOf('street'))).toEqual(demo);
  });

  it('is whole: every ring is closed, every point on the ground', () => {
    for (const { geometry } of features) {
      const points = geometry.type === 'Point' ? [geometry.coordinates] : geometry.type === 'LineString' ? geometry.coordinates : geometry.coordinates.flat();
      for (const [lon, lat] of points) expect(Math.abs(lon) <= 180 && Math.abs(lat) <= 90).toBe(true);
      if (geometry.type === 'Polygon') for (const ring of geometry.coordinates) expect(ring.at(-1)).toEqual(ring[0]);
    }
  });

  it('has styles whose layers all have what they name, and ask nobody for anything', () => {
    const drawn = new Set(features.flatMap(({ properties }) => [properties['layer'], properties['kind']]));
    for (const look of ['dark', 'light'] as const) {
      const text = JSON.stringify(baseStyle(look));
      const named = [...text.matchAll(/\["==",\["get","(?:layer|kind)"\],"([^"]+)"\]/g)].map(([, name]) => name);
      expect(named.length).toBeGreaterThan(10);
      expect(named.filter((name) => name !== undefined && !drawn.has(name))).toEqual([]);
      expect(text).not.toMatch(/https?:|glyphs|sprite/);
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlarmBrief } from '@contract/domain/alarm.ts';
import type { Camera, OrgUnit } from '@contract/domain/camera.ts';
import type { MapMark } from '@contract/domain/camera-query.ts';
import { FORCE_OLD_MS, type Force } from '@contract/domain/force.ts';
import { alarmId, cameraId, forceId, unitId, utcMs } from '@contract/domain/units.ts';
import { areaFeatures } from '../../../../../renderer/widgets/site-map/area-features.ts';
import { bandRings, boundsOf, circleRing, distanceM, positionOf } from '../../../../../renderer/widgets/site-map/ground.ts';
import { graphicsNamed } from '../../../../../renderer/widgets/site-map/graphics.ts';
import { alarmFeatures } from '../../../../../renderer/widgets/site-map/map-alarms.ts';
import { forceFeatures } from '../../../../../renderer/widgets/site-map/map-forces.ts';
import { MAP_ICONS } from '../../../../../renderer/widgets/site-map/map-icons.ts';
import { iconKind, markDiff, markFeature, shareStep } from '../../../../../renderer/widgets/site-map/map-marks.ts';
import { unitAreas } from '../../../../../renderer/widgets/site-map/map-units.ts';
import { overlayLayers, SOURCES } from '../../../../../renderer/widgets/site-map/overlay-layers.ts';
import { MAP_LAYERS } from '../../../../../renderer/state/map-memory.ts';

const AT = { lonDeg: 105.8, latDeg: 21.02 };
const camera = (more: Partial<Extract<MapMark, { kind: 'camera' }>> = {}): Extract<MapMark, { kind: 'camera' }> => ({ id: 'm1', kind: 'camera', at: AT, camera: cameraId('c1'), number: 12, name: 'Cầu Giấy', turns: false, type: 'dome', bearingDeg: null, condition: 'working', ...more });
const cluster = (counts: Partial<Record<'working' | 'lost' | 'broken' | 'unknown', number>>): Extract<MapMark, { kind: 'cluster' }> => ({ id: 'k1', kind: 'cluster', at: AT, counts: { working: 0, lost: 0, broken: 0, unknown: 0, ...counts }, bounds: { west: 105, south: 20, east: 106, north: 21 } });
const icons = new Set(MAP_ICONS.map(({ id }) => id));
const plain = String;

describe('a camera on the map', () => {
  it('is drawn by what it is and how it is', () => {
    expect(markFeature(camera(), plain)).toEqual({
      type: 'Feature',
      id: 'm1',
      properties: { id: 'm1', kind: 'camera', camera: 'c1', icon: 'camera-dome-working', number: '12', label: '12 Cầu Giấy', weight: 0 },
      geometry: { type: 'Point', coordinates: [105.8, 21.02] },
    });
    expect(markFeature(camera({ turns: true, condition: 'lost', bearingDeg: 90 }), plain).properties).toMatchObject({ icon: 'camera-turning-lost', bearing: 90, weight: 1 });
    expect(iconKind({ turns: false, type: 'box' })).toBe('fixed');
    expect(iconKind({ turns: false, type: null })).toBe('fixed');
  });

  it('in a group says how many there are, and what is wrong with how many', () => {
    expect(markFeature(cluster({ working: 1_190, lost: 8, broken: 2 }), plain).properties).toEqual({ id: 'k1', kind: 'cluster', icon: 'cluster-l-1', total: '1200', wrong: '10', weight: 1_200 });
    expect(markFeature(cluster({ working: 5, unknown: 3 }), plain).properties).toMatchObject({ icon: 'cluster-s-0', total: '8', wrong: '' });
  });

  it('is never hidden in a group: one that is wrong among thousands is told', () => {
    expect(shareStep(cluster({ working: 9_999, lost: 1 }).counts)).toBe(1);
    expect(shareStep(cluster({ broken: 3 }).counts)).toBe(8);
    expect(shareStep(cluster({ working: 3 }).counts)).toBe(0);
  });

  it('always has a picture', () => {
    const condition = fc.constantFrom('working', 'lost', 'broken', 'unknown' as const);
    const type = fc.constantFrom('bullet', 'dome', 'box', 'panoramic', 'thermal', 'plate', null);
    const count = fc.nat(50_000);
    const marks = fc.oneof(
      fc.record({ turns: fc.boolean(), type, condition }).map((more) => camera(more as Partial<Extract<MapMark, { kind: 'camera' }>>)),
      fc.record({ working: count, lost: count, broken: count, unknown: count }).filter((counts) => Object.values(counts).some((value) => value > 0)).map(cluster),
    );
    fc.assert(fc.property(marks, (mark) => icons.has(String(markFeature(mark, plain).properties['icon']))));
  });
});

describe('changes of marks', () => {
  it('are what differs, and lead from any set to any other', () => {
    const set = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.nat(3)).map((sizes) => new Map(Object.entries(sizes).map(([id, number]) => [id, { ...camera(), id, number }])));
    fc.assert(
      fc.property(set, set, (before, after) => {
        const kept = new Map([...after].map(([id, mark]) => [id, before.get(id)?.number === mark.number ? (before.get(id) ?? mark) : mark]));
        const { put, remove } = markDiff(before, kept);
        const shown = new Map<string, MapMark>(before);
        for (const id of remove) shown.delete(id);
        for (const mark of put) shown.set(mark.id, mark);
        expect(new Map([...shown].sort())).toEqual(new Map([...kept].sort()));
        expect(put.every((mark) => before.get(mark.id) !== mark)).toBe(true);
      }),
    );
  });
});

describe('a force', () => {
  const force = (more: Partial<Force> = {}): Force => ({ id: forceId('f1'), name: 'Tổ 12', kind: 'patrol', state: 'busy', trail: [{ at: AT, utcMs: utcMs(1_000) }, { at: { lonDeg: 105.81, latDeg: 21.02 }, utcMs: utcMs(5_000) }], ...more });
  const words = (ageMs: number): string => `${String(Math.floor(ageMs / 60_000))} phút`;

  it('stands where it was last, with the way it came', () => {
    const { points, trails } = forceFeatures([force()], 10_000, words);
    expect(points[0]).toMatchObject({ properties: { icon: 'force-patrol-busy', label: 'Tổ 12', old: false }, geometry: { coordinates: [105.81, 21.02] } });
    expect(trails[0]?.geometry.coordinates).toEqual([[105.8, 21.02], [105.81, 21.02]]);
  });

  it('that was seen long ago says so, by drawing and word', () => {
    const { points } = forceFeatures([force()], 5_000 + FORCE_OLD_MS + 60_001, words);
    expect(points[0]?.properties).toMatchObject({ icon: 'force-patrol-old', label: 'Tổ 12 · 2 phút', old: true });
  });

  it('that was never seen is not drawn', () => {
    expect(forceFeatures([force({ trail: [] })], 0, words)).toEqual({ points: [], trails: [] });
  });
});

describe('alarms', () => {
  const alarm = (id: string, priority: AlarmBrief['priority'], of: string | null): AlarmBrief => ({ id: alarmId(id), camera: of === null ? null : cameraId(of), priority, title: `Báo ${id}`, raisedUtcMs: utcMs(0) });
  const known = new Map([['c1', AT], ['c2', undefined]]);
  const cameraOf = (id: string): Camera | undefined => (known.has(id) ? ({ id: cameraId(id), position: known.get(id) } as Camera) : undefined);

  it('of one camera stand as the most urgent of them, with how many there are', () => {
    const [feature, ...others] = alarmFeatures([alarm('a', 3, 'c1'), alarm('b', 1, 'c1'), alarm('c', 2, 'c2'), alarm('d', 1, 'c9'), alarm('e', 1, null)], cameraOf);
    expect(others).toEqual([]);
    expect(feature?.properties).toMatchObject({ camera: 'c1', icon: 'alarm-1', label: 'Báo b (2)', priority: 1, weight: 8 });
  });
});

describe('the ground', () => {
  it('is measured in metres', () => {
    expect(distanceM(AT, { ...AT, latDeg: AT.latDeg + 0.01 })).toBeCloseTo(1_113.2, 0);
    for (const point of circleRing(AT, 500)) expect(distanceM(AT, positionOf(point))).toBeCloseTo(500, -1);
    expect(boundsOf([AT, { lonDeg: 105.7, latDeg: 21.1 }])).toEqual({ west: 105.7, south: 21.02, east: 105.8, north: 21.1 });
    expect(boundsOf([])).toBeNull();
  });

  it('along a line is a closed band as wide as told', () => {
    const [ring = []] = bandRings([AT, { lonDeg: 105.81, latDeg: 21.02 }], 50);
    expect(ring.at(-1)).toEqual(ring[0]);
    for (const point of ring) expect(Math.min(distanceM(AT, positionOf(point)), distanceM({ lonDeg: 105.81, latDeg: 21.02 }, positionOf(point)))).toBeCloseTo(50, 0);
  });

  it('chosen is drawn with its corners; a line that is no area yet is drawn too', () => {
    expect(areaFeatures({ kind: 'circle', centre: AT, radiusM: 100 }, [AT], null).map(({ properties }) => properties.kind)).toEqual(['ground', 'edge', 'corner']);
    expect(areaFeatures(null, [AT], { lonDeg: 105.9, latDeg: 21 }).map(({ properties }) => properties.kind)).toEqual(['edge', 'corner']);
    expect(areaFeatures({ kind: 'seeing', spot: AT }, [AT], null)).toHaveLength(1);
    expect(areaFeatures(null, [], null)).toEqual([]);
  });
});

describe('areas of units', () => {
  const unit = (id: string, kind: OrgUnit['kind'], lonDeg?: number): OrgUnit => ({ id: unitId(id), name: id, kind, parentId: null, ...(lonDeg === undefined ? {} : { position: { lonDeg, latDeg: 21 } }) });

  it('part the ground between districts; offices have none', () => {
    const areas = unitAreas([unit('city', 'city', 105), unit('west', 'district', 105.7), unit('east', 'town', 105.8), unit('police', 'police', 105.75), unit('nowhere', 'district')]);
    expect(areas.map(({ name }) => name)).toEqual(['west', 'east']);
    const [west, east] = areas.map(({ ring }) => ring.map(([lon]) => lon));
    expect(Math.max(...(west ?? []))).toBeLessThanOrEqual(105.751);
    expect(Math.min(...(east ?? []))).toBeGreaterThanOrEqual(105.749);
  });

  it('are those of communes where there are no districts; units in one place do not take each other’s', () => {
    const areas = unitAreas([unit('one', 'commune', 105.7), unit('other', 'commune', 105.7)]);
    expect(areas.every(({ ring }) => ring.length > 3 && ring.every(([lon, lat]) => Number.isFinite(lon) && Number.isFinite(lat)))).toBe(true);
    expect(unitAreas([])).toEqual([]);
  });
});

describe('the layers', () => {
  const layers = overlayLayers('dark', { wrong: '▲ ' });

  it('are all switched by somebody, or drawn always', () => {
    expect(new Set(layers.flatMap(({ metadata }) => metadata.switch ?? []))).toEqual(new Set(MAP_LAYERS));
    expect(new Set(layers.map(({ id }) => id)).size).toBe(layers.length);
    for (const layer of layers) expect(SOURCES, layer.id).toContain('source' in layer ? layer.source : '');
  });

  it('are the same for both looks', () => {
    expect(overlayLayers('light', { wrong: '' }).map(({ id }) => id)).toEqual(layers.map(({ id }) => id));
  });
});

describe('graphics', () => {
  it('by the processor are known by name', () => {
    expect(['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)))', 'llvmpipe (LLVM 15.0)', 'Microsoft Basic Render Driver', 'ANGLE (NVIDIA GeForce RTX 3060)', ''].map(graphicsNamed)).toEqual(['software', 'software', 'software', 'card', 'card']);
  });
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Camera } from '@contract/domain/camera.ts';
import { EVERY_CAMERA, type CameraFilter, type MapArea } from '@contract/domain/camera-query.ts';
import { placeAt } from '@contract/domain/geo.ts';
import { ok } from '@contract/domain/result.ts';
import { unitId } from '@contract/domain/units.ts';
import { directoryScene, portWith, valueOf } from '../../../builders/directory-scene.ts';
import { cameraNamed } from '../../../builders/fake-vms.ts';

const MIDDLE = { latDeg: 21.0361, lonDeg: 105.7906 };
const near = (eastM: number, northM: number) => placeAt(MIDDLE, { eastM, northM });
const at = (id: string, eastM: number, northM: number, over: Partial<Camera> = {}) => cameraNamed(id, { position: near(eastM, northM), ...over });
const ofDichVong = { address: '144 Xuân Thủy, phường Dịch Vọng, Hà Nội', unitId: unitId('u1') };

const cameras = [
  at('w', -300, 0, { ...ofDichVong, view: { bearingDeg: 90, angleDeg: 60, rangeM: 400 }, mountingHeightM: 6 }),
  at('m', 0, 10, { ...ofDichVong, address: 'Ngõ 12 Xuân Thủy, phường Dịch Vọng, Hà Nội', number: 2 }),
  at('e', 310, 5, { address: 'Số 3 Cầu Giấy, phường Quan Hoa, Hà Nội', unitId: unitId('u2'), kind: 'ptz', view: { bearingDeg: 0, angleDeg: 60, rangeM: 500 }, ptz: { panDeg: [-180, 180], tiltDeg: [-90, 90], zoomMax: 20, wideAngleDeg: 60, zeroBearingDeg: 0, presets: true, patrols: true, home: true, tracking: false, aux: [] } }),
  at('n', 20, 900, { address: 'Đường Cầu Giấy', unitId: unitId('u2') }),
  cameraNamed('nowhere', { address: '9 Cầu Giấy' }),
];
const units = [
  { id: unitId('u1'), name: 'Công an phường Dịch Vọng', kind: 'police', parentId: unitId('q') },
  { id: unitId('u2'), name: 'Công an phường Quan Hoa', kind: 'police', parentId: unitId('q') },
  { id: unitId('q'), name: 'Quận Cầu Giấy', kind: 'district', parentId: null, position: MIDDLE },
] as const;
/** Between the camera in the west and the middle. */
const wall = { line: [near(-100, -50), near(-100, 50)], heightM: 10 };
const scene = directoryScene({ port: portWith({ units, cameras }), walls: { load: async () => ok({ kind: 'loaded', walls: [wall], etag: 'w1' }) } });
beforeAll(async () => {
  await scene.open();
  await scene.sync();
});
afterAll(() => scene.end());
const inArea = async (area: MapArea, filter: CameraFilter = {}, text = '', most = 2_000) => valueOf(await scene.ask('area', { area, scope: { text, filter }, most }));
const ids = async (area: MapArea, filter: CameraFilter = {}) => (await inArea(area, filter)).items.map(({ camera }) => camera.id);

describe('what lies in an area', () => {
  it('of a radius: nearest first, with how far', async () => {
    const { items, total } = await inArea({ kind: 'circle', centre: MIDDLE, radiusM: 320 });
    expect(items.map(({ camera, distanceM }) => [camera.id, Math.round(distanceM)])).toEqual([['m', 10], ['w', 300], ['e', 310]]);
    expect(total).toBe(3);
    expect(await ids({ kind: 'circle', centre: MIDDLE, radiusM: 305 }, { units: [unitId('q')] })).toEqual(['m', 'w']);
  });

  it('of drawn corners', async () => {
    expect(await ids({ kind: 'polygon', corners: [near(-310, -20), near(100, -20), near(100, 950), near(10, 950)] })).toEqual(['n', 'm', 'w']);
  });

  it('along a road: in its order, not by how near', async () => {
    const line = [near(-400, 0), near(400, 0), near(400, 900), near(0, 900)];
    const { items } = await inArea({ kind: 'corridor', line, widthM: 30 });
    expect(items.map(({ camera, alongM }) => [camera.id, Math.round((alongM ?? 0) / 10)])).toEqual([['w', 10], ['m', 40], ['e', 71], ['n', 208]]);
    expect(await ids({ kind: 'corridor', line: line.toReversed(), widthM: 30 })).toEqual(['n', 'e', 'm', 'w']);
  });

  it('is only what words find, and no more than asked for, the nearest', async () => {
    const whole = { kind: 'circle', centre: MIDDLE, radiusM: 2_000 } as const;
    const found = async (text: string, most?: number) => {
      const { items, total } = await inArea(whole, {}, text, most);
      return [items.map(({ camera }) => camera.id), total];
    };
    expect(await found('xuan thuy')).toEqual([['m', 'w'], 2]);
    expect(await found('', 2)).toEqual([['m', 'w'], 4]);
    expect(await found('qwertz')).toEqual([[], 0]);
    expect((await inArea({ kind: 'corridor', line: [near(-400, 0), near(400, 0)], widthM: 30 }, {}, '', 2)).items.map(({ camera, alongM }) => [camera.id, Math.round((alongM ?? 0) / 10)])).toEqual([['w', 10], ['m', 40]]);
  });

  it('and sees a spot: nearest first, walls taken into account, heads that turn all round', async () => {
    expect(await ids({ kind: 'seeing', spot: near(-150, 0) })).toEqual(['w']);
    expect(await ids({ kind: 'seeing', spot: near(0, 0) })).toEqual(['e']);
    expect(await ids({ kind: 'seeing', spot: near(0, 380) })).toEqual(['e']);
    expect(await ids({ kind: 'seeing', spot: near(0, 0) }, { kinds: ['fixed'] })).toEqual([]);
  });
});

describe('the ground that is seen', () => {
  it('is a polygon for each camera that has a view, cut by walls, nearest to the middle first', async () => {
    const [west, south] = [near(-400, -100).lonDeg, near(-400, -100).latDeg];
    const bounds = { west, south, east: near(400, 0).lonDeg, north: near(0, 1_000).latDeg };
    const { areas, tooMany } = valueOf(await scene.ask('coverage', { bounds, scope: EVERY_CAMERA }));
    expect(tooMany).toBe(false);
    expect(areas.map(({ camera }) => camera).toSorted()).toEqual(['e', 'w']);
    const east = areas.find(({ camera }) => camera === 'w')?.corners.map(([lon]) => lon) ?? [];
    // In the wall's shadow nothing, beside it on to the end of the range.
    expect(east.some((lon) => Math.abs(lon - near(-100, 0).lonDeg) < 1e-6)).toBe(true);
    expect(Math.max(...east)).toBeGreaterThan(near(0, 0).lonDeg);
    expect(valueOf(await scene.ask('coverage', { bounds, scope: { text: '', filter: { kinds: ['ptz'] } } })).areas.map(({ camera }) => camera)).toEqual(['e']);
  });

  it('is left out, and said to be, where it would be of too many', async () => {
    const crowd = Array.from({ length: 1_001 }, (_, index) => at(`c${String(index)}`, index % 40, index / 40, { view: { bearingDeg: 0, angleDeg: 60, rangeM: 20 } }));
    const other = directoryScene({ port: portWith({ units, cameras: crowd }) });
    await other.open();
    await other.sync();
    const bounds = { west: MIDDLE.lonDeg - 0.1, south: MIDDLE.latDeg - 0.1, east: MIDDLE.lonDeg + 0.1, north: MIDDLE.latDeg + 0.1 };
    expect(valueOf(await other.ask('coverage', { bounds, scope: EVERY_CAMERA }))).toEqual({ areas: [], tooMany: true });
    const some = valueOf(await other.ask('coverage', { bounds, scope: { text: 'c1000', filter: {} } }));
    expect([some.areas.length, some.tooMany]).toEqual([1, false]);
    other.end();
  });

  it('knows its walls after a restart without a server', async () => {
    scene.directory.close();
    const again = directoryScene({ folder: scene.folder });
    await again.open();
    expect(valueOf(await again.ask('area', { area: { kind: 'seeing', spot: near(0, 0) }, scope: EVERY_CAMERA, most: 10 })).items.map(({ camera }) => camera.id)).toEqual(['e']);
    again.directory.close();
    await scene.open();
  });
});

describe('where the cameras of a scope are', () => {
  const extent = async (text: string, filter: CameraFilter = {}) => valueOf(await scene.ask('extent', { scope: { text, filter } }));

  it('is told with how many they are, also those that have no place', async () => {
    const { bounds, placed, total } = await extent('dich vong');
    expect([placed, total]).toEqual([2, 3]);
    expect(bounds).toEqual({ west: near(-300, 0).lonDeg, south: near(-300, 0).latDeg, east: near(0, 10).lonDeg, north: near(0, 10).latDeg });
    expect(await extent('xuan thuy', { units: [unitId('u2')] })).toEqual({ bounds: null, placed: 0, total: 0 });
    expect(await extent('')).toMatchObject({ placed: 4, total: 5 });
  });
});

describe('places', () => {
  const places = async (text: string) => valueOf(await scene.ask('places', { text })).places.map(({ kind, name, within, cameras: count }) => [kind, name, within, count]);

  it('are streets and units with their cameras, then whole addresses', async () => {
    expect(await places('xuan thuy')).toEqual([
      ['street', 'Xuân Thủy', 'Công an phường Dịch Vọng', 2],
      ['address', '144 Xuân Thủy, phường Dịch Vọng, Hà Nội', 'Công an phường Dịch Vọng', 1],
      ['address', 'Ngõ 12 Xuân Thủy, phường Dịch Vọng, Hà Nội', 'Công an phường Dịch Vọng', 1],
    ]);
    expect((await places('Cầu Giấy')).slice(0, 2)).toEqual([
      ['unit', 'Quận Cầu Giấy', '', 4],
      ['street', 'Cầu Giấy', 'Công an phường Quan Hoa', 2],
    ]);
    expect(await places('144 xuan')).toMatchObject([['address', '144 Xuân Thủy, phường Dịch Vọng, Hà Nội', 'Công an phường Dịch Vọng', 1]]);
  });

  it('are found with a slip of the finger, and not when nothing comes close', async () => {
    expect((await places('xuan tuhy'))[0]).toEqual(['street', 'Xuân Thủy', 'Công an phường Dịch Vọng', 2]);
    expect([await places('qwertz'), await places('  ')]).toEqual([[], []]);
  });

  it('lie where their cameras are, a unit where it says', async () => {
    const found = valueOf(await scene.ask('places', { text: 'cau giay' })).places;
    expect(found.find(({ kind }) => kind === 'unit')?.position).toEqual(MIDDLE);
    expect(found.find(({ kind }) => kind === 'street')?.position.latDeg).toBeCloseTo((near(0, 5).latDeg + near(0, 900).latDeg) / 2, 5);
  });
});

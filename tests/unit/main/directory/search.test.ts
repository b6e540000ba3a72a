import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { CameraFilter, CameraQuery, QueryOrder } from '@contract/domain/camera-query.ts';
import { cameraId, unitId, utcMs } from '@contract/domain/units.ts';
import { directoryScene, portWith, valueOf } from '../../../builders/directory-scene.ts';
import { cameraNamed } from '../../../builders/fake-vms.ts';
import { cityOf, type SearchCase } from '../../../builders/search-cases.ts';

const query = (text: string, filter: CameraFilter = {}, order: QueryOrder = 'best'): CameraQuery => ({ text, filter, order });

describe('searching a few cameras', () => {
  const named = [
    cameraNamed('a', { number: 12, code: 'HK-7', name: 'Nút giao Cầu Giấy – Xuân Thủy', address: '144 Xuân Thủy, phường Dịch Vọng', kind: 'ptz', make: 'Axis', purpose: 'traffic', tags: ['cửa ngõ'] }),
    cameraNamed('b', { number: 3, name: 'Cầu Giấy 144', address: '144 Cầu Giấy, phường Quan Hoa', make: 'Bosch' }),
    cameraNamed('c', { number: 120, name: 'Chợ Đồng Xuân – cổng 2', address: '15 Đồng Xuân, phường Hàng Mã' }),
    cameraNamed('d', { number: 4, name: 'Hồ Gươm', address: 'Đinh Tiên Hoàng', model: 'DS 12', unitId: unitId('u2') }),
    cameraNamed('e', { number: 5, name: 'Ấp Bắc', owner: 'Điện lực Hoàn Kiếm' }),
  ];
  const units = [
    { id: unitId('u1'), name: 'Quận Cầu Giấy', kind: 'district', parentId: unitId('city') },
    { id: unitId('u2'), name: 'Công an phường Hàng Trống', kind: 'police', parentId: unitId('city') },
    { id: unitId('city'), name: 'Thành phố Hà Nội', kind: 'city', parentId: null },
  ] as const;
  const scene = directoryScene({ port: portWith({ units, cameras: named }) });
  beforeAll(async () => {
    await scene.open();
    await scene.sync();
    scene.handle({ kind: 'groups', groups: [] });
  });
  afterAll(() => scene.end());
  const answer = async (asked: CameraQuery) => valueOf(await scene.ask('search', { query: asked }));
  /** Those that fit, without those that only come close. */
  const found = async (asked: CameraQuery) => {
    const { ids, near } = await answer(asked);
    return ids.slice(0, ids.length - near);
  };

  test.for([
    ['nut giao cau giay', ['a']],
    ['Nút giao Cầu Giấy', ['a']],
    ['dong xuan', ['c']],
    ['đồng xuân', ['c']],
    ['144 xuan', ['a']],
    ['hang trong', ['d']],
    ['bosch', ['b']],
    ['dien luc', ['e']],
    ['cua ngo', ['a']],
    ['giao thong', ['a']],
    ['giao thông', ['a']],
    ['traffic', ['a']],
    ['dinh tien hoang', ['d']],
    ['xuan thuy cau giay nut', ['a']],
    ['HK7', ['a']],
    ['hk-7', ['a']],
    ['zzzz', []],
  ] as const)('for "%s" finds %s', async ([text, ids]) => {
    expect(await found(query(text))).toEqual(ids);
  });

  test.for([
    ['caugiay nut', ['a']],
    ['nut gi ao', ['a']],
    ['nutgiaocaugiay', ['a']],
    ['dogn xuan', ['c']],
    ['ho guom', ['d']],
    ['ho guon', ['d']],
    ['ho gu', ['d']],
    ['dinh tien hoagn', ['d']],
  ] as const)('for "%s", slipped or not, finds %s first', async ([text, ids]) => {
    expect((await answer(query(text))).ids.slice(0, ids.length)).toEqual(ids);
  });

  it('gives the camera of a number first, whatever else holds it', async () => {
    expect(await found(query('12'))).toEqual(['a', 'd', 'c']);
  });

  it('puts names that begin with it before names that hold it, and those before the rest', async () => {
    expect(await found(query('cau giay'))).toEqual(['b', 'a', 'e', 'c']);
  });

  it('says how many only come close', async () => {
    expect(await answer(query('hoan kiem'))).toMatchObject({ ids: ['e'], total: 1, near: 0 });
    expect(await answer(query('dogn xuan'))).toMatchObject({ ids: ['c'], total: 1, near: 1, first: [{ id: 'c', name: 'Chợ Đồng Xuân – cổng 2' }] });
  });

  it('orders by name as Vietnamese does, and by number', async () => {
    expect(await found(query('', {}, 'name'))).toEqual(['e', 'b', 'c', 'd', 'a']);
    expect(await found(query('', {}, 'number'))).toEqual(['b', 'd', 'e', 'a', 'c']);
  });

  it.each<[CameraFilter, readonly string[]]>([
    [{ kinds: ['ptz'] }, ['a']],
    [{ units: [unitId('u2')] }, ['d']],
    [{ units: [unitId('city')] }, ['b', 'd', 'e', 'a', 'c']],
    [{ makes: ['Axis', 'Bosch'] }, ['b', 'a']],
    [{ purposes: ['traffic'], makes: ['Bosch'] }, []],
    [{ tags: ['cửa ngõ'] }, ['a']],
    [{ states: ['unknown'] }, ['b', 'd', 'e', 'a', 'c']],
    [{ states: ['lost'] }, []],
    [{ onWall: true }, []],
  ])('filters by %o', async (filter, ids) => {
    expect(await found(query('', filter))).toEqual(ids);
  });

  it('counts for each facet what each value would leave, the values of one facet not narrowing each other', async () => {
    const { facets } = valueOf(await scene.ask('facets', { query: query('', { makes: ['Axis'] }) }));
    const of = (facet: string) => facets.filter((count) => count.facet === facet).map(({ value, count }) => [value, count]);
    expect(of('makes')).toEqual([['Axis', 1], ['Bosch', 1]]);
    expect(of('kinds')).toEqual([['ptz', 1]]);
    expect(of('units')).toEqual([['city', 1], ['u1', 1]]);
    expect(of('states')).toEqual([['unknown', 1]]);
  });

  it('finds the camera of a number, and the cameras of a unit by number', async () => {
    expect(valueOf(await scene.ask('number', { number: 120 })).camera?.id).toBe('c');
    expect(valueOf(await scene.ask('number', { number: 121 })).camera).toBeNull();
    expect(valueOf(await scene.ask('unit', { unit: unitId('u1') })).ids).toEqual(['b', 'e', 'a', 'c']);
  });
});

describe('searching a city', () => {
  const city = cityOf(4_000);
  const scene = directoryScene({ port: portWith(city) });
  const cases = JSON.parse(readFileSync(new URL('../../../fixtures/search/cases.json', import.meta.url), 'utf8')) as readonly SearchCase[];
  beforeAll(async () => {
    await scene.open();
    await scene.sync();
  }, 60_000);
  afterAll(() => scene.end());

  it('finds what is meant among the first twenty, accents or not, with a slip of the finger too', async () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    const missed: SearchCase[] = [];
    for (const one of cases) {
      const { first } = valueOf(await scene.ask('search', { query: query(one.query) }));
      if (!first.slice(0, 20).some(({ name }) => name === one.wants)) missed.push(one);
    }
    expect(missed.filter(({ slip }) => slip !== 'typo')).toEqual([]);
    expect(missed.length / cases.length, JSON.stringify(missed)).toBeLessThanOrEqual(0.01);
  }, 60_000);
});

describe('cameras whose state changes', () => {
  const scene = directoryScene({ port: portWith({ units: [], cameras: ['a', 'b', 'c'].map((id, index) => cameraNamed(id, { number: index + 1 })) }) });
  afterAll(() => scene.end());

  it('come, in the order of change, the latest first', async () => {
    await scene.open();
    await scene.sync();
    const at = (id: string, sinceUtcMs: number) => ({ id: cameraId(id), state: 'lost' as const, sinceUtcMs: utcMs(sinceUtcMs) });
    scene.handle({ kind: 'states', states: [at('c', 30), at('a', 50), at('b', 40)] });
    expect(valueOf(await scene.ask('search', { query: query('', { states: ['lost'] }, 'since') })).ids).toEqual(['a', 'b', 'c']);
  });
});

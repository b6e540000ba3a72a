import { describe, expect, it } from 'vitest';
import { cameraEntry, searchCameras } from '../../../../renderer/state/camera-index.ts';
import { cameraWith, unitWith } from '../../../builders/cameras.ts';

const hoanKiem = unitWith('hoan-kiem', 'Quận Hoàn Kiếm');
const entries = [
  cameraWith(12, { name: 'Cổng chợ Đồng Xuân', address: '12 Hàng Chiếu' }),
  cameraWith(7, { name: 'Ngã tư Phố Huế', code: 'HK-0007' }),
  cameraWith(120, { name: 'Bờ hồ Hoàn Kiếm' }),
  cameraWith(31, { name: 'Đê Yên Phụ', unitId: unitWith('tay-ho', 'Quận Tây Hồ').id }),
].map((camera) => cameraEntry(camera, camera.unitId === hoanKiem.id ? hoanKiem : undefined));

const found = (query: string): string[] => searchCameras(entries, query).entries.map(({ camera }) => camera.name);

describe('searching cameras', () => {
  it.each([
    ['dong xuan', ['Cổng chợ Đồng Xuân']],
    ['ĐỒNG XUÂN', ['Cổng chợ Đồng Xuân']],
    ['xuan dong', ['Cổng chợ Đồng Xuân']],
    ['hang chieu', ['Cổng chợ Đồng Xuân']],
    ['hk-0007', ['Ngã tư Phố Huế']],
    ['de yen', ['Đê Yên Phụ']],
    ['không đâu có', []],
    ['   ', []],
  ])('finds by name, address or code, accents or not: %s', (query, names) => {
    expect(found(query)).toEqual(names);
  });

  it('puts a camera whose own name matches before those that only belong to a unit of that name', () => {
    expect(found('hoan kiem')).toEqual(['Bờ hồ Hoàn Kiếm', 'Ngã tư Phố Huế', 'Cổng chợ Đồng Xuân']);
  });

  it('puts the camera of exactly this number first', () => {
    expect(found('12')[0]).toBe('Cổng chợ Đồng Xuân');
    expect(found('12')).toContain('Bờ hồ Hoàn Kiếm');
  });

  it('offers what is one slip of the finger away, and says that it is near only', () => {
    expect(searchCameras(entries, 'dogn xuan')).toMatchObject({ isNear: true, entries: [{ camera: { number: 12 } }] });
    expect(searchCameras(entries, 'dong xuan').isNear).toBe(false);
  });
});

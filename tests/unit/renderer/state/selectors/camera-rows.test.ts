import { describe, expect, it } from 'vitest';
import type { Camera, OrgUnit } from '@contract/domain/camera.ts';
import { cameraId, unitId } from '@contract/domain/units.ts';
import { resultRows, treeRows, type TreeRow } from '../../../../../renderer/state/selectors/camera-rows.ts';
import { cameraWith, unitWith } from '../../../../builders/cameras.ts';
import { unitCountsOf } from '../../../../builders/fake-directory.ts';

const rowsOf = (cameras: readonly Camera[], units: readonly OrgUnit[], ...expanded: string[]): readonly TreeRow[] =>
  treeRows({
    counts: new Map(unitCountsOf(cameras, units).map((record) => [record.id, record])),
    camerasOf: new Map(cameras.map(({ unitId: unit }) => [unit, cameras.filter((each) => each.unitId === unit).map(({ id }) => id)])),
    units: new Map(units.map((unit) => [unit.id, unit])),
    expanded: new Set(expanded.map(unitId)),
    compareNames: new Intl.Collator('vi').compare,
    orphansName: 'Chưa rõ',
  });
const told = (rows: readonly TreeRow[]): string[] =>
  rows.map((row) => `${'  '.repeat(row.level - 1)}${row.kind === 'unit' ? row.name : row.camera} ${String(row.position)}/${String(row.siblings)}`);

const city = unitWith('city', 'Hà Nội');
const baDinh = unitWith('ba-dinh', 'Ba Đình', 'city');
const hoanKiem = unitWith('hoan-kiem', 'Hoàn Kiếm', 'city');
const cameras = [cameraWith(1), cameraWith(2), cameraWith(3, { unitId: baDinh.id }), cameraWith(4, { unitId: city.id })];

describe('the camera tree', () => {
  it('shows only the roots until one is opened', () => {
    expect(told(rowsOf(cameras, [hoanKiem, city, baDinh]))).toEqual(['Hà Nội 1/1']);
  });

  it('lists the units below by name, then the unit\'s own cameras, each with its place among its siblings', () => {
    expect(told(rowsOf(cameras, [hoanKiem, city, baDinh], 'city', 'hoan-kiem'))).toEqual([
      'Hà Nội 1/1',
      '  Ba Đình 1/3',
      '  Hoàn Kiếm 2/3',
      '    camera-1 1/2',
      '    camera-2 2/2',
      '  camera-4 3/3',
    ]);
  });

  it('leaves out units without any camera below', () => {
    expect(told(rowsOf([cameraWith(3, { unitId: baDinh.id })], [city, baDinh, hoanKiem], 'city'))).toEqual(['Hà Nội 1/1', '  Ba Đình 1/1']);
  });

  it('keeps cameras of an unknown unit in sight', () => {
    expect(told(rowsOf([cameraWith(9, { unitId: unitId('nowhere') })], [city], '?'))).toEqual(['Chưa rõ 1/1', '  camera-9 1/1']);
  });

  it('keeps cameras in sight whose units are each other\'s parents', () => {
    const one = unitWith('one', 'Một', 'two');
    const two = unitWith('two', 'Hai', 'one');
    expect(told(rowsOf([cameraWith(1, { unitId: one.id })], [one, two], 'one'))).toEqual(['Hai 1/2', 'Một 2/2', '  camera-1 1/1']);
  });
});

describe('results of a search', () => {
  it('stand on one level, in their order', () => {
    expect(resultRows([cameraId('b'), cameraId('a')])).toMatchObject([{ kind: 'camera', camera: 'b', isResult: true, position: 1, siblings: 2 }, { camera: 'a', position: 2 }]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Camera, OrgUnit } from '@contract/domain/camera.ts';
import { unitId } from '@contract/domain/units.ts';
import { cameraEntry } from '../../../../../renderer/state/camera-index.ts';
import type { Directory } from '../../../../../renderer/state/directory-store.ts';
import { resultRows, treeRows, type TreeRow } from '../../../../../renderer/state/selectors/camera-rows.ts';
import { cameraWith, unitWith } from '../../../../builders/cameras.ts';

const directoryOf = (cameras: readonly Camera[]): Directory => {
  const entries = cameras.map((camera) => cameraEntry(camera, undefined));
  const byUnit = new Map(entries.map(({ camera }) => [camera.unitId, entries.filter((each) => each.camera.unitId === camera.unitId)]));
  return { entries, byId: new Map(entries.map((entry) => [entry.camera.id, entry])), byUnit };
};
const rowsOf = (cameras: readonly Camera[], units: readonly OrgUnit[], ...expanded: string[]): readonly TreeRow[] =>
  treeRows({
    directory: directoryOf(cameras),
    units: new Map(units.map((unit) => [unit.id, unit])),
    expanded: new Set(expanded.map(unitId)),
    compareNames: new Intl.Collator('vi').compare,
    orphansName: 'Chưa rõ',
  });
const told = (rows: readonly TreeRow[]): string[] =>
  rows.map((row) => `${'  '.repeat(row.level - 1)}${row.kind === 'unit' ? row.name : row.entry.camera.name} ${String(row.position)}/${String(row.siblings)}`);

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
      '    Camera 1 1/2',
      '    Camera 2 2/2',
      '  Camera 4 3/3',
    ]);
  });

  it('leaves out units without any camera below', () => {
    expect(told(rowsOf([cameraWith(3, { unitId: baDinh.id })], [city, baDinh, hoanKiem], 'city'))).toEqual(['Hà Nội 1/1', '  Ba Đình 1/1']);
  });

  it('keeps cameras of an unknown unit in sight', () => {
    expect(told(rowsOf([cameraWith(9, { unitId: unitId('nowhere') })], [city], '?'))).toEqual(['Chưa rõ 1/1', '  Camera 9 1/1']);
  });

  it('keeps cameras in sight whose units are each other\'s parents', () => {
    const one = unitWith('one', 'Một', 'two');
    const two = unitWith('two', 'Hai', 'one');
    expect(told(rowsOf([cameraWith(1, { unitId: one.id })], [one, two], 'one'))).toEqual(['Hai 1/2', 'Một 2/2', '  Camera 1 1/1']);
  });
});

describe('results of a search', () => {
  it('say the place of each camera', () => {
    const entry = cameraEntry(cameraWith(5, { address: '9 Tràng Tiền' }), hoanKiem);
    expect(resultRows([entry])).toMatchObject([{ kind: 'camera', place: '9 Tràng Tiền · Hoàn Kiếm', position: 1, siblings: 1 }]);
  });
});

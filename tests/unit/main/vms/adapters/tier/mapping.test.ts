import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mapCamera, mapLayout, mapPerson, mapUnits, readRecords, withoutRepeats } from '../../../../../../main/vms/adapters/tier/mapping.ts';
import { wireCamera, wireLayout, wirePerson, wireUnit } from '../../../../../../main/vms/adapters/tier/wire.schema.ts';
import { wireCameraRecord } from '../../../../../builders/wire-camera.ts';

const read = (items: readonly unknown[]) => readRecords(items, wireCamera);
const camera = (over: Readonly<Record<string, unknown>>) => {
  const [record] = read([wireCameraRecord(over)]).records;
  return record === undefined ? 'skipped' : mapCamera(record);
};

describe('a camera record', () => {
  test('is taken whole', () => {
    const full = {
      code: 'HK-001', owner: 'Công an phường', purpose: 'traffic', address: '1 Hàng Bài', position: { latDeg: 21.02, lonDeg: 105.85 }, mountingHeightM: 6, make: 'Hãng', model: 'M1', connection: 'vms',
    };
    expect(camera(full)).toEqual({ ...wireCameraRecord(), ...full });
  });

  test.each([
    ['at sea off Africa', { position: { latDeg: 0, lonDeg: 0 } }],
    ['latitude and longitude exchanged', { position: { latDeg: 105.85, lonDeg: 21.02 } }],
    ['a place as text', { position: '21.02,105.85' }],
    ['half a place', { position: { latDeg: 21 } }],
    ['no place', { position: null }],
    ['a mast of 9 km', { mountingHeightM: 9000 }],
    ['a mast below ground', { mountingHeightM: -3 }],
    ['a purpose nobody knows', { purpose: 'world-domination' }],
    ['an owner that is a number', { owner: 7 }],
    ['a make of blanks', { make: ' \u200b ' }],
  ])('%s: the field is let go, the camera stays', (_name, over) => {
    expect(camera(over)).toEqual(wireCameraRecord());
  });

  test.each([
    ['no id', { id: undefined }],
    ['an empty id', { id: '' }],
    ['an id with a direction mark', { id: 'cam\u202e1' }],
    ['an id every object has', { id: '__proto__' }],
    ['an id of 10 kB', { id: 'x'.repeat(10_000) }],
    ['a number as text', { number: '1' }],
    ['number 0', { number: 0 }],
    ['a name that is an object', { name: { vi: 'x' } }],
    ['no kind', { kind: undefined }],
    ['no streams', { streams: undefined }],
  ])('%s: the record is skipped', (_name, over) => {
    expect(camera(over)).toBe('skipped');
  });

  test('HTML stays text, direction marks and line ends go, ten thousand characters are cut', () => {
    expect(camera({ name: '<img src=x onerror=alert(1)>' })).toMatchObject({ name: '<img src=x onerror=alert(1)>' });
    expect(camera({ name: 'Cổng\u202e\u0000\r\n trước' })).toMatchObject({ name: 'Cổng trước' });
    expect(camera({ name: 'đ'.repeat(10_000) })).toMatchObject({ name: `${'đ'.repeat(199)}…` });
  });

  test('without a name goes by its number', () => {
    expect(camera({ number: 812, name: ' \u200f ' })).toMatchObject({ name: 'Camera 812' });
  });

  test('keeps the profiles that can be read, one of each', () => {
    const good = { profile: 'sub', codec: 'avc1.42e01e', widthPx: 640, heightPx: 360, frameRate: 15, bitrateKbps: 400 };
    expect(camera({ streams: [null, { ...good, frameRate: 0 }, { ...good, codec: '"><script>' }, good, { ...good, widthPx: 320 }] })).toMatchObject({ streams: [good] });
  });

  test('valid ones survive any company', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), fc.array(fc.anything()), (before, after) => {
        const { records, skipped } = read([...before, wireCameraRecord(), ...after]);
        expect(records.map(mapCamera)).toContainEqual(wireCameraRecord());
        expect(records.length + skipped).toBe(before.length + after.length + 1);
      }),
    );
  });

  test('of two with one id the first counts, on later pages too', () => {
    const seen = new Set<string>();
    expect(withoutRepeats([{ id: 'a', page: 1 }, { id: 'a', page: 1.5 }], seen)).toEqual([{ id: 'a', page: 1 }]);
    expect(withoutRepeats([{ id: 'a', page: 2 }, { id: 'b', page: 2 }], seen)).toEqual([{ id: 'b', page: 2 }]);
  });
});

describe('units', () => {
  const parents = (pairs: Readonly<Record<string, string | null>>) => {
    const items = Object.entries(pairs).map(([id, parentId]) => ({ id, parentId, name: id, kind: 'district' }));
    return Object.fromEntries(mapUnits(readRecords(items, wireUnit).records).map((unit) => [unit.id, unit.parentId]));
  };
  test('keep their tree', () => {
    expect(parents({ city: null, district: 'city', ward: 'district' })).toEqual({ city: null, district: 'city', ward: 'district' });
  });
  test('whose parent is not to be seen become roots', () => {
    expect(parents({ ward: 'hidden' })).toEqual({ ward: null });
  });
  test('in a circle are cut loose from it', () => {
    expect(parents({ a: 'b', b: 'c', c: 'a', self: 'self' })).toEqual({ a: null, b: 'c', c: 'a', self: null });
  });
});

describe('a layout', () => {
  test('has one place for each tile of its grid; what lies outside is let go', () => {
    const wire = { id: 'l1', name: 'Sáng', grid: '4', shared: false, ownerId: 'p1', etag: '"1"', updatedUtcMs: 5, tiles: [{ index: 2, cameraId: 'c' }, { index: 2, cameraId: 'later' }, { index: 9, cameraId: 'out' }] };
    expect(readRecords([wire], wireLayout).records.map(mapLayout)).toEqual([
      { id: 'l1', name: 'Sáng', grid: '4', cameras: [null, null, 'c', null], shared: false, ownerId: 'p1', etag: '"1"', updatedUtcMs: 5, sync: 'stored' },
    ]);
  });
});

describe('a person', () => {
  test('has only rights that exist', () => {
    const wire = { id: 'p', username: 'truc.an', name: 'An', role: 'operator', rights: ['live.view', 'root', 7] };
    expect(readRecords([wire], wirePerson).records.map(mapPerson)).toEqual([{ id: 'p', username: 'truc.an', name: 'An', role: 'operator', rights: ['live.view'] }]);
  });
});

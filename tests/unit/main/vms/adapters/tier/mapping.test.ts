import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WHOLE_PICTURE } from '@contract/domain/privacy-mask.ts';
import { layoutBody, mapLayout } from '../../../../../../main/vms/adapters/tier/layout-mapping.ts';
import { mapCamera, mapEvent, mapForce, mapPerson, mapUnits, readRecords, withoutRepeats } from '../../../../../../main/vms/adapters/tier/mapping.ts';
import { wireCamera, wireEvent, wireForce, wireLayout, wireMasks, wirePerson, wireUnit } from '../../../../../../main/vms/adapters/tier/wire.schema.ts';
import { wireCameraRecord } from '../../../../../builders/wire-camera.ts';

const read = (items: readonly unknown[]) => readRecords(items, wireCamera);
/** The usual record as the console has it. */
const plainCamera = { ...wireCameraRecord(), streams: [{ profile: 'main', codec: 'avc1.4d401f', format: 'annexb', widthPx: 1280, heightPx: 720, frameRate: 25 }] };
const camera = (over: Readonly<Record<string, unknown>>) => {
  const [record] = read([wireCameraRecord(over)]).records;
  return record === undefined ? 'skipped' : mapCamera(record);
};

describe('a camera record', () => {
  test('is taken whole', () => {
    const full = {
      type: 'dome', view: { bearingDeg: 90, angleDeg: 60, rangeM: 120 }, analytics: ['crowd', 'smoke'], tags: ['trọng điểm'], tier: 'commune',
      ptz: { panDeg: [-180, 180], tiltDeg: [-90, 20], zoomMax: 30, zeroBearingDeg: 12.5, wideAngleDeg: 60, presets: true, patrols: true, home: true, tracking: false, aux: ['focus', 'light'] },
      code: 'HK-001', owner: 'Công an phường', purpose: 'traffic', address: '1 Hàng Bài', position: { latDeg: 21.02, lonDeg: 105.85 }, mountingHeightM: 6, make: 'Hãng', model: 'M1', connection: 'vms',
    };
    expect(camera(full)).toEqual({ ...plainCamera, ...full });
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
    ['a type nobody knows', { type: 'drone' }],
    ['a view that is a text', { view: 'north' }],
    ['a view all round twice', { view: { bearingDeg: 10, angleDeg: 720, rangeM: 10 } }],
    ['a view as far as the moon', { view: { bearingDeg: 10, angleDeg: 60, rangeM: 4e8 } }],
    ['half a view', { view: { bearingDeg: 10 } }],
    ['analytics that are one word', { analytics: 'crowd' }],
    ['analytics that search for faces', { analytics: ['face', 'gait', 7, null] }],
    ['tags of blanks and numbers', { tags: [' \u200b ', 5, {}] }],
    ['a tier nobody knows', { tier: 'galaxy' }],
    ['a head without limits', { ptz: { zoomMax: 30 } }],
    ['a head whose limits are turned round', { ptz: { panDeg: [180, -180], tiltDeg: [-90, 20], zoomMax: 30, wideAngleDeg: 60, presets: true, patrols: true, home: true, tracking: false, aux: [] } }],
    ['a head that is a text', { ptz: 'yes' }],
  ])('%s: the field is let go, the camera stays', (_name, over) => {
    expect(camera(over)).toEqual(plainCamera);
  });

  test('keeps of its lists what can be read, each once, and no more than a screen can take', () => {
    expect(camera({ analytics: ['crowd', 'face', 'crowd', null, 'plate'] })).toMatchObject({ analytics: ['crowd', 'plate'] });
    expect(camera({ tags: ['lễ hội', '\u202eđảo\n', 'lễ hội', 7, 'x'.repeat(90)] })).toMatchObject({ tags: ['lễ hội', 'đảo', `${'x'.repeat(39)}…`] });
    const many = camera({ tags: Array.from({ length: 500 }, (_, index) => `nhãn ${index}`) });
    expect(many === 'skipped' ? [] : many.tags).toHaveLength(20);
    const head = { panDeg: [-170, 170], tiltDeg: [-90, 0], zoomMax: 4, wideAngleDeg: 60, presets: false, patrols: false, home: false, tracking: false };
    expect(camera({ ptz: { ...head, zeroBearingDeg: 'north', aux: ['iris', 'laser', 3] } })).toEqual({ ...plainCamera, ptz: { ...head, aux: ['iris'] } });
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
    expect(camera({ streams: [null, { ...good, frameRate: 0 }, { ...good, codec: '"><script>' }, good, { ...good, widthPx: 320 }] })).toMatchObject({ streams: [{ ...good, format: 'annexb' }] });
  });

  test('valid ones survive any company', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), fc.array(fc.anything()), (before, after) => {
        const { records, skipped } = read([...before, wireCameraRecord(), ...after]);
        expect(records.map(mapCamera)).toContainEqual(plainCamera);
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

const CORNERS = [{ x: 0, y: 0 }, { x: 1, y: 0 }, { x: 1, y: 0.5 }];

describe('the masks of a camera', () => {
  const masksOf = (masks: unknown) => {
    const record = camera({ masks });
    return record === 'skipped' ? record : record.masks;
  };

  test('are taken as they are; none is none', () => {
    expect(masksOf([{ id: 'm1', corners: CORNERS }])).toEqual([{ id: 'm1', corners: CORNERS }]);
    expect(masksOf([])).toBeUndefined();
    expect(masksOf(undefined)).toBeUndefined();
  });

  test.each([
    ['null', null],
    ['a text', 'none'],
    ['an object', {}],
    ['one that is no mask among good ones', [{ id: 'm1', corners: CORNERS }, 7]],
    ['two corners', [{ id: 'm1', corners: CORNERS.slice(1) }]],
    ['a corner outside the picture', [{ id: 'm1', corners: [...CORNERS, { x: 1.2, y: 0 }] }]],
    ['a corner as text', [{ id: 'm1', corners: [...CORNERS, { x: '0.5', y: 0 }] }]],
    ['pixels instead of shares', [{ id: 'm1', corners: CORNERS.map(({ x, y }) => ({ x: x * 640, y: y * 360 })) }]],
    ['more corners than can be', [{ id: 'm1', corners: Array.from({ length: 33 }, () => CORNERS[0]) }]],
    ['more masks than can be', Array.from({ length: 33 }, () => ({ id: 'm', corners: CORNERS }))],
    ['no id', [{ corners: CORNERS }]],
  ])('%s: the whole picture is covered, and the camera stays', (_name, masks) => {
    expect(masksOf(masks)).toEqual([WHOLE_PICTURE]);
  });

  test('whatever is sent, a camera is never shown with fewer masks than it has', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        const masks = [{ id: 'm1', corners: CORNERS }, junk];
        expect(masksOf(masks)).toEqual(wireMasks.safeParse(masks).success ? expect.objectContaining({ length: 2 }) : [WHOLE_PICTURE]);
      }),
    );
  });
});

test('a camera says whether it has sound, and its profiles how they are packed; an unknown packing is no profile', () => {
  const profile = { profile: 'sub', codec: 'mp1v', widthPx: 320, heightPx: 180, frameRate: 25 };
  expect(camera({ hasAudio: true, streams: [{ ...profile, format: 'mpegts' }, { ...profile, profile: 'main', format: 'webm' }] })).toMatchObject({ hasAudio: true, streams: [{ ...profile, format: 'mpegts' }] });
  expect(camera({ hasAudio: 'loud', streams: [profile] })).toEqual({ ...plainCamera, streams: [{ ...profile, format: 'annexb' }] });
});

describe('a layout', () => {
  const cells = [0, 1, 2].map((column) => ({ column, row: 0, columns: 1, rows: 1 }));
  const wire = { id: 'l1', name: 'Sáng', arrangement: { columns: 4, rows: 1, tiles: cells }, shared: false, locked: true, ownerId: 'p1', etag: '"1"', updatedUtcMs: 5, tiles: [] };
  const layoutOf = (over: Readonly<Record<string, unknown>>) => readRecords([{ ...wire, ...over }], wireLayout).records.map(mapLayout)[0];
  const clock = { kind: 'clock' };

  test('has one place for each tile; what cannot be read or has no place is left out and counted', () => {
    const tiles = [{ index: 2, content: clock }, { index: 2, content: { kind: 'map' } }, { index: 9, content: clock }, { index: 0, content: { kind: 'camera', camera: '', zoom: null } }, null, { index: 1, content: { kind: 'hologram' } }];
    expect(layoutOf({ tiles })).toEqual({
      layout: { id: 'l1', name: 'Sáng', arrangement: wire.arrangement, contents: [null, null, clock], shared: false, locked: true, ownerId: 'p1', etag: '"1"', updatedUtcMs: 5, sync: 'stored' },
      skipped: 5,
    });
  });

  test.each([
    ['a camera, zoomed', { kind: 'camera', camera: 'c', zoom: { x: 0.5, y: 0.5, scale: 4 } }],
    ['a sequence that runs', { kind: 'sequence', sequence: { name: 'Cổng', steps: [{ camera: 'c', dwellS: 10 }, { camera: 'd', dwellS: 5 }] }, run: { kind: 'running', anchorUtcMs: 5, fromStep: 1 } }],
    ['a text of two lines', { kind: 'text', text: 'Trực ban\n113' }],
    ['a picture', { kind: 'picture', picture: 'a'.repeat(64) }],
    ['a page', { kind: 'web', url: 'https://example.com/x' }],
    ['the hotspot', { kind: 'hotspot' }],
    ['the desk', { kind: 'desk' }],
  ])('%s comes back as it was stored', (_name, content) => {
    const read = layoutOf({ tiles: [{ index: 1, content }] });
    expect(read).toMatchObject({ skipped: 0, layout: { contents: [null, content, null] } });
    expect(read === undefined ? null : layoutBody(read.layout)).toEqual({ name: 'Sáng', arrangement: wire.arrangement, tiles: [{ index: 1, content }], shared: false, locked: true });
  });

  test.each([
    ['a page in the clear', { kind: 'web', url: 'http://example.com/' }],
    ['a page that is a script', { kind: 'web', url: 'javascript:alert(1)' }],
    ['a picture that is a path', { kind: 'picture', picture: '../../etc/passwd' }],
    ['a zoom out of the picture', { kind: 'camera', camera: 'c', zoom: { x: 2, y: 0, scale: 1 } }],
    ['a sequence without cameras', { kind: 'sequence', sequence: { name: '', steps: [] }, run: { kind: 'paused', step: 0 } }],
    ['a dwell of no time', { kind: 'sequence', sequence: { name: '', steps: [{ camera: 'c', dwellS: 0 }] }, run: { kind: 'paused', step: 0 } }],
    ['an id every object has', { kind: 'camera', camera: '__proto__', zoom: null }],
  ])('%s: that tile stays empty', (_name, content) => {
    expect(layoutOf({ tiles: [{ index: 1, content }] })).toMatchObject({ skipped: 1, layout: { contents: [null, null, null] } });
  });

  test.each([
    ['tiles over each other', { columns: 4, rows: 1, tiles: [...cells, cells[0]] }],
    ['a tile beyond the raster', { columns: 2, rows: 1, tiles: cells }],
    ['no tile', { columns: 4, rows: 1, tiles: [] }],
    ['a raster without end', { columns: 1e9, rows: 1, tiles: cells }],
    ['a grid of the version before', undefined],
  ])('%s: the layout is skipped', (_name, arrangement) => {
    expect(layoutOf({ arrangement })).toBeUndefined();
  });

  test('fields of a later version do no harm, and hostile text becomes harmless', () => {
    const tiles = [{ index: 0, content: { ...clock, face: 'analogue' }, border: 'red' }, { index: 1, content: { kind: 'text', text: `a\u202eb\u0000${'x'.repeat(900)}` } }];
    const read = layoutOf({ tiles, colour: 'blue', name: '\u202e' });
    expect(read?.layout).toMatchObject({ name: 'l1', contents: [clock, { kind: 'text' }, null] });
    const text = read?.layout.contents[1];
    expect(text?.kind === 'text' ? [text.text.length, /[\u202e\u0000]/.test(text.text)] : null).toEqual([500, false]);
  });
});

describe('a person', () => {
  test('has only rights that exist', () => {
    const wire = { id: 'p', username: 'truc.an', name: 'An', role: 'operator', rights: ['live.view', 'root', 7] };
    expect(readRecords([wire], wirePerson).records.map(mapPerson)).toEqual([{ id: 'p', username: 'truc.an', name: 'An', role: 'operator', rights: ['live.view'] }]);
  });

  test.each([[40, 40], [0, undefined], [101, undefined], [1.5, undefined], ['80', undefined]])('has level %j on heads that turn as %j', (ptzLevel, mapped) => {
    const wire = { id: 'p', username: 'truc.an', name: 'An', role: 'operator', rights: [], ptzLevel };
    expect(readRecords([wire], wirePerson).records.map((person) => mapPerson(person).ptzLevel)).toEqual([mapped]);
  });
});

describe('a force', () => {
  const fix = (utcMs: number, over: object = {}) => ({ latDeg: 21.03, lonDeg: 105.8, utcMs, ...over });
  const force = { id: 'f1', name: 'Xe 113\u202e số 2', kind: 'car', state: 'busy', unitName: 'Cảnh sát 113', trail: [fix(1), fix(2)] };
  const mapped = { id: 'f1', name: 'Xe 113 số 2', kind: 'car', state: 'busy', unitName: 'Cảnh sát 113', trail: [{ at: { latDeg: 21.03, lonDeg: 105.8 }, utcMs: 1 }, { at: { latDeg: 21.03, lonDeg: 105.8 }, utcMs: 2 }] };
  const trailOf = (trail: unknown) => readRecords([{ ...force, trail }], wireForce).records.map(mapForce).map((read) => read.trail.map(({ utcMs }) => utcMs));

  test('is taken as a record and as an event', () => {
    expect(readRecords([force], wireForce).records.map(mapForce)).toEqual([mapped]);
    expect(readRecords([{ kind: 'force.moved', force }], wireEvent).records.map(mapEvent)).toEqual([{ kind: 'force.moved', force: mapped }]);
  });

  test('has its readable places in the order of time, the newest sixty', () => {
    expect(trailOf([fix(5), null, fix(3), fix(4, { latDeg: 0 }), fix(6, { utcMs: 'now' })])).toEqual([[3, 5]]);
    expect(trailOf(Array.from({ length: 900 }, (_, index) => fix(index)))).toEqual([Array.from({ length: 60 }, (_, index) => 840 + index)]);
  });

  test.each([['no place that can be read', { trail: [null, fix(1, { lonDeg: 0 })] }], ['no trail', { trail: undefined }], ['a kind nobody knows', { kind: 'tank' }], ['a state nobody knows', { state: 'lost' }], ['no id', { id: '' }]])('with %s is skipped', (_name, over) => {
    expect(readRecords([{ ...force, ...over }], wireForce)).toEqual({ records: [], skipped: 1 });
    expect(readRecords([{ kind: 'force.moved', force: { ...force, ...over } }], wireEvent)).toEqual({ records: [], skipped: 1 });
  });
});

test('lists of groups and searches that changed are told', () => {
  expect(readRecords([{ kind: 'groups.changed' }, { kind: 'searches.changed' }], wireEvent).records.map(mapEvent)).toEqual([{ kind: 'groups.changed' }, { kind: 'searches.changed' }]);
});

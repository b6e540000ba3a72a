import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { DESK_SURFACE, layoutId, monitorKey, monitorSurface, utcMs } from '@contract/domain/units.ts';
import { emptySurface } from '@contract/domain/wall.ts';
import { openDevice } from '../../../../main/storage/documents/device.ts';
import { openLayoutsCache } from '../../../../main/storage/documents/layouts-cache.ts';
import {
  findOfflinePerson,
  OFFLINE_LOCK_MS,
  OFFLINE_VALID_MS,
  offlineTriesLeft,
  openOfflinePeople,
  withFailure,
  withOfflinePerson,
  withoutOfflinePerson,
  withSuccess,
  type OfflinePeople,
  type OfflinePerson,
} from '../../../../main/storage/documents/offline-people.ts';
import { INITIAL_SETTINGS, openSettings } from '../../../../main/storage/documents/settings.ts';
import { openSurfaces, surfacesOf, withSurfacesOf, INITIAL_SURFACES } from '../../../../main/storage/documents/surfaces.ts';
import { encodeEnvelope, payloadChecksum } from '../../../../main/storage/envelope.ts';
import { keptSurface } from '../../../builders/surfaces-scene.ts';
import { cameraTiles, tileWords } from '../../../builders/tiles.ts';
import { createMemoryFiles } from './memory-files.ts';
import { diskWith, FOLDER, NOW_UTC_MS, storageContext } from './storage-builders.ts';

const on = (document: string, file: string) => storageContext(createMemoryFiles({ disk: diskWith(document, { 1: file }) }));

async function loadedValue<T>(document: { readonly load: () => Promise<{ readonly ok: true; readonly value: { readonly value: T; readonly quarantined: number } } | { readonly ok: false }> }): Promise<T> {
  const loaded = await document.load();
  if (!loaded.ok) throw new Error('not loaded');
  expect(loaded.value.quarantined).toBe(0);
  return loaded.value.value;
}

describe('settings', () => {
  it('of version 1 are read', async () => {
    expect(await loadedValue(openSettings(on('settings', 'settings.v1.json')))).toEqual({ ...INITIAL_SETTINGS, language: 'en' });
  });

  it('are Vietnamese on a fresh machine', async () => {
    expect(await loadedValue(openSettings(storageContext(createMemoryFiles())))).toEqual(INITIAL_SETTINGS);
  });
});

describe('the device identity', () => {
  it('of version 1 is read', async () => {
    expect(await loadedValue(openDevice(on('device', 'device.v1.json')))).toEqual({ deviceId: 'dev-7' });
  });

  it('is absent before enrolment', async () => {
    expect(await loadedValue(openDevice(storageContext(createMemoryFiles())))).toEqual({ deviceId: null });
  });
});

describe('surfaces', () => {
  it('of version 1 show the same cameras, in a grid of the same size, for their server only', async () => {
    const saved = await loadedValue(openSurfaces(on('surfaces', 'surfaces.v1.json')));
    expect(surfacesOf(saved, 'hn-province')).toEqual([
      keptSurface({ ...emptySurface(DESK_SURFACE, READY['4']), contents: cameraTiles('cam-1', null, 'cam-3', null) }),
      keptSurface({ ...emptySurface(monitorSurface(monitorKey('DEL-4821')), READY['9']), contents: cameraTiles('cam-1', 'cam-2', null, null, null, null, null, null, 'cam-9'), layoutId: layoutId('lay-1'), layoutName: 'Ngã tư lớn' }),
    ]);
    expect(surfacesOf(saved, 'another')).toEqual([]);
    expect(saved.monitors).toEqual([{ id: 'DEL-4821', number: 2, label: 'Dell 24"', xPx: 1920, yPx: 0, widthPx: 1920, heightPx: 1080, scaleFactor: 1, isPrimary: false }]);
  });

  it('of version 1 that are damaged cost only themselves; a grid is filled up to its size', async () => {
    expect(await loadedValue(openSurfaces(on('surfaces', 'surfaces.partly-damaged.json')))).toEqual({
      servers: [{ serverId: 'hn-province', surfaces: [keptSurface({ ...emptySurface(monitorSurface(monitorKey('A'))), contents: cameraTiles('cam-1', null, 'cam-3', null) })] }],
      monitors: [{ id: 'B', number: 1, label: 'B', xPx: 0, yPx: 0, widthPx: 800, heightPx: 600, scaleFactor: 1, isPrimary: true }],
    });
  });

  it('of version 2 are read, with what tiles remember', async () => {
    const saved = surfacesOf(await loadedValue(openSurfaces(on('surfaces', 'surfaces.v2.json'))), 'hn-province');
    expect(saved.map(({ surface, memory }) => [surface.id, tileWords(surface.contents), memory.map(tileWords)])).toEqual([
      ['desk', ['cam-1', 'hotspot'], [['cam-9', 'clock'], []]],
      ['monitor:DEL-4821', ['sequence', null], []],
    ]);
    expect(saved[0]?.surface.contents[0]).toMatchObject({ zoom: { x: 0.5, y: 0.25, scale: 4 } });
    expect(saved[1]?.surface).toMatchObject({ locked: true, layoutName: 'Ngã tư lớn', contents: [{ run: { anchorUtcMs: NOW_UTC_MS, fromStep: 1 } }, null], tour: { name: 'Đêm', run: { kind: 'paused', step: 1 } } });
  });

  it('of version 2 that are damaged cost only themselves: tiles that overlap the place, a bad content its tile', async () => {
    const saved = surfacesOf(await loadedValue(openSurfaces(on('surfaces', 'surfaces.v2-damaged.json'))), 'hn-province');
    expect(saved.map(({ surface, memory }) => [surface.id, tileWords(surface.contents), surface.tour, surface.locked, memory.map(tileWords)])).toEqual([['monitor:A', [null, 'cam-3'], null, false, [['cam-7'], []]]]);
  });

  it('of a newer console are not written over', async () => {
    const payload = Buffer.from('{"servers":"of another kind"}');
    const newer = encodeEnvelope('surfaces', { version: 3, checksum: payloadChecksum('surfaces', 3, payload), savedUtcMs: NOW_UTC_MS, payload });
    const document = openSurfaces(storageContext(createMemoryFiles({ disk: new Map([[`${FOLDER}/surfaces.1.json`, newer]]) })));
    expect(await document.load()).toMatchObject({ ok: true, value: { readOnly: true } });
    expect(await document.save(INITIAL_SURFACES)).toMatchObject({ ok: false, error: { code: 'storage/newer-version' } });
  });

  it('come back as saved, without whether a monitor was there', async () => {
    const files = createMemoryFiles();
    const monitor = { id: monitorKey('A'), number: 1, label: 'A', xPx: -1920, yPx: 0, widthPx: 1920, heightPx: 1080, scaleFactor: 1.25, isPrimary: false };
    const surfaces = [{ surface: { ...emptySurface(DESK_SURFACE), contents: cameraTiles('cam-1', null, null, null) }, memory: [cameraTiles('cam-2', 'cam-3').filter((content) => content !== null)] }, { surface: { ...emptySurface(monitorSurface(monitorKey('A')), READY['1']), contents: [{ kind: 'desk' as const }] }, memory: [], beneathDesk: { ...emptySurface(monitorSurface(monitorKey('A'))), contents: cameraTiles('cam-1', null, null, null) } }];
    await openSurfaces(storageContext(files)).save({ ...withSurfacesOf(INITIAL_SURFACES, 's', surfaces), monitors: [{ ...monitor, ...{ present: true } }] });
    expect(await loadedValue(openSurfaces(storageContext(files)))).toEqual({ servers: [{ serverId: 's', surfaces }], monitors: [monitor] });
  });

  it('of the server used last come first, and the 33rd server is forgotten', () => {
    const many = Array.from({ length: 40 }, (_, index) => `s${index}`).reduce((saved, serverId) => withSurfacesOf(saved, serverId, []), INITIAL_SURFACES);
    const again = withSurfacesOf(many, 's20', [keptSurface(emptySurface(DESK_SURFACE))]);
    expect(again.servers).toHaveLength(32);
    expect(again.servers[0]).toEqual({ serverId: 's20', surfaces: [keptSurface(emptySurface(DESK_SURFACE))] });
    expect(again.servers.map(({ serverId }) => serverId)).not.toContain('s3');
  });
});

describe('the cache of layouts', () => {
  it('of version 1, when it held the directory too, is read: layouts and what the server said of itself', async () => {
    const cache = await loadedValue(openLayoutsCache(on('directory-cache', 'directory-cache.v1.json')));
    expect(cache).toMatchObject({ address: 'https://10.0.0.1:7443', service: { serverId: 'hn-province', tier: 'province' } });
    expect(cache.layouts).toEqual([{ id: 'lay-1', name: 'Ngã tư lớn', arrangement: READY['4'], contents: cameraTiles('cam-1', null, null, 'cam-2'), shared: true, locked: false, ownerId: 'p-1', etag: '"3"', updatedUtcMs: NOW_UTC_MS, sync: 'stored' }]);
    expect(Object.keys(cache).toSorted()).toEqual(['address', 'layouts', 'service']);
  });

  it('of version 2 is read, and what waits in it goes on waiting', async () => {
    const cache = await loadedValue(openLayoutsCache(on('directory-cache', 'directory-cache.v2.json')));
    expect(cache.layouts.map(({ id, contents, locked, sync }) => [id, tileWords(contents), locked, sync])).toEqual([['lay-1', ['cam-1', null], true, 'waiting']]);
  });

  it('of version 3 is read as it was written', async () => {
    const cache = await loadedValue(openLayoutsCache(on('directory-cache', 'directory-cache.v3.json')));
    expect(cache.service?.name.vi).toBe('Công an thành phố Hà Nội');
    expect(cache.layouts.map(({ id, sync }) => [id, sync])).toEqual([['lay-1', 'waiting']]);
  });

  it('leaves out hostile layouts', async () => {
    const cache = await loadedValue(openLayoutsCache(on('directory-cache', 'directory-cache.hostile.json')));
    expect(cache.layouts.map(({ id, contents }) => [id, tileWords(contents)])).toEqual([['lay-1', ['cam-1', null, null, null]]]);
    expect(cache.service).toBeNull();
  });
});

describe('people who may unlock without the server', () => {
  const load = (): Promise<OfflinePeople> => loadedValue(openOfflinePeople(on('offline-people', 'offline-people.v1.json')));
  const lan = async (): Promise<OfflinePerson> => {
    const [person] = (await load()).people;
    if (person === undefined) throw new Error('nobody');
    return person;
  };

  it('of version 1 are read', async () => {
    expect(await lan()).toMatchObject({ serverId: 'hn-province', savedUtcMs: NOW_UTC_MS, person: { username: 'lan.tt', name: 'Trần Thị Lan', rights: ['live.view', 'wall.control'] } });
  });

  it('with a verifier of another cost, method or size are left out; unknown rights are not granted', async () => {
    const { people } = await loadedValue(openOfflinePeople(on('offline-people', 'offline-people.hostile.json')));
    expect(people.map(({ person }) => [person.username, person.rights])).toEqual([
      ['lan.tt', ['live.view', 'wall.control']],
      ['minh.nv', ['live.view']],
    ]);
  });

  it('are found by name, whatever its case, at their own server only', async () => {
    const people = await load();
    expect(findOfflinePerson(people, 'hn-province', ' Lan.TT ', NOW_UTC_MS)).toMatchObject({ ok: true });
    expect(findOfflinePerson(people, 'other', 'lan.tt', NOW_UTC_MS)).toMatchObject({ error: { code: 'session/offline-unknown-person' } });
    expect(findOfflinePerson(people, 'hn-province', 'minh.nv', NOW_UTC_MS)).toMatchObject({ error: { code: 'session/offline-unknown-person' } });
  });

  it('may do so for twelve hours, and not with a clock set back', async () => {
    const people = await load();
    const at = (offsetMs: number) => findOfflinePerson(people, 'hn-province', 'lan.tt', NOW_UTC_MS + offsetMs);
    expect(at(OFFLINE_VALID_MS)).toMatchObject({ ok: true });
    expect(at(OFFLINE_VALID_MS + 1)).toMatchObject({ error: { code: 'session/offline-too-old' } });
    expect(at(-60_000)).toMatchObject({ ok: true });
    expect(at(-3_600_000)).toMatchObject({ error: { code: 'session/offline-too-old' } });
  });

  it('are locked after five wrong passwords, also over a restart', async () => {
    const files = createMemoryFiles();
    let people = await load();
    for (let failures = 1; failures <= 5; failures += 1) {
      const [person] = people.people;
      if (person === undefined) throw new Error('nobody');
      expect(offlineTriesLeft(person)).toBe(6 - failures);
      expect(findOfflinePerson(people, 'hn-province', 'lan.tt', NOW_UTC_MS).ok).toBe(true);
      people = withOfflinePerson(people, withFailure(person, NOW_UTC_MS));
    }
    await openOfflinePeople(storageContext(files)).save(people);
    const restarted = await loadedValue(openOfflinePeople(storageContext(files)));
    expect(findOfflinePerson(restarted, 'hn-province', 'lan.tt', NOW_UTC_MS + 60_000)).toMatchObject({ error: { code: 'session/locked', retryAfterMs: OFFLINE_LOCK_MS - 60_000 } });
    expect(findOfflinePerson(restarted, 'hn-province', 'lan.tt', NOW_UTC_MS + OFFLINE_LOCK_MS)).toMatchObject({ ok: true });
  });

  it('start anew after the right password, and can be taken out', async () => {
    const person = await lan();
    expect(withSuccess(withFailure(person, NOW_UTC_MS))).toEqual(person);
    expect(withoutOfflinePerson({ people: [person] }, 'hn-province', 'LAN.TT')).toEqual({ people: [] });
  });

  it('are replaced, not doubled, and at most a hundred are kept: the latest', async () => {
    const person = await lan();
    const many = Array.from({ length: 130 }, (_, index) => index).reduce<OfflinePeople>(
      (saved, index) => withOfflinePerson(saved, { ...person, person: { ...person.person, username: `user-${index}` }, savedUtcMs: utcMs(NOW_UTC_MS + index) }),
      { people: [] },
    );
    const again = withOfflinePerson(many, { ...person, person: { ...person.person, username: 'USER-129' }, savedUtcMs: utcMs(NOW_UTC_MS + 500) });
    expect(again.people).toHaveLength(100);
    expect(again.people[0]?.person.username).toBe('USER-129');
    expect(again.people.at(-1)?.person.username).toBe('user-30');
  });
});

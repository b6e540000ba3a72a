import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { err, ok } from '@contract/domain/result.ts';
import { cameraId, DESK_SURFACE, layoutId } from '@contract/domain/units.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { ONLY, SLICE_NAMES } from '@contract/state/slices.ts';
import { only } from '../../../../main/state/stores.ts';
import { cameraTiles } from '../../../builders/tiles.ts';
import { createMemoryFiles } from '../storage/memory-files.ts';
import { DEMAND, ON_WALL, running, untilRemembered } from './console-scene.ts';

describe('check 8: after signing out', () => {
  it('nothing of the person is in memory, and what pages may have left is cleared', async () => {
    const { enter, leave, cameras, stores, server, handlers, desk } = await running();
    await enter('minh');
    await handlers['surface.placeContent']({ surface: DESK_SURFACE, tile: 0, content: cameraContent(cameraId('minh-only')) }, desk());
    await handlers['layouts.save']({ name: 'Ca sáng', from: { surface: DESK_SURFACE }, shared: false, locked: false, replace: null }, desk());
    expect(cameras()).toEqual(['minh-only', 'shared']);
    await leave();
    expect(server.forgotten).toBe(1);
    expect(server.token).toBeNull();
    expect(cameras()).toEqual([]);
    for (const slice of ['units', 'unitCounts', 'usedCameras', 'mapMarks', 'cameraStates', 'layouts', 'surfaces', 'shownCameras'] as const) expect([slice, stores[slice].records().size]).toEqual([slice, 0]);
    expect(JSON.stringify(SLICE_NAMES.map((slice) => [...stores[slice].records().values()]))).not.toMatch(/minh|access-|refresh-/);
  });
});

describe('the second person at the same desk', { timeout: 60_000 }, () => {
  it("never sees the first one's cameras", async () => {
    const { enter, leave, cameras, stores } = await running();
    await enter('minh');
    expect(cameras()).toEqual(['minh-only', 'shared']);
    const seen = new Set<string>();
    await leave();
    stores.cameras.onDidChange(() => cameras().forEach((id) => seen.add(id)));
    await enter('lan');
    expect(cameras()).toEqual(['lan-only', 'shared']);
    expect(seen).not.toContain('minh-only');
  });

  it("does not see them from the cache either, nor open them where the first one left them", async () => {
    const files = createMemoryFiles();
    const first = await running(files);
    await first.enter('lan');
    await untilRemembered(files);
    await first.leave();
    await first.enter('minh');
    await first.handlers['surface.placeContent']({ surface: ON_WALL, tile: 0, content: cameraContent(cameraId('minh-only')) }, first.desk());
    await first.quiet();
    first.console.stop();

    const second = await running(files, first.directories);
    second.server.isUp = false;
    expect(await second.enter('lan')).toEqual(ok({ next: 'offline' }));
    expect(second.cameras()).toEqual(['lan-only', 'shared']);
    expect(second.stores.surfaces.get(ON_WALL)?.contents[0]).toEqual(cameraContent(cameraId('minh-only')));
    expect(second.stores.shownCameras.records().size).toBe(0);
    expect(await second.handlers['media.open']({ camera: cameraId('minh-only'), demand: DEMAND }, second.wall())).toMatchObject({ ok: false, error: { code: 'camera/unknown' } });
  });

  it('unlocked from the cache gets names and places, and no picture', async () => {
    const files = createMemoryFiles();
    const first = await running(files);
    await first.enter('lan');
    await untilRemembered(files);
    first.console.stop();
    const second = await running(files, first.directories);
    second.server.isUp = false;
    await second.enter('lan');
    expect(await second.handlers['media.open']({ camera: cameraId('shared'), demand: DEMAND }, second.desk())).toMatchObject({ ok: false, error: { code: 'tier/unreachable', retryable: true } });
    expect(second.server.streams).toEqual([]);
  });
});

describe('a page that is loaded anew in its window, as after a crash', () => {
  it('holds nothing the page before it held: heads stand and lens buttons are let go', async () => {
    const { enter, handlers, desk, server, console } = await running();
    await enter('minh');
    const camera = cameraId('shared');
    await handlers['ptz.act']({ camera, act: { kind: 'aux', aux: 'focus', value: 1 } }, desk());
    await handlers['ptz.move']({ camera, pan: 1, tilt: 0, zoom: 0 }, desk());
    console.pageLoaded(99);
    expect(server.steered).toEqual(['focus 1 shared', 'move shared']);
    console.pageLoaded(desk().window.id);
    expect(server.steered.slice(2).sort()).toEqual(['focus 0 shared', 'stop shared']);
  });
});

describe('check 35: a wall window', () => {
  it("opens what its own monitor shows, and no other camera", async () => {
    const { enter, handlers, wall, desk, server } = await running();
    await enter('minh');
    const openOnWall = (camera: string) => handlers['media.open']({ camera: cameraId(camera), demand: DEMAND }, wall());
    expect(await openOnWall('shared')).toMatchObject({ ok: false, error: { code: 'camera/unknown' } });
    await handlers['surface.placeContent']({ surface: DESK_SURFACE, tile: 0, content: cameraContent(cameraId('shared')) }, desk());
    expect((await openOnWall('shared')).ok).toBe(false);
    await handlers['surface.sendToMonitor']({ from: DESK_SURFACE, to: ON_WALL }, desk());
    expect((await openOnWall('shared')).ok).toBe(true);
    expect(server.streams).toEqual(['shared']);
  });

  it('is given no slice that is not for walls', async () => {
    const { enter, handlers, wall, desk } = await running();
    await enter('minh');
    for (const slice of ['usedCameras', 'mapMarks', 'units', 'layouts', 'notices', 'cameraStates'] as const) {
      expect(await handlers['state.subscribe']({ slices: ['session', slice] }, wall())).toMatchObject({ ok: false, error: { code: 'app/not-allowed' } });
      expect((await handlers['state.subscribe']({ slices: [slice] }, desk())).ok).toBe(true);
    }
  });
});

describe('a person without the right over the wall', () => {
  it('changes the desk and no monitor', async () => {
    const { enter, handlers, desk, stores } = await running();
    await enter('lan');
    const camera = cameraId('shared');
    expect((await handlers['surface.placeContent']({ surface: DESK_SURFACE, tile: 0, content: cameraContent(camera) }, desk())).ok).toBe(true);
    const answers = [
      await handlers['surface.placeContent']({ surface: ON_WALL, tile: 0, content: cameraContent(camera) }, desk()),
      await handlers['surface.openCamera']({ surface: ON_WALL, camera, preferred: 0 }, desk()),
      await handlers['surface.swapTiles']({ surface: ON_WALL, from: 0, to: 1 }, desk()),
      await handlers['surface.setArrangement']({ surface: ON_WALL, arrangement: READY['9'] }, desk()),
      await handlers['surface.clear']({ surface: ON_WALL }, desk()),
      await handlers['surface.sendToMonitor']({ from: DESK_SURFACE, to: ON_WALL }, desk()),
      await handlers['surface.setLocked']({ surface: ON_WALL, locked: true }, desk()),
      await handlers['surface.applyLayout']({ surface: ON_WALL, layout: layoutId('l1') }, desk()),
      await handlers['surface.back']({ surface: ON_WALL, tile: 0 }, desk()),
      await handlers['surface.setZoom']({ surface: ON_WALL, tile: 0, zoom: null }, desk()),
      await handlers['surface.startTour']({ surface: ON_WALL, name: '', steps: [] }, desk()),
      await handlers['surface.pick']({ camera }, desk()),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'app/not-allowed' } });
    expect(stores.surfaces.get(ON_WALL)).toBeUndefined();
  });

  it('shares no layout', async () => {
    const { enter, handlers, desk } = await running();
    await enter('lan');
    const save = (shared: boolean) => handlers['layouts.save']({ name: 'Ca sáng', from: { surface: DESK_SURFACE }, shared, locked: false, replace: null }, desk());
    expect([await save(true), (await save(false)).ok]).toEqual([err('app/not-allowed'), true]);
  });
});

describe('a camera that is not granted', () => {
  it('cannot be placed or opened: it does not exist', async () => {
    const { enter, handlers, desk } = await running();
    await enter('minh');
    const camera = cameraId('lan-only');
    for (const answer of [
      await handlers['surface.placeContent']({ surface: DESK_SURFACE, tile: 0, content: cameraContent(camera) }, desk()),
      await handlers['surface.openCamera']({ surface: DESK_SURFACE, camera, preferred: 0 }, desk()),
      await handlers['media.open']({ camera, demand: DEMAND }, desk()),
    ]) expect(answer).toMatchObject({ ok: false, error: { code: 'camera/unknown' } });
  });
});

describe('a disk that cannot be read when the console starts', () => {
  /** A disk with the settings, a layout that waits and a wall on it, that fails to read files of this name while it is broken. */
  const brokenDisk = async (name: string) => {
    const files = createMemoryFiles();
    const before = await running(files);
    await before.enter('minh');
    await before.handlers['surface.setArrangement']({ surface: ON_WALL, arrangement: READY['9'] }, before.desk());
    await before.handlers['surface.placeContent']({ surface: ON_WALL, tile: 4, content: cameraContent(cameraId('shared')) }, before.desk());
    await before.handlers['settings.setLanguage']({ language: 'en' }, before.desk());
    before.server.isUp = false;
    await before.handlers['layouts.save']({ name: 'Ca đêm', from: { surface: DESK_SURFACE }, shared: false, locked: false, replace: null }, before.desk());
    await before.quiet();
    before.console.stop();
    const disk = { isBroken: true };
    return { disk, files: createMemoryFiles({ disk: files.now(), fault: (_, operation, path) => (disk.isBroken && operation === 'read' && path.includes(name) ? 'failed' : null) }) };
  };
  const onWall = { arrangement: READY['9'], contents: cameraTiles(null, null, null, null, 'shared', null, null, null, null) };

  it('does not cost the wall: it is said, nothing is written over it, and it returns with the disk', async () => {
    const { disk, files } = await brokenDisk('/surfaces.');
    const saved = [...files.now().keys()];
    const after = await running(files);
    await after.enter('minh');
    expect(after.stores.notices.get('storageUnreadable')).toMatchObject({ level: 'error' });
    await after.handlers['surface.placeContent']({ surface: DESK_SURFACE, tile: 0, content: cameraContent(cameraId('minh-only')) }, after.desk());
    await after.quiet();
    expect([...files.now().keys()].filter((path) => path.includes('/surfaces.'))).toEqual(saved.filter((path) => path.includes('/surfaces.')));
    disk.isBroken = false;
    after.advance(5_000);
    await after.quiet();
    expect(after.stores.surfaces.get(ON_WALL)).toMatchObject(onWall);
    expect(after.stores.surfaces.get(DESK_SURFACE)?.contents[0]).toEqual(cameraContent(cameraId('minh-only')));
    expect(after.stores.notices.get('storageUnreadable')).toBeUndefined();
    after.console.stop();
    const next = await running(createMemoryFiles({ disk: files.now() }));
    await next.enter('minh');
    expect(next.stores.surfaces.get(ON_WALL)).toMatchObject(onWall);
    expect(next.stores.surfaces.get(DESK_SURFACE)?.contents[0]).toEqual(cameraContent(cameraId('minh-only')));
  });

  it('is read again until it answers, and not after the console has ended', async () => {
    const { files } = await brokenDisk('/surfaces.');
    const after = await running(files);
    after.advance(60_000);
    await after.quiet();
    expect(after.stores.notices.get('storageUnreadable')).toBeDefined();
    after.console.stop();
    after.advance(60_000);
    await after.quiet();
    expect(after.waiting()).toBe(0);
  });

  it('gives the language back with the disk', async () => {
    const { disk, files } = await brokenDisk('/settings.');
    const after = await running(files);
    expect(only(after.stores.settings).language).toBe('vi');
    expect(after.stores.notices.get('storageUnreadable')).toBeDefined();
    disk.isBroken = false;
    after.advance(5_000);
    await after.quiet();
    expect(only(after.stores.settings).language).toBe('en');
  });

  it('does not cost a layout that waits for its server', async () => {
    const { disk, files } = await brokenDisk('/layouts/');
    const after = await running(files);
    await after.enter('minh');
    disk.isBroken = false;
    await after.handlers['layouts.save']({ name: 'Ca sáng', from: { surface: DESK_SURFACE }, shared: false, locked: false, replace: null }, after.desk());
    await after.handlers['layouts.save']({ name: 'Ca chiều', from: { surface: DESK_SURFACE }, shared: false, locked: false, replace: null }, after.desk());
    await after.quiet();
    after.console.stop();
    const next = await running(createMemoryFiles({ disk: files.now() }));
    await next.enter('minh');
    expect([...next.stores.layouts.records().values()].map(({ name }) => name)).toContain('Ca đêm');
  });
});

describe('a full disk', () => {
  it('with the server away keeps no layout, and both the answer and a notice say so', async () => {
    const disk = { isFull: false };
    const one = await running(createMemoryFiles({ fault: (_, operation) => (disk.isFull && operation === 'create' ? 'full' : null) }));
    await one.enter('minh');
    const save = () => one.handlers['layouts.save']({ name: 'Ca sáng', from: { surface: DESK_SURFACE }, shared: false, locked: false, replace: null }, one.desk());
    one.server.isUp = false;
    disk.isFull = true;
    expect(await save()).toMatchObject({ ok: false, error: { code: 'storage/write-failed' } });
    expect(one.stores.notices.get('storageWriteFailed')).toMatchObject({ level: 'error' });
    expect(one.stores.layouts.records().size).toBe(0);
    disk.isFull = false;
    expect(await save()).toMatchObject({ ok: true, value: { sync: 'waiting' } });
    expect(one.stores.notices.get('storageWriteFailed')).toBeUndefined();
  });
});

describe('with nobody signed in', () => {
  it('no layout is saved, and the answer says why', async () => {
    const { handlers, desk } = await running();
    expect(await handlers['layouts.save']({ name: 'Ca sáng', from: { surface: DESK_SURFACE }, shared: false, locked: false, replace: null }, desk())).toEqual(err('session/not-signed-in'));
  });
});

describe('the wall', () => {
  it('is back after a restart, on the monitor it was on', async () => {
    const files = createMemoryFiles();
    const before = await running(files);
    await before.enter('minh');
    await before.handlers['surface.setArrangement']({ surface: ON_WALL, arrangement: READY['9'] }, before.desk());
    await before.handlers['surface.placeContent']({ surface: ON_WALL, tile: 4, content: cameraContent(cameraId('shared')) }, before.desk());
    await before.quiet();
    const after = await running(createMemoryFiles({ disk: before.files === files ? files.now() : new Map() }));
    await after.enter('minh');
    expect(after.stores.surfaces.get(ON_WALL)).toMatchObject({ arrangement: READY['9'], contents: cameraTiles(null, null, null, null, 'shared', null, null, null, null) });
    expect(only(after.stores.session).id).toBe(ONLY);
  });
});

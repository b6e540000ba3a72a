import { describe, expect, it, vi } from 'vitest';
import type { Person } from '@contract/domain/person.ts';
import type { Right } from '@contract/domain/right.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { cameraId, DESK_SURFACE, monitorKey, monitorSurface, streamId, utcMs } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { ONLY } from '@contract/state/slices.ts';
import { createConsole } from '../../../../main/app/console.ts';
import type { KnownWindow } from '../../../../main/ipc/sender.ts';
import { createStatePublisher } from '../../../../main/ipc/state-publisher.ts';
import type { RequestContext } from '../../../../main/ipc/router.ts';
import { createStores, only } from '../../../../main/state/stores.ts';
import type { Files } from '../../../../main/platform/files.ts';
import type { VmsConnection } from '../../../../main/vms/adapter.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { cameraNamed, createFakeEvents, createMemoryVault, SERVICE, settled, stateOf, tokensFor, unitNamed } from '../../../builders/fake-vms.ts';
import { displayWith } from '../../../builders/monitors.ts';
import { personWith } from '../../../builders/people.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';
import { createMemoryFiles } from '../storage/memory-files.ts';

const AWAY: Result<never> = err('tier/unreachable', { retryable: true });
const operator: readonly Right[] = ['live.view', 'layout.edit'];
/** Who may sign in, and the cameras each is granted. */
const PEOPLE: Readonly<Record<string, { readonly person: Person; readonly cameras: readonly string[] }>> = {
  minh: { person: personWith({ id: 'p1', username: 'minh' }), cameras: ['shared', 'minh-only'] },
  lan: { person: personWith({ id: 'p2', username: 'lan', rights: operator }), cameras: ['shared', 'lan-only'] },
};
const DESK: KnownWindow = { id: 1, kind: 'desk', monitor: null };
const WALL: KnownWindow = { id: 2, kind: 'wall', monitor: monitorKey('d100') };
const ON_WALL = monitorSurface(monitorKey('d100'));

let made = 0;

/** A whole console without electron, before a server that can be switched off. */
async function running(files: Files = createMemoryFiles()) {
  const time = createFakeTime();
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  const server = { isUp: true, forgotten: 0, streams: [] as string[], layouts: [] as Layout[], token: null as string | null };
  const events = createFakeEvents();
  const upOr = async <T>(value: () => T): Promise<Result<T>> => (server.isUp ? ok(value()) : AWAY);
  let accessToken: () => string | null = () => null;
  const granted = (): readonly string[] => PEOPLE[(accessToken() ?? '').replace('access-', '')]?.cameras ?? [];
  const vms: VmsConnection = {
    describe: () => upOr(() => SERVICE),
    measureClock: () => upOr(() => ({ offsetMs: 0, errorMs: 1 })),
    sessions: {
      start: (username) => upOr(() => ({ challenge: username, expiresUtcMs: utcMs(time.clock.utcMs() + 60_000), enrolment: null })),
      confirm: (challenge) => upOr(() => tokensFor(challenge, time.clock.utcMs(), PEOPLE[challenge]?.person ?? personWith())),
      refresh: () => upOr(() => tokensFor('minh', time.clock.utcMs())),
      end: () => upOr(() => null),
      enrolDevice: async () => err('device/unknown'),
      startDevice: async () => err('device/unknown'),
    },
    directory: {
      units: () => upOr(() => ({ units: [unitNamed('u1')], skipped: 0 })),
      cameras: async (_etag, onPage) => {
        if (!server.isUp) return AWAY;
        onPage({ cameras: granted().map((id) => cameraNamed(id)), skipped: 0, total: granted().length });
        return ok({ kind: 'loaded', etag: 'e', changeToken: null, skipped: 0 });
      },
      states: () => upOr(() => ({ states: granted().map((id) => stateOf(id)), cursor: null })),
    },
    layouts: {
      list: () => upOr(() => server.layouts),
      put: (layout) =>
        upOr(() => {
          const taken: Layout = { ...layout, etag: 'e', sync: 'stored' };
          server.layouts.push(taken);
          return taken;
        }),
      remove: () => upOr(() => null),
    },
    events: events.port,
    streams: { live: { transport: 'ws-annexb', url: 'wss://tier/live', trust: { caPem: null, spkiPins: [] } } },
    close: () => {},
  };
  const console = await createConsole({
    config: { userDataFolder: '/data', address: 'https://tier.example', tierUrl: new URL('https://tier'), trust: { caPem: null, spkiPins: [] }, wallOnly: false, deviceCode: null, language: null },
    userDataFolder: '/data',
    workstation: 'PC-1',
    stores,
    publisher: createStatePublisher(stores, time.timers),
    broker: {
      setSource: (_source, token) => void (server.token = token),
      setToken: (token) => void (server.token = token),
      windowReady: () => {},
      windowGone: () => {},
      open: (_window, camera) => {
        server.streams.push(camera);
        return ok({ stream: streamId(server.streams.length) });
      },
      close: () => {},
      retryNow: () => {},
      stop: () => {},
    },
    connect: (token) => {
      accessToken = token;
      return vms;
    },
    vault: createMemoryVault(),
    files,
    clock: time.clock,
    timers: time.timers,
    random: { unit: () => 0.5, bytes: (count) => new Uint8Array(count), uuid: () => `uuid-${(made += 1)}` },
    log: createRecordingLog(),
    subscriberOf: (window) => ({ id: window.id, send: () => {} }),
    identifyMonitors: () => {},
    reloadWindow: () => {},
    forgetPages: () => void (server.forgotten += 1),
  });
  console.setDisplays([displayWith({ id: 100 })]);
  await console.start();
  const context = (window: KnownWindow): RequestContext => {
    const now = only(stores.session).session;
    return { window, person: now.kind === 'signed-in' || now.kind === 'offline' ? now.person : null };
  };
  const { handlers } = console;
  // Files and promises of several layers: more than one turn of the event loop.
  const quiet = async () => {
    for (let turn = 0; turn < 300; turn += 1) await settled();
  };
  const enter = async (username: string) => {
    const answer = await handlers['session.signIn']({ username, password: `${username}-password` }, context(DESK));
    if (answer.ok && answer.value.next !== 'offline') await handlers['session.confirmCode']({ code: '123456' }, context(DESK));
    await quiet();
    time.advance(2_000);
    await quiet();
    return answer;
  };
  const leave = async () => {
    await handlers['session.signOut']({}, context(DESK));
    await quiet();
  };
  const cameras = () => [...stores.cameras.records().keys()].toSorted();
  const desk = () => context(DESK);
  const wall = () => context(WALL);
  return { ...time, stores, server, handlers, console, enter, leave, cameras, desk, wall, quiet, files };
}

/** Waits, outside the fake time, for the password verifier that is computed in a thread of its own. */
const untilRemembered = (files: Files): Promise<void> =>
  vi.waitFor(
    async () => {
      const listed = await files.list('/data/data');
      expect(listed.ok ? listed.value : []).toContainEqual(expect.stringMatching(/^offline-people\.\d+\.json$/));
    },
    { timeout: 30_000, interval: 20 },
  );

describe('check 8: after signing out', () => {
  it('nothing of the person is in memory, and what pages may have left is cleared', async () => {
    const { enter, leave, stores, server, handlers, desk } = await running();
    await enter('minh');
    await handlers['surface.placeCamera']({ surface: DESK_SURFACE, tile: 0, camera: cameraId('minh-only') }, desk());
    await handlers['layouts.save']({ name: 'Ca sáng', surface: DESK_SURFACE, shared: false, replace: null }, desk());
    expect(stores.cameras.records().size).toBe(2);
    await leave();
    expect(server.forgotten).toBe(1);
    expect(server.token).toBeNull();
    for (const slice of ['units', 'cameras', 'cameraStates', 'layouts', 'surfaces', 'shownCameras'] as const) expect([slice, stores[slice].records().size]).toEqual([slice, 0]);
    expect(JSON.stringify([...Object.values(stores)].map((store) => [...store.records().values()]))).not.toMatch(/minh|access-|refresh-/);
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
    await first.handlers['surface.placeCamera']({ surface: ON_WALL, tile: 0, camera: cameraId('minh-only') }, first.desk());
    await first.quiet();
    first.console.stop();

    const second = await running(files);
    second.server.isUp = false;
    expect(await second.enter('lan')).toEqual(ok({ next: 'offline' }));
    expect(second.cameras()).toEqual(['lan-only', 'shared']);
    expect(second.stores.surfaces.get(ON_WALL)?.cameras[0]).toBe('minh-only');
    expect(second.stores.shownCameras.records().size).toBe(0);
    expect(await second.handlers['media.open']({ camera: cameraId('minh-only'), profile: 'sub' }, second.wall())).toMatchObject({ ok: false, error: { code: 'camera/unknown' } });
  });

  it('unlocked from the cache gets names and places, and no picture', async () => {
    const files = createMemoryFiles();
    const first = await running(files);
    await first.enter('lan');
    await untilRemembered(files);
    first.console.stop();
    const second = await running(files);
    second.server.isUp = false;
    await second.enter('lan');
    expect(await second.handlers['media.open']({ camera: cameraId('shared'), profile: 'sub' }, second.desk())).toMatchObject({ ok: false, error: { code: 'tier/unreachable', retryable: true } });
    expect(second.server.streams).toEqual([]);
  });
});

describe('check 35: a wall window', () => {
  it("opens what its own monitor shows, and no other camera", async () => {
    const { enter, handlers, wall, desk, server } = await running();
    await enter('minh');
    const openOnWall = (camera: string) => handlers['media.open']({ camera: cameraId(camera), profile: 'sub' }, wall());
    expect(await openOnWall('shared')).toMatchObject({ ok: false, error: { code: 'camera/unknown' } });
    await handlers['surface.placeCamera']({ surface: DESK_SURFACE, tile: 0, camera: cameraId('shared') }, desk());
    expect((await openOnWall('shared')).ok).toBe(false);
    await handlers['surface.sendToMonitor']({ from: DESK_SURFACE, to: ON_WALL }, desk());
    expect((await openOnWall('shared')).ok).toBe(true);
    expect(server.streams).toEqual(['shared']);
  });

  it('is given no slice that is not for walls', async () => {
    const { enter, handlers, wall, desk } = await running();
    await enter('minh');
    for (const slice of ['cameras', 'units', 'layouts', 'notices', 'cameraStates'] as const) {
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
    expect((await handlers['surface.placeCamera']({ surface: DESK_SURFACE, tile: 0, camera }, desk())).ok).toBe(true);
    const answers = [
      await handlers['surface.placeCamera']({ surface: ON_WALL, tile: 0, camera }, desk()),
      await handlers['surface.openCamera']({ surface: ON_WALL, camera, preferred: 0 }, desk()),
      await handlers['surface.swapTiles']({ surface: ON_WALL, from: 0, to: 1 }, desk()),
      await handlers['surface.setGrid']({ surface: ON_WALL, grid: '9' }, desk()),
      await handlers['surface.clear']({ surface: ON_WALL }, desk()),
      await handlers['surface.sendToMonitor']({ from: DESK_SURFACE, to: ON_WALL }, desk()),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'app/not-allowed' } });
    expect(stores.surfaces.get(ON_WALL)).toBeUndefined();
  });

  it('shares no layout', async () => {
    const { enter, handlers, desk } = await running();
    await enter('lan');
    const save = (shared: boolean) => handlers['layouts.save']({ name: 'Ca sáng', surface: DESK_SURFACE, shared, replace: null }, desk());
    expect([await save(true), (await save(false)).ok]).toEqual([err('app/not-allowed'), true]);
  });
});

describe('a camera that is not granted', () => {
  it('cannot be placed or opened: it does not exist', async () => {
    const { enter, handlers, desk } = await running();
    await enter('minh');
    const camera = cameraId('lan-only');
    for (const answer of [
      await handlers['surface.placeCamera']({ surface: DESK_SURFACE, tile: 0, camera }, desk()),
      await handlers['surface.openCamera']({ surface: DESK_SURFACE, camera, preferred: 0 }, desk()),
      await handlers['media.open']({ camera, profile: 'main' }, desk()),
    ]) expect(answer).toMatchObject({ ok: false, error: { code: 'camera/unknown' } });
  });
});

describe('a disk that cannot be read when the console starts', () => {
  /** A disk with the settings, a layout that waits and a wall on it, that fails to read files of this name while it is broken. */
  const brokenDisk = async (name: string) => {
    const files = createMemoryFiles();
    const before = await running(files);
    await before.enter('minh');
    await before.handlers['surface.setGrid']({ surface: ON_WALL, grid: '9' }, before.desk());
    await before.handlers['surface.placeCamera']({ surface: ON_WALL, tile: 4, camera: cameraId('shared') }, before.desk());
    await before.handlers['settings.setLanguage']({ language: 'en' }, before.desk());
    before.server.isUp = false;
    await before.handlers['layouts.save']({ name: 'Ca đêm', surface: DESK_SURFACE, shared: false, replace: null }, before.desk());
    await before.quiet();
    before.console.stop();
    const disk = { isBroken: true };
    return { disk, files: createMemoryFiles({ disk: files.now(), fault: (_, operation, path) => (disk.isBroken && operation === 'read' && path.includes(name) ? 'failed' : null) }) };
  };
  const onWall = { grid: '9', cameras: [null, null, null, null, 'shared', null, null, null, null] };

  it('does not cost the wall: it is said, nothing is written over it, and it returns with the disk', async () => {
    const { disk, files } = await brokenDisk('/surfaces.');
    const saved = [...files.now().keys()];
    const after = await running(files);
    await after.enter('minh');
    expect(after.stores.notices.get('storageUnreadable')).toMatchObject({ level: 'error' });
    await after.handlers['surface.placeCamera']({ surface: DESK_SURFACE, tile: 0, camera: cameraId('minh-only') }, after.desk());
    await after.quiet();
    expect([...files.now().keys()].filter((path) => path.includes('/surfaces.'))).toEqual(saved.filter((path) => path.includes('/surfaces.')));
    disk.isBroken = false;
    after.advance(5_000);
    await after.quiet();
    expect(after.stores.surfaces.get(ON_WALL)).toMatchObject(onWall);
    expect(after.stores.surfaces.get(DESK_SURFACE)?.cameras[0]).toBe('minh-only');
    expect(after.stores.notices.get('storageUnreadable')).toBeUndefined();
    after.console.stop();
    const next = await running(createMemoryFiles({ disk: files.now() }));
    await next.enter('minh');
    expect(next.stores.surfaces.get(ON_WALL)).toMatchObject(onWall);
    expect(next.stores.surfaces.get(DESK_SURFACE)?.cameras[0]).toBe('minh-only');
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
    await after.handlers['layouts.save']({ name: 'Ca sáng', surface: DESK_SURFACE, shared: false, replace: null }, after.desk());
    await after.handlers['layouts.save']({ name: 'Ca chiều', surface: DESK_SURFACE, shared: false, replace: null }, after.desk());
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
    const save = () => one.handlers['layouts.save']({ name: 'Ca sáng', surface: DESK_SURFACE, shared: false, replace: null }, one.desk());
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
    expect(await handlers['layouts.save']({ name: 'Ca sáng', surface: DESK_SURFACE, shared: false, replace: null }, desk())).toEqual(err('session/not-signed-in'));
  });
});

describe('the wall', () => {
  it('is back after a restart, on the monitor it was on', async () => {
    const files = createMemoryFiles();
    const before = await running(files);
    await before.enter('minh');
    await before.handlers['surface.setGrid']({ surface: ON_WALL, grid: '9' }, before.desk());
    await before.handlers['surface.placeCamera']({ surface: ON_WALL, tile: 4, camera: cameraId('shared') }, before.desk());
    await before.quiet();
    const after = await running(createMemoryFiles({ disk: before.files === files ? files.now() : new Map() }));
    await after.enter('minh');
    expect(after.stores.surfaces.get(ON_WALL)).toMatchObject({ grid: '9', cameras: [null, null, null, null, 'shared', null, null, null, null] });
    expect(only(after.stores.session).id).toBe(ONLY);
  });
});

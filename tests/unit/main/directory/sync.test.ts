import { mkdirSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';
import { afterEach, describe, expect, it } from 'vitest';
import type { Camera } from '@contract/domain/camera.ts';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import { cameraId, unitId } from '@contract/domain/units.ts';
import { openDirectoryDb } from '../../../../main/storage/directory-db.ts';
import type { CameraChange, DirectoryPort } from '../../../../main/vms/adapter.ts';
import { directoryScene, portWith, valueOf, type SceneOptions } from '../../../builders/directory-scene.ts';
import { cameraNamed, stateOf, unitNamed } from '../../../builders/fake-vms.ts';

const ends: (() => void)[] = [];
afterEach(() => ends.splice(0).forEach((end) => end()));

const TEN_MINUTES_MS = 600_000;
const remove = (id: string): CameraChange => ({ op: 'remove', cameraId: cameraId(id) });
const putOf = (camera: Camera): CameraChange => ({ op: 'put', camera });

/** A disk that can be full. */
function fillableDisk() {
  const disk = { isFull: false };
  const openDb: typeof openDirectoryDb = (file) => {
    const opened = openDirectoryDb(file);
    if (!opened.ok) return opened;
    const { db, wasDamaged } = opened.value;
    return ok({ db: { ...db, write: (work) => (disk.isFull ? err('storage/write-failed', { retryable: true }) : db.write(work)) }, wasDamaged });
  };
  return { disk, openDb };
}

/** A directory before a server that has `cameras`, tells `changes` once each, and writes down what it was asked for. */
async function served(options: Omit<SceneOptions, 'port'> = {}, first: readonly string[] = ['a', 'b']) {
  const server = {
    cameras: first.map((id, index) => cameraNamed(id, { number: index + 1, address: `${index + 1} Phố ${id}`, position: { latDeg: 21, lonDeg: 105.8 } })),
    units: [unitNamed('u1')],
    changes: ok<readonly CameraChange[]>([]) as Result<readonly CameraChange[]>,
    skipped: 0,
    asked: new Array<string>(),
  };
  const port: DirectoryPort = portWith({ units: [], cameras: [] }, {
    units: async () => ok({ units: server.units, skipped: 0 }),
    cameras: async (etag, onPage) => {
      server.asked.push(`all ${etag ?? ''}`.trim());
      onPage({ cameras: server.cameras, skipped: 0, total: server.cameras.length });
      return ok({ kind: 'loaded', etag: 'e1', changeToken: 't1', skipped: 0 });
    },
    changes: async () => {
      server.asked.push('changes');
      const { changes, skipped } = server;
      if (!changes.ok) return changes;
      server.changes = ok([]);
      server.skipped = 0;
      return ok({ changes: changes.value, skipped, changeToken: 't2' });
    },
    states: async () => {
      server.asked.push('states');
      return ok({ states: server.cameras.map(({ id }) => stateOf(id)), cursor: { epoch: 'x', seq: 1 } });
    },
  });
  const scene = directoryScene({ ...options, port });
  ends.push(scene.end);
  await scene.open();
  const all = async (text = '') => valueOf(await scene.ask('search', { query: { text, filter: {}, order: 'number' } })).ids;
  /** What the server was asked for by a sync. */
  const asks = async (snapshot = false): Promise<readonly string[]> => {
    server.asked.length = 0;
    scene.handle({ kind: 'sync', ...(snapshot && { snapshot: true }) });
    await scene.idle();
    return [...server.asked];
  };
  /** Lets time pass, in steps that leave room for answers. */
  const pass = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 1_000) {
      scene.advance(1_000);
      await scene.idle();
    }
  };
  return { ...scene, scene, server, all, asks, pass };
}

describe('records on the disk that cannot be read', () => {
  const spoiled = async () => {
    const first = await served();
    await first.sync();
    first.directory.close();
    const beside = new Database(first.file);
    beside.exec("update card set card = '[broken' where row = 1");
    beside.close();
    return first;
  };

  it('are asked for again also when the console was ended before the server answered', async () => {
    const first = await spoiled();
    (await served({ folder: first.folder })).directory.close();
    const again = await served({ folder: first.folder });
    expect([await again.asks(), await again.all()]).toEqual([['all', 'states'], ['a', 'b']]);
  });

  it('are not said to be left out any more once everything was loaded', async () => {
    const first = await spoiled();
    const again = await served({ folder: first.folder });
    expect(again.last('facts')?.facts.skipped).toBe(1);
    await again.sync();
    expect(again.last('facts')?.facts).toMatchObject({ state: 'current', total: 2, skipped: 0 });
  });
});

describe('a camera that is withdrawn while the disk is full', () => {
  const full = async () => {
    const { disk, openDb } = fillableDisk();
    const directory = await served({ openDb }, ['a', 'b', 'c']);
    await directory.sync();
    disk.isFull = true;
    return { ...directory, disk };
  };
  const nowhere = async ({ scene, all }: Awaited<ReturnType<typeof full>>) => {
    expect([await all(), await all('camera a')]).toEqual([['b', 'c'], []]);
    expect(await scene.ask('number', { number: 1 })).toEqual({ ok: true, value: { camera: null } });
    expect(JSON.stringify(await scene.ask('places', { text: 'pho a' }))).not.toContain('1 Phố a');
    expect(valueOf(await scene.ask('unit', { unit: unitId('u1') })).ids).toEqual(['b', 'c']);
    expect([scene.last('denied')?.cameras, scene.last('changed')?.cameras]).toEqual([['a'], ['a']]);
    expect(scene.last('synced')?.error?.code).toBe('storage/write-failed');
  };

  it('is gone at once, though others of the same changes cannot be written, and leaves the disk later', async () => {
    const directory = await full();
    const { server, disk, file, pass, all } = directory;
    server.units = [{ ...unitNamed('u1'), name: 'Tên mới' }];
    server.changes = ok([putOf(cameraNamed('b', { number: 9, name: 'Tên khác' })), remove('a')]);
    await directory.sync();
    await nowhere(directory);
    disk.isFull = false;
    server.changes = ok([putOf(cameraNamed('d', { number: 4 })), remove('a')]);
    await pass(30_000);
    expect([directory.last('synced')?.error, await all()]).toEqual([null, ['b', 'c', 'd']]);
    directory.directory.close();
    const beside = new Database(file);
    expect(beside.prepare('select id from camera order by id').raw().all()).toEqual([['b'], ['c'], ['d']]);
    beside.close();
  });

  it('is gone at once also when all cameras are loaded', async () => {
    const directory = await full();
    directory.server.cameras = directory.server.cameras.slice(1);
    directory.server.changes = err('directory/token-expired');
    await directory.sync();
    await nowhere(directory);
  });
});

describe('changes that cannot be used', () => {
  it.each(['tier/bad-answer', 'tier/too-large'] as const)('(%s) are given up after three times: everything is loaded', async (code) => {
    const { server, sync, asks, pass, last } = await served();
    await sync();
    server.changes = err(code, { retryable: true });
    expect(await asks()).toEqual(['changes']);
    await pass(30_000);
    expect([server.asked.slice(0, 4), last('synced')?.error]).toEqual([['changes', 'changes', 'changes', 'all'], null]);
  });

  it('are asked for again and again while the server is away', async () => {
    const { server, sync, pass } = await served();
    await sync();
    server.asked.length = 0;
    server.changes = err('tier/unreachable', { retryable: true });
    await sync();
    await pass(120_000);
    expect([server.asked.length > 5, new Set(server.asked)]).toEqual([true, new Set(['changes'])]);
  });

  it('may have been the removal of a camera: all are counted ten minutes later, though nothing else happens', async () => {
    const { server, sync, all, pass } = await served();
    await sync();
    server.cameras = server.cameras.slice(1);
    server.skipped = 1;
    await sync();
    expect(await all()).toEqual(['a', 'b']);
    await pass(TEN_MINUTES_MS);
    expect(await all()).toEqual(['b']);
  });

  it('are not waited with after a start: nobody knows when the cameras on the disk were counted', async () => {
    const first = await served();
    await first.sync();
    first.directory.close();
    const again = await served({ folder: first.folder });
    again.server.cameras = again.server.cameras.slice(1);
    again.server.skipped = 1;
    await again.sync();
    expect(await again.all()).toEqual(['b']);
  });
});

describe('states of all cameras', () => {
  it('are loaded at first, for cameras that are new, and when events may have been missed; else events tell them', async () => {
    const { server, asks, last } = await served();
    expect([await asks(), last('synced')?.cursor]).toEqual([['all', 'states'], { epoch: 'x', seq: 1 }]);
    server.changes = ok([putOf(cameraNamed('b', { number: 2, name: 'Tên khác' }))]);
    expect([await asks(), last('synced')?.cursor]).toEqual([['changes'], null]);
    server.changes = ok([putOf(cameraNamed('c', { number: 3 }))]);
    expect([await asks(), await asks(), await asks(true)]).toEqual([['changes', 'states'], ['changes'], ['changes', 'states']]);
  });

  it('are loaded anew for whoever signs in again', async () => {
    const { handle, sync, asks } = await served();
    await sync();
    handle({ kind: 'token', accessToken: null });
    handle({ kind: 'token', accessToken: 'new' });
    expect(await asks()).toContain('states');
  });
});

describe('a directory that could not be opened', () => {
  const absent = async () => {
    const scene = await served();
    const folder = path.join(scene.folder, 'later');
    scene.handle({ kind: 'open', file: path.join(folder, 'directory.db'), generation: 2 });
    return { ...scene, makeFolder: () => mkdirSync(folder) };
  };
  const openedAs = (error: AppError | null | undefined) => error?.code ?? null;

  it('is tried again by itself, and knows then what main has said meanwhile', async () => {
    const { handle, makeFolder, pass, last } = await absent();
    expect(openedAs(last('opened')?.error)).toBe('storage/write-failed');
    handle({ kind: 'watch', cameras: [cameraId('a')] });
    handle({ kind: 'sync' });
    makeFolder();
    await pass(30_000);
    expect(last('opened')).toEqual({ kind: 'opened', generation: 2, error: null });
    expect([last('facts')?.facts.total, last('synced')?.error, last('states')?.states.map(({ id }) => id)]).toEqual([2, null, ['a']]);
  });

  it('is tried at once by a sync, and no more when it is closed', async () => {
    const { makeFolder, sync, last, handle, pass, of } = await absent();
    makeFolder();
    await sync();
    expect([last('opened')?.error, last('facts')?.facts.total, last('synced')?.error]).toEqual([null, 2, null]);
    handle({ kind: 'open', file: '/absent/absent/x.db', generation: 3 });
    handle({ kind: 'close' });
    const before = of('opened').length;
    await pass(60_000);
    expect(of('opened').length).toBe(before);
  });
});

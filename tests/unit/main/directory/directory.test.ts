import { closeSync, existsSync, openSync, statSync, writeSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Camera } from '@contract/domain/camera.ts';
import { err, ok } from '@contract/domain/result.ts';
import { cameraId, groupId, unitId } from '@contract/domain/units.ts';
import { openCameraBook } from '../../../../main/storage/directory-db.ts';
import type { CameraChange, DirectoryPort } from '../../../../main/vms/adapter.ts';
import { AWAY, LOADED, all, asked, page, sceneWith } from '../../../builders/asked-directory.ts';
import { directoryScene, portWith, valueOf } from '../../../builders/directory-scene.ts';
import { cameraNamed, createAsked, settled, stateOf, unitNamed } from '../../../builders/fake-vms.ts';

describe('a directory that is opened', () => {
  it('is empty at first, and can be read beside', async () => {
    const { last, of, file } = await asked();
    expect(of('opened')).toEqual([{ kind: 'opened', generation: 1, error: null }]);
    expect(last('facts')?.facts).toEqual({ state: 'empty', total: 0, skipped: 0, directoryUtcMs: null });
    expect(existsSync(file)).toBe(true);
  });

  it('is there again after a restart without a server, with its age, its units and its counts', async () => {
    const first = await asked();
    await first.load({ ...page('a', 'b'), skipped: 2 });
    const age = first.last('facts')?.facts.directoryUtcMs;
    first.directory.close();
    const again = await asked({ folder: first.folder });
    expect(again.last('facts')?.facts).toEqual({ state: 'cached', total: 2, skipped: 2, directoryUtcMs: age });
    expect([again.last('units')?.units.map(({ id }) => id), again.last('counts')?.counts]).toEqual([['u1'], [{ id: 'u1', own: 2, total: 2, conditions: { working: 0, lost: 0, broken: 0, unknown: 2 } }]]);
    expect(await all(again.scene, 'camera')).toEqual(['a', 'b']);
    await again.start();
    expect(again.changes.args).toEqual([['t1']]);
  });

  it('answers questions as unavailable before it is open and after it is closed, without ending', async () => {
    const { scene } = await asked();
    scene.handle({ kind: 'close' });
    expect(await scene.ask('number', { number: 1 })).toMatchObject({ ok: false, error: { code: 'directory/unavailable' } });
    await scene.sync();
    expect(scene.last('synced')).toMatchObject({ cursor: null, error: { code: 'directory/unavailable' } });
  });

  it('says so when its file cannot be made', async () => {
    const scene = sceneWith({});
    scene.handle({ kind: 'open', file: path.join(scene.folder, 'absent', 'x.db'), generation: 7 });
    expect(scene.last('opened')).toMatchObject({ generation: 7, error: { code: 'storage/write-failed' } });
  });

  it('is asked for nothing while nobody is signed in', async () => {
    const { scene, cameras } = await asked();
    scene.handle({ kind: 'token', accessToken: null });
    await scene.sync();
    expect([scene.last('synced')?.error?.code, cameras.args.length]).toEqual(['session/not-signed-in', 0]);
  });
});

describe('bringing it up to date', () => {
  it('shows cameras page by page the first time, and answers meanwhile', async () => {
    const { scene, start, give, cameras, idle, last } = await asked();
    await start();
    give(page('a', 'b'));
    await idle();
    expect([await all(scene), last('facts')?.facts.state]).toEqual([['a', 'b'], 'loading']);
    give({ ...page('c'), skipped: 3 });
    await cameras.answer(LOADED);
    await idle();
    expect(last('facts')?.facts).toMatchObject({ state: 'current', total: 3, skipped: 3 });
    expect(last('synced')).toEqual({ kind: 'synced', cursor: { epoch: 'x', seq: 1 }, error: null });
  });

  it('does not empty itself while it is loaded again; what is not listed any more goes at the end', async () => {
    const { scene, load, start, give, cameras, changes, idle, last } = await asked();
    await load(page('a', 'b'));
    await start();
    await changes.answer(err('directory/token-expired'));
    give(page('c'));
    await idle();
    expect((await all(scene)).toSorted()).toEqual(['a', 'b', 'c']);
    await cameras.answer(LOADED);
    await idle();
    expect([await all(scene), last('facts')?.facts.total]).toEqual([['c'], 1]);
  });

  it('keeps what came when it is cut in the middle, and begins again', async () => {
    const { scene, start, give, cameras, idle, last, advance } = await asked();
    await start();
    give(page('a', 'b'));
    await cameras.answer(AWAY);
    await idle();
    expect([await all(scene), last('facts')?.facts.state, last('synced')?.error?.code]).toEqual([['a', 'b'], 'cached', 'tier/unreachable']);
    advance(500);
    await settled();
    expect(cameras.args.at(-1)?.[0]).toBeNull();
    give(page('b', 'c'));
    await cameras.answer(LOADED);
    await idle();
    expect([(await all(scene)).toSorted(), last('facts')?.facts.state]).toEqual([['b', 'c'], 'current']);
  });

  it('takes changes in their order, and tells which records are not what they were', async () => {
    const { scene, load, change, last } = await asked();
    await load(page('a', 'b'));
    await change([
      { op: 'put', camera: cameraNamed('c', { number: 9 }) },
      { op: 'remove', cameraId: cameraId('a') },
      { op: 'put', camera: cameraNamed('b', { name: 'Thứ nhất' }) },
      { op: 'put', camera: cameraNamed('b', { number: 2, name: 'Thứ hai' }) },
    ]);
    expect([await all(scene), await all(scene, 'thu hai'), await all(scene, 'thu nhat')]).toEqual([['b', 'c'], ['b'], []]);
    expect([...(last('changed')?.cameras ?? [])].toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('is asked for once more after many changes, not once for each', async () => {
    const { load, start, changes, idle } = await asked();
    await load(page('a'));
    for (let turn = 0; turn < 5; turn += 1) await start();
    await changes.answer(ok({ changes: [], skipped: 0, changeToken: 't2' }));
    await idle();
    await changes.answer(ok({ changes: [], skipped: 0, changeToken: 't2' }));
    await idle();
    expect(changes.args).toEqual([['t1'], ['t2']]);
  });

  it('counts records that cannot be read anew only after a while', async () => {
    const { load, change, last, cameras, start, changes, give, idle, advance } = await asked();
    await load({ ...page('a'), skipped: 1 });
    for (let turn = 0; turn < 3; turn += 1) await change([{ op: 'put', camera: cameraNamed('b', { number: turn }) }], 1);
    expect([last('facts')?.facts.skipped, cameras.args.length]).toEqual([1, 1]);
    advance(600_000);
    await start();
    await changes.answer(ok({ changes: [{ op: 'put', camera: cameraNamed('b') }], skipped: 0, changeToken: 't9' }));
    give(page('a', 'b'));
    await cameras.answer(LOADED);
    await idle();
    expect(last('facts')?.facts.skipped).toBe(0);
  });

  it('tries again ever more seldom, and at once with a new token', async () => {
    const tries: number[] = [];
    const { scene, advance, idle, clock } = await asked({
      units: async () => {
        tries.push(clock.monoMs());
        return AWAY;
      },
    });
    await scene.sync();
    for (let turn = 0; turn < 130; turn += 1) {
      advance(500);
      await idle();
    }
    expect(tries.slice(1, 7).map((at, index) => at - (tries[index] ?? 0))).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000]);
    const before = tries.length;
    scene.handle({ kind: 'token', accessToken: 'new' });
    await idle();
    expect(tries.length).toBe(before + 1);
  });

  it('takes nothing that comes for a person who has left', async () => {
    const { scene, start, give, cameras, idle } = await asked();
    await start();
    give(page('a'));
    await idle();
    scene.handle({ kind: 'open', file: path.join(scene.folder, 'other.db'), generation: 2 });
    give(page('b'));
    await cameras.answer(LOADED);
    await idle();
    expect([await all(scene), scene.last('opened')?.generation]).toEqual([[], 2]);
  });
});

describe('states', () => {
  it('are told of watched cameras, in time and to the last, and count for their units', async () => {
    const { scene, load, advance, last, idle } = await asked();
    await load(page('a', 'b'));
    scene.handle({ kind: 'watch', cameras: [cameraId('a'), cameraId('gone')] });
    expect(last('states')).toEqual({ kind: 'states', states: [], unknown: ['a', 'gone'], isAll: true });
    for (const state of ['lost', 'working', 'broken'] as const) scene.handle({ kind: 'states', states: [stateOf('a', state), stateOf('b', state), stateOf('stranger', state)] });
    advance(1_000);
    await idle();
    expect(last('states')).toEqual({ kind: 'states', states: [stateOf('a', 'broken')], unknown: [], isAll: false });
    expect(last('counts')?.counts).toEqual([{ id: 'u1', own: 2, total: 2, conditions: { working: 0, lost: 0, broken: 2, unknown: 0 } }]);
  });

  it('told while all of them are on their way are not undone by older ones', async () => {
    const states = createAsked<readonly [], Awaited<ReturnType<DirectoryPort['states']>>>();
    const scene = sceneWith({ port: portWith({ units: [], cameras: [cameraNamed('a'), cameraNamed('b'), cameraNamed('c')] }, { states: states.call }) });
    await scene.open();
    scene.handle({ kind: 'watch', cameras: ['a', 'b', 'c'].map(cameraId) });
    await scene.sync();
    const later = { ...stateOf('a', 'lost'), sinceUtcMs: stateOf('a').sinceUtcMs };
    scene.handle({ kind: 'states', states: [later, stateOf('c', 'lost')] });
    await states.answer(ok({ states: [stateOf('a', 'working'), stateOf('b', 'broken')], cursor: null }));
    await scene.idle();
    expect(scene.last('states')).toMatchObject({ states: [{ id: 'a', state: 'lost' }, { id: 'b', state: 'broken' }, { id: 'c', state: 'lost' }], isAll: true });
    scene.handle({ kind: 'sync', snapshot: true });
    await scene.idle();
    await states.answer(ok({ states: [stateOf('b', 'working')], cursor: null }));
    await scene.idle();
    expect(scene.last('states')).toMatchObject({ states: [{ id: 'b', state: 'working' }], unknown: ['a', 'c'] });
  });
});

describe('units', () => {
  it('that are renamed are found by their new names only; cameras of unlisted ones stand apart', async () => {
    let name = 'Công an phường Hàng Trống';
    const { scene, load, change } = await asked({ units: async () => ok({ units: [{ ...unitNamed('u1'), name }], skipped: 0 }) });
    await load({ ...page('a'), cameras: [cameraNamed('a'), cameraNamed('b', { number: 2, unitId: unitId('unlisted') })] });
    expect(await all(scene, 'hang trong')).toEqual(['a']);
    name = 'Công an phường Cửa Nam';
    await change([]);
    expect([await all(scene, 'hang trong'), await all(scene, 'cua nam')]).toEqual([[], ['a']]);
    expect(valueOf(await scene.ask('unit', { unit: unitId('?') })).ids).toEqual(['b']);
    expect(scene.last('counts')?.counts.map(({ id, own }) => [id, own])).toEqual([['u1', 1], ['?', 1]]);
  });
});

describe('groups', () => {
  it('filter and are counted, also for cameras that come later', async () => {
    const { scene, load } = await asked();
    scene.handle({ kind: 'groups', groups: [{ id: groupId('g1'), cameras: [cameraId('b'), cameraId('nobody')] }, { id: groupId('g2'), cameras: [cameraId('b'), cameraId('a')] }] });
    await load(page('a', 'b', 'c'));
    const query = { text: '', filter: { groups: [groupId('g1')] }, order: 'number' } as const;
    expect(valueOf(await scene.ask('search', { query })).ids).toEqual(['b']);
    expect(valueOf(await scene.ask('facets', { query })).facets.filter(({ facet }) => facet === 'groups').map(({ value, count }) => [value, count])).toEqual([['g2', 2], ['g1', 1]]);
  });
});

/** What a server has, as it changes; its feed tells all changes since a token, some of them twice. */
function livingServer() {
  const cameras = new Map<string, Camera>();
  const log: CameraChange[] = [];
  let failing = 0;
  const fails = (): boolean => {
    failing -= 1;
    return failing >= 0;
  };
  const port = portWith({ units: [unitNamed('u1')], cameras: [] }, {
    cameras: async (_etag, onPage) => {
      const all = [...cameras.values()];
      const token = String(log.length);
      for (let from = 0; from < all.length; from += 3) {
        if (fails()) return AWAY;
        onPage({ cameras: all.slice(from, from + 3), skipped: 0, total: all.length });
      }
      return ok({ kind: 'loaded', etag: null, changeToken: token, skipped: 0 });
    },
    changes: async (token) => {
      if (fails()) return AWAY;
      if (log.length - Number(token) > 12) return err('directory/token-expired');
      const since = log.slice(Number(token));
      return ok({ changes: [...since, ...since], skipped: 0, changeToken: String(log.length) });
    },
  });
  return {
    port,
    cameras,
    put: (camera: Camera) => {
      cameras.set(camera.id, camera);
      log.push({ op: 'put', camera });
    },
    remove: (id: string) => {
      if (cameras.delete(id)) log.push({ op: 'remove', cameraId: cameraId(id) });
    },
    failFor: (calls: number) => (failing = calls),
  };
}

describe('a feed that is cut, repeated and too old', () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('put' as const), camera: fc.integer({ min: 0, max: 12 }), name: fc.constantFrom('Cầu Giấy', 'Hồ Gươm', 'Láng') }),
    fc.record({ kind: fc.constant('remove' as const), camera: fc.integer({ min: 0, max: 12 }) }),
    fc.record({ kind: fc.constant('sync' as const), failing: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ kind: fc.constant('restart' as const) }),
  );

  it('ends in what a fresh load gives', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const server = livingServer();
        let scene = directoryScene({ port: server.port });
        await scene.open();
        for (const one of steps) {
          if (one.kind === 'put') server.put(cameraNamed(`c${one.camera}`, { number: one.camera, name: one.name }));
          else if (one.kind === 'remove') server.remove(`c${one.camera}`);
          else if (one.kind === 'sync') {
            server.failFor(one.failing);
            await scene.sync();
          } else {
            scene.directory.close();
            scene = directoryScene({ port: server.port, folder: scene.folder });
            await scene.open();
          }
        }
        server.failFor(0);
        await scene.sync();
        scene.advance(60_000);
        await scene.idle();
        const wanted = [...server.cameras.values()].sort((one, other) => one.number - other.number);
        const found = valueOf(await scene.ask('search', { query: { text: '', filter: {}, order: 'number' } }));
        const named = valueOf(await scene.ask('search', { query: { text: 'ho guom', filter: {}, order: 'number' } }));
        const book = openCameraBook(scene.file);
        const read = wanted.map(({ id }) => book?.get(id));
        book?.close();
        scene.end();
        expect(found.first).toEqual(wanted);
        expect(named.ids.slice(0, named.ids.length - named.near)).toEqual(wanted.filter(({ name }) => name === 'Hồ Gươm').map(({ id }) => id));
        expect(read).toEqual(wanted);
      }),
      { numRuns: 40 },
    );
  }, 60_000);
});

describe('a file that is damaged while it is used', () => {
  it('is deleted, which the log says, and everything is asked for again', async () => {
    const many = Array.from({ length: 1_000 }, (_, index): Camera => cameraNamed(`m${index}`, { number: index, name: `Camera số ${index} ${'x'.repeat(200)}` }));
    const first = sceneWith({ port: portWith({ units: [unitNamed('u1')], cameras: many }) });
    await first.open();
    await first.sync();
    first.directory.close();
    const handle = openSync(first.file, 'r+');
    for (let at = 2 * 4_096; at < statSync(first.file).size; at += 4_096) writeSync(handle, Buffer.alloc(4_096, 0x5a), 0, 4_096, at);
    closeSync(handle);
    const again = sceneWith({ port: portWith({ units: [unitNamed('u1')], cameras: many }), folder: first.folder });
    await again.open();
    await again.sync();
    const found = await again.ask('number', { number: 7 });
    await again.idle();
    expect([again.last('opened')?.error, existsSync(`${again.file}.damaged`), found.ok]).toEqual([null, false, true]);
    expect(again.of('log').map(({ event }) => event)).toContain('directory.begun-anew');
    expect([again.last('facts')?.facts.total, (await all(again)).length]).toEqual([1_000, 1_000]);
  }, 60_000);
});

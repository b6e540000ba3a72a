import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { layoutId, type LayoutId } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { createLayoutsService } from '../../../../../main/services/layouts/layouts-service.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import type { LayoutsPort } from '../../../../../main/vms/adapter.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { layoutNamed } from '../../../../builders/fake-vms.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';
import { cameraTiles } from '../../../../builders/tiles.ts';
import { codeOf } from '../../../../builders/session-scene.ts';

const AWAY: Result<never> = err('tier/unreachable', { retryable: true });
const L1 = layoutId('l1');

/** A server with ETags that somebody else writes to as well, and that may take what it does not answer. */
function createServer() {
  const layouts = new Map<LayoutId, Layout>();
  /** Names of all it ever took. */
  const taken = new Set<string>();
  const state = { isUp: true, loseNext: false };
  let version = 0;
  const write = (layout: Layout): Layout => {
    const stored: Layout = { ...layout, etag: `e${String((version += 1))}`, sync: 'stored' };
    layouts.set(layout.id, stored);
    taken.add(layout.name);
    return stored;
  };
  const port: LayoutsPort = {
    list: async () => (state.isUp ? ok([...layouts.values()]) : AWAY),
    put: async (layout) => {
      if (!state.isUp) return AWAY;
      const old = layouts.get(layout.id);
      if (layout.etag === null && old !== undefined) return err('layout/conflict');
      if (layout.etag !== null && old === undefined) return err('layout/unknown');
      if (layout.etag !== null && old?.etag !== layout.etag) return err('layout/conflict');
      if (old !== undefined && old.ownerId !== layout.ownerId) return err('app/not-allowed');
      const stored = write(layout);
      if (!state.loseNext) return ok(stored);
      state.loseNext = false;
      return AWAY;
    },
    remove: async (id) => {
      if (!state.isUp) return AWAY;
      layouts.delete(id);
      return ok(null);
    },
  };
  return { layouts, taken, state, write, port };
}

function console(server: ReturnType<typeof createServer>, disk: { kept: readonly Layout[] } = { kept: [] }, mark = 'new') {
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  let made = 0;
  const service = createLayoutsService({ port: server.port, stores, clock: createFakeTime().clock, uuid: () => `${mark}-${String((made += 1))}`, onDidKeep: () => {}, log: createRecordingLog() });
  const open = () => service.open({ load: async () => disk.kept, save: async (layouts) => ((disk.kept = layouts), ok(null)) });
  const save = (name: string, replace: LayoutId | null = null) => service.save({ name, draft: { arrangement: READY['1'], contents: cameraTiles(name) }, shared: true, locked: false, replace, ownerId: 'p1' });
  const shown = () => [...stores.layouts.records().values()].map(({ id, name, sync }) => `${id} ${name} ${sync}`).toSorted();
  const conflicts = () => [...stores.layoutConflicts.records().values()].map(({ mine, theirs }) => `${mine.name} / ${theirs.name}`);
  return { stores, service, open, save, shown, conflicts, disk };
}

/** A console whose operator changed `l1` while somebody else did. */
async function inConflict(how: 'online' | 'offline') {
  const server = createServer();
  server.write(layoutNamed('l1', { name: 'Gốc' }));
  const here = console(server);
  await here.open();
  await here.service.sync();
  server.write(layoutNamed('l1', { name: 'Của họ' }));
  server.state.isUp = how === 'online';
  const answer = await here.save('Của tôi', L1);
  server.state.isUp = true;
  if (how === 'offline') await here.service.sync();
  return { server, answer, ...here };
}

describe.for(['online', 'offline'] as const)('a layout that somebody changed meanwhile, saved %s', (how) => {
  it('shows both versions and asks', async () => {
    const { answer, shown, conflicts, server } = await inConflict(how);
    expect(codeOf(answer)).toBe(how === 'online' ? 'layout/conflict' : 'ok');
    expect([shown(), conflicts(), server.layouts.get(L1)?.name]).toEqual([['l1 Của họ stored'], ['Của tôi / Của họ'], 'Của họ']);
  });

  it('kept as mine replaces theirs', async () => {
    const { service, shown, conflicts, server } = await inConflict(how);
    expect(await service.resolve(L1, 'mine', 'p1')).toEqual(ok(null));
    expect([shown(), conflicts(), server.layouts.get(L1)?.name]).toEqual([['l1 Của tôi stored'], [], 'Của tôi']);
  });

  it('kept as theirs lets mine go', async () => {
    const { service, shown, conflicts, server, disk } = await inConflict(how);
    expect(await service.resolve(L1, 'theirs', 'p1')).toEqual(ok(null));
    await service.sync();
    expect([shown(), conflicts(), server.layouts.get(L1)?.name, disk.kept.map(({ name }) => name)]).toEqual([['l1 Của họ stored'], [], 'Của họ', ['Của họ']]);
  });

  it('kept both makes mine a layout of its own', async () => {
    const { service, shown, conflicts } = await inConflict(how);
    expect(await service.resolve(L1, 'both', 'p1')).toEqual(ok(null));
    expect([shown().map((line) => line.replace(/^new-\d+/, 'new')), conflicts()]).toEqual([['l1 Của họ stored', 'new Của tôi (2) stored'], []]);
  });

  it('outlasts a restart before the operator has chosen', async () => {
    const { server, disk } = await inConflict(how);
    const next = console(server, disk, 'next');
    await next.open();
    await next.service.sync();
    expect([next.shown(), next.conflicts()]).toEqual([['l1 Của họ stored'], ['Của tôi / Của họ']]);
  });

  it('goes on about what is there now when theirs is changed or removed once more', async () => {
    const { service, server, shown, conflicts } = await inConflict(how);
    server.write(layoutNamed('l1', { name: 'Của họ, lần hai' }));
    expect(codeOf(await service.resolve(L1, 'mine', 'p1'))).toBe('layout/conflict');
    expect(conflicts()).toEqual(['Của tôi / Của họ, lần hai']);
    server.layouts.delete(L1);
    await service.sync();
    await service.sync();
    expect([shown().map((line) => line.replace(/^new-\d+/, 'new')), conflicts()]).toEqual([['new Của tôi stored'], []]);
  });

  it('is neither saved over nor removed before the operator has chosen', async () => {
    const { service, save, conflicts } = await inConflict(how);
    expect([codeOf(await save('Thêm nữa', L1)), codeOf(await service.remove(L1))]).toEqual(['layout/conflict', 'layout/conflict']);
    expect(conflicts()).toEqual(['Của tôi / Của họ']);
  });

  it('chosen with the server away holds and waits', async () => {
    const { service, server, shown, conflicts } = await inConflict(how);
    server.state.isUp = false;
    expect(await service.resolve(L1, 'mine', 'p1')).toEqual(ok(null));
    expect([shown(), conflicts()]).toEqual([['l1 Của tôi waiting'], []]);
    server.state.isUp = true;
    await service.sync();
    expect([shown(), server.layouts.get(L1)?.name]).toEqual([['l1 Của tôi stored'], 'Của tôi']);
  });

  it('leaves with whoever signs out', async () => {
    const { service, conflicts } = await inConflict(how);
    service.close();
    expect(conflicts()).toEqual([]);
  });
});

describe('a layout', () => {
  it('of somebody else is not replaced, neither with the server nor without', async () => {
    const server = createServer();
    server.write(layoutNamed('l1', { name: 'Của họ', ownerId: 'p2', shared: true }));
    const { open, service, save, shown } = console(server);
    await open();
    await service.sync();
    expect(codeOf(await save('Của tôi', L1))).toBe('app/not-allowed');
    server.state.isUp = false;
    expect(codeOf(await save('Của tôi', L1))).toBe('app/not-allowed');
    expect(shown()).toEqual(['l1 Của họ stored']);
  });

  it('that somebody removed while it was changed is there again, as one of its own', async () => {
    const server = createServer();
    server.write(layoutNamed('l1'));
    const { open, service, save, shown } = console(server);
    await open();
    await service.sync();
    server.layouts.delete(L1);
    expect(await save('Của tôi', L1)).toEqual(ok({ layout: 'new-1', sync: 'stored' }));
    expect(shown()).toEqual(['new-1 Của tôi stored']);
  });

  it('changed again after the answer to its first save got lost meets no conflict with itself', async () => {
    const server = createServer();
    const { open, save, shown, conflicts } = console(server);
    await open();
    server.state.loseNext = true;
    expect(await save('Một')).toEqual(ok({ layout: 'new-1', sync: 'waiting' }));
    expect(await save('Hai', layoutId('new-1'))).toEqual(ok({ layout: 'new-1', sync: 'stored' }));
    expect([shown(), conflicts()]).toEqual([['new-1 Hai stored'], []]);
  });
});

describe('whatever happens between two PCs and a server', () => {
  type Step =
    | { readonly kind: 'save' | 'theirs' | 'their-removal'; readonly pick: number }
    | { readonly kind: 'resolve'; readonly pick: number; readonly choice: 'mine' | 'theirs' | 'both' }
    | { readonly kind: 'server'; readonly isUp: boolean }
    | { readonly kind: 'lose' | 'sync' | 'restart' };
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ kind: fc.constantFrom('save' as const, 'save' as const, 'theirs' as const, 'theirs' as const, 'their-removal' as const), pick: fc.nat(1) }),
    fc.record({ kind: fc.constant('resolve' as const), pick: fc.nat(1), choice: fc.constantFrom('mine' as const, 'theirs' as const, 'both' as const) }),
    fc.record({ kind: fc.constant('server' as const), isUp: fc.boolean() }),
    fc.record({ kind: fc.constantFrom('lose' as const, 'sync' as const, 'sync' as const, 'restart' as const) }),
  );

  it('nothing an operator saved is lost: it is on this PC, or the server took it, or they replaced or dropped it themselves', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 30 }), async (steps) => {
        const server = createServer();
        server.write(layoutNamed('l1'));
        const disk: { kept: readonly Layout[] } = { kept: [] };
        let here = console(server, disk, 'c0');
        await here.open();
        await here.service.sync();
        const mustBe = new Set<string>();
        let saves = 0;
        let restarts = 0;
        for (const next of steps) {
          const known = [...here.stores.layouts.records().values()];
          if (next.kind === 'server') server.state.isUp = next.isUp;
          else if (next.kind === 'lose') server.state.loseNext = true;
          else if (next.kind === 'sync') await here.service.sync();
          else if (next.kind === 'restart') {
            here.service.close();
            here = console(server, disk, `c${String((restarts += 1))}`);
            await here.open();
          } else if (next.kind === 'theirs' || next.kind === 'their-removal') {
            const there = [...server.layouts.values()][next.pick];
            if (there === undefined) continue;
            if (next.kind === 'theirs') server.write({ ...there, name: `theirs ${String((saves += 1))}` });
            else server.layouts.delete(there.id);
          } else if (next.kind === 'save') {
            const replace = known[next.pick] ?? null;
            const name = `mine ${String((saves += 1))}`;
            const answer = await here.save(name, replace?.id ?? null);
            const isAsked = !answer.ok && here.conflicts().some((pair) => pair.startsWith(`${name} /`));
            if (answer.ok || isAsked) mustBe.add(name);
            if ((answer.ok || isAsked) && replace !== null) mustBe.delete(replace.name);
          } else if (next.kind === 'resolve') {
            const conflict = [...here.stores.layoutConflicts.records().values()][next.pick];
            if (conflict === undefined) continue;
            const answer = await here.service.resolve(conflict.id, next.choice, 'p1');
            if (answer.ok && next.choice !== 'mine') mustBe.delete(conflict.mine.name);
          }
          const isHere = new Set([...disk.kept.map(({ name }) => name), ...here.shown().map((line) => line.replace(/^\S+ | \S+$/g, ''))]);
          for (const name of mustBe) expect(isHere.has(name) || server.taken.has(name)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});

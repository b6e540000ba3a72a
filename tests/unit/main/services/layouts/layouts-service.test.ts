import { describe, expect, it, test } from 'vitest';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { READY } from '@contract/domain/arrangement.ts';
import { layoutId, type LayoutId } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { createLayoutsService, type LayoutsCache, type SaveRequest } from '../../../../../main/services/layouts/layouts-service.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createAsked, layoutNamed, settled } from '../../../../builders/fake-vms.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';
import { cameraTiles } from '../../../../builders/tiles.ts';

const AWAY: Result<never> = err('tier/unreachable', { retryable: true });
const FULL: Result<never> = err('storage/write-failed', { retryable: true });
const draft = { arrangement: READY['4'], contents: cameraTiles('c1', null, null, null) };
const request = (overrides: Partial<SaveRequest> = {}): SaveRequest => ({ name: 'Ca sáng', draft, shared: false, locked: false, replace: null, ownerId: 'p1', ...overrides });
const stored = (layout: Layout, etag = 'e2'): Layout => ({ ...layout, etag, sync: 'stored' });

function layouts() {
  const { clock } = createFakeTime();
  const list = createAsked<readonly [], Result<readonly Layout[]>>();
  const put = createAsked<readonly [Layout], Result<Layout>>();
  const remove = createAsked<readonly [LayoutId, string | null], Result<null>>();
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  let made = 0;
  const disk = { isFull: false };
  const told: boolean[] = [];
  const service = createLayoutsService({ port: { list: list.call, put: put.call, remove: remove.call }, stores, clock, uuid: () => `new-${(made += 1)}`, onDidKeep: (result) => told.push(result.ok), log: createRecordingLog() });
  const kept: (readonly Layout[])[] = [];
  const cacheOf = (saved: readonly Layout[] = []): LayoutsCache => ({ load: async () => saved, save: async (value) => (disk.isFull ? FULL : (kept.push(value), ok(null))) });
  const shown = () => [...stores.layouts.records().values()].map(({ id, name, sync, etag }) => `${id} ${name} ${sync} ${etag}`);
  /** Answers the put that waits as a server that took it. */
  const takePut = () => put.answer(ok(stored(put.args.at(-1)?.[0] ?? layoutNamed('none'))));
  const saveOffline = async (overrides: Partial<SaveRequest> = {}) => {
    const answer = service.save(request(overrides));
    await settled();
    await put.answer(AWAY);
    return answer;
  };
  return { service, list, put, remove, stores, kept, disk, told, cacheOf, shown, takePut, saveOffline };
}

describe('saving a layout', () => {
  it('stores it on the server, shows it, and keeps it here', async () => {
    const { service, cacheOf, takePut, shown, kept, put } = layouts();
    await service.open(cacheOf());
    const answer = service.save(request());
    await settled();
    await takePut();
    expect(await answer).toEqual(ok({ layout: 'new-1', sync: 'stored' }));
    expect(put.args[0]?.[0]).toMatchObject({ etag: null, ...draft, locked: false, ownerId: 'p1' });
    expect(shown()).toEqual(['new-1 Ca sáng stored e2']);
    expect(kept.at(-1)).toMatchObject([{ id: 'new-1', sync: 'stored' }]);
  });

  it('with the server away keeps it, and stores it on return', async () => {
    const { service, cacheOf, saveOffline, shown, kept, takePut, list, put } = layouts();
    await service.open(cacheOf());
    expect(await saveOffline()).toEqual(ok({ layout: 'new-1', sync: 'waiting' }));
    expect(shown()).toEqual(['new-1 Ca sáng waiting null']);
    expect(kept.at(-1)).toMatchObject([{ id: 'new-1', sync: 'waiting' }]);
    void service.sync();
    await settled();
    await takePut();
    const sent = put.args.at(-1)?.[0] ?? layoutNamed('none');
    await list.answer(ok([stored(sent)]));
    expect(shown()).toEqual(['new-1 Ca sáng stored e2']);
    expect(kept.at(-1)).toMatchObject([{ id: 'new-1', sync: 'stored' }]);
  });

  it('that waits is stored once, however often the server is said to be back', async () => {
    const { service, cacheOf, saveOffline, takePut, list, put, shown } = layouts();
    await service.open(cacheOf());
    await saveOffline();
    void service.sync();
    await settled();
    void service.sync();
    void service.sync();
    await takePut();
    const sent = put.args.at(-1)?.[0] ?? layoutNamed('none');
    await list.answer(ok([stored(sent)]));
    await list.answer(ok([stored(sent)]));
    expect([put.args.length, list.args.length, shown()]).toEqual([2, 2, ['new-1 Ca sáng stored e2']]);
  });

  test.for(['session/not-signed-in', 'tier/refused', 'app/not-allowed', 'tier/bad-answer', 'tier/unreachable'] as const)('that waits outlasts %s on its way to the server', async (code) => {
    const { service, cacheOf, saveOffline, put, list, shown, kept } = layouts();
    await service.open(cacheOf());
    await saveOffline();
    void service.sync();
    await settled();
    await put.answer(err(code));
    await list.answer(ok([]));
    expect(shown()).toEqual(['new-1 Ca sáng waiting null']);
    expect(kept.at(-1)).toMatchObject([{ id: 'new-1' }]);
  });

  it('is not undone by a list that was asked for before', async () => {
    const { service, cacheOf, list, takePut, shown } = layouts();
    await service.open(cacheOf());
    void service.sync();
    await settled();
    const saved = service.save(request());
    await settled();
    await list.answer(ok([]));
    await takePut();
    await saved;
    expect(shown()).toEqual(['new-1 Ca sáng stored e2']);
  });

  it('with the server away and the disk full is not said to be saved, and is not in the list', async () => {
    const { service, cacheOf, saveOffline, disk, shown, told } = layouts();
    await service.open(cacheOf([layoutNamed('l1')]));
    disk.isFull = true;
    expect(await saveOffline()).toMatchObject({ ok: false, error: { code: 'storage/write-failed' } });
    expect(await saveOffline({ replace: layoutId('l1'), name: 'Khác' })).toMatchObject({ ok: false, error: { code: 'storage/write-failed' } });
    expect([shown(), told]).toEqual([['l1 Layout l1 stored e1'], [false, false]]);
  });

  it('that the server has is saved, also when the disk is full; that is told', async () => {
    const { service, cacheOf, takePut, disk, shown, told } = layouts();
    await service.open(cacheOf());
    disk.isFull = true;
    const answer = service.save(request());
    await settled();
    await takePut();
    expect([await answer, shown(), told]).toEqual([ok({ layout: 'new-1', sync: 'stored' }), ['new-1 Ca sáng stored e2'], [false]]);
  });

  it('whose answer got lost is sent again and is one layout, not two', async () => {
    const { service, cacheOf, saveOffline, put, list, shown } = layouts();
    await service.open(cacheOf());
    await saveOffline();
    const sent = stored(put.args[0]?.[0] ?? layoutNamed('none'));
    void service.sync();
    await settled();
    await put.answer(err('layout/conflict'));
    await list.answer(ok([sent]));
    expect(shown()).toEqual(['new-1 Ca sáng stored e2']);
  });

  it('over another whose answer got lost is stored: the server has just that', async () => {
    const { service, cacheOf, put, list, shown } = layouts();
    await service.open(cacheOf([layoutNamed('l1')]));
    const answer = service.save(request({ replace: layoutId('l1') }));
    await settled();
    await put.answer(err('layout/conflict'));
    await list.answer(ok([stored(put.args[0]?.[0] ?? layoutNamed('none'))]));
    expect([await answer, shown()]).toEqual([ok({ layout: 'l1', sync: 'stored' }), ['l1 Ca sáng stored e2']]);
  });

  it('that met another one stays as it is while the list does not come', async () => {
    const { service, cacheOf, saveOffline, put, list, shown } = layouts();
    await service.open(cacheOf([layoutNamed('l1')]));
    await saveOffline({ name: 'Của tôi', replace: layoutId('l1') });
    void service.sync();
    await settled();
    await put.answer(err('layout/conflict'));
    await list.answer(AWAY);
    expect(shown()).toEqual(['l1 Của tôi waiting e1']);
  });

  it('that is refused outright is not shown as if it were saved', async () => {
    const { service, cacheOf, put, shown } = layouts();
    await service.open(cacheOf());
    const answer = service.save(request({ shared: true }));
    await settled();
    await put.answer(err('app/not-allowed'));
    expect([(await answer).ok, shown()]).toEqual([false, []]);
  });

  it('over one that is not there says so', async () => {
    const { service, cacheOf, put } = layouts();
    await service.open(cacheOf());
    expect(await service.save(request({ replace: layoutId('none') }))).toMatchObject({ ok: false, error: { code: 'layout/unknown' } });
    expect(put.args).toEqual([]);
  });
});

describe('removing a layout', () => {
  it('removes it on the server by its tag, then here', async () => {
    const { service, cacheOf, remove, shown } = layouts();
    await service.open(cacheOf([layoutNamed('l1')]));
    const answer = service.remove(layoutId('l1'));
    await settled();
    await remove.answer(ok(null));
    expect([await answer, remove.args, shown()]).toEqual([ok(null), [['l1', 'e1']], []]);
  });

  it('leaves it where it is when the server is away', async () => {
    const { service, cacheOf, remove, shown } = layouts();
    await service.open(cacheOf([layoutNamed('l1')]));
    const answer = service.remove(layoutId('l1'));
    await settled();
    await remove.answer(AWAY);
    expect([(await answer).ok, shown()]).toEqual([false, ['l1 Layout l1 stored e1']]);
  });

  it('that never reached the server asks nobody', async () => {
    const { service, cacheOf, saveOffline, remove, shown } = layouts();
    await service.open(cacheOf());
    await saveOffline();
    expect(await service.remove(layoutId('new-1'))).toEqual(ok(null));
    expect([remove.args, shown()]).toEqual([[], []]);
  });
});

describe('signing out', () => {
  test.for(['save', 'sync', 'remove'] as const)('in the middle of a %s leaves nothing, in the list and in the cache of whoever comes next', async (act) => {
    const { service, cacheOf, put, list, remove, shown } = layouts();
    const nextKept: (readonly Layout[])[] = [];
    await service.open(cacheOf([layoutNamed('l1')]));
    if (act === 'save') void service.save(request());
    else if (act === 'sync') void service.sync();
    else void service.remove(layoutId('l1'));
    await settled();
    service.close();
    await service.open({ load: async () => [layoutNamed('theirs')], save: async (value) => (nextKept.push(value), ok(null)) });
    if (act === 'save') await put.answer(ok(stored(put.args[0]?.[0] ?? layoutNamed('none'))));
    else if (act === 'sync') await list.answer(ok([layoutNamed('l1'), layoutNamed('l2')]));
    else await remove.answer(ok(null));
    expect([shown(), nextKept]).toEqual([['theirs Layout theirs stored e1'], []]);
  });

  it('empties the list', async () => {
    const { service, cacheOf, shown } = layouts();
    await service.open(cacheOf([layoutNamed('l1')]));
    service.close();
    expect(shown()).toEqual([]);
  });
});

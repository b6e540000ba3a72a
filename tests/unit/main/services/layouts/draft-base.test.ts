import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { err, ok } from '@contract/domain/result.ts';
import { layoutId, type LayoutId } from '@contract/domain/units.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { createLayoutsService } from '../../../../../main/services/layouts/layouts-service.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import type { LayoutsPort } from '../../../../../main/vms/adapter.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { layoutNamed } from '../../../../builders/fake-vms.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';
import { codeOf } from '../../../../builders/session-scene.ts';
import { cameraTiles } from '../../../../builders/tiles.ts';

const L1 = layoutId('l1');

async function editing() {
  const onServer = new Map<LayoutId, Layout>();
  let version = 0;
  const state = { isUp: true };
  const write = (layout: Layout): Layout => {
    const stored: Layout = { ...layout, etag: `e${String((version += 1))}`, sync: 'stored' };
    onServer.set(layout.id, stored);
    return stored;
  };
  const port: LayoutsPort = {
    list: async () => (state.isUp ? ok([...onServer.values()]) : err('tier/unreachable', { retryable: true })),
    put: async (layout) => {
      if (!state.isUp) return err('tier/unreachable', { retryable: true });
      return onServer.get(layout.id)?.etag !== (layout.etag ?? undefined) ? err('layout/conflict') : ok(write(layout));
    },
    remove: async () => ok(null),
  };
  write(layoutNamed('l1', { name: 'Gốc' }));
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  const service = createLayoutsService({ port, stores, clock: createFakeTime().clock, uuid: () => 'new', onDidKeep: () => {}, log: createRecordingLog() });
  await service.open({ load: async () => [], save: async () => ok(null) });
  await service.sync();
  const baseEtag = stores.layouts.get(L1)?.etag ?? null;
  const save = (name: string) => service.save({ name, draft: { arrangement: READY['1'], contents: cameraTiles(name) }, shared: true, locked: false, replace: L1, baseEtag, ownerId: 'p1' });
  const byOther = async () => {
    write({ ...layoutNamed('l1', { name: 'Của họ' }), arrangement: READY['1'], contents: cameraTiles('họ') });
    await service.sync();
  };
  return { stores, service, state, onServer, save, byOther };
}

describe('a layout that was being drawn while others could change it', () => {
  it('is not saved over what somebody else made of it, although their version is known here already', async () => {
    const { stores, onServer, save, byOther } = await editing();
    await byOther();
    expect(codeOf(await save('Của tôi'))).toBe('layout/conflict');
    expect(onServer.get(L1)?.name).toBe('Của họ');
    const [conflict] = stores.layoutConflicts.records().values();
    expect([conflict?.mine.name, conflict?.theirs.name]).toEqual(['Của tôi', 'Của họ']);
  });

  it('is saved again and again by the one who draws it', async () => {
    const { onServer, save } = await editing();
    for (const name of ['Một', 'Hai', 'Ba']) expect(await save(name)).toEqual(ok({ layout: L1, sync: 'stored' }));
    expect(onServer.get(L1)?.name).toBe('Ba');
  });

  it('is saved on after it waited for the server', async () => {
    const { service, state, onServer, save } = await editing();
    state.isUp = false;
    expect(await save('Khi mất mạng')).toEqual(ok({ layout: L1, sync: 'waiting' }));
    state.isUp = true;
    await service.sync();
    expect(await save('Sau đó')).toEqual(ok({ layout: L1, sync: 'stored' }));
    expect(onServer.get(L1)?.name).toBe('Sau đó');
  });

  it('goes on from the version that was chosen', async () => {
    const { service, onServer, save, byOther } = await editing();
    await byOther();
    await save('Của tôi');
    expect(await service.resolve(L1, 'mine', 'p1')).toEqual(ok(null));
    expect(await save('Của tôi, sửa nữa')).toEqual(ok({ layout: L1, sync: 'stored' }));
    expect(onServer.get(L1)?.name).toBe('Của tôi, sửa nữa');
  });
});

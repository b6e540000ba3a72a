import { describe, expect, it } from 'vitest';
import { SLICE_NAMES } from '@contract/state/slices.ts';
import { createSliceStore } from '../../../../main/state/slice-store.ts';
import { createStores, only, update } from '../../../../main/state/stores.ts';

describe('the records of a slice', () => {
  it('are replaced, never changed: who holds the old ones still sees them', () => {
    const store = createSliceStore([{ id: 'a', value: 1 }]);
    const before = store.records();
    store.put({ id: 'a', value: 2 }, { id: 'b', value: 3 });
    store.remove('a');
    expect([...before.values()]).toEqual([{ id: 'a', value: 1 }]);
    expect([...store.records().values()]).toEqual([{ id: 'b', value: 3 }]);
  });

  it('tell listeners of each change, until they stop, and not of what changes nothing', () => {
    const store = createSliceStore<{ readonly id: string }>();
    let heard = 0;
    const stop = store.onDidChange(() => (heard += 1));
    store.put({ id: 'a' });
    store.remove('none');
    expect(heard).toBe(1);
    stop();
    store.replaceAll([]);
    expect(heard).toBe(1);
  });
});

describe('the stores', () => {
  const stores = () => createStores({ address: 'https://tier', language: 'en', wallOnly: true });

  it('begin signed out, without a directory, and unsure of the server', () => {
    const all = stores();
    expect(only(all.session)).toMatchObject({ session: { kind: 'signed-out' }, wallOnly: true });
    expect(only(all.tier)).toMatchObject({ address: 'https://tier', connection: { kind: 'connecting' }, directoryState: 'empty' });
    expect(only(all.settings).language).toBe('en');
  });

  it('change some fields of an only record and leave the others', () => {
    const all = stores();
    update(all.tier, { clockOffsetMs: 7 });
    expect(only(all.tier)).toMatchObject({ clockOffsetMs: 7, address: 'https://tier' });
  });

  it('have every record that always exists: nothing picked, no use of the link, a wall of this PC alone', () => {
    const all = stores();
    expect(only(all.picked).camera).toBeNull();
    expect(only(all.linkUse)).toMatchObject({ streams: 0, plannedKbps: 0 });
    expect(only(all.wallLink).state).toBe('off');
    expect(only(all.settings)).toMatchObject({ keys: {}, linkBudgetKbps: null, webOrigins: [] });
    for (const slice of SLICE_NAMES) expect(all[slice].records()).toBeInstanceOf(Map);
  });
});

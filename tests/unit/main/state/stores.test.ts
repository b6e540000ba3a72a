import { describe, expect, it } from 'vitest';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { emptySurface } from '@contract/domain/wall.ts';
import { createSliceStore } from '../../../../main/state/slice-store.ts';
import { createStores, keepShownCameras, only, update } from '../../../../main/state/stores.ts';
import { cameraNamed } from '../../../builders/fake-vms.ts';

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

  it('give walls the cameras that are shown somewhere, and no others', () => {
    const all = stores();
    const stop = keepShownCameras(all);
    const [a, b] = [cameraNamed('a'), cameraNamed('b')];
    all.cameras.put(a, b);
    expect(all.shownCameras.records().size).toBe(0);
    all.surfaces.put({ ...emptySurface(DESK_SURFACE), cameras: [a.id, a.id, cameraNamed('unknown').id, null] });
    expect([...all.shownCameras.records().keys()]).toEqual(['a']);
    all.cameras.put(cameraNamed('a', { name: 'renamed' }));
    expect(all.shownCameras.get('a')?.name).toBe('renamed');
    const before = all.shownCameras.records();
    all.cameras.put(cameraNamed('c'));
    expect(all.shownCameras.records()).toBe(before);
    all.cameras.remove('a');
    expect(all.shownCameras.records().size).toBe(0);
    stop();
    all.cameras.put(a);
    expect(all.shownCameras.records().size).toBe(0);
  });
});

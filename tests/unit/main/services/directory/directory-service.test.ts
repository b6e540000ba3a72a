import { describe, expect, it } from 'vitest';
import { err, ok } from '@contract/domain/result.ts';
import { alarmId, cameraId, utcMs } from '@contract/domain/units.ts';
import type { CachedDirectory } from '../../../../../main/services/directory/directory-service.ts';
import { cameraNamed, settled, stateOf } from '../../../../builders/fake-vms.ts';
import { AWAY, cachedOf, directory, LOADED, page } from './directory-builders.ts';

describe('the directory', () => {
  it('is there from the cache before the server is asked, and says it is not of now', async () => {
    const { service, cacheOf, ids, tier, cameras, changes } = directory();
    await service.open(cacheOf(cachedOf('a', 'b')));
    expect(ids()).toEqual(['a', 'b']);
    expect(tier()).toMatchObject({ directoryState: 'cached', directoryTotal: 2, directoryUtcMs: 5, directorySkipped: 2 });
    expect([cameras.args.length, changes.args.length]).toEqual([0, 0]);
  });

  it('comes page by page the first time, then is kept', async () => {
    const { service, cacheOf, ids, tier, giveUnits, givePage, cameras, giveStates, saves, advance, stores } = directory();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    expect(tier().directoryState).toBe('loading');
    await giveUnits();
    givePage(page('a', 'b'));
    expect(ids()).toEqual(['a', 'b']);
    givePage(page('c'));
    await cameras.answer(LOADED);
    await giveStates('a');
    expect(tier()).toMatchObject({ directoryState: 'current', directoryTotal: 3 });
    expect([...stores.cameraStates.records().keys()]).toEqual(['a']);
    advance(2_000);
    expect(saves).toMatchObject([{ etag: 'e1', changeToken: 't1', cameras: [{ id: 'a' }, { id: 'b' }, { id: 'c' }] }]);
  });

  it('is brought up to date by the change feed; of two changes of one camera the later holds', async () => {
    const { service, cacheOf, ids, changes, giveUnits, giveStates, cameras, stores, tier } = directory();
    await service.open(cacheOf({ ...cachedOf('a', 'b'), skipped: 0 }));
    void service.follow();
    await settled();
    await giveUnits();
    await changes.answer(
      ok({
        changes: [
          { op: 'put', camera: cameraNamed('c') },
          { op: 'remove', cameraId: cameraId('a') },
          { op: 'put', camera: cameraNamed('b', { name: 'first' }) },
          { op: 'put', camera: cameraNamed('b', { name: 'second' }) },
        ],
        skipped: 0,
        changeToken: 't1',
      }),
    );
    await giveStates();
    expect([changes.args, cameras.args.length]).toEqual([[['t0']], 0]);
    expect(ids().toSorted()).toEqual(['b', 'c']);
    expect(stores.cameras.get('b')?.name).toBe('second');
    expect(tier()).toMatchObject({ directoryState: 'current', directorySkipped: 0 });
  });

  it('is loaded whole when the change feed does not reach back so far', async () => {
    const { service, cacheOf, ids, changes, cameras, giveUnits, givePage, giveStates } = directory();
    await service.open(cacheOf(cachedOf('a', 'gone')));
    void service.follow();
    await settled();
    await giveUnits();
    await changes.answer(err('directory/token-expired'));
    expect(ids()).toEqual(['a', 'gone']);
    givePage(page('a', 'b'));
    await cameras.answer(LOADED);
    await giveStates('a', 'b');
    expect(cameras.args[0]?.[0]).toBeNull();
    expect(ids()).toEqual(['a', 'b']);
  });

  it('without a change feed is asked for by its tag, and stays when it did not change', async () => {
    const { service, cacheOf, ids, cameras, giveUnits, giveStates, tier } = directory({ changeFeed: false });
    await service.open(cacheOf(cachedOf('a', 'b')));
    void service.follow();
    await settled();
    await giveUnits();
    expect(cameras.args[0]?.[0]).toBe('e0');
    await cameras.answer(ok({ kind: 'unchanged' }));
    await giveStates();
    expect([ids(), tier().directoryState]).toEqual([['a', 'b'], 'current']);
  });

  it('does not empty itself while it is loaded again', async () => {
    const { service, cacheOf, ids, giveUnits, givePage, cameras } = directory({ changeFeed: false });
    await service.open(cacheOf(cachedOf('a', 'b')));
    void service.follow();
    await settled();
    await giveUnits();
    givePage(page('c'));
    expect(ids()).toEqual(['a', 'b']);
    await cameras.answer(LOADED);
    expect(ids()).toEqual(['c']);
  });

  it('counts what could not be read', async () => {
    const { service, cacheOf, giveUnits, givePage, cameras, giveStates, tier } = directory();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    await giveUnits();
    givePage({ ...page('a'), skipped: 2 });
    givePage({ ...page('b'), skipped: 3 });
    await cameras.answer(LOADED);
    await giveStates();
    expect(tier().directorySkipped).toBe(5);
  });

  it('keeps what it has when the server fails, says so, and tries again', async () => {
    const { service, cacheOf, ids, changes, tier, advance, giveUnits, giveStates, loads } = directory();
    await service.open(cacheOf(cachedOf('a')));
    void service.follow();
    await settled();
    await giveUnits();
    await changes.answer(AWAY);
    expect([ids(), tier().directoryState]).toEqual([['a'], 'cached']);
    advance(500);
    await giveUnits();
    await changes.answer(ok({ changes: [], skipped: 0, changeToken: 't1' }));
    await giveStates();
    expect([ids(), tier().directoryState, loads]).toEqual([['a'], 'current', ['tier/unreachable', 'loaded']]);
  });
});

describe('events', () => {
  const following = async () => {
    const it = directory();
    await it.service.open(it.cacheOf(null));
    void it.service.follow();
    await settled();
    await it.loadAll('a', 'b');
    return it;
  };

  it('change the state of a camera', async () => {
    const { events, stores } = await following();
    events.last().onEvent({ kind: 'camera.state', state: stateOf('a', 'lost') }, { epoch: 'x', seq: 2 });
    expect(stores.cameraStates.get('a')?.state).toBe('lost');
  });

  it('tell of a changed directory, asked for once more after many of them', async () => {
    const { events, changes, giveUnits, giveStates, ids } = await following();
    for (let seq = 2; seq < 10; seq += 1) events.last().onEvent({ kind: 'directory.changed' }, { epoch: 'x', seq });
    await giveUnits();
    expect(changes.args).toHaveLength(1);
    await changes.answer(ok({ changes: [{ op: 'put', camera: cameraNamed('c') }], skipped: 0, changeToken: 't2' }));
    await giveStates();
    await giveUnits();
    expect(changes.args).toEqual([['t1'], ['t2']]);
    await changes.answer(ok({ changes: [], skipped: 0, changeToken: 't2' }));
    await giveStates();
    expect([changes.args.length, ids()]).toEqual([2, ['a', 'b', 'c']]);
  });

  it('tell of changed layouts and of a lost server', async () => {
    const { events, seen, lost } = await following();
    events.last().onEvent({ kind: 'layouts.changed' }, { epoch: 'x', seq: 2 });
    events.last().onConnection(false);
    expect([seen.layouts, lost.map(({ code }) => code)]).toEqual([1, ['tier/unreachable']]);
  });

  it('hand on alarms, and say when others may load what they keep by them', async () => {
    const { events, seen } = await following();
    // After the cursor is known: what is raised from here on comes as an event.
    expect(seen.joined).toBe(1);
    events.last().onEvent({ kind: 'alarm.raised', alarm: { id: alarmId('a1'), camera: null, priority: 1, title: 'Cháy', raisedUtcMs: utcMs(0) } }, { epoch: 'x', seq: 2 });
    events.last().onEvent({ kind: 'alarm.closed', alarmId: alarmId('a1') }, { epoch: 'x', seq: 3 });
    expect(seen.alarms).toEqual(['alarm.raised', 'alarm.closed']);
  });

  it('come on one stream, however often it is followed, and end with it', async () => {
    const { service, events, changes, giveUnits, giveStates } = await following();
    void service.follow();
    await settled();
    await giveUnits();
    await changes.answer(ok({ changes: [], skipped: 0, changeToken: 't2' }));
    await giveStates();
    expect(events.listeners).toHaveLength(1);
    service.tokenRenewed();
    expect(events.renewed()).toBe(1);
    service.close();
    expect(events.closed()).toBe(1);
  });
});

describe('signing out', () => {
  it('leaves nothing, and nothing that is still to be written', async () => {
    const { service, cacheOf, loadAll, nothingLeft, advance, saves, waiting } = directory();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    await loadAll('a', 'b');
    service.close();
    nothingLeft();
    advance(600_000);
    expect([saves.length, waiting()]).toEqual([0, 0]);
  });

  it('in the middle of reading the cache leaves nothing', async () => {
    const { service, nothingLeft } = directory();
    let read: (cached: CachedDirectory) => void = () => {};
    const opened = service.open({ load: () => new Promise((resolve) => (read = resolve)), save: async () => {} });
    service.close();
    read(cachedOf('a'));
    await opened;
    nothingLeft();
  });

  it('while the units are asked for leaves nothing', async () => {
    const { service, cacheOf, giveUnits, cameras, nothingLeft } = directory();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    service.close();
    await giveUnits();
    expect(cameras.args).toHaveLength(0);
    nothingLeft();
  });

  it('between two pages leaves nothing', async () => {
    const { service, cacheOf, giveUnits, givePage, cameras, nothingLeft, states } = directory();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    await giveUnits();
    givePage(page('a'));
    service.close();
    givePage(page('b'));
    await cameras.answer(LOADED);
    expect(states.args).toHaveLength(0);
    nothingLeft();
  });

  it('while changes or states are asked for leaves nothing', async () => {
    const first = directory();
    await first.service.open(first.cacheOf(cachedOf('a')));
    void first.service.follow();
    await settled();
    await first.giveUnits();
    first.service.close();
    await first.changes.answer(ok({ changes: [{ op: 'put', camera: cameraNamed('secret') }], skipped: 0, changeToken: 't1' }));
    first.nothingLeft();

    const second = directory();
    await second.service.open(second.cacheOf(cachedOf('a')));
    void second.service.follow();
    await settled();
    await second.giveUnits();
    await second.changes.answer(ok({ changes: [], skipped: 0, changeToken: 't1' }));
    second.service.close();
    await second.giveStates('a');
    second.nothingLeft();
  });

  it('makes late events of the old stream meaningless', async () => {
    const { service, cacheOf, loadAll, events, nothingLeft, changes, lost, seen } = directory();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    await loadAll('a');
    const old = events.last();
    service.close();
    old.onEvent({ kind: 'camera.state', state: stateOf('a', 'lost') }, { epoch: 'x', seq: 2 });
    old.onEvent({ kind: 'directory.changed' }, { epoch: 'x', seq: 3 });
    old.onEvent({ kind: 'layouts.changed' }, { epoch: 'x', seq: 4 });
    old.onSnapshotNeeded();
    old.onConnection(false);
    await settled();
    nothingLeft();
    expect([changes.args.length, lost.length, seen.layouts]).toEqual([0, 0, 0]);
  });
});

describe('the next person', () => {
  it('never sees what was on its way for the one before', async () => {
    const { service, cacheOf, giveUnits, givePage, cameras, loadAll, ids, tier } = directory();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    await giveUnits();
    givePage(page('first'));
    service.close();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    givePage(page('first-too'));
    expect(ids()).toEqual([]);
    await cameras.answer(LOADED);
    expect(ids()).toEqual([]);
    await loadAll('second');
    expect([ids(), tier().directoryState]).toEqual([['second'], 'current']);
  });

  it('does not go on from the change token of the one before', async () => {
    const { service, cacheOf, loadAll, changes, cameras } = directory();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    await loadAll('first');
    service.close();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    await loadAll('second');
    expect([changes.args.length, cameras.args.map(([etag]) => etag)]).toEqual([0, [null, null]]);
  });
});

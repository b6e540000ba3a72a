import { describe, expect, it } from 'vitest';
import { err, ok } from '@contract/domain/result.ts';
import { cameraNamed, settled, unitNamed } from '../../../../builders/fake-vms.ts';
import { AWAY, cachedOf, directory, LOADED, page } from './directory-builders.ts';

describe('units', () => {
  it('are there before the first camera, not after the last', async () => {
    const { service, cacheOf, giveUnits, stores, ids } = directory();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    await giveUnits();
    expect([[...stores.units.records().keys()], ids()]).toEqual([['u1'], []]);
  });

  it('that were added, renamed or taken away come with the change feed; those that did not change stay the same', async () => {
    const { service, cacheOf, units, changes, giveStates, stores } = directory();
    await service.open(cacheOf({ ...cachedOf('a'), units: [unitNamed('u1'), unitNamed('u2'), unitNamed('gone')] }));
    const before = stores.units.get('u1');
    void service.follow();
    await settled();
    await units.answer(ok({ units: [unitNamed('u1'), { ...unitNamed('u2'), name: 'Phường mới' }, unitNamed('u3')], skipped: 0 }));
    await changes.answer(ok({ changes: [], skipped: 0, changeToken: 't1' }));
    await giveStates();
    expect([...stores.units.records().keys()].toSorted()).toEqual(['u1', 'u2', 'u3']);
    expect(stores.units.get('u2')?.name).toBe('Phường mới');
    expect(stores.units.get('u1')).toBe(before);
  });
});

describe('records that could not be read', () => {
  const following = async () => {
    const it = directory();
    await it.service.open(it.cacheOf(null));
    void it.service.follow();
    await settled();
    await it.giveUnits();
    it.givePage({ ...page('a'), skipped: 1 });
    await it.cameras.answer(LOADED);
    await it.giveStates();
    const change = async (skipped: number) => {
      it.events.last().onEvent({ kind: 'directory.changed' }, { epoch: 'x', seq: 2 });
      await settled();
      await it.giveUnits();
      await it.changes.answer(ok({ changes: [{ op: 'put', camera: cameraNamed('b') }], skipped, changeToken: 't2' }));
    };
    return { ...it, change };
  };

  it('are not counted again each time they change', async () => {
    const { change, giveStates, tier } = await following();
    for (let turn = 0; turn < 3; turn += 1) {
      await change(1);
      await giveStates();
    }
    expect(tier().directorySkipped).toBe(1);
  });

  it('are counted anew after a while, so that a repaired one is not told of for ever', async () => {
    const { change, givePage, cameras, giveStates, advance, tier, ids } = await following();
    advance(600_000);
    await change(0);
    expect(cameras.args.at(-1)?.[0]).toBeNull();
    givePage(page('a', 'b'));
    await cameras.answer(LOADED);
    await giveStates();
    expect([tier().directorySkipped, ids()]).toEqual([0, ['a', 'b']]);
  });
});

describe('keeping the directory', () => {
  const kept = async () => {
    const it = directory();
    await it.service.open(it.cacheOf(null));
    void it.service.follow();
    await settled();
    await it.loadAll('a');
    it.advance(0);
    const change = async (turn: number) => {
      it.events.last().onEvent({ kind: 'directory.changed' }, { epoch: 'x', seq: turn });
      await settled();
      await it.giveUnits();
      await it.changes.answer(ok({ changes: [{ op: 'put', camera: cameraNamed(`c${turn}`) }], skipped: 0, changeToken: `t${turn}` }));
      await it.giveStates();
    };
    return { ...it, change };
  };

  it('is done once a minute while cameras change every second, not put off for ever', async () => {
    const { change, advance, saves } = await kept();
    expect(saves).toHaveLength(1);
    for (let turn = 2; turn < 182; turn += 1) {
      await change(turn);
      advance(1_000);
    }
    expect(saves).toHaveLength(4);
    expect(saves.at(-1)?.cameras.length).toBeGreaterThan(150);
  });

  it('does not wait for the states of the cameras, which may fail alone', async () => {
    const { service, cacheOf, giveUnits, givePage, cameras, states, saves, advance } = directory();
    await service.open(cacheOf(null));
    void service.follow();
    await settled();
    await giveUnits();
    givePage(page('a'));
    await cameras.answer(LOADED);
    await states.answer(err('tier/bad-answer'));
    advance(0);
    expect(saves).toMatchObject([{ cameras: [{ id: 'a' }] }]);
  });
});

describe('tries that follow a failure', () => {
  it('come ever more seldom, up to half a minute, and soon again after a success', async () => {
    const { service, cacheOf, units, advance, giveUnits, changes, giveStates } = directory();
    await service.open(cacheOf(cachedOf('a')));
    void service.follow();
    await settled();
    const gaps: number[] = [];
    const untilAsked = async () => {
      const asked = units.args.length;
      let waitedMs = 0;
      while (units.args.length === asked && waitedMs < 60_000) {
        advance(500);
        waitedMs += 500;
      }
      gaps.push(waitedMs);
      await settled();
    };
    for (let turn = 0; turn < 8; turn += 1) {
      await units.answer(AWAY);
      await untilAsked();
    }
    expect(gaps).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    await giveUnits();
    await changes.answer(ok({ changes: [], skipped: 0, changeToken: 't1' }));
    await giveStates();
    void service.follow();
    await settled();
    await units.answer(AWAY);
    await untilAsked();
    expect(gaps.at(-1)).toBe(500);
  });
});

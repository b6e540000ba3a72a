import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { squash, type Patch, type Snapshot, type StateMessage } from '@contract/state/patch.ts';
import type { SliceName } from '@contract/state/slices.ts';
import type { OrgUnit } from '@contract/domain/camera.ts';
import { createReplicaStores, followMain, type ReplicaSource } from '../../../../renderer/state/replica-store.ts';
import { unitWith } from '../../../builders/cameras.ts';

const snapshot = (revision: number, ...records: OrgUnit[]): Snapshot<OrgUnit> => ({ kind: 'snapshot', slice: 'units', revision, records });
const patch = (base: number, ...put: OrgUnit[]): Patch<OrgUnit> => ({ kind: 'patch', slice: 'units', base, revision: base + 1, put, remove: [] });

/** A main process that answers when it is told to, and a timer that runs when it is told to. */
function scene(accepts: (names: readonly SliceName[]) => boolean = () => true, isBehind: () => boolean = () => false) {
  const asked: SliceName[][] = [];
  const waiting: (() => void)[] = [];
  let listener: (message: StateMessage) => void = () => undefined;
  const source: ReplicaSource = {
    onState: (hear) => {
      listener = hear;
      return () => {
        listener = () => undefined;
      };
    },
    subscribe: async (names) => {
      asked.push(names);
      return accepts(names);
    },
    later: (run, delayMs) => {
      if (delayMs === 0 && !isBehind()) {
        run();
        return () => undefined;
      }
      waiting.push(run);
      return () => {
        waiting.splice(waiting.indexOf(run), 1);
      };
    },
  };
  const stores = createReplicaStores();
  const names = (): string[] => [...stores.units.getState().records.values()].map((unit) => unit.name);
  return { asked, waiting, stores, source, names, hear: (message: StateMessage) => { listener(message); } };
}

describe('a replica of main\'s state', () => {
  it('asks for its slices once and takes the snapshot and what follows', () => {
    const { asked, stores, source, hear, names } = scene();
    followMain(stores, ['units', 'tier'], source);
    hear(snapshot(4, unitWith('a', 'Ba Đình')));
    hear(patch(4, unitWith('b', 'Hoàn Kiếm')));
    expect(asked).toEqual([['units', 'tier']]);
    expect(names()).toEqual(['Ba Đình', 'Hoàn Kiếm']);
  });

  it('asks again for the one slice in which a message was missed, and only once until the snapshot comes', () => {
    const { asked, stores, source, hear, names } = scene();
    followMain(stores, ['units', 'tier'], source);
    hear(snapshot(1, unitWith('a', 'Ba Đình')));
    hear(patch(2, unitWith('b', 'Hoàn Kiếm')));
    hear(patch(3, unitWith('c', 'Tây Hồ')));
    expect(asked).toEqual([['units', 'tier'], ['units']]);
    hear(snapshot(4, unitWith('c', 'Tây Hồ')));
    expect(names()).toEqual(['Tây Hồ']);
    hear(patch(9, unitWith('d', 'Sóc Sơn')));
    expect(asked).toHaveLength(3);
  });

  it('tries again later when main refuses, and stops when released', async () => {
    const accepts = vi.fn(() => false);
    const { asked, waiting, stores, source } = scene(accepts);
    const release = followMain(stores, ['units'], source);
    await vi.waitFor(() => { expect(waiting).toHaveLength(1); });
    waiting.shift()?.();
    expect(asked).toHaveLength(2);
    await vi.waitFor(() => { expect(waiting).toHaveLength(1); });
    release();
    expect(waiting).toHaveLength(0);
  });

  it('leaves messages of other slices alone', () => {
    const { stores, source, hear } = scene();
    followMain(stores, ['tier'], source);
    hear(snapshot(1, unitWith('a', 'Ba Đình')));
    expect(stores.units.getState().revision).toBeNull();
  });

  it('takes what came while the page was behind in one go, and tells its readers once', () => {
    const { waiting, stores, source, hear, names } = scene(() => true, () => true);
    followMain(stores, ['units'], source);
    hear(snapshot(1, unitWith('a', 'Ba Đình')));
    expect(names()).toEqual(['Ba Đình']);
    let told = 0;
    stores.units.subscribe(() => {
      told += 1;
    });
    for (const base of [1, 2, 3]) hear(patch(base, unitWith('b', `Hoàn Kiếm ${String(base)}`)));
    expect(names()).toEqual(['Ba Đình']);
    waiting.shift()?.();
    expect(names()).toEqual(['Ba Đình', 'Hoàn Kiếm 3']);
    expect(told).toBe(1);
    waiting.shift()?.();
    hear(patch(4, unitWith('c', 'Tây Hồ')));
    expect(names()).toContain('Tây Hồ');
  });

  it('asks again once for what was missed among messages taken in one go', () => {
    const { waiting, asked, stores, source, hear } = scene(() => true, () => true);
    followMain(stores, ['units'], source);
    hear(snapshot(1));
    for (const base of [2, 3, 4]) hear(patch(base, unitWith('b', 'Hoàn Kiếm')));
    waiting.shift()?.();
    expect(asked).toEqual([['units'], ['units']]);
  });

  it('ends up equal to main whatever is dropped or doubled on the way', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ unit: fc.integer({ min: 0, max: 5 }), fate: fc.constantFrom('sent', 'dropped', 'doubled', 'squashed') }), { maxLength: 40 }), (steps) => {
        const { stores, source, hear, names, asked } = scene();
        const main = new Map<string, OrgUnit>();
        let revision = 0;
        followMain(stores, ['units'], source);
        hear(snapshot(0));
        let held: Patch<OrgUnit> | null = null;
        for (const { unit, fate } of steps) {
          const record = unitWith(String(unit), `${String(unit)}@${String(revision)}`);
          main.set(record.id, record);
          const step = patch(revision, record);
          revision += 1;
          const message: Patch<OrgUnit> = held === null ? step : squash(held, step);
          held = fate === 'squashed' ? message : null;
          const before = asked.length;
          if (fate === 'sent' || fate === 'doubled') hear(message);
          if (fate === 'doubled') hear(message);
          if (asked.length > before) hear(snapshot(revision, ...main.values()));
        }
        hear(patch(revision, unitWith('last', 'last')));
        main.set('last', unitWith('last', 'last'));
        if (asked.length > 1) hear(snapshot(revision + 1, ...main.values()));
        expect(names().sort()).toEqual([...main.values()].map(({ name }) => name).sort());
      }),
    );
  });
});

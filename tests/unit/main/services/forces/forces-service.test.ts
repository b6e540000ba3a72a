import { describe, expect, it } from 'vitest';
import type { Force } from '@contract/domain/force.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { forceId, utcMs } from '@contract/domain/units.ts';
import { createForcesService } from '../../../../../main/services/forces/forces-service.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createAsked } from '../../../../builders/fake-vms.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

const force = (name: string, seenUtcMs: number): Force => ({ id: forceId(name), name, kind: 'patrol', state: 'free', trail: [{ at: { latDeg: 21, lonDeg: 105.8 }, utcMs: utcMs(seenUtcMs) }] });

function forces() {
  const time = createFakeTime();
  const asked = createAsked<readonly [], Result<readonly Force[]>>();
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  const right = { isHeld: true };
  const service = createForcesService({ port: () => ({ list: asked.call }), maySee: () => right.isHeld, stores, timers: time.timers, random: () => 1, log: createRecordingLog() });
  const shown = () => [...stores.forces.records().values()].map(({ name, trail }) => `${name} ${String(trail.at(-1)?.utcMs)}`).toSorted();
  return { ...time, asked, service, right, shown };
}

describe('forces on the map', () => {
  it('come from the list, then move by events, shown together twice a second', async () => {
    const { service, asked, shown, advance } = forces();
    void service.sync();
    await asked.answer(ok([force('T1', 1), force('T2', 1)]));
    service.take(force('T1', 5));
    service.take(force('T3', 5));
    expect(shown()).toEqual(['T1 1', 'T2 1']);
    advance(500);
    expect(shown()).toEqual(['T1 5', 'T2 1', 'T3 5']);
  });

  it('do not go back: an older place, of an event or of a list that was on its way, is let go', async () => {
    const { service, asked, shown, advance } = forces();
    void service.sync();
    service.take(force('T1', 9));
    await asked.answer(ok([force('T1', 4)]));
    service.take(force('T1', 6));
    advance(500);
    expect(shown()).toEqual(['T1 9']);
  });

  it('that the server no longer lists are gone', async () => {
    const { service, asked, shown } = forces();
    void service.sync();
    await asked.answer(ok([force('T1', 1), force('T2', 1)]));
    void service.sync();
    await asked.answer(ok([force('T2', 2)]));
    expect(shown()).toEqual(['T2 2']);
  });

  it('are asked for again when the server failed, and not for whoever may not see them', async () => {
    const { service, asked, right, shown, advance } = forces();
    void service.sync();
    await asked.answer(err('tier/failed', { retryable: true }));
    advance(30_000);
    expect(asked.waiting()).toBe(1);
    await asked.answer(ok([force('T1', 1)]));
    expect(shown()).toEqual(['T1 1']);
    service.close();
    right.isHeld = false;
    void service.sync();
    service.take(force('T1', 9));
    advance(1_000);
    expect([asked.waiting(), shown()]).toEqual([0, []]);
  });

  it('of the person before are gone, also those still on their way', async () => {
    const { service, asked, shown, advance } = forces();
    void service.sync();
    service.take(force('T1', 1));
    service.close();
    await asked.answer(ok([force('T2', 1)]));
    advance(1_000);
    expect(shown()).toEqual([]);
  });
});

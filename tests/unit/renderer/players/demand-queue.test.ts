import { beforeEach, describe, expect, it } from 'vitest';
import { err, ok } from '../../../../contract/domain/result.ts';
import type { StreamDemand } from '../../../../contract/domain/stream.ts';
import { streamId } from '../../../../contract/domain/units.ts';
import { DEMAND_EVERY_MS, DemandQueue, DEMANDS_MAX, type DemandItem } from '../../../../renderer/players/demand-queue.ts';
import { createFakeTime, type FakeTime } from '../../../builders/fake-time.ts';

const demand = (widthPx: number): StreamDemand => ({ widthPx, heightPx: 100, importance: 'wall', playable: ['sub'], pace: 'full', audio: false });
const [one, two] = [streamId(1), streamId(2)];

describe('what tiles ask of their streams', () => {
  let time: FakeTime;
  let queue: DemandQueue;
  let sent: (readonly DemandItem[])[];
  let isRefused: boolean;
  const pass = async (ms: number): Promise<void> => {
    time.advance(ms);
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  const widths = (): readonly (readonly number[])[] => sent.map((items) => items.map((item) => item.demand.widthPx));
  beforeEach(() => {
    time = createFakeTime();
    [sent, isRefused] = [[], false];
    queue = new DemandQueue({
      later: (run, delayMs) => time.timers.after(delayMs, run),
      send: ({ items }) => {
        sent.push(items);
        return Promise.resolve(isRefused ? err('app/too-many-requests') : ok(null));
      },
    });
    queue.opened(one, demand(1));
    queue.opened(two, demand(1));
  });

  it('goes out in one request, the newest of each stream only', async () => {
    for (const width of [2, 3, 4]) queue.put(one, demand(width));
    queue.put(two, demand(9));
    await pass(0);
    expect(sent).toEqual([[{ stream: one, demand: demand(4) }, { stream: two, demand: demand(9) }]]);
  });

  it('goes out at most every 100 ms', async () => {
    for (let step = 0; step < 100; step += 1) {
      queue.put(one, demand(step + 2));
      await pass(10);
    }
    expect(sent.length).toBeLessThanOrEqual(1_000 / DEMAND_EVERY_MS + 1);
    await pass(DEMAND_EVERY_MS);
    expect(widths().at(-1)).toEqual([101]);
  });

  it('is not told again when it is known', async () => {
    queue.put(one, demand(1));
    queue.put(one, demand(2));
    queue.put(one, demand(1));
    await pass(1_000);
    expect(sent).toEqual([]);
  });

  it('is told again when main did not take it', async () => {
    isRefused = true;
    queue.put(one, demand(2));
    await pass(0);
    queue.put(two, demand(3));
    isRefused = false;
    await pass(1_000);
    await pass(0);
    expect(widths().at(-1)?.toSorted()).toEqual([2, 3]);
    await pass(5_000);
    expect(sent).toHaveLength(2);
  });

  it('is of no interest once the stream is closed', async () => {
    queue.put(one, demand(2));
    queue.closed(one);
    queue.put(one, demand(3));
    await pass(1_000);
    expect(sent).toEqual([]);
  });

  it('goes out in parts when it is too much for one request', async () => {
    for (let id = 10; id < 10 + DEMANDS_MAX + 5; id += 1) {
      queue.opened(streamId(id), demand(1));
      queue.put(streamId(id), demand(2));
    }
    await pass(0);
    await pass(DEMAND_EVERY_MS);
    await pass(0);
    expect(sent.map((items) => items.length)).toEqual([DEMANDS_MAX, 5]);
  });
});

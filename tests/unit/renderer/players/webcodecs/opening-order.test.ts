import { beforeEach, describe, expect, it } from 'vitest';
import { MOST_WAIT_MS, OpeningOrder, type Opening } from '../../../../../renderer/players/webcodecs/opening-order.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';

describe('the order in which many tiles are opened', () => {
  let time: ReturnType<typeof createFakeTime>;
  let order: OpeningOrder;
  let freed: number[];
  const begin = (tile: number): Opening | null => order.begin(() => freed.push(tile));
  const beginMany = (count: number): readonly Opening[] => Array.from({ length: count }, (_, tile) => begin(tile)).filter((opening) => opening !== null);

  beforeEach(() => {
    time = createFakeTime();
    order = new OpeningOrder({ nowMs: () => time.clock.monoMs(), after: (delayMs, run) => time.timers.after(delayMs, run) });
    freed = [];
  });

  it('lets a few tiles go on at once, also one after the other', () => {
    expect(beginMany(3)).toEqual([]);
    time.advance(1_000);
    expect(beginMany(3)).toEqual([]);
  });

  it('lets nobody of a crowd go on before each has its first picture', () => {
    const crowd = beginMany(16);
    expect(crowd.length).toBeGreaterThanOrEqual(12);
    time.advance(100);
    for (const { shown } of crowd.slice(1)) shown();
    time.advance(400);
    expect(freed).toEqual([]);
    crowd[0]?.shown();
    time.advance(50);
    expect(freed).toEqual([]);
    time.advance(300);
    expect(freed).toHaveLength(crowd.length);
  });

  it('waits for one that comes a little later, too', () => {
    const crowd = beginMany(8);
    for (const { shown } of crowd) shown();
    time.advance(200);
    const late = begin(99);
    time.advance(150);
    expect(freed).toEqual([]);
    late?.shown();
    time.advance(300);
    expect(freed).toContain(99);
  });

  it('keeps nobody for long who has a picture, whatever the others do', () => {
    const crowd = beginMany(8);
    time.advance(MOST_WAIT_MS - 1);
    expect(freed).toEqual([]);
    time.advance(1);
    expect(freed).toHaveLength(crowd.length);
    time.advance(5_000);
    expect(freed).toHaveLength(crowd.length);
  });

  it('waits for nobody who has gone, and calls nobody back who has', () => {
    const crowd = beginMany(8);
    for (const { shown } of crowd.slice(1)) shown();
    crowd[0]?.end();
    crowd[0]?.end();
    time.advance(300);
    expect(freed).toHaveLength(crowd.length - 1);
  });
});

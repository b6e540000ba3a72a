import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { MapMark } from '@contract/domain/camera-query.ts';
import { createMarkPacer } from '../../../../../renderer/widgets/site-map/mark-pacer.ts';
import type { MarkDiff } from '../../../../../renderer/widgets/site-map/map-marks.ts';
import { createPace, SLOW_EVERY_MS } from '../../../../../renderer/widgets/site-map/pace.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';

const cluster = (id: string, lost: number): MapMark => ({ id, kind: 'cluster', at: { latDeg: 21, lonDeg: 105.8 }, counts: { working: 9, lost, broken: 0, unknown: 0 }, bounds: { west: 105, south: 20, east: 106, north: 21 } });

function paced() {
  const time = createFakeTime();
  const drawn: MarkDiff[] = [];
  const map = new Map<string, MapMark>();
  const pace = createPace((run, delayMs) => time.timers.after(delayMs, run));
  const pacer = createMarkPacer(
    (diff) => {
      drawn.push(diff);
      for (const id of diff.remove) map.delete(id);
      for (const mark of diff.put) map.set(mark.id, mark);
    },
    pace,
  );
  return { ...time, drawn, map, pace, pacer };
}

describe('marks on a slow map', () => {
  it('come and go at once; what changes about them is drawn at once after a rest, then gathered', () => {
    const { pacer, drawn, map, advance } = paced();
    pacer.give({ put: [cluster('a', 0), cluster('b', 0)], remove: [] }, true);
    expect(drawn).toHaveLength(1);
    for (let lost = 1; lost < 8; lost += 1) pacer.give({ put: [cluster('a', lost)], remove: [] }, true);
    expect(drawn).toHaveLength(1);
    advance(SLOW_EVERY_MS);
    expect(drawn.slice(1)).toEqual([{ put: [cluster('a', 7)], remove: [] }]);
    advance(SLOW_EVERY_MS);
    pacer.give({ put: [cluster('b', 3)], remove: [] }, true);
    expect(map.get('b')).toEqual(cluster('b', 3));
    pacer.give({ put: [cluster('a', 8)], remove: ['b'] }, true);
    expect([...map]).toEqual([['a', cluster('a', 8)]]);
  });

  it('are drawn with all else that waits', () => {
    const { pace, pacer, drawn, advance } = paced();
    const slow = { isUrgent: false, isSlow: true };
    const forces: string[] = [];
    pacer.give({ put: [cluster('a', 0)], remove: [] }, true);
    pace.ask('forces', () => forces.push('first'), slow);
    pacer.give({ put: [cluster('a', 1)], remove: [] }, true);
    pace.ask('forces', () => forces.push('last'), slow);
    expect([drawn.length, forces]).toEqual([1, []]);
    advance(SLOW_EVERY_MS);
    expect([drawn.length, forces]).toEqual([2, ['last']]);
    pace.ask('forces', () => forces.push('urgent'), { isUrgent: true, isSlow: true });
    expect(forces).toEqual(['last', 'urgent']);
    pace.ask('forces', () => forces.push('never'), slow);
    pace.release();
    advance(SLOW_EVERY_MS);
    expect(forces).toEqual(['last', 'urgent']);
  });

  it('are drawn as they come where a card draws', () => {
    const { pacer, drawn } = paced();
    for (let lost = 0; lost < 5; lost += 1) pacer.give({ put: [cluster('a', lost)], remove: [] }, false);
    expect(drawn).toHaveLength(5);
  });

  it('end as they were told, whatever came in which order', () => {
    const id = fc.constantFrom('a', 'b', 'c', 'd');
    const act = fc.oneof(
      fc.record({ put: fc.uniqueArray(fc.tuple(id, fc.nat(9)), { selector: ([name]) => name, maxLength: 3 }), remove: fc.uniqueArray(id, { maxLength: 2 }), isSlow: fc.boolean() }),
      fc.record({ waitMs: fc.integer({ min: 1, max: 3_000 }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
        const { pacer, map, advance } = paced();
        const model = new Map<string, MapMark>();
        for (const each of acts) {
          if ('waitMs' in each) {
            advance(each.waitMs);
            continue;
          }
          const put = each.put.filter(([name]) => !each.remove.includes(name)).map(([name, lost]) => cluster(name, lost));
          for (const name of each.remove) model.delete(name);
          for (const mark of put) model.set(mark.id, mark);
          pacer.give({ put, remove: each.remove }, each.isSlow);
        }
        advance(SLOW_EVERY_MS);
        expect(new Map([...map].sort())).toEqual(new Map([...model].sort()));
      }),
    );
  });
});

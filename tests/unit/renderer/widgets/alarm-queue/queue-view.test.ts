import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInQueue, type Alarm } from '@contract/domain/alarm.ts';
import { byGravity, queueRows, WHOLE_QUEUE, type AlarmQueuePage } from '@contract/domain/alarm-queue.ts';
import { utcMs } from '@contract/domain/units.ts';
import { freeze, freshOf, indexOfKey, refreshed, rowKey, shown, withAlarms, type QueueView } from '../../../../../renderer/widgets/alarm-queue/queue-view.ts';
import { alarmWith, RAISED } from '../../../../builders/alarms.ts';

const pageOf = (alarms: readonly Alarm[], also: readonly Alarm[] = []): AlarmQueuePage => {
  const { rows, totalAlarms } = queueRows([...alarms].sort(byGravity), WHOLE_QUEUE, 'none', [], { personId: 'p1', cameraName: () => '' });
  return { revision: 1, rows, totalRows: rows.length, totalAlarms, also };
};
const desk = (raised: number, open: Partial<Record<1 | 2 | 3 | 4, number>> = {}) => ({ raised, counts: { open: { 1: 0, 2: 0, 3: 0, 4: 0, ...open } } });
const keys = (view: QueueView): readonly string[] => view.rows.map(rowKey);
const by = { personId: 'p2', name: 'Phạm Thu Hà', unitName: 'Quận Ba Đình', workstation: 'PC-2' };
const acknowledged = (alarm: Alarm): Alarm => ({ ...alarm, version: alarm.version + 1, life: { kind: 'acknowledged', by, utcMs: RAISED } });
const closed = (alarm: Alarm): Alarm => ({ ...alarm, version: alarm.version + 1, life: { kind: 'closed', by, utcMs: RAISED, outcome: 'handled' } });

describe('a list whose order stands', () => {
  const [one, two, three] = [alarmWith('one', { priority: 1 }), alarmWith('two'), alarmWith('three', { priority: 3 })];

  it('keeps every line where it is and says how its alarm stands now', () => {
    const still = freeze(shown(pageOf([one, two, three]), 0), desk(3));
    const later = refreshed(still, pageOf([alarmWith('new', { priority: 1 }), acknowledged(one), two, three]), isInQueue);
    expect(keys(later)).toEqual(['one', 'two', 'three']);
    expect(later.rows[0]?.kind === 'alarm' && later.rows[0].alarm.life.kind).toBe('acknowledged');
    expect(later.totalRows).toBe(3);
  });

  it('says of a line that its alarm was closed by somebody else, instead of taking it away', () => {
    const still = freeze(shown(pageOf([one, two]), 0), desk(2));
    const later = refreshed(still, pageOf([two], [closed(one)]), isInQueue);
    expect(keys(later)).toEqual(['one', 'two']);
    expect([...later.gone]).toEqual(['one']);
  });

  it('never goes back to an older version', () => {
    const still = freeze(shown(pageOf([acknowledged(one)]), 0), desk(1));
    const later = refreshed(still, pageOf([one]), isInQueue);
    expect(later.rows[0]?.kind === 'alarm' && later.rows[0].alarm.version).toBe(2);
  });

  it('counts what came meanwhile, and names the gravest of it', () => {
    const still = freeze(shown(pageOf([one, two]), 0), desk(2, { 1: 1, 2: 1 }));
    expect(freshOf(still, desk(5, { 1: 2, 2: 1 }), true)).toEqual({ count: 3, top: 1 });
    expect(freshOf(still, desk(2, { 1: 1 }), true)).toEqual({ count: 0, top: null });
  });

  it('counts by the filter where one is in use', () => {
    const still = freeze(shown(pageOf([one, two]), 0), desk(2));
    const later = refreshed(still, pageOf([two, three, alarmWith('four')], [closed(one)]), isInQueue);
    expect(freshOf(later, desk(50), false)).toEqual({ count: 2, top: null });
  });

  it('takes the answer to an own act at once', () => {
    const still = freeze(shown(pageOf([one, two]), 0), desk(2));
    const later = withAlarms(still, [closed(two)], isInQueue);
    expect(keys(later)).toEqual(['one', 'two']);
    expect([...later.gone]).toEqual(['two']);
    expect([...withAlarms(later, [{ ...two, version: 3 }], isInQueue).gone]).toEqual([]);
  });

  it('holds its order whatever comes, goes or changes, and takes it all once let go', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ id: fc.integer({ min: 0, max: 30 }), priority: fc.constantFrom<1 | 2 | 3 | 4>(1, 2, 3, 4), kind: fc.constantFrom('raise', 'acknowledge', 'close') }), { maxLength: 60 }), (events) => {
        const known = new Map<string, Alarm>();
        let view: QueueView | null = null;
        let order: readonly string[] = [];
        for (const [turn, { id, priority, kind }] of events.entries()) {
          const alarm = known.get(`a${String(id)}`);
          if (alarm === undefined) known.set(`a${String(id)}`, alarmWith(`a${String(id)}`, { priority, raisedUtcMs: utcMs(RAISED + turn) }));
          else if (kind === 'acknowledge' && alarm.life.kind === 'raised') known.set(alarm.id, acknowledged(alarm));
          else if (kind === 'close') known.set(alarm.id, closed(alarm));
          const open = [...known.values()].filter(isInQueue);
          if (turn === 10) {
            view = freeze(shown(pageOf(open), 0), desk(turn));
            order = keys(view);
          } else if (view !== null) view = refreshed(view, pageOf(open, view.rows.flatMap((row) => (row.kind === 'alarm' ? (known.get(row.alarm.id) ?? []) : []))), isInQueue);
        }
        if (view === null) return;
        expect(keys(view)).toEqual(order);
        for (const row of view.rows) if (row.kind === 'alarm') expect(row.alarm).toEqual(known.get(row.alarm.id));
      }),
    );
  });

  it('finds lines by their place in the whole list', () => {
    const view = shown(pageOf([one, two]), 60);
    expect([indexOfKey(view, 'two'), indexOfKey(view, 'elsewhere')]).toEqual([61, -1]);
  });
});

import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Alarm } from '@contract/domain/alarm.ts';
import { alarmId } from '@contract/domain/units.ts';
import type { VmsConnection } from '../../../main/vms/adapter.ts';
import type { AlarmCursor, AlarmEvent, AlarmsPort } from '../../../main/vms/alarm-ports.ts';
import { createInbox } from '../../builders/inbox.ts';
import { codeOf, value } from './results.ts';
import type { VmsControl } from './control.ts';

interface AlarmsUnderTest {
  /** A connection that knows what the server can do. */
  readonly described: () => Promise<VmsConnection>;
  readonly control: () => VmsControl;
}

async function snapshotOf(alarms: AlarmsPort): Promise<{ readonly open: readonly Alarm[]; readonly cursor: AlarmCursor }> {
  const open: Alarm[] = [];
  const cursor = value(await alarms.snapshot((page) => void open.push(...page)));
  return { open, cursor };
}

/** Alarms of a server that has them. Part of `offersConformance`. */
export function alarmConformance({ described, control }: AlarmsUnderTest): void {
  test('alarms are in a snapshot and in the stream, whole, each version once and in order', async () => {
    const { alarms } = await described();
    if (alarms === undefined) return;
    const first = alarmId(await control().raiseAlarm('Đám đông', 2, control().masked.may));
    const { open, cursor } = await snapshotOf(alarms);
    expect(open.find(({ id }) => id === first)).toMatchObject({ version: expect.any(Number), camera: control().masked.may, priority: 2, title: 'Đám đông', life: { kind: 'raised' } });
    const heard = createInbox<AlarmEvent>();
    const subscription = alarms.subscribe(cursor, { onEvents: (events) => events.forEach(heard.put), onSnapshotNeeded: () => undefined, onConnection: () => undefined });
    const second = alarmId(await control().raiseAlarm('Mất điện', 4, null));
    for (const id of [first, second]) await control().closeAlarm(id);
    await heard.first((event) => event.kind === 'alarm' && event.alarm.id === second && event.alarm.life.kind === 'closed');
    subscription.close();
    const versions = (id: string): readonly number[] => heard.all.flatMap((event) => (event.kind === 'alarm' && event.alarm.id === id ? [event.alarm.version] : []));
    for (const id of [first, second]) {
      const came = versions(id);
      expect(came).toEqual([...new Set(came)].sort((one, other) => one - other));
      expect(came.length).toBeGreaterThan(0);
    }
    expect((await snapshotOf(alarms)).open.map(({ id }) => id)).not.toContain(first);
  });

  test('alarms are handled by acts: the same key is taken once, another version is a conflict that says who it was, and all of it stands in the record', async () => {
    const { alarms } = await described();
    if (alarms === undefined) return;
    const id = alarmId(await control().raiseAlarm('Xâm nhập', 1, null));
    const raised = value(await alarms.detail(id)).alarm;
    const key = randomUUID();
    const item = { alarm: id, version: raised.version, acts: [{ kind: 'acknowledge' }] } as const;
    const [taken] = value(await alarms.act(key, 'PC-1', [item]));
    expect(taken).toMatchObject({ alarm: id, error: null, current: { life: { kind: 'acknowledged', by: { workstation: 'PC-1' } } } });
    expect(value(await alarms.act(key, 'PC-1', [item]))).toEqual([taken]);
    const [late] = value(await alarms.act(randomUUID(), 'PC-2', [{ alarm: id, version: raised.version, acts: [{ kind: 'start' }] }]));
    expect(late).toMatchObject({ error: { code: 'alarm/conflict' }, current: { version: taken?.current?.version, life: { kind: 'acknowledged' } } });
    const done = value(await alarms.act(randomUUID(), 'PC-1', [{ alarm: id, version: null, acts: [{ kind: 'claim' }, { kind: 'false', outcome: 'animal-plant', note: 'Con mèo' }, { kind: 'close', note: '' }] }]));
    expect(done).toMatchObject([{ error: null, current: { life: { kind: 'closed', outcome: 'animal-plant' } } }]);
    const { steps } = value(await alarms.detail(id));
    expect(steps.map(({ act }) => act.kind)).toEqual(['raised', 'acknowledge', 'claim', 'false', 'close']);
    expect(value(await alarms.members(id))).toEqual([]);
  });

  test('an alarm that is not there is named, by every way of asking', async () => {
    const { alarms } = await described();
    if (alarms === undefined) return;
    const none = alarmId('no-such-alarm');
    expect(codeOf(await alarms.detail(none))).toBe('alarm/unknown');
    expect(codeOf(await alarms.members(none))).toBe('alarm/unknown');
    expect(value(await alarms.act(randomUUID(), 'PC-1', [{ alarm: none, version: null, acts: [{ kind: 'acknowledge' }] }]))).toMatchObject([{ error: { code: 'alarm/unknown' }, current: null }]);
  });

  test('a place in a stream of alarms that is no more asks for a snapshot', async () => {
    const { alarms } = await described();
    if (alarms === undefined) return;
    const needed = createInbox<true>();
    const subscription = alarms.subscribe({ epoch: 'long-gone', seq: 4 }, { onEvents: () => undefined, onConnection: () => undefined, onSnapshotNeeded: () => needed.put(true) });
    await needed.first(() => true);
    subscription.close();
  });
}

import { describe, expect, it } from 'vitest';
import type { Alarm } from '@contract/domain/alarm.ts';
import { byGravity, queueRows, WHOLE_QUEUE, type AlarmQueuePage } from '@contract/domain/alarm-queue.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { alarmId } from '@contract/domain/units.ts';
import type { QueueAsk } from '../../../../../renderer/commands/alarm-commands.ts';
import { createQueueFeed, type QueueSpec } from '../../../../../renderer/widgets/alarm-queue/queue-feed.ts';
import { rowKey } from '../../../../../renderer/widgets/alarm-queue/queue-view.ts';
import { alarmWith } from '../../../../builders/alarms.ts';

const SPEC: QueueSpec = { filter: WHOLE_QUEUE, groupBy: 'none', opened: [] };

/** Main with these alarms, whose answers come when told to. */
function scene(spec: QueueSpec = SPEC) {
  let alarms: readonly Alarm[] = [];
  let raised = 0;
  let isDown = false;
  const asks: QueueAsk[] = [];
  const waiting: (() => void)[] = [];
  let nowMs = 0;
  const due: { readonly run: () => void; readonly delayMs: number }[] = [];
  const answer = (ask: QueueAsk): Result<AlarmQueuePage> => {
    if (isDown) return err('tier/unreachable');
    const { rows, totalAlarms } = queueRows([...alarms].sort(byGravity), ask.filter, ask.groupBy, ask.opened, { personId: 'p1', cameraName: () => '' });
    return ok({ revision: 1, rows: rows.slice(ask.offset, ask.offset + ask.limit), totalRows: rows.length, totalAlarms, also: ask.also.flatMap((id) => alarms.find((alarm) => alarm.id === id) ?? []) });
  };
  const feed = createQueueFeed(spec, {
    ask: (ask) => {
      asks.push(ask);
      return new Promise((resolve) => {
        waiting.push(() => {
          resolve(answer(ask));
        });
      });
    },
    desk: () => ({ raised, counts: { open: { 1: 0, 2: 0, 3: 0, 4: 0 }, unseen: { 1: 0, 2: 0, 3: 0, 4: 0 }, mine: 0, forMe: 0, shelved: 0, suppressed: 0 } }),
    later: (run, delayMs) => {
      const item = { run, delayMs };
      due.push(item);
      return () => void due.splice(due.indexOf(item), 1);
    },
    monoMs: () => nowMs,
  });
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return {
    feed,
    asks,
    due,
    have: (...next: readonly Alarm[]) => {
      raised += Math.max(0, next.length - alarms.length);
      alarms = next;
    },
    fail: (down: boolean) => {
      isDown = down;
    },
    /** Main takes this long for what it was asked. */
    takes: (ms: number) => {
      nowMs += ms;
    },
    /** Main answers what it was asked. */
    reply: async () => {
      waiting.shift()?.();
      await turns();
    },
    /** The pause between two questions is over. */
    pass: async () => {
      due.shift()?.run();
      await turns();
    },
    keys: () => feed.getSnapshot().view.rows.map(rowKey),
  };
}

const [one, two] = [alarmWith('one', { priority: 1 }), alarmWith('two')];

describe('the rows in sight', () => {
  it('are asked for once begun, and again when something changed: one question at a time, with a pause', async () => {
    const { feed, asks, have, reply, pass, keys } = scene();
    have(one);
    expect(asks).toHaveLength(0);
    feed.start();
    feed.changed();
    feed.changed();
    expect(asks).toHaveLength(1);
    await reply();
    expect(keys()).toEqual(['one']);
    expect(asks).toHaveLength(1);
    have(one, two);
    await pass();
    expect(asks).toHaveLength(2);
    await reply();
    expect(keys()).toEqual(['one', 'two']);
  });

  it('follow closely while answers are quick, and leave the window its time while they are not', async () => {
    const { feed, due, takes, reply, pass } = scene();
    feed.start();
    takes(2);
    await reply();
    expect(due.at(0)?.delayMs).toBe(30);
    feed.changed();
    await pass();
    takes(35);
    await reply();
    expect(due.at(0)?.delayMs).toBe(140);
    feed.changed();
    await pass();
    takes(2_000);
    await reply();
    expect(due.at(0)?.delayMs).toBe(200);
  });

  it('keep their order while they are to stand still, and take the new one when let go', async () => {
    const { feed, have, reply, pass, keys } = scene();
    have(two);
    feed.start();
    await reply();
    feed.keepStill(true);
    have(two, one);
    feed.changed();
    await pass();
    await reply();
    expect(keys()).toEqual(['two']);
    expect(feed.getSnapshot().view.frozen).not.toBeNull();
    feed.letGo();
    await pass();
    await reply();
    expect(keys()).toEqual(['one', 'two']);
    expect(feed.getSnapshot().view.frozen).not.toBeNull();
    feed.keepStill(false);
    await pass();
    await reply();
    expect(feed.getSnapshot().view.frozen).toBeNull();
  });

  it('become another list at once, even while they stand still', async () => {
    const { feed, asks, have, reply, pass, keys } = scene();
    have(one, two);
    feed.start();
    await reply();
    feed.keepStill(true);
    feed.want({ ...SPEC, filter: { ...WHOLE_QUEUE, priorities: [2] } });
    await pass();
    expect(asks.at(-1)?.filter.priorities).toEqual([2]);
    await reply();
    expect(keys()).toEqual(['two']);
  });

  it('do not take an answer for what is not wanted any more', async () => {
    const { feed, have, reply, pass, keys } = scene();
    have(one, two);
    feed.start();
    feed.want({ ...SPEC, filter: { ...WHOLE_QUEUE, priorities: [2] } });
    await reply();
    expect(keys()).toEqual([]);
    await pass();
    await reply();
    expect(keys()).toEqual(['two']);
  });

  it('are asked for where the person looks', async () => {
    const { feed, asks, have, reply, pass } = scene();
    have(...Array.from({ length: 900 }, (_, index) => alarmWith(`a${String(index).padStart(3, '0')}`)));
    feed.start();
    await reply();
    feed.look(500, 520);
    await pass();
    expect(asks.at(-1)).toMatchObject({ offset: 440, limit: 200 });
    await reply();
    expect(feed.getSnapshot().view).toMatchObject({ offset: 440, totalRows: 900 });
  });

  it('say that main did not answer, and try again', async () => {
    const { feed, due, fail, have, reply, pass, keys } = scene();
    fail(true);
    have(one);
    feed.start();
    await reply();
    expect(feed.getSnapshot().answered).toBe('failed');
    expect(due.at(-1)?.delayMs).toBe(2_000);
    fail(false);
    await pass();
    await reply();
    expect([feed.getSnapshot().answered, ...keys()]).toEqual(['answered', 'one']);
  });

  it('tell of the alarm that is watched though it is not listed', async () => {
    const { feed, have, reply, pass } = scene();
    const by = { personId: 'p2', name: 'Hà', unitName: '', workstation: '' };
    have(two, { ...one, version: 4, life: { kind: 'closed', by, utcMs: one.raisedUtcMs, outcome: 'handled' } });
    feed.start();
    await reply();
    feed.watch(alarmId('one'));
    await pass();
    await reply();
    expect(feed.getSnapshot().watched).toMatchObject({ id: 'one', life: { kind: 'closed' } });
  });

  it('give every alarm of a group, however many pages it fills', async () => {
    const spec: QueueSpec = { ...SPEC, groupBy: 'site' };
    const { feed, have, reply } = scene(spec);
    have(...Array.from({ length: 700 }, (_, index) => alarmWith(`a${String(index)}`, { site: index % 10 === 0 ? 'Hồ Gươm' : 'Cầu Giấy' })));
    feed.start();
    await reply();
    const all = feed.alarmsOf('site:Cầu Giấy', 1, 1_000);
    for (let page = 0; page < 6; page += 1) await reply();
    expect((await all)?.length).toBe(630);
  });

  it('ask nothing any more once stopped', async () => {
    const { feed, asks, reply } = scene();
    feed.start()();
    feed.changed();
    await reply();
    expect(asks).toHaveLength(1);
  });
});

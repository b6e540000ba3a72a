import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { AlarmBrief } from '@contract/domain/alarm.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { alarmId, cameraId, utcMs } from '@contract/domain/units.ts';
import { ALARMS_SHOWN, createAlarmsService, type AlarmEvent } from '../../../../../main/services/alarms/alarms-service.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { createAsked, settled } from '../../../../builders/fake-vms.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';

const alarm = (id: string | number, raisedUtcMs = Number(id) || 0): AlarmBrief => ({ id: alarmId(String(id)), camera: cameraId('c1'), priority: 2, title: 'Đám đông', raisedUtcMs: utcMs(raisedUtcMs) });
const raised = (id: string | number): AlarmEvent => ({ kind: 'alarm.raised', alarm: alarm(id) });
const closed = (id: string | number): AlarmEvent => ({ kind: 'alarm.closed', alarmId: alarmId(String(id)) });

function scene() {
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  const time = createFakeTime();
  const asked = createAsked<[], Result<readonly AlarmBrief[]>>();
  const news: string[] = [];
  const service = createAlarmsService({ port: () => ({ open: asked.call }), stores, timers: time.timers, random: () => 0.5, log: createRecordingLog(), onDidRaise: ({ id }) => news.push(id) });
  return { service, asked, time, news, shown: () => [...stores.alarms.records().keys()] };
}

describe('open alarms', () => {
  it('come from the server, then by events', async () => {
    const { service, asked, shown } = scene();
    void service.sync();
    await asked.answer(ok([alarm(1), alarm(2)]));
    service.take(raised(3));
    service.take(closed(1));
    expect(shown().toSorted()).toEqual(['2', '3']);
  });

  it('raised or closed while the list was on its way are not lost, nor brought back', async () => {
    const { service, asked, shown } = scene();
    void service.sync();
    service.take(raised(3));
    service.take(closed(1));
    await asked.answer(ok([alarm(1), alarm(2)]));
    expect(shown().toSorted()).toEqual(['2', '3']);
  });

  it('closed while nobody listened go with the next list', async () => {
    const { service, asked, shown } = scene();
    void service.sync();
    await asked.answer(ok([alarm(1), alarm(2)]));
    void service.sync();
    await asked.answer(ok([alarm(2)]));
    expect(shown()).toEqual(['2']);
  });

  it('are the newest 500, and older ones come up when newer ones close', async () => {
    const { service, asked, shown } = scene();
    void service.sync();
    await asked.answer(ok(Array.from({ length: ALARMS_SHOWN + 3 }, (_, index) => alarm(index + 1))));
    expect(shown()).toHaveLength(ALARMS_SHOWN);
    expect(shown()).not.toContain('3');
    service.take(closed(500));
    expect(shown()).toHaveLength(ALARMS_SHOWN);
    expect(shown()).toContain('3');
  });

  it('of a list without end are the newest, taken in a moment', async () => {
    const { service, asked, shown } = scene();
    void service.sync();
    await asked.answer(ok(Array.from({ length: 20_000 }, (_, index) => alarm(index + 1))));
    expect(shown()).toHaveLength(ALARMS_SHOWN);
    expect(shown()).toContain('20000');
    service.take(closed(20_000));
    expect(shown()).toContain('19500');
  });

  it('are asked for again until the server gives them', async () => {
    const { service, asked, time, shown } = scene();
    void service.sync();
    await asked.answer(err('tier/unreachable', { retryable: true }));
    time.advance(60_000);
    expect(asked.waiting()).toBe(1);
    await asked.answer(ok([alarm(1)]));
    expect(shown()).toEqual(['1']);
  });

  it('of who was here are not shown to who is here', async () => {
    const { service, asked, shown } = scene();
    void service.sync();
    service.take(raised(9));
    service.close();
    await asked.answer(ok([alarm(1)]));
    expect(shown()).toEqual([]);
  });

  it('end as the same set in whatever order, and however often, their events come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { maxLength: 20 }),
        fc.func(fc.boolean()),
        fc.infiniteStream(fc.nat()),
        async (ids, isClosed, chance) => {
          const events = ids.flatMap((id) => (isClosed(id) ? [raised(id), closed(id)] : [raised(id)]));
          // Each event once or twice, in any order, before and after the list comes.
          const told = events.flatMap((event) => (chance.next().value % 2 === 0 ? [event, event] : [event])).map((event) => ({ event, place: chance.next().value })).sort((a, b) => a.place - b.place);
          const { service, asked, shown, news } = scene();
          const half = told.length === 0 ? 0 : chance.next().value % told.length;
          void service.sync();
          for (const { event } of told.slice(0, half)) service.take(event);
          // The server's list of some moment meanwhile: anything raised until then, perhaps already closed since.
          const listed = ids.filter((id) => chance.next().value % 2 === 0 || told.slice(0, half).every(({ event }) => event.kind !== 'alarm.raised' || event.alarm.id !== String(id)));
          await asked.answer(ok(listed.map((id) => alarm(id))));
          for (const { event } of told.slice(half)) service.take(event);
          expect(shown().toSorted()).toEqual(ids.filter((id) => !isClosed(id)).map(String).toSorted());
          expect(new Set(news).size).toBe(news.length);
        },
      ),
    );
  });
});

describe('what is told as raised', () => {
  it('is each alarm once; what was open before anybody looked is no news', async () => {
    const { service, asked, news } = scene();
    void service.sync();
    await asked.answer(ok([alarm(1)]));
    service.take(raised(1));
    service.take(raised(2));
    service.take(raised(2));
    expect(news).toEqual(['2']);
  });

  it('has what was raised while the line was down', async () => {
    const { service, asked, news } = scene();
    void service.sync();
    await asked.answer(ok([alarm(1)]));
    void service.sync();
    await asked.answer(ok([alarm(1), alarm(2)]));
    await settled();
    expect(news).toEqual(['2']);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { alarmId, utcMs } from '@contract/domain/units.ts';
import { update } from '../../../../../main/state/stores.ts';
import { alarmFolder, alarmScene, startedConsole } from '../../../../builders/alarm-scene.ts';

let place = alarmFolder();
beforeEach(() => {
  place = alarmFolder();
});
afterEach(() => place.remove());

const a = alarmId('a');
const acknowledge = (version: number) => [{ alarm: a, version, acts: [{ kind: 'acknowledge' as const }] }];
const claim = (version: number) => [{ alarm: a, version, acts: [{ kind: 'claim' as const }] }];

describe('acts on alarms', () => {
  it('are answered by the server, and the queue shows what it answered before the event comes', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    scene.server.raise('a');
    await desk.pass();
    const answer = await desk.service.act(acknowledge(1));
    expect(answer).toMatchObject({ ok: true, value: { queued: false, outcomes: [{ alarm: 'a', code: null, current: { version: 2, life: { kind: 'acknowledged' } } }] } });
    expect(desk.rows()).toMatchObject([{ version: 2 }]);
  });

  it('of two people on one alarm: the loser is told who it was', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    scene.server.raise('a');
    await desk.pass();
    scene.server.acknowledge(a);
    expect(await desk.service.act(acknowledge(1))).toMatchObject({ ok: true, value: { outcomes: [{ code: 'alarm/conflict', current: { life: { kind: 'acknowledged', by: { name: 'Trần Bình' } } } }] } });
  });

  it('made one right after the other are no conflict of a person with themselves; with somebody else they are', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    scene.server.raise('a');
    await desk.pass();
    const [, claimed] = await Promise.all([desk.service.act(acknowledge(1)), desk.service.act(claim(1))]);
    expect(claimed).toMatchObject({ ok: true, value: { outcomes: [{ code: null, current: { version: 3, life: { kind: 'claimed' } } }] } });
    scene.server.acknowledge(a);
    expect(await desk.service.act(acknowledge(1))).toMatchObject({ ok: true, value: { outcomes: [{ code: 'alarm/conflict' }] } });
  });

  it('without the server wait over a restart, go in order, once each, and say what became of them', async () => {
    const scene = alarmScene(place.file);
    const before = await startedConsole(scene);
    scene.server.raise('a', { title: 'Khói ở kho' });
    await before.pass();
    scene.server.setDown(true);
    before.cut();
    update(before.stores.tier, { connection: { kind: 'offline', error: { code: 'tier/unreachable', retryable: true }, sinceUtcMs: utcMs(scene.now()) } });
    expect(await before.service.act(acknowledge(1))).toMatchObject({ ok: true, value: { queued: true, outcomes: [{ code: 'alarm/queued', current: { version: 1 } }] } });
    expect(await before.service.act(claim(1))).toMatchObject({ ok: true, value: { queued: true } });
    expect(before.outbox()).toMatchObject([{ title: 'Khói ở kho', act: 'acknowledge', state: 'waiting' }, { act: 'claim', state: 'waiting' }]);
    before.service.close();
    expect(before.outbox()).toEqual([]);

    const desk = scene.begin();
    desk.open();
    await desk.pass();
    expect(desk.outbox()).toHaveLength(2);
    scene.server.setDown(false);
    desk.follow();
    desk.connect();
    await desk.pass();
    expect(desk.outbox()).toMatchObject([{ act: 'acknowledge', state: 'done', code: null }, { act: 'claim', state: 'done', code: null }]);
    expect(desk.rows()).toMatchObject([{ version: 3, life: { kind: 'claimed' } }]);
    for (const { id } of desk.outbox()) expect(desk.service.outboxSeen(id).ok).toBe(true);
    expect(desk.outbox()).toEqual([]);
  });

  it('that somebody forestalled while the line was down are refused on return, and say so', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    scene.server.raise('a');
    await desk.pass();
    scene.server.setDown(true);
    expect(await desk.service.act(acknowledge(1))).toMatchObject({ ok: true, value: { queued: true } });
    const [waiting] = desk.outbox();
    expect(desk.service.outboxSeen(waiting?.id ?? '')).toMatchObject({ ok: false });
    scene.server.acknowledge(a);
    scene.server.setDown(false);
    await desk.pass(60_000);
    expect(desk.outbox()).toMatchObject([{ state: 'refused', code: 'alarm/conflict' }]);
  });

  it('whose answer was lost are sent again under the same key: taken once', async () => {
    const scene = alarmScene(place.file);
    const desk = await startedConsole(scene);
    scene.server.raise('a');
    await desk.pass();
    const { read } = scene.server.client;
    let isLost = true;
    Object.assign(scene.server.client, {
      read: async (...args: Parameters<typeof read>) => {
        const answer = await read(...args);
        if (!isLost || args[0].path !== 'v1/alarm-acts') return answer;
        isLost = false;
        return { ok: false, error: { code: 'tier/unreachable', retryable: true } };
      },
    });
    expect(await desk.service.act(acknowledge(1))).toMatchObject({ ok: true, value: { queued: true } });
    await desk.pass(60_000);
    expect(desk.outbox()).toMatchObject([{ state: 'done' }]);
    expect(desk.rows()).toMatchObject([{ version: 2 }]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunAct, StepResult } from '@contract/domain/procedure.ts';
import { alarmId, taskId, utcMs } from '@contract/domain/units.ts';
import { update } from '../../../../../main/state/stores.ts';
import { alarmFolder, alarmScene, startedConsole, type AlarmConsole } from '../../../../builders/alarm-scene.ts';
import { FIRE, stepWith } from '../../../../builders/procedures.ts';

let place = alarmFolder();
beforeEach(() => {
  place = alarmFolder();
});
afterEach(() => place.remove());

const a = alarmId('a');
const WAIT = { ...FIRE, steps: [stepWith({ id: 'xem', title: 'Xem hình', next: 'cho' }), stepWith({ id: 'cho', title: 'Chờ tin', next: 'ghi-nhan', body: { kind: 'timer', seconds: 60 } }), stepWith({ id: 'ghi-nhan', body: { kind: 'note' } })] };
const finish = (step: string, result: StepResult = { kind: 'done' }): RunAct => ({ kind: 'finish-step', step, result });

let keys = 0;
/** As the service of procedures does. */
const step = (desk: AlarmConsole, act: RunAct) => desk.service.later.run(`key-of-step-${String((keys += 1))}`, a, act);
const cut = (scene: ReturnType<typeof alarmScene>, desk: AlarmConsole): void => {
  scene.server.setDown(true);
  scene.procedures.setDown(true);
  desk.cut();
  update(desk.stores.tier, { connection: { kind: 'offline', error: { code: 'tier/unreachable', retryable: true }, sinceUtcMs: utcMs(scene.now()) } });
};
const join = async (scene: ReturnType<typeof alarmScene>, desk: AlarmConsole): Promise<void> => {
  scene.server.setDown(false);
  scene.procedures.setDown(false);
  update(desk.stores.tier, { connection: { kind: 'online' } });
  desk.service.serverCameBack();
  await desk.pass();
};
const runIn = async (desk: AlarmConsole) => {
  const detail = await desk.service.detail(a);
  return detail.ok ? { steps: detail.value.run?.entries.map((entry) => [entry.step, entry.by.name]), current: detail.value.run?.current?.step ?? null, waiting: detail.value.waiting, isCached: detail.value.isCached } : detail.error.code;
};

describe('the procedure of an alarm without the server', () => {
  it('goes on from where it stood, waits over a restart, is sent in order and says what became of it', async () => {
    const scene = alarmScene(place.file, [FIRE]);
    const before = await startedConsole(scene);
    scene.server.raise('a', { title: 'Khói ở kho', kind: 'fire-smoke' });
    await before.pass();
    await scene.procedures.port.run('k', 'PC-1', a, null, { kind: 'start', procedure: FIRE.id });
    await before.service.detail(a);
    cut(scene, before);
    expect(before.service.later.mustWait()).toBe(true);
    expect(step(before, finish('xac-minh', { kind: 'done', answer: 0 }))).toMatchObject({ ok: true, value: { current: { step: 'goi-114' } } });
    expect(step(before, finish('goi-114', { kind: 'done', called: 'Cảnh sát PCCC' }))).toMatchObject({ ok: true });
    expect(await runIn(before)).toEqual({ steps: [['xac-minh', 'Lê Minh'], ['goi-114', 'Lê Minh']], current: 'kiem-tra', waiting: 2, isCached: true });
    expect(before.outbox()).toMatchObject([{ act: 'procedure-step', title: 'Xác minh trên hình · Khói ở kho', state: 'waiting' }, { title: 'Báo 114 · Khói ở kho' }]);
    before.service.close();

    const desk = scene.begin();
    cut(scene, desk);
    desk.open();
    expect(await runIn(desk)).toMatchObject({ current: 'kiem-tra', waiting: 2 });
    desk.follow();
    await join(scene, desk);
    expect(scene.procedures.runOf(a)?.entries.map((entry) => entry.step)).toEqual(['xac-minh', 'goi-114']);
    expect(desk.outbox()).toMatchObject([{ state: 'done', code: null }, { state: 'done', code: null }]);
    expect(await runIn(desk)).toMatchObject({ current: 'kiem-tra', waiting: 0, isCached: false });
    expect(desk.service.later.mustWait()).toBe(false);
  });

  it('may begin without it, and a wait begun there is finished when the server has seen it out', async () => {
    const scene = alarmScene(place.file, [WAIT]);
    const desk = await startedConsole(scene);
    scene.server.raise('a');
    await desk.pass();
    cut(scene, desk);
    expect(step(desk, { kind: 'start', procedure: WAIT.id }).ok).toBe(true);
    expect(step(desk, finish('xem')).ok).toBe(true);
    expect(step(desk, finish('cho'))).toMatchObject({ ok: false, error: { code: 'procedure/too-early' } });
    await desk.pass(61_000);
    expect(step(desk, finish('cho')).ok).toBe(true);
    await join(scene, desk);
    expect(scene.procedures.runOf(a)?.current?.step).toBe('cho');
    expect(desk.outbox().map(({ act, state }) => [act, state])).toEqual([['procedure-start', 'done'], ['procedure-step', 'done'], ['procedure-step', 'waiting']]);
    for (let turn = 0; turn < 10; turn += 1) await desk.pass(20_000);
    expect(scene.procedures.runOf(a)?.current?.step).toBe('ghi-nhan');
    expect(desk.outbox().map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  });

  it('that somebody else went on with meanwhile is refused on return, and says so', async () => {
    const scene = alarmScene(place.file, [FIRE]);
    const desk = await startedConsole(scene);
    scene.server.raise('a');
    await desk.pass();
    await scene.procedures.port.run('k', 'PC-1', a, null, { kind: 'start', procedure: FIRE.id });
    await desk.service.detail(a);
    cut(scene, desk);
    step(desk, finish('xac-minh', { kind: 'done', answer: 0 }));
    scene.procedures.forestall(a, finish('xac-minh', { kind: 'done', answer: 1 }), 'Trần Bình');
    await join(scene, desk);
    expect(desk.outbox()).toMatchObject([{ act: 'procedure-step', state: 'refused', code: 'alarm/conflict' }]);
    expect(await runIn(desk)).toMatchObject({ steps: [['xac-minh', 'Trần Bình']], current: 'ghi-nhan', waiting: 0 });
  });

  it('asks for what a step needs at once, and waits with nothing it does not know', async () => {
    const scene = alarmScene(place.file, [FIRE]);
    const desk = await startedConsole(scene);
    scene.server.raise('a');
    await desk.pass();
    cut(scene, desk);
    expect(step(desk, finish('xac-minh'))).toMatchObject({ ok: false, error: { code: 'tier/unreachable' } });
    expect(desk.service.later.taskState('key-x', a, taskId('nv'), 'done', '')).toMatchObject({ ok: false, error: { code: 'tier/unreachable' } });
    expect(step(desk, { kind: 'start', procedure: FIRE.id }).ok).toBe(true);
    expect(step(desk, finish('xac-minh'))).toMatchObject({ ok: false, error: { code: 'procedure/answer-missing' } });
    expect(desk.service.later.run('key-y', alarmId('khac'), finish('xac-minh'))).toMatchObject({ ok: false });
    expect(desk.outbox()).toHaveLength(1);
  });
});

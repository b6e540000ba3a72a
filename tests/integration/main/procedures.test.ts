import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Procedure } from '@contract/domain/procedure.ts';
import { ok, type Result } from '@contract/domain/result.ts';
import { alarmId, forceId, procedureId, taskId, type AlarmId } from '@contract/domain/units.ts';
import { systemClock, systemTimers } from '../../../main/platform/clock.ts';
import { systemRandom } from '../../../main/platform/random.ts';
import { neverLater } from '../../builders/fake-procedures.ts';
import { createProceduresService, type ProceduresService } from '../../../main/services/procedures/procedures-service.ts';
import type { VmsConnection } from '../../../main/vms/adapter.ts';
import { tierAdapter } from '../../../main/vms/adapters/tier/index.ts';
import { createRecordingLog } from '../../builders/recording-log.ts';
import { call, signIn } from '../../builders/tier-client.ts';
import { ENROLLED_SECRETS } from '../demo/enrolled-secrets.ts';
import { startTestDemo, type TestDemo } from '../demo/support.ts';

/** The console's procedures with a real connection to a real server. */
let running: TestDemo;
let connection: VmsConnection;
let service: ProceduresService;
let isOnline = true;
let kept: readonly Procedure[] = [];

beforeAll(async () => {
  running = await startTestDemo();
  const tier = running.tier('province');
  const { accessToken } = await signIn(tier, 'chihuy.minh', ENROLLED_SECRETS['chihuy.minh']);
  const world = { clock: systemClock, timers: systemTimers, random: systemRandom.unit, log: createRecordingLog() };
  connection = tierAdapter.connect({ ...world, baseUrl: new URL(tier.httpsUrl), trust: { caPem: await readFile(running.demo.caFile, 'utf8'), spkiPins: [] }, accessToken: () => accessToken });
  await connection.describe();
  service = createProceduresService({ port: () => connection.procedures ?? null, isOnline: () => isOnline, later: neverLater(() => isOnline), workstation: 'BAN-CHI-HUY', uuid: systemRandom.uuid, clock: systemClock, log: world.log });
  await service.open({
    load: () => Promise.resolve(kept),
    save: (procedures) => {
      kept = procedures;
      return Promise.resolve(ok(null));
    },
  });
});
afterAll(async () => {
  connection.close();
  await running.close();
});

const valueOf = <T>(result: Result<T>): T => {
  if (!result.ok) throw new Error(`${result.error.code} ${result.error.detail ?? ''}`);
  return result.value;
};
const raise = async (): Promise<AlarmId> => alarmId(String((await call(running.tier('province'), 'POST', '/demo/alarms', { body: { priority: 1, title: 'Khói', kind: 'fire-smoke', cameraNumber: 1 } })).body['id']));

test('a procedure is written, published, taken out of the server as a file and in again', async () => {
  const fire = valueOf(await service.list()).procedures.find(({ id }) => id === 'chay-khoi');
  if (fire === undefined) throw new Error('no fire');
  const { name, kinds, priorityAtLeast, steps } = fire;
  const draft = valueOf(await service.save({ id: fire.id, name: `${name} (mới)`, kinds, priorityAtLeast, steps, etag: fire.etag }));
  expect([draft.version, draft.state, draft.changedBy]).toEqual([2, 'draft', 'Lê Quang Minh']);
  expect(await service.save({ id: fire.id, name, kinds, priorityAtLeast, steps, etag: fire.etag })).toMatchObject({ error: { code: 'procedure/conflict' } });
  const published = valueOf(await service.publish(draft.id, draft.etag));
  expect(valueOf(await service.list()).procedures.filter(({ id }) => id === fire.id).map(({ state }) => state)).toEqual(['retired', 'published']);
  const taken = valueOf(await service.importFile(valueOf(service.exportFile(published.id, 2)).bytes));
  expect(taken).toMatchObject({ state: 'draft', version: 1, steps: published.steps });
  expect(valueOf(await service.retire(taken.id, taken.etag))).toBeNull();
});

test('a run and a task of the server are seen in the alarm as they were answered', async () => {
  const id = await raise();
  const begun = valueOf(await service.run(id, null, { kind: 'start', procedure: procedureId('chay-khoi') }));
  const after = valueOf(await service.run(id, begun.version, { kind: 'finish-step', step: 'xem-hinh', result: { kind: 'done', text: 'thấy khói' } }));
  expect(after.entries).toMatchObject([{ step: 'xem-hinh', by: { name: 'Lê Quang Minh', workstation: 'BAN-CHI-HUY' }, result: { kind: 'done', text: 'thấy khói' } }]);
  const task = valueOf(await service.task(id, { kind: 'force', id: forceId('luc-luong-01'), name: '' }, 'Đến xem'));
  const detail = valueOf((await connection.alarms?.detail(id)) ?? { ok: false, error: { code: 'app/internal', retryable: false } });
  expect([detail.run, detail.tasks]).toEqual([after, [task]]);
  expect(detail.alarm.progress).toEqual({ done: 1, of: 12 });
  expect(valueOf(await service.taskState(task.alarm, task.id, 'cancelled', '')).state).toBe('cancelled');
  expect(await service.taskState(task.alarm, taskId('khong-co'), 'cancelled', '')).toMatchObject({ error: { code: 'task/unknown' } });
  expect(await service.run(id, after.version, { kind: 'finish-step', step: 'xac-minh', result: { kind: 'done' } })).toMatchObject({ error: { code: 'procedure/answer-missing' } });
});

test('without the server the procedures are still there to be read, and nothing else', async () => {
  await service.list();
  isOnline = false;
  const { procedures, isCached } = valueOf(await service.list());
  expect([isCached, procedures.some(({ id }) => id === 'xam-nhap')]).toEqual([true, true]);
  expect(await service.publish(procedureId('xam-nhap'), '"x"')).toMatchObject({ error: { code: 'tier/unreachable' } });
  isOnline = true;
});

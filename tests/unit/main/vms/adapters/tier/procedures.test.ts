import { expect, test } from 'vitest';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { alarmId, forceId, procedureId, taskId } from '@contract/domain/units.ts';
import type { HttpAnswer } from '../../../../../../main/platform/http-answer.ts';
import type { HttpRequest } from '../../../../../../main/platform/http-client.ts';
import { createTierClient } from '../../../../../../main/vms/adapters/tier/client.ts';
import { createProcedures } from '../../../../../../main/vms/adapters/tier/procedures.ts';
import { FIRE } from '../../../../../builders/procedures.ts';
import { createRecordingLog } from '../../../../../builders/recording-log.ts';

const answered = (body: unknown): Result<HttpAnswer> => ok({ notModified: false, etag: null, body });

/** A server that answers everything with `answer`. */
function server(answer: Result<HttpAnswer>) {
  const asked: HttpRequest[] = [];
  const log = createRecordingLog();
  const client = createTierClient(
    {
      request: async (request) => {
        asked.push(request);
        return answer;
      },
      close: () => undefined,
    },
    log,
  );
  return { port: createProcedures(client), asked };
}

const RUN = {
  alarmId: 'a1',
  procedure: FIRE,
  version: 2,
  entries: [{ step: 'xac-minh', by: { personId: 'p1', name: 'An', unitName: 'Trung tâm', workstation: 'B1' }, startedUtcMs: 1, endedUtcMs: 2, result: { kind: 'done', answer: 0, text: 'cháy\nto' } }],
  current: { step: 'goi-114', sinceUtcMs: 2 },
  isTest: false,
  soon: 'a field of later',
};
const TASK = { id: 'nv-1', alarmId: 'a1', to: { kind: 'force', id: 'f1', name: 'Tuần tra' }, text: 'Đến xem', state: 'sent', version: 1, history: [{ state: 'sent', utcMs: 5, by: 'An', note: '' }] };

test('procedures are read one by one: one with a step nobody knows is left out, the others stay', async () => {
  const odd = { ...FIRE, id: 'la', steps: [{ ...FIRE.steps[0], body: { kind: 'dance' } }] };
  const { port, asked } = server(answered({ items: [FIRE, odd, { ...FIRE, kinds: ['fire-smoke', 'of-later'] }] }));
  expect(await port.list()).toEqual(ok([FIRE, FIRE]));
  expect(asked).toMatchObject([{ method: 'GET', path: 'v1/procedures' }]);
});

test('hostile text of a server is made fit to show', async () => {
  const { port } = server(answered({ items: [{ ...FIRE, name: 'Chá\u202ey', steps: [{ ...FIRE.steps[0], title: 'a\u0000b', text: 'một\nhai\u200b' }] }] }));
  const listed = await port.list();
  expect(listed).toMatchObject({ value: [{ name: 'Chá y', steps: [{ title: 'a b', text: 'một\nhai' }] }] });
});

test('a draft is sent with the version it was begun from; a new one only where there is none', async () => {
  const { port, asked } = server(answered(FIRE));
  await port.put({ ...FIRE, etag: '' });
  await port.put(FIRE);
  await port.publish(FIRE.id, '"7"');
  await port.retire(FIRE.id, '"7"');
  expect(asked.map(({ method, path, headers }) => [method, path, headers])).toEqual([
    ['PUT', 'v1/procedures/chay', { 'if-none-match': '*' }],
    ['PUT', 'v1/procedures/chay', { 'if-match': FIRE.etag }],
    ['POST', 'v1/procedures/chay/publish', { 'if-match': '"7"' }],
    ['POST', 'v1/procedures/chay/retire', { 'if-match': '"7"' }],
  ]);
});

test('a failed precondition is a conflict also without its code', async () => {
  expect(await server(err('tier/refused', { detail: 'status 412' })).port.put(FIRE)).toMatchObject({ error: { code: 'procedure/conflict' } });
});

test('runs and tasks go by their names on the wire and come back by ours', async () => {
  const runs = server(answered(RUN));
  expect(await runs.port.run('key-1234', 'B1', alarmId('a1'), 1, { kind: 'finish-step', step: 'xac-minh', result: { kind: 'done', answer: 0 } })).toMatchObject({ value: { alarm: 'a1', version: 2, procedure: FIRE, current: { step: 'goi-114' }, entries: [{ result: { answer: 0, text: 'cháy\nto' } }] } });
  await runs.port.run('key-1235', 'B1', alarmId('a1'), null, { kind: 'start', procedure: procedureId('chay') });
  expect(runs.asked.map(({ path, body }) => [path, body])).toEqual([
    ['v1/alarms/a1/run', { key: 'key-1234', workstation: 'B1', version: 1, act: { kind: 'finish-step', step: 'xac-minh', result: { kind: 'done', answer: 0 } } }],
    ['v1/alarms/a1/run', { key: 'key-1235', workstation: 'B1', version: null, act: { kind: 'start', procedureId: 'chay' } }],
  ]);
  const tasks = server(answered(TASK));
  expect(await tasks.port.task('key-1236', 'B1', alarmId('a1'), { kind: 'force', id: forceId('f1'), name: 'Tuần tra' }, 'Đến xem')).toMatchObject({ value: { id: 'nv-1', alarm: 'a1', to: { kind: 'force', id: 'f1' }, state: 'sent' } });
  await tasks.port.taskState('key-1237', 'B1', taskId('nv-1'), 'cancelled', '');
  expect(tasks.asked.map(({ path }) => path)).toEqual(['v1/alarms/a1/tasks', 'v1/tasks/nv-1']);
});

test('an answer that is not a run is told as such', async () => {
  expect(await server(answered({ ...RUN, current: 'x' })).port.run('key-1234', 'B1', alarmId('a1'), 1, { kind: 'start', procedure: FIRE.id })).toMatchObject({ error: { code: 'tier/bad-answer' } });
});

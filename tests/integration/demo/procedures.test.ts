import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SAMPLES_DIR } from '../../../demo/server/procedures/samples.ts';
import { checkProcedure } from '../../../contract/domain/procedure-check.ts';
import type { DemoOptions } from '../../../demo/start-demo.ts';
import { loadTierSchemas } from '../../../demo/server/schemas.ts';
import type { components } from '../../../contract/tier-api/openapi.gen.ts';
import { call, openSocket, parsed, signIn, type Answer, type Message, type TestSocket } from '../../builders/tier-client.ts';
import { ENROLLED_SECRETS } from './enrolled-secrets.ts';
import { startTestDemo, type TestDemo } from './support.ts';

type Schemas = components['schemas'];
type Run = Schemas['ProcedureRun'];
type Task = Schemas['Task'];
type Procedure = Schemas['Procedure'];

const schemas = loadTierSchemas();
let running: TestDemo;
const tokens = { an: '', binh: '', chau: '', minh: '' };
const refreshTokens = { an: '', binh: '', chau: '', minh: '' };
const PEOPLE = ['an', 'binh', 'chau', 'minh'] as const;
const sockets: TestSocket[] = [];
let keys = 0;

beforeAll(async () => {
  running = await startTestDemo();
  const tier = running.tier('province');
  const sessions = { an: await signIn(tier, 'truc.an'), binh: await signIn(tier, 'truc.binh', ENROLLED_SECRETS['truc.binh']), chau: await signIn(tier, 'truc.chau'), minh: await signIn(tier, 'chihuy.minh', ENROLLED_SECRETS['chihuy.minh']) };
  for (const who of PEOPLE) [tokens[who], refreshTokens[who]] = [sessions[who].accessToken, sessions[who].refreshToken];
});
afterAll(async () => {
  for (const socket of sockets) {
    socket.close();
    await socket.closed;
  }
  await running.close();
});

/** With the same state, and everybody signed in anew. */
const restart = async (more: DemoOptions = {}): Promise<void> => {
  await running.restart(more);
  for (const who of PEOPLE) {
    const { accessToken, refreshToken } = parsed<Schemas['Session']>((await call(running.tier('province'), 'POST', '/v1/sessions/refresh', { body: { refreshToken: refreshTokens[who] } })).body, 'accessToken');
    [tokens[who], refreshTokens[who]] = [accessToken, refreshToken];
  }
};
type Who = keyof typeof tokens;
const province = (method: string, path: string, who: Who, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> => call(running.tier('province'), method, path, { token: tokens[who], headers, ...(body === undefined ? {} : { body }) });
const freshKey = (): string => `test-key-${String((keys += 1))}`;
const raise = async (kind = 'fire-smoke'): Promise<Schemas['Alarm']> => parsed<Schemas['Alarm']>((await call(running.tier('province'), 'POST', '/demo/alarms', { body: { priority: 1, title: 'Khói tại phố Hàng Mã', kind, cameraNumber: 1 } })).body, 'procedureId');
const alarmNow = async (id: string): Promise<Schemas['AlarmDetail']> => parsed<Schemas['AlarmDetail']>((await province('GET', `/v1/alarms/${id}`, 'an')).body, 'alarm');
const runBody = (version: number | null, act: object, key = freshKey()): object => ({ key, workstation: 'BAN-TRUC-01', version, act });
const runAct = (who: Who, alarm: string, version: number | null, act: object): Promise<Answer> => province('POST', `/v1/alarms/${alarm}/run`, who, runBody(version, act));
const runOf = (answer: Answer): Run => {
  expect(schemas.guard('ProcedureRun')(answer.body), JSON.stringify(answer.body).slice(0, 400)).toBe(true);
  return parsed<Run>(answer.body, 'entries');
};
const start = async (who: Who, alarm: string, procedureId = 'chay-khoi'): Promise<Run> => runOf(await runAct(who, alarm, null, { kind: 'start', procedureId }));
const finish = (who: Who, run: Run, result: object): Promise<Answer> => runAct(who, run.alarmId, run.version, { kind: 'finish-step', step: run.current?.step, result });
const act = async (who: Who, alarm: string, ...acts: readonly object[]): Promise<Schemas['AlarmActOutcomes']['items'][number] | undefined> =>
  parsed<Schemas['AlarmActOutcomes']>((await province('POST', '/v1/alarm-acts', who, { key: freshKey(), workstation: 'BAN-TRUC-01', items: [{ alarmId: alarm, version: null, acts }] })).body, 'items').items[0];
const listen = async (who: Who): Promise<TestSocket> => {
  const socket = await openSocket(running.tier('province'), '/v1/alarm-events', tokens[who]);
  sockets.push(socket);
  socket.send({ type: 'identify' });
  await socket.message(({ type }) => type === 'ready');
  return socket;
};
const event = (fits: (event: Readonly<Record<string, unknown>>) => boolean) => (message: Message): boolean => message.type === 'event' && fits(parsed<{ event: Readonly<Record<string, unknown>> }>(message, 'event').event);
const list = async (who: Who = 'an'): Promise<readonly Procedure[]> => parsed<{ items: readonly Procedure[] }>((await province('GET', '/v1/procedures', who)).body, 'items').items;
const giveTask = async (alarm: string, to: object): Promise<Answer> => province('POST', `/v1/alarms/${alarm}/tasks`, 'an', { key: freshKey(), workstation: 'BAN-TRUC-01', to, text: 'Đến xem có cháy không' });
const taskOf = (answer: Answer): Task => {
  expect(schemas.guard('Task')(answer.body), JSON.stringify(answer.body)).toBe(true);
  return parsed<Task>(answer.body, 'history');
};
const setTask = (who: Who, task: Task, state: string, note = ''): Promise<Answer> => province('POST', `/v1/tasks/${task.id}`, who, { key: freshKey(), workstation: 'BAN-TRUC-02', state, note });

test.each(readdirSync(SAMPLES_DIR).filter((file) => file.endsWith('.json')))('the sample %s is what its schema says, has eight steps or more, and nothing is wrong with it', (file) => {
  const value: unknown = JSON.parse(readFileSync(join(SAMPLES_DIR, file), 'utf8'));
  const isFile = schemas.guard('ProcedureFile');
  if (!isFile(value)) throw new Error(file);
  expect(checkProcedure(value.procedure)).toEqual([]);
  expect(value.procedure.steps.length).toBeGreaterThanOrEqual(8);
});

test('every kind the samples are for begins with its procedure', async () => {
  const found = await list();
  expect(found.map(({ id, state, version }) => [id, state, version])).toHaveLength(6);
  expect(found.every((procedure) => schemas.guard('Procedure')(procedure))).toBe(true);
  const offered = await Promise.all(['fire-smoke', 'intrusion', 'crowd', 'accident', 'waste-dumping', 'link-fault', 'speed'].map(async (kind) => (await raise(kind)).procedureId));
  expect(offered).toEqual(['chay-khoi', 'xam-nhap', 'dam-dong', 'tai-nan-giao-thong', 'do-rac-trai-phep', 'mat-camera', null]);
});

test('a fire is handled from its first step to its last, and the alarm follows', async () => {
  const { id } = await raise();
  let run = await start('an', id);
  expect((await alarmNow(id)).alarm).toMatchObject({ life: { kind: 'in-progress', by: { name: 'Nguyễn Thị Thúy An', workstation: 'BAN-TRUC-01' } }, progress: { done: 0, of: 12 } });
  const task = taskOf(await giveTask(id, { kind: 'force', id: 'luc-luong-01', name: 'gì đó' }));
  expect(task.to.name).toBe('Tuần tra HK-01');
  const answers: Readonly<Record<string, object>> = {
    'xem-hinh': {},
    'xac-minh': { answer: 0 },
    'goi-114': { called: 'Trung tâm 114 Công an thành phố', text: 'Gặp trực ban Hùng' },
    'giao-luc-luong': { task: task.id },
    'nguoi-ket': { answer: 1 },
    'phan-luong': { items: [true, true, true, true] },
    'bao-chi-huy': { called: 'Trực chỉ huy Trung tâm' },
    'da-het-chay': { answer: 0 },
    'chup-anh': { picture: 'a'.repeat(64) },
    'ghi-ket-qua': { text: 'Cháy thùng rác, dập lúc 9 giờ 40, không thiệt hại.' },
  };
  const done: string[] = [];
  for (let step = run.current?.step; step !== undefined; step = run.current?.step) {
    done.push(step);
    const answer = answers[step];
    run = runOf(await finish('an', run, answer === undefined ? { kind: 'skipped', reason: 'đã dập xong trước đó' } : { kind: 'done', ...answer }));
  }
  expect(done).toEqual(['xem-hinh', 'xac-minh', 'goi-114', 'giao-luc-luong', 'nguoi-ket', 'phan-luong', 'bao-chi-huy', 'cho-tinh-hinh', 'da-het-chay', 'chup-anh', 'ghi-ket-qua']);
  const after = await alarmNow(id);
  expect(schemas.guard('AlarmDetail')(after)).toBe(true);
  expect(after.alarm.progress).toEqual({ done: 11, of: 11 });
  expect(after.run?.entries.map(({ step }) => step)).toEqual(done);
  expect(after.run?.entries.every(({ by }) => by.workstation === 'BAN-TRUC-01')).toBe(true);
  expect((await act('an', id, { kind: 'resolve', outcome: 'handled', note: '' }, { kind: 'close', note: '' }))?.code).toBeNull();
});

test('an alarm with mandatory steps ahead is not resolved, but can be found false', async () => {
  const { id } = await raise();
  await start('an', id);
  expect((await act('an', id, { kind: 'resolve', outcome: 'handled', note: '' }))?.code).toBe('alarm/steps-missing');
  expect((await act('an', id, { kind: 'false', outcome: 'weather-light', note: '' }))?.code).toBeNull();
});

test('a mandatory step that is skipped needs a reason, stands in the record, and is told to the supervisor alone', async () => {
  const { id } = await raise();
  const [minh, binh] = [await listen('minh'), await listen('binh')];
  const run = await start('an', id);
  expect((await finish('an', run, { kind: 'skipped', reason: 'vội!' })).status).toBe(400);
  expect((await finish('an', run, { kind: 'skipped', reason: ' vội   ' })).body['code']).toBe('alarm/reason-missing');
  const after = runOf(await finish('an', run, { kind: 'skipped', reason: 'Hình mất tín hiệu' }));
  expect(after.current?.step).toBe('xac-minh');
  const told = await minh.message(event(({ kind, alarmId }) => kind === 'told' && alarmId === id));
  expect(parsed<{ event: object }>(told, 'event').event).toMatchObject({ why: 'step-skipped', title: 'Nguyễn Thị Thúy An: Bỏ qua bước bắt buộc “Xem hình trực tiếp và 10 giây trước cảnh báo”: Hình mất tín hiệu' });
  await binh.message(event(({ kind, alarmId }) => kind === 'detail' && alarmId === id));
  expect(binh.messages.some(event(({ kind }) => kind === 'told'))).toBe(false);
  expect((await alarmNow(id)).steps.some((step) => step.act.kind === 'note' && step.act.text.includes('Hình mất tín hiệu'))).toBe(true);
});

test('who ends an alarm without its procedure is not alone with that', async () => {
  const { id } = await raise();
  const minh = await listen('minh');
  expect((await act('chau', id, { kind: 'claim' }, { kind: 'start' }, { kind: 'resolve', outcome: 'handled', note: '' }))?.code).toBeNull();
  const told = await minh.message(event(({ kind, alarmId }) => kind === 'told' && alarmId === id));
  expect(JSON.stringify(told)).toContain('Phạm Minh Châu: kết thúc mà không theo quy trình');
});

test('of two who leave the same step one is taken; the run of another is theirs', async () => {
  const { id } = await raise();
  const run = await start('an', id);
  expect((await finish('an', run, { kind: 'done' })).status).toBe(200);
  expect((await finish('an', run, { kind: 'done' })).body['code']).toBe('alarm/conflict');
  const now = (await alarmNow(id)).run;
  if (now === null) throw new Error('no run');
  expect((await finish('chau', now, { kind: 'done', answer: 0 })).body['code']).toBe('alarm/not-yours');
  expect((await finish('minh', now, { kind: 'done', answer: 0 })).status).toBe(200);
});

test('a request that comes twice is taken once', async () => {
  const { id } = await raise();
  const run = await start('an', id);
  const body = runBody(run.version, { kind: 'finish-step', step: 'xem-hinh', result: { kind: 'done' } });
  const [first, second] = [await province('POST', `/v1/alarms/${id}/run`, 'an', body), await province('POST', `/v1/alarms/${id}/run`, 'an', body)];
  expect([first.status, second.status, runOf(second).entries.length]).toEqual([200, 200, 1]);
  const task = { key: freshKey(), workstation: 'BAN-TRUC-01', to: { kind: 'force', id: 'luc-luong-01', name: '' }, text: 'Đến xem' };
  const given = await province('POST', `/v1/alarms/${id}/tasks`, 'an', task);
  expect(taskOf(await province('POST', `/v1/alarms/${id}/tasks`, 'an', task)).id).toBe(taskOf(given).id);
  expect((await alarmNow(id)).tasks).toHaveLength(1);
});

test('a step needs what it asks for', async () => {
  const { id } = await raise();
  const run = runOf(await finish('an', await start('an', id), { kind: 'done' }));
  expect((await finish('an', run, { kind: 'done' })).body['code']).toBe('procedure/answer-missing');
  expect((await runAct('an', id, null, { kind: 'finish-step', step: 'ghi-ket-qua', result: { kind: 'done', text: 'xong' } })).body['code']).toBe('procedure/step-not-current');
});

test('a patrol accepts a task, arrives and is done, and whoever gave it is told each time', async () => {
  const { id } = await raise();
  const an = await listen('an');
  const task = taskOf(await giveTask(id, { kind: 'force', id: 'luc-luong-01', name: '' }));
  for (const state of ['accepted', 'arrived', 'done']) {
    expect((await call(running.tier('province'), 'POST', '/demo/tasks', { body: { taskId: task.id, state } })).status).toBe(200);
  }
  await an.message(event(({ kind, title }) => kind === 'told' && title === 'Tuần tra HK-01: đã hoàn thành nhiệm vụ'));
  const [now] = (await alarmNow(id)).tasks;
  expect(now?.history.map(({ state }) => state)).toEqual(['sent', 'accepted', 'arrived', 'done']);
  expect((await setTask('an', task, 'cancelled')).body['code']).toBe('task/not-now');
});

test('a task for a person is answered by that person alone; who declines says why', async () => {
  const { id } = await raise();
  const binh = await listen('binh');
  const task = taskOf(await giveTask(id, { kind: 'person', id: 'person-truc.binh', name: '' }));
  await binh.message(event(({ kind, alarmId, why }) => kind === 'told' && alarmId === id && why === 'task'));
  expect((await setTask('chau', task, 'accepted')).body['code']).toBe('app/not-allowed');
  expect((await setTask('binh', task, 'declined')).body['code']).toBe('alarm/reason-missing');
  expect(taskOf(await setTask('binh', task, 'declined', 'Đang xử lý vụ khác')).state).toBe('declined');
  expect((await giveTask(id, { kind: 'person', id: 'ai-do', name: '' })).body['code']).toBe('app/invalid-input');
});

test('patrols of the demo answer by themselves, or decline when told to', async () => {
  await restart({ patrolTimeScale: 0.002 });
  const { id } = await raise();
  const an = await listen('an');
  await giveTask(id, { kind: 'force', id: 'luc-luong-01', name: '' });
  await an.message(event(({ kind, title }) => kind === 'told' && title === 'Tuần tra HK-01: đã hoàn thành nhiệm vụ'));
  await call(running.tier('province'), 'POST', '/demo/tasks', { body: { answering: 'decline' } });
  await giveTask(id, { kind: 'force', id: 'luc-luong-02', name: '' });
  await an.message(event(({ kind, title }) => kind === 'told' && title === 'Tuần tra HK-02: không nhận nhiệm vụ'));
});

const CONTENT = { name: 'Xử lý ngập nước', kinds: ['flood-water'], priorityAtLeast: 3, steps: [{ id: 'xem', title: 'Xem mực nước', text: '', mandatory: true, limitS: 60, next: null, body: { kind: 'instruction' } }] };
const put = (who: Who, id: string, body: object, headers: Readonly<Record<string, string>>): Promise<Answer> => province('PUT', `/v1/procedures/${id}`, who, body, headers);
const publish = (who: Who, id: string, etag: string): Promise<Answer> => province('POST', `/v1/procedures/${id}/publish`, who, {}, { 'if-match': etag });
const etagIn = ({ body }: Answer): string => String(body['etag']);

test('a draft is written by who may, published by who may, and then used; a run goes on with the version it began with', async () => {
  expect((await put('an', 'ngap-nuoc', CONTENT, { 'if-none-match': '*' })).body['code']).toBe('app/not-allowed');
  const draft = await put('binh', 'ngap-nuoc', CONTENT, { 'if-none-match': '*' });
  expect([draft.status, draft.body['state'], draft.body['version'], draft.body['changedBy']]).toEqual([201, 'draft', 1, 'Trần Văn Bình']);
  expect((await raise('flood-water')).procedureId).toBeNull();
  expect((await publish('binh', 'ngap-nuoc', etagIn(draft))).body['code']).toBe('app/not-allowed');
  const watcher = await listen('an');
  const published = await publish('minh', 'ngap-nuoc', etagIn(draft));
  expect(published.body).toMatchObject({ state: 'published', version: 1 });
  await watcher.message(event(({ kind, what }) => kind === 'changed' && what === 'procedures'));
  const { id, procedureId } = await raise('flood-water');
  expect(procedureId).toBe('ngap-nuoc');
  const run = await start('an', id, 'ngap-nuoc');

  const next = await put('binh', 'ngap-nuoc', { ...CONTENT, steps: [{ ...CONTENT.steps[0], title: 'Đo mực nước' }] }, { 'if-match': etagIn(published) });
  expect(next.body).toMatchObject({ state: 'draft', version: 2 });
  await publish('minh', 'ngap-nuoc', etagIn(next));
  expect((await list()).filter((one) => one.id === 'ngap-nuoc').map(({ version, state }) => `${String(version)} ${state}`)).toEqual(['1 retired', '2 published']);
  expect(runOf(await finish('an', run, { kind: 'done' })).procedure).toMatchObject({ version: 1, steps: [{ title: 'Xem mực nước' }] });
});

test('of two who change one draft the second is told; what leads nowhere is not published', async () => {
  const draft = await put('binh', 'hai-nguoi', CONTENT, { 'if-none-match': '*' });
  expect((await put('minh', 'hai-nguoi', CONTENT, { 'if-none-match': '*' })).body['code']).toBe('procedure/conflict');
  const bad = await put('minh', 'hai-nguoi', { ...CONTENT, steps: [{ ...CONTENT.steps[0], next: 'khong-co' }] }, { 'if-match': etagIn(draft) });
  expect(bad.status).toBe(200);
  expect([(await put('binh', 'hai-nguoi', CONTENT, { 'if-match': etagIn(draft) })).status, (await publish('minh', 'hai-nguoi', etagIn(draft))).body['code']]).toEqual([412, 'procedure/conflict']);
  const refused = await publish('minh', 'hai-nguoi', etagIn(bad));
  expect([refused.status, refused.body['code'], refused.body['detail']]).toEqual([422, 'procedure/invalid', 'xem: next-unknown']);
  expect((await put('binh', 'hai-nguoi', { ...CONTENT, steps: [] }, { 'if-match': etagIn(bad) })).body['code']).toBe('procedure/invalid');
  expect((await publish('minh', 'khong-co', '"x"')).body['code']).toBe('procedure/unknown');
  expect((await province('POST', '/v1/procedures/hai-nguoi/retire', 'binh', {}, { 'if-match': etagIn(bad) })).status).toBe(204);
  expect((await list()).some(({ id }) => id === 'hai-nguoi')).toBe(false);
});

test('what is out of use is offered no more, by who may take it out', async () => {
  const rubbish = (await list()).find(({ id }) => id === 'do-rac-trai-phep');
  const retire = (who: Who): Promise<Answer> => province('POST', '/v1/procedures/do-rac-trai-phep/retire', who, {}, { 'if-match': rubbish?.etag ?? '' });
  expect((await retire('binh')).body['code']).toBe('app/not-allowed');
  expect((await retire('minh')).status).toBe(204);
  expect((await raise('waste-dumping')).procedureId).toBeNull();
  const draft = await put('minh', 'nhap-cho-khoi-dong-lai', CONTENT, { 'if-none-match': '*' });
  expect((await runAct('an', (await raise()).id, null, { kind: 'start', procedureId: String(draft.body['id']) })).body['code']).toBe('procedure/unknown');
});

test('everything is there after a restart, and a sample that was taken out stays out', async () => {
  const { id } = await raise();
  const run = runOf(await finish('an', await start('an', id), { kind: 'done' }));
  await giveTask(id, { kind: 'person', id: 'person-truc.binh', name: '' });
  const before = await list();
  await restart();
  expect(await list()).toEqual(before);
  expect((await alarmNow(id)).run).toEqual(run);
  expect((await alarmNow(id)).tasks).toHaveLength(1);
  expect((await raise('waste-dumping')).procedureId).toBeNull();
});

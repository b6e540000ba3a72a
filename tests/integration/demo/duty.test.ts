import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../../demo/server/api-types.ts';
import { loadTierSchemas } from '../../../demo/server/schemas.ts';
import { call, codeOf, parsed, signInEarly, type Answer } from '../../builders/tier-client.ts';
import { ENROLLED_SECRETS } from './enrolled-secrets.ts';
import { startTestDemo, type TestDemo } from './support.ts';

const HOUR_MS = 3_600_000;
const schemas = loadTierSchemas();
const secrets = new Map(Object.entries(ENROLLED_SECRETS));

let running: TestDemo;
let chief: string;
let binh: string;
let an: string;
/** Of who signed in last. */
let refreshToken: string;

const province = (): ReturnType<TestDemo['tier']> => running.tier('province');
/** The code of now is left to sign a handover with. */
async function arrive(username: string): Promise<string> {
  const { session, secret } = await signInEarly(province(), username, secrets.get(username));
  secrets.set(username, secret);
  ({ refreshToken } = session);
  return session.accessToken;
}
const signOn = (token: string, hours = 8): Promise<Answer> => call(province(), 'POST', '/v1/duty', { token, body: { workstation: 'BAN-01', untilUtcMs: Date.now() + hours * HOUR_MS } });
const signOff = (token: string): Promise<Answer> => call(province(), 'DELETE', '/v1/duty?workstation=BAN-01', { token });
const raise = async (more: object = {}): Promise<string> => String((await call(province(), 'POST', '/demo/alarms', { body: { priority: 2, title: 'Có người trèo rào', ...more } })).body['id']);
const alarm = async (id: string, token = chief): Promise<Readonly<Record<string, unknown>>> => parsed<{ alarm: Readonly<Record<string, unknown>> }>((await call(province(), 'GET', `/v1/alarms/${id}`, { token })).body, 'alarm').alarm;
const act = (token: string, alarmId: string, ...acts: readonly object[]): Promise<Answer> => call(province(), 'POST', '/v1/alarm-acts', { token, body: { key: `khoa-${String(Math.random())}`, workstation: 'BAN-01', items: [{ alarmId, version: null, acts }] } });
/** What was done to an alarm, oldest first. */
const acts = async (id: string): Promise<readonly unknown[]> => parsed<{ steps: readonly { readonly act: unknown }[] }>((await call(province(), 'GET', `/v1/alarms/${id}`, { token: chief })).body, 'steps').steps.map((step) => step.act);
const closeAll = (): Promise<Answer> => call(province(), 'POST', '/demo/alarms/close', { body: { all: true } });
interface DutyNow {
  readonly onDuty: readonly Readonly<Record<string, unknown>>[];
  readonly handover: unknown;
}
const duty = async (token = chief): Promise<DutyNow> => parsed<DutyNow>((await call(province(), 'GET', '/v1/duty', { token })).body, 'onDuty');
const make = (token: string): Promise<Answer> =>
  call(province(), 'POST', '/v1/handovers', { token, body: { workstation: 'BAN-01', muted: ['Âm cảnh báo tắt đến 06:00'], lostCameras: { total: 1, named: [{ cameraId: 'cam-1', cameraName: 'Cửa Nam', sinceUtcMs: 1 }] }, notes: 'Theo dõi chợ đêm' } });
const sign = (token: string, id: string, side: 'from' | 'to', username: string, code: string): Promise<Answer> => call(province(), 'POST', `/v1/handovers/${id}/signatures`, { token, body: { side, username, code } });
const code = (username: string): string => codeOf(secrets.get(username) ?? '');

beforeAll(async () => {
  running = await startTestDemo();
  chief = await arrive('chihuy.minh');
  binh = await arrive('truc.binh');
  an = await arrive('truc.an');
});
afterAll(() => running.close());

test('people sign on once, not beyond a shift, and only who may handle alarms', async () => {
  expect((await signOn(an, 15)).status).toBe(400);
  const on = await signOn(an);
  expect([on.status, schemas.guard('OnDuty')(on.body)]).toEqual([201, true]);
  expect([(await signOn(an)).status, (await signOn(an)).body['code']]).toEqual([409, 'duty/already-on']);
  expect(await duty()).toMatchObject({ onDuty: [{ personId: 'person-truc.an', workstation: 'BAN-01', load: 0 }], handover: null });
  expect((await signOff(an)).body).toEqual({ sharedAgain: 0, kept: 0 });
  expect((await signOff(an)).body['code']).toBe('duty/not-on');
});

test('new alarms are shared evenly; whoever leaves gives back all that is not settled', async () => {
  await signOn(an);
  await signOn(binh);
  const ids: string[] = [];
  for (let count = 0; count < 6; count += 1) ids.push(await raise());
  const assigned = async (): Promise<readonly unknown[]> => Promise.all(ids.map(async (id) => parsed<{ personId: string }>(Object(((await alarm(id))['assigned'])), 'personId').personId));
  const first = await assigned();
  expect(first.filter((person) => person === 'person-truc.an')).toHaveLength(3);
  expect((await duty()).onDuty.map(({ load }) => load)).toEqual([3, 3]);
  const mine = ids[first.indexOf('person-truc.an')] ?? '';
  await act(an, mine, { kind: 'claim' });
  const settled = ids[first.lastIndexOf('person-truc.an')] ?? '';
  await act(an, settled, { kind: 'claim' }, { kind: 'resolve', outcome: 'handled', note: '' });
  expect((await signOff(an)).body).toEqual({ sharedAgain: 2, kept: 1 });
  expect((await duty()).onDuty).toMatchObject([{ personId: 'person-truc.binh', load: 5 }]);
  expect(await alarm(mine)).toMatchObject({ life: { kind: 'acknowledged' }, assigned: { personId: 'person-truc.binh' } });
  expect((await acts(mine)).slice(-2)).toMatchObject([{ kind: 'release', reason: 'Rời ca trực' }, { kind: 'assign', to: { personId: 'person-truc.binh' } }]);
  expect((await alarm(settled))['life']).toMatchObject({ kind: 'resolved', by: { personId: 'person-truc.an' } });
  await signOff(binh);
  await closeAll();
});

test('what came or was left while nobody was on duty is given to whoever signs on, and that stands in its record', async () => {
  const [light, grave] = [await raise({ priority: 3 }), await raise({ priority: 1, title: 'Cháy kho hàng' })];
  await raise({ kind: 'face', title: 'Đối tượng truy nã' });
  expect((await alarm(grave))['assigned']).toBeNull();
  await signOn(an);
  for (const id of [grave, light]) {
    expect((await alarm(id))['assigned']).toMatchObject({ personId: 'person-truc.an' });
    expect((await acts(id)).at(-1)).toMatchObject({ kind: 'assign', to: { personId: 'person-truc.an' } });
  }
  expect((await duty()).onDuty).toMatchObject([{ load: 2 }]);
  await act(an, grave, { kind: 'claim' });
  expect((await signOff(an)).body).toEqual({ sharedAgain: 2, kept: 0 });
  expect(await alarm(grave)).toMatchObject({ life: { kind: 'acknowledged' }, assigned: null });
  await signOn(binh);
  expect(await alarm(grave)).toMatchObject({ assigned: { personId: 'person-truc.binh' } });
  await signOff(binh);
  await closeAll();
});

test('a kind somebody may not know of is never given to them, nor written on the sheet', async () => {
  await signOn(an);
  await raise({ kind: 'face', title: 'Đối tượng truy nã' });
  expect((await duty()).onDuty).toMatchObject([{ load: 0 }]);
  const { body } = await make(an);
  expect(JSON.stringify(body)).not.toContain('truy nã');
  expect(body['sheet']).toMatchObject({ open: [], openTotal: 0 });
  await signOff(an);
  await closeAll();
});

test('statistics count what the person may see, with times and false alarms', async () => {
  await closeAll();
  const from = Date.now();
  const [good, wrong] = [await raise({ kind: 'intrusion', cameraNumber: 1 }), await raise({ kind: 'motion', cameraNumber: 1 })];
  await raise({ kind: 'face', title: 'Đối tượng' });
  await act(chief, good, { kind: 'acknowledge' }, { kind: 'claim' }, { kind: 'resolve', outcome: 'handled', note: '' }, { kind: 'close', note: '' });
  await act(chief, wrong, { kind: 'claim' }, { kind: 'false', outcome: 'weather-light', note: '' });
  const { status, body } = await call(province(), 'GET', `/v1/alarm-statistics?from=${String(from)}&until=${String(Date.now() + 1000)}`, { token: chief });
  expect([status, schemas.guard('AlarmStatistics')(body)]).toEqual([200, true]);
  expect(body).toMatchObject({
    all: { total: 2, judged: 2, false: 1 },
    open: 1,
    byOutcome: expect.arrayContaining([{ outcome: 'handled', total: 1 }, { outcome: 'weather-light', total: 1 }]),
    byCamera: [{ total: 2, judged: 2, false: 1 }],
    times: { acknowledge: { count: 2 }, claim: { count: 2 }, close: { count: 1 } },
  });
  expect((await call(province(), 'GET', '/v1/alarm-statistics?from=5&until=5', { token: chief })).status).toBe(400);
});

test('a shift is handed over when both have signed with their own factor, and outlives a restart', async () => {
  await closeAll();
  await signOn(chief);
  const claimed = await raise({ priority: 1, title: 'Cháy kho hàng' });
  const given = await raise({ title: 'Đổ trộm rác' });
  await act(chief, claimed, { kind: 'claim' });
  await act(chief, given, { kind: 'shelve', reason: 'Chờ đội môi trường', untilUtcMs: Date.now() + 60_000 });
  const made = await make(chief);
  expect([made.status, schemas.guard('Handover')(made.body)]).toEqual([201, true]);
  expect(made.body['sheet']).toMatchObject({ open: [{ alarmId: claimed, title: 'Cháy kho hàng', life: { kind: 'claimed' } }], openTotal: 1, shelved: [{ alarmId: given, reason: 'Chờ đội môi trường', byName: 'Lê Quang Minh' }], holds: [], muted: ['Âm cảnh báo tắt đến 06:00'], lostCameras: { total: 1 }, notes: 'Theo dõi chợ đêm' });
  const id = String(made.body['id']);

  expect((await sign(chief, id, 'to', 'chihuy.minh', code('chihuy.minh'))).body['code']).toBe('handover/same-person');
  expect((await sign(an, id, 'from', 'chihuy.minh', code('chihuy.minh'))).body['code']).toBe('app/not-allowed');
  expect((await sign(chief, id, 'from', 'truc.binh', code('truc.binh'))).body['code']).toBe('app/not-allowed');
  expect((await sign(chief, id, 'from', 'chihuy.minh', '000000')).body['code']).toMatch(/^session\/code-/);
  const first = await sign(chief, id, 'from', 'chihuy.minh', code('chihuy.minh'));
  expect(first.body).toMatchObject({ state: 'open', signatures: [{ side: 'from', name: 'Lê Quang Minh' }] });
  expect((await duty()).onDuty).toMatchObject([{ personId: 'person-chihuy.minh' }]);
  expect((await sign(chief, id, 'from', 'chihuy.minh', code('chihuy.minh'))).body['code']).toBe('handover/not-open');
  const second = await sign(chief, id, 'to', 'truc.binh', code('truc.binh'));
  expect(second.body).toMatchObject({ state: 'signed', to: { name: 'Trần Văn Bình' }, signatures: [{ side: 'from' }, { side: 'to' }], digest: made.body['digest'] });

  const after = await duty();
  expect(after).toMatchObject({ onDuty: [{ personId: 'person-truc.binh', load: 2 }], handover: null });
  expect(after.onDuty.map(schemas.guard('OnDuty'))).toEqual([true]);
  expect((await alarm(claimed))['life']).toMatchObject({ kind: 'claimed', by: { personId: 'person-truc.binh' } });
  expect((await act(binh, claimed, { kind: 'start' })).body).toMatchObject({ items: [{ code: null }] });

  await running.restart();
  const token = parsed<Session>((await call(province(), 'POST', '/v1/sessions/refresh', { body: { refreshToken } })).body, 'accessToken').accessToken;
  expect(await duty(token)).toMatchObject({ onDuty: [{ personId: 'person-truc.binh' }], handover: null });
  const past = await call(province(), 'GET', '/v1/handovers', { token });
  expect(schemas.guard('HandoverList')(past.body)).toBe(true);
  expect(past.body['items']).toMatchObject([{ id, state: 'signed' }, { state: 'withdrawn' }]);
});

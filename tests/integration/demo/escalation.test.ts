import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadTierSchemas } from '../../../demo/server/schemas.ts';
import type { RunningTier } from '../../../demo/start-demo.ts';
import { call, codeOf, parsed, signInEarly, type Answer } from '../../builders/tier-client.ts';
import { startHookServer, startMailServer, type HookServer, type MailServer } from '../../builders/notice-servers.ts';
import { ENROLLED_SECRETS } from './enrolled-secrets.ts';
import { startTestDemo, type TestDemo } from './support.ts';

type Tier = RunningTier['tier'];
interface Person {
  readonly tier: Tier;
  readonly token: string;
  readonly refreshToken: string;
  readonly secret: string;
}
interface Transfer {
  readonly id: string;
  readonly alarmId: string;
  readonly state: string;
  readonly answers: readonly { readonly state: string; readonly reason: string; readonly by: { readonly name: string } }[];
}
interface Detail {
  readonly alarm: { readonly id: string; readonly version: number; readonly cameraId: string | null; readonly priority: number; readonly life: { readonly kind: string }; readonly climb: { readonly steps: number; readonly level: string; readonly nextUtcMs: number | null }; readonly transfer: { readonly state: string; readonly toName: string } | null; readonly deadlines: { readonly acknowledgeUtcMs: number | null; readonly finishUtcMs: number | null } };
  readonly steps: readonly { readonly act: { readonly kind: string; readonly level?: string } }[];
  readonly notices: readonly { readonly id: string; readonly level: string; readonly channel: string; readonly contactName: string; readonly inPlaceOf: string; readonly state: string; readonly detail: string; readonly tries: number }[];
  readonly transfers: readonly Transfer[];
}

const SCALE = 0.02;
const SECRET = 'mot-bi-mat-chi-dung-de-thu';
const schemas = loadTierSchemas();
const people = new Map<string, Person>();
let running: TestDemo;
let mail: MailServer;
let hooks: HookServer;
let keys = 0;

beforeAll(async () => {
  [mail, hooks] = await Promise.all([startMailServer(), startHookServer()]);
  const json = { url: `${hooks.url}/sms?for={{to}}`, method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"phone":"{{to}}","message":"{{text}}","ref":"{{alarm}}"}' } as const;
  running = await startTestDemo({ escalationScale: SCALE, channels: { smtp: mail.url, gateways: { sms: json }, webhookSecret: SECRET } });
  for (const [tier, username] of [['commune', 'phuong.phuc'], ['commune', 'phuong.oanh'], ['province', 'truc.an'], ['province', 'truc.binh'], ['province', 'truc.chau'], ['province', 'chihuy.minh'], ['ministry', 'bo.khanh'], ['ministry', 'bo.linh']] as const) await arrive(tier, username);
});
afterAll(async () => {
  await running.close();
  await Promise.all([mail.close(), hooks.close()]);
});

/** This step's code is left to sign with. */
async function arrive(tier: Tier, username: string): Promise<void> {
  const { session, secret } = await signInEarly(running.tier(tier), username, ENROLLED_SECRETS[username]);
  people.set(username, { tier, secret, token: session.accessToken, refreshToken: session.refreshToken });
}
/** Access tokens end with the server. */
async function comeBack(username: string): Promise<void> {
  const person = who(username);
  const { body } = await call(running.tier(person.tier), 'POST', '/v1/sessions/refresh', { body: { refreshToken: person.refreshToken } });
  people.set(username, { ...person, token: String(body['accessToken']), refreshToken: String(body['refreshToken']) });
}
function who(username: string): Person {
  const person = people.get(username);
  if (person === undefined) throw new Error(`nobody is ${username}`);
  return person;
}
const ask = (username: string, method: string, path: string, body?: unknown): Promise<Answer> => call(running.tier(who(username).tier), method, path, { token: who(username).token, ...(body === undefined ? {} : { body }) });
const raise = async (tier: Tier, more: object = {}): Promise<string> => String((await call(running.tier(tier), 'POST', '/demo/alarms', { body: { priority: 1, kind: 'fire-smoke', title: 'Khói dày ở tầng 2', ...more } })).body['id']);
const detail = async (username: string, id: string): Promise<Detail> => {
  const { body } = await ask(username, 'GET', `/v1/alarms/${id}`);
  expect(schemas.guard('AlarmDetail')(body), JSON.stringify(body).slice(0, 300)).toBe(true);
  return parsed<Detail>(body, 'notices');
};
const act = (username: string, id: string, ...kinds: readonly string[]): Promise<Answer> =>
  ask(username, 'POST', '/v1/alarm-acts', { key: `acts-key-${String((keys += 1))}`, workstation: 'PC-TEST', items: [{ alarmId: id, version: null, acts: kinds.map((kind) => ({ kind })) }] });
/** Quiets an alarm, so that it climbs no further beside the next test. */
const quiet = (username: string, id: string): Promise<Answer> => ask(username, 'POST', '/v1/alarm-acts', { key: `acts-key-${String((keys += 1))}`, workstation: 'PC-TEST', items: [{ alarmId: id, version: null, acts: [{ kind: 'claim' }, { kind: 'false', outcome: 'drill', note: '' }, { kind: 'close', note: '' }] }] });
const undo = (username: string, id: string): Promise<Answer> => ask(username, 'POST', '/v1/alarm-acts', { key: `acts-key-${String((keys += 1))}`, workstation: 'PC-TEST', items: [{ alarmId: id, version: null, acts: [{ kind: 'undo', reason: 'Nhầm cảnh báo' }] }] });
const until = <T>(look: () => Promise<T> | T): Promise<T> => vi.waitFor(look, { timeout: 20_000, interval: 100 });
const transfer = (username: string, alarm: string, more: object = {}, key = `transfer-key-${String((keys += 1))}`): Promise<Answer> =>
  ask(username, 'POST', `/v1/alarms/${alarm}/transfers`, { key, workstation: 'PC-TEST', code: codeOf(who(username).secret), to: 'demo-ca-ha-noi', reason: 'Vượt khả năng của phường', dueUtcMs: null, ...more });
const answer = (username: string, id: string, more: object, key = `answer-key-${String((keys += 1))}`): Promise<Answer> => ask(username, 'POST', `/v1/transfers/${id}/answers`, { key, workstation: 'PC-TEST', code: codeOf(who(username).secret), reason: '', ...more });

test('a fire nobody touches climbs from the ward to the city, each level told by mail, and the city has it under the same id', async () => {
  const title = 'Cháy lớn ở chợ Hàng Da';
  const id = await raise('commune', { title });
  const ward = await until(async () => {
    const at = await detail('phuong.oanh', id);
    expect(at.alarm.transfer).toMatchObject({ toName: 'Công an thành phố Hà Nội' });
    expect(at.alarm.climb.steps).toBeGreaterThanOrEqual(3);
    return at;
  });
  expect(ward.steps.filter(({ act: { kind } }) => kind === 'escalated').slice(0, 3).map(({ act: { level } }) => level)).toEqual(['duty-officer', 'supervisor', 'province']);
  const mailsOf = (name: string): readonly (typeof mail.mails)[number][] => mail.mails.filter(({ to, text }) => to.startsWith(name) && text.includes(id));
  await until(() => expect(['phuc', 'oanh', 'quyen', 'truc-ban-thanh-pho'].map((name) => mailsOf(name).length)).toEqual([1, 1, 1, 1]));
  const [first] = mailsOf('oanh');
  expect(first?.subject).toContain('Cháy, khói mức 1');
  expect(first?.text).toContain(`Mã cảnh báo: ${id}`);
  expect(first?.text).toContain(`Nội dung: ${title}`);
  expect(first?.text).toMatch(/Thời điểm: .*\(giờ Việt Nam\)/);
  expect(first?.text).toContain('Cấp được báo: cán bộ trực');
  expect(mail.mails.some(({ text }) => /https?:/.test(text))).toBe(false);
  const city = await until(() => detail('truc.an', id));
  expect(city).toMatchObject({ alarm: { id, priority: 1, transfer: null }, transfers: [{ state: 'sent', by: { personId: 'server' } }] });
  // The city's own ladder runs from when it got the alarm.
  await until(async () => expect((await detail('truc.an', id)).alarm.climb.steps).toBeGreaterThanOrEqual(2));
  expect(mail.mails.filter(({ to, text }) => to.startsWith('an@') && text.includes(id))).toHaveLength(1);
  await quiet('truc.an', id);
  await quiet('phuong.oanh', id);
});

test('what somebody claimed climbs no further, and what they let go again does', async () => {
  const id = await raise('province');
  await act('truc.an', id, 'claim');
  const claimed = await detail('truc.an', id);
  expect(claimed.alarm.deadlines.acknowledgeUtcMs).toBeNull();
  expect(claimed.alarm.climb.nextUtcMs).toBeGreaterThan(Date.now() + 30_000);
  await ask('truc.an', 'POST', '/v1/alarm-acts', { key: 'release-key-1', workstation: 'PC-TEST', items: [{ alarmId: id, version: null, acts: [{ kind: 'release', reason: 'Ra hiện trường' }] }] });
  await until(async () => expect((await detail('truc.an', id)).notices.some(({ level }) => level === 'province')).toBe(true));
  await quiet('truc.an', id);
});

test('an alarm opened again after its closing climbs anew from then, and those told before are told again', async () => {
  const id = await raise('province');
  const told = async (): Promise<number> => (await detail('chihuy.minh', id)).notices.filter(({ level, channel }) => level === 'province' && channel === 'email').length;
  await until(async () => expect(await told()).toBeGreaterThan(0));
  await call(running.tier('province'), 'POST', '/demo/alarms/close', { body: { alarmId: id } });
  const before = await told();
  expect((await detail('chihuy.minh', id)).alarm).toMatchObject({ life: { kind: 'closed' }, deadlines: { acknowledgeUtcMs: null, finishUtcMs: null }, climb: { nextUtcMs: null } });
  const openedFrom = Date.now();
  await undo('chihuy.minh', id);
  const { alarm } = await detail('chihuy.minh', id);
  expect(alarm.life.kind).toBe('raised');
  expect(alarm.deadlines.acknowledgeUtcMs).toBeGreaterThan(openedFrom);
  expect(alarm.deadlines.finishUtcMs).toBeGreaterThan(openedFrom);
  await until(async () => expect(await told()).toBeGreaterThanOrEqual(2 * before));
  await quiet('truc.an', id);
});

test('what was settled by mistake has its deadline again, the one it had', async () => {
  const id = await raise('province');
  await act('truc.an', id, 'claim');
  const { finishUtcMs } = (await detail('truc.an', id)).alarm.deadlines;
  await ask('truc.an', 'POST', '/v1/alarm-acts', { key: 'settle-key-1', workstation: 'PC-TEST', items: [{ alarmId: id, version: null, acts: [{ kind: 'false', outcome: 'drill', note: '' }] }] });
  expect((await detail('truc.an', id)).alarm.deadlines.finishUtcMs).toBeNull();
  await undo('truc.an', id);
  expect((await detail('truc.an', id)).alarm).toMatchObject({ life: { kind: 'claimed' }, deadlines: { acknowledgeUtcMs: null, finishUtcMs } });
  await quiet('truc.an', id);
});

test('short messages go through the gateway, escaped for where they stand, and a channel without one says so', async () => {
  const id = await raise('province', { title: 'Cháy "kho" \\ số 5' });
  const told = await until(async () => {
    const { notices } = await detail('truc.an', id);
    expect(notices.filter(({ channel, state }) => channel === 'sms' && state === 'sent').length).toBeGreaterThanOrEqual(3);
    expect(notices.some(({ channel, state }) => channel === 'zalo' && state === 'failed')).toBe(true);
    return notices;
  });
  expect(told.find(({ channel }) => channel === 'zalo')).toMatchObject({ detail: 'not-configured', tries: 1 });
  expect(told.find(({ channel }) => channel === 'sms')).toMatchObject({ detail: 'HTTP 200' });
  const sent = hooks.requests.filter(({ path, body }) => path.startsWith('/sms') && body.includes(id));
  expect(JSON.parse(sent[0]?.body ?? '')).toMatchObject({ phone: expect.stringMatching(/^09\d+$/), ref: id, message: expect.stringContaining(id) });
  expect(sent[0]?.path).toMatch(/^\/sms\?for=09\d+$/);
  await quiet('truc.an', id);
});

test('a mail server that is busy is asked again, three times in all, and what became of it stands with the alarm', async () => {
  mail.refuse = { to: 'khanh', code: 451, times: 2 };
  const id = await raise('ministry');
  const [notice] = await until(async () => {
    const mails = (await detail('bo.khanh', id)).notices.filter(({ channel, level }) => channel === 'email' && level === 'duty-officer');
    expect(mails[0]?.state).toBe('sent');
    return mails;
  });
  expect(notice).toMatchObject({ tries: 3, detail: expect.stringContaining('250') });
  mail.refuse = { to: 'khanh', code: 550, times: 50 };
  const other = await raise('ministry');
  await until(async () => expect((await detail('bo.khanh', other)).notices.find(({ channel }) => channel === 'email')).toMatchObject({ state: 'failed', tries: 1, detail: expect.stringContaining('550') }));
  mail.refuse = null;
  await Promise.all([quiet('bo.khanh', id), quiet('bo.khanh', other)]);
});

test('contacts and plans are changed by right; a hook is signed, a deputy stands in for quiet hours, priority 1 gets through', async () => {
  const contact = { name: 'Phòng Cảnh sát PCCC', level: 'ministry', personId: '', email: '', phone: '', zalo: '', webhook: `${hooks.url}/hook`, quiet: null, deputy: null };
  expect((await ask('truc.an', 'PUT', '/v1/contacts/pccc', contact)).status).toBe(403);
  expect((await ask('chihuy.minh', 'PUT', '/v1/contacts/pccc', { ...contact, webhook: 'http://mang.ngoai.example/x' })).body).toMatchObject({ code: 'app/invalid-input' });
  expect((await ask('chihuy.minh', 'PUT', '/v1/contacts/pccc', contact)).status).toBe(200);
  expect((await ask('chihuy.minh', 'PUT', '/v1/contacts/ngu', { ...contact, level: 'ministry', webhook: `${hooks.url}/asleep`, name: 'Đang nghỉ', quiet: { fromMinute: 0, untilMinute: 1439 }, deputy: 'khong-co' })).body).toMatchObject({ code: 'contact/unknown' });
  expect((await ask('chihuy.minh', 'PUT', '/v1/contacts/ngu', { ...contact, level: 'ministry', webhook: `${hooks.url}/asleep`, name: 'Đang nghỉ', quiet: { fromMinute: 0, untilMinute: 1439 }, deputy: 'pccc' })).status).toBe(200);
  const step = { cause: 'not-acknowledged', afterS: 10, level: 'ministry', channels: ['webhook'] };
  expect((await ask('chihuy.minh', 'PUT', '/v1/escalation-plans/muc-2', { name: 'Mức 2', kinds: [], priorityAtLeast: 2, steps: [step, { ...step, afterS: 5 }] })).body).toMatchObject({ code: 'plan/invalid' });
  expect((await ask('chihuy.minh', 'PUT', '/v1/escalation-plans/muc-2', { name: 'Mức 2', kinds: [], priorityAtLeast: 2, steps: [step] })).status).toBe(200);
  const second = await raise('province', { priority: 2, kind: 'crowd' });
  const hook = await until(() => {
    const found = hooks.requests.find(({ path, body }) => path === '/hook' && body.includes(second));
    if (found === undefined) throw new Error('no hook yet');
    return found;
  });
  expect(hook.headers['x-vonglau-signature']).toBe(`sha256=${createHmac('sha256', SECRET).update(`${String(hook.headers['x-vonglau-time'])}.${hook.body}`).digest('hex')}`);
  expect(JSON.parse(hook.body)).toMatchObject({ alarm: second, kind: 'crowd', priority: 2, level: 'ministry', cause: 'not-acknowledged' });
  expect(hooks.requests.some(({ path, body }) => path === '/asleep' && body.includes(second))).toBe(false);
  await ask('chihuy.minh', 'PUT', '/v1/escalation-plans/chay-no', { name: 'Cháy', kinds: ['fire-smoke'], priorityAtLeast: 1, steps: [step] });
  const first = await raise('province');
  await until(() => expect(hooks.requests.some(({ path, body }) => path === '/asleep' && body.includes(first))).toBe(true));
  // Whoever stood in for others is removed: nobody is left with a deputy that is not there.
  expect((await ask('chihuy.minh', 'DELETE', '/v1/contacts/pccc')).status).toBe(204);
  const { items } = parsed<{ items: readonly { readonly id: string; readonly deputy: string | null }[] }>((await ask('truc.an', 'GET', '/v1/contacts')).body, 'items');
  expect(items.find(({ id }) => id === 'ngu')?.deputy).toBeNull();
  await Promise.all([quiet('truc.an', first), quiet('truc.an', second)]);
});

test('an alarm is given to the city as a signed act, returned with a reason, and the ward has it again', async () => {
  const id = await raise('commune', { priority: 3, kind: 'crowd' });
  expect((await transfer('phuong.phuc', id, { code: '000000' })).body).toMatchObject({ code: 'session/code-wrong' });
  expect((await transfer('phuong.phuc', id, { to: 'khong-co' })).body).toMatchObject({ code: 'transfer/unknown' });
  const given = await transfer('phuong.oanh', id, {}, 'transfer-twice');
  expect(given.status, JSON.stringify(given.body)).toBe(201);
  expect(schemas.guard('Transfer')(given.body)).toBe(true);
  expect((await transfer('phuong.oanh', id, { code: '000000' }, 'transfer-twice')).body).toEqual(given.body);
  const { id: transferId } = parsed<Transfer>(given.body, 'answers');
  await until(async () => expect((await detail('truc.an', id)).transfers).toMatchObject([{ id: transferId, state: 'sent', reason: 'Vượt khả năng của phường', by: { name: 'Dương Kiều Oanh', workstation: 'PC-TEST' } }]));
  expect((await answer('truc.an', transferId, { state: 'returned', reason: '' })).body).toMatchObject({ code: 'alarm/reason-missing' });
  const returned = await answer('truc.binh', transferId, { state: 'returned', reason: 'Thuộc thẩm quyền của phường' });
  expect(returned.status, JSON.stringify(returned.body)).toBe(200);
  // In the city it is over; nobody there waits for it any more.
  expect((await detail('truc.an', id)).alarm.life).toMatchObject({ kind: 'closed', outcome: 'passed-on' });
  const ward = await until(async () => {
    const at = await detail('phuong.oanh', id);
    expect(at.alarm.life.kind).toBe('raised');
    expect(at.alarm.transfer).toMatchObject({ state: 'returned' });
    return at;
  });
  expect(ward.transfers[0]?.answers).toMatchObject([{ state: 'returned', reason: 'Thuộc thẩm quyền của phường', by: { name: 'Trần Văn Bình' } }]);
  expect((await answer('truc.chau', transferId, { state: 'accepted' })).body).toMatchObject({ code: 'transfer/not-now' });
});

test('an alarm passed on reaches a third tier, and whoever gave it first learns who accepted it', async () => {
  const id = await raise('commune', { priority: 3, kind: 'accident' });
  const given = await transfer('phuong.phuc', id);
  expect(given.status, JSON.stringify(given.body)).toBe(201);
  const { id: transferId } = parsed<Transfer>(given.body, 'answers');
  await until(async () => expect((await detail('chihuy.minh', id)).transfers).toHaveLength(1));
  const dueUtcMs = Date.now() + 600_000;
  const passed = await answer('chihuy.minh', transferId, { state: 'passed-on', reason: 'Cần lực lượng của Bộ', to: 'demo-bo-cong-an', dueUtcMs });
  expect(passed.body).toMatchObject({ state: 'passed-on' });
  const ministry = await until(async () => {
    const at = await detail('bo.khanh', id);
    expect(at.transfers).toMatchObject([{ state: 'sent', dueUtcMs, from: { serverId: 'demo-ca-ha-noi' } }]);
    return at;
  });
  await until(async () => expect((await detail('phuong.oanh', id)).alarm.transfer).toMatchObject({ state: 'passed-on', toName: 'Bộ Công an' }));
  expect((await answer('bo.linh', ministry.transfers[0]?.id ?? '', { state: 'accepted', reason: 'Đã rõ' })).status).toBe(200);
  // Accepted is not handled: it climbs on where it is now.
  expect((await detail('bo.khanh', id)).alarm.climb.nextUtcMs).not.toBeNull();
  await until(async () => expect((await detail('truc.an', id)).alarm.climb.nextUtcMs).toBeNull());
  await until(async () => expect((await detail('phuong.oanh', id)).alarm.transfer).toMatchObject({ state: 'accepted', toName: 'Bộ Công an' }));
  expect((await detail('phuong.oanh', id)).transfers[0]?.answers.map(({ state, by }) => [state, by.name])).toEqual([['passed-on', 'Lê Quang Minh'], ['accepted', 'Đặng Thùy Linh']]);
  await quiet('bo.khanh', id);
  await until(async () => expect((await detail('phuong.oanh', id)).transfers[0]?.answers.at(-1)).toMatchObject({ state: 'accepted', reason: expect.stringContaining('Đã kết thúc'), by: { name: 'Bùi Ngọc Khánh' } }));
});

test('a server that no tier knows, or a message changed on its way, is turned away', async () => {
  const message = { from: 'demo-ca-hoan-kiem', to: 'demo-ca-ha-noi', sentUtcMs: Date.now(), payload: '{}', signature: Buffer.alloc(64).toString('base64') };
  expect((await call(running.tier('province'), 'POST', '/v1/tier-links/transfers', { body: message })).body).toMatchObject({ code: 'app/not-allowed' });
  expect((await call(running.tier('province'), 'POST', '/v1/tier-links/transfers', { body: { ...message, from: 'ai-do' } })).body).toMatchObject({ code: 'app/not-allowed' });
});

test('a restart in the middle loses no step and takes none twice; what was overdue meanwhile is told once', async () => {
  const id = await raise('commune');
  await until(async () => expect((await detail('phuong.oanh', id)).alarm.climb.steps).toBeGreaterThanOrEqual(1));
  await running.restart();
  await Promise.all(['phuong.oanh', 'truc.an'].map(comeBack));
  await until(async () => expect((await detail('phuong.oanh', id)).alarm.climb.steps).toBe(4));
  const { notices, steps } = await detail('phuong.oanh', id);
  expect(steps.filter(({ act: { kind } }) => kind === 'escalated').map(({ act: { level } }) => level)).toEqual(['duty-officer', 'supervisor', 'province', 'ministry']);
  expect(new Set(notices.map(({ level, channel, contactName }) => `${level} ${channel} ${contactName}`)).size).toBe(notices.length);
  await until(() => expect(mail.mails.filter(({ to, text }) => to.startsWith('quyen') && text.includes(id))).toHaveLength(1));
  await until(async () => expect((await detail('truc.an', id)).alarm.id).toBe(id));
});

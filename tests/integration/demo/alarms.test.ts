import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { loadTierSchemas } from '../../../demo/server/schemas.ts';
import { call, codeOf, openSocket, parsed, signIn, signInEarly, type Answer, type Message, type TestSocket } from '../../builders/tier-client.ts';
import { ENROLLED_SECRETS } from './enrolled-secrets.ts';
import { startTestDemo, type TestDemo } from './support.ts';

interface WireAlarm {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly cameraId: string | null;
  readonly site: string;
  readonly restricted: boolean;
  readonly members: number;
  readonly life: { readonly kind: string; readonly by?: { readonly name: string }; readonly outcome?: string };
}
interface Outcome {
  readonly alarmId: string;
  readonly code: string | null;
  readonly current: WireAlarm | null;
}

const schemas = loadTierSchemas();
let running: TestDemo;
let an: string;
let anRefresh: string;
let binh: string;
let minh: string;
let dung: string;
let dungSecret: string;
let keys = 0;

beforeAll(async () => {
  running = await startTestDemo();
  const tier = running.tier('province');
  const session = await signIn(tier, 'truc.an');
  an = session.accessToken;
  anRefresh = session.refreshToken;
  binh = (await signIn(tier, 'truc.binh', ENROLLED_SECRETS['truc.binh'])).accessToken;
  minh = (await signIn(tier, 'chihuy.minh', ENROLLED_SECRETS['chihuy.minh'])).accessToken;
  // With the code of the step before: this one is for the alarm.
  const early = await signInEarly(tier, 'dieutra.dung');
  [dung, dungSecret] = [early.session.accessToken, early.secret];
});
afterAll(() => running.close());

const province = (method: string, path: string, token: string, body?: unknown): Promise<Answer> => call(running.tier('province'), method, path, { token, ...(body === undefined ? {} : { body }) });
const raise = async (body: object = {}): Promise<WireAlarm> => parsed<WireAlarm>((await call(running.tier('province'), 'POST', '/demo/alarms', { body: { priority: 2, title: 'Có người vượt rào', kind: 'by-hand', ...body } })).body, 'version');
const freshKey = (): string => `test-key-${String((keys += 1))}`;
const actAll = async (token: string, items: readonly object[], key = freshKey()): Promise<readonly Outcome[]> => {
  const answer = await province('POST', '/v1/alarm-acts', token, { key, workstation: 'PC-TEST', items });
  expect(schemas.guard('AlarmActOutcomes')(answer.body), JSON.stringify(answer.body).slice(0, 400)).toBe(true);
  return parsed<{ items: readonly Outcome[] }>(answer.body, 'items').items;
};
const act = async (token: string, { id, version }: WireAlarm, ...acts: readonly object[]): Promise<Outcome> => {
  const [outcome] = await actAll(token, [{ alarmId: id, version, acts }]);
  if (outcome === undefined) throw new Error('no outcome');
  return outcome;
};
const now = (outcome: Outcome): WireAlarm => {
  if (outcome.current === null) throw new Error(`no alarm: ${String(outcome.code)}`);
  return outcome.current;
};
const listed = async (token: string): Promise<readonly WireAlarm[]> => parsed<{ items: readonly WireAlarm[] }>((await province('GET', '/v1/alarms?limit=2000', token)).body, 'items').items;
const detail = async (token: string, { id }: Pick<WireAlarm, 'id'>): Promise<Answer> => province('GET', `/v1/alarms/${id}`, token);
const stepsOf = (answer: Answer): readonly { readonly act: { readonly kind: string }; readonly by: { readonly name: string; readonly workstation: string } }[] => {
  const { steps } = answer.body;
  return Array.isArray(steps) ? steps : [];
};
const listen = async (token: string): Promise<{ readonly socket: TestSocket; readonly seq: number; readonly epoch: string }> => {
  const socket = await openSocket(running.tier('province'), '/v1/alarm-events', token);
  socket.send({ type: 'identify' });
  const ready = await socket.message(({ type }) => type === 'ready');
  return { socket, seq: Number(ready['seq']), epoch: String(ready['epoch']) };
};
const eventsOf = ({ messages }: TestSocket): readonly Message[] => messages.filter(({ type }) => type === 'event');

test('an alarm is seen, taken, worked on, ended and closed, each line of it in the record, and each change told', async () => {
  const { socket, seq } = await listen(binh);
  const raised = await raise({ cameraNumber: 1 });
  const seen = now(await act(an, raised, { kind: 'acknowledge' }));
  const mine = now(await act(an, seen, { kind: 'claim' }, { kind: 'start' }));
  const ended = now(await act(an, mine, { kind: 'note', text: 'Đã gọi tổ tuần tra' }, { kind: 'resolve', outcome: 'handled', note: 'Nhắc nhở' }));
  const closed = now(await act(an, ended, { kind: 'close', note: '' }));
  expect([raised, seen, mine, ended, closed].map(({ life, version }) => [life.kind, version])).toEqual([['raised', 1], ['acknowledged', 2], ['in-progress', 4], ['resolved', 6], ['closed', 7]]);
  expect(closed.life).toMatchObject({ outcome: 'handled', by: { name: 'Nguyễn Thị Thúy An', workstation: 'PC-TEST' } });
  const record = await detail(an, closed);
  expect(schemas.guard('AlarmDetail')(record.body), JSON.stringify(record.body).slice(0, 600)).toBe(true);
  expect(stepsOf(record).map((step) => step.act.kind)).toEqual(['raised', 'acknowledge', 'claim', 'start', 'note', 'resolve', 'close']);
  expect((await listed(an)).map(({ id }) => id)).not.toContain(closed.id);
  await socket.message((message) => JSON.stringify(message).includes('"closed"'));
  const events = eventsOf(socket);
  expect(events.filter((event) => !schemas.guard('AlarmEvent')(event))).toEqual([]);
  expect(events.map((event) => event['seq'])).toEqual(events.map((_event, index) => seq + 1 + index));
  socket.close();

  const reopened = now(await act(an, closed, { kind: 'undo', reason: 'Đóng nhầm' }));
  expect(reopened.life).toEqual(ended.life);
  expect((await listed(an)).map(({ id }) => id)).toContain(closed.id);
  expect((await act(an, reopened, { kind: 'undo', reason: 'Lần nữa xem' })).code).toBe('alarm/nothing-to-undo');
});

test('of two operators who take one alarm the first has it; the other is told who, and may not take it over, but the supervisor may', async () => {
  const raised = await raise();
  const [one, other] = await Promise.all([act(an, raised, { kind: 'claim' }), act(binh, raised, { kind: 'claim' })]);
  const [won, lost] = one.code === null ? [one, other] : [other, one];
  expect([won.code, lost.code]).toEqual([null, 'alarm/conflict']);
  expect(now(lost).life).toEqual(now(won).life);
  const loser = one.code === null ? binh : an;
  expect((await act(loser, now(lost), { kind: 'claim' })).code).toBe('alarm/not-yours');
  expect((await act(loser, now(lost), { kind: 'claim', takeOver: 'Tôi ở gần hơn' })).code).toBe('app/not-allowed');
  const taken = await act(minh, now(lost), { kind: 'claim', takeOver: 'Giao lại cho tổ trưởng' });
  expect(now(taken).life).toMatchObject({ kind: 'claimed', by: { name: 'Lê Quang Minh' } });
});

test('who sees it second is told who was first; to say the same again is no conflict, and a note never is', async () => {
  const raised = await raise();
  await act(an, raised, { kind: 'acknowledge' });
  expect((await act(an, raised, { kind: 'acknowledge' })).code).toBeNull();
  const late = await act(binh, raised, { kind: 'acknowledge' });
  expect([late.code, now(late).version]).toEqual(['alarm/conflict', 2]);
  expect((await act(binh, raised, { kind: 'note', text: 'Tôi cũng thấy' })).code).toBeNull();
  expect((await act(binh, raised, { kind: 'start' })).code).toBe('alarm/conflict');
  expect((await act(binh, { ...raised, version: 99 }, { kind: 'acknowledge' })).code).toBe('alarm/conflict');
});

test('acts of one item are taken all or none; items each by itself; shelving needs a shift', async () => {
  const [one, other] = [await raise(), await raise()];
  const outcomes = await actAll(an, [
    { alarmId: one.id, version: 1, acts: [{ kind: 'acknowledge' }, { kind: 'close', note: '' }] },
    { alarmId: other.id, version: null, acts: [{ kind: 'acknowledge' }] },
    { alarmId: 'khong-co', version: null, acts: [{ kind: 'acknowledge' }] },
    { alarmId: one.id, version: 1, acts: [{ kind: 'shelve', reason: 'Đang sửa camera', untilUtcMs: Date.now() + 600_000 }] },
    { alarmId: one.id, version: 1, acts: [{ kind: 'suppress', rule: 'r', ruleName: 'r' }] },
  ]);
  expect(outcomes.map(({ code }) => code)).toEqual(['alarm/not-now', null, 'alarm/unknown', 'alarm/not-on-duty', 'app/not-allowed']);
  expect(outcomes[0]?.current).toMatchObject({ version: 1, life: { kind: 'raised' } });
});

test('who may not handle alarms may look; who may not see pictures does not know of them', async () => {
  const tier = running.tier('province');
  const raised = await raise();
  const leader = (await signIn(tier, 'lanhdao.giang')).accessToken;
  const technician = (await signIn(tier, 'kythuat.hai')).accessToken;
  expect((await listed(leader)).map(({ id }) => id)).toContain(raised.id);
  const refused = await province('POST', '/v1/alarm-acts', leader, { key: freshKey(), workstation: 'PC', items: [{ alarmId: raised.id, version: 1, acts: [{ kind: 'acknowledge' }] }] });
  expect([refused.status, refused.body['code']]).toEqual([403, 'app/not-allowed']);
  expect((await province('GET', '/v1/alarms', technician)).status).toBe(403);
});

test('a face is nobody’s business without the right, and with it only after a fresh code; each opening stands in the record', async () => {
  const [watcher, investigator] = await Promise.all([listen(an), listen(dung)]);
  const face = await raise({ kind: 'face', cameraNumber: 1, title: 'Khuôn mặt trong danh sách' });
  const plain = await raise();
  await watcher.socket.message((message) => JSON.stringify(message).includes(plain.id));
  expect(eventsOf(watcher.socket).map((message) => message['event'])).toMatchObject([{ kind: 'nothing' }, { kind: 'alarm' }]);
  expect(JSON.stringify(watcher.socket.messages)).not.toContain(face.id);
  expect((await listed(an)).map(({ id }) => id)).not.toContain(face.id);
  expect((await detail(an, face)).status).toBe(404);
  expect((await act(an, face, { kind: 'acknowledge' })).code).toBe('alarm/unknown');

  const told = await investigator.socket.message((message) => JSON.stringify(message).includes(face.id));
  expect(told['event']).toMatchObject({ kind: 'alarm', alarm: { title: '', cameraId: null, site: '', restricted: true } });
  const closedDoor = await detail(dung, face);
  expect([closedDoor.status, closedDoor.body['code']]).toEqual([403, 'alarm/restricted']);
  const open = (token: string, code: string): Promise<Answer> => province('POST', `/v1/alarms/${face.id}/open`, token, { code, workstation: 'PC-DT' });
  const code = codeOf(dungSecret);
  expect((await open(an, code)).status).toBe(404);
  expect((await open(dung, code === '000000' ? '000001' : '000000')).body['code']).toBe('session/code-wrong');
  const opened = await open(dung, code);
  expect(opened.body).toMatchObject({ alarm: { title: 'Khuôn mặt trong danh sách', restricted: false, cameraId: face.cameraId } });
  expect(stepsOf(opened).at(-1)).toMatchObject({ act: { kind: 'note', text: 'Mở bằng yếu tố thứ hai' }, by: { name: 'Hoàng Tiến Dũng', workstation: 'PC-DT' } });
  expect((await open(dung, code)).body['code']).toBe('session/code-reused');
  for (const { socket } of [watcher, investigator]) socket.close();
});

test('an incident counts its alarms, and they close and open again with it', async () => {
  const [lead, one, other] = [await raise({ title: 'Sự vụ' }), await raise(), await raise()];
  for (const member of [one, other]) expect((await act(an, member, { kind: 'merge', into: lead.id })).code).toBeNull();
  expect((await act(an, lead, { kind: 'merge', into: lead.id })).code).toBe('alarm/unknown');
  const membersOf = async (): Promise<readonly WireAlarm[]> => parsed<{ items: readonly WireAlarm[] }>((await province('GET', `/v1/alarms/${lead.id}/members`, an)).body, 'items').items;
  expect((await membersOf()).map(({ id }) => id)).toEqual([other.id, one.id]);
  // The count rose meanwhile: that makes no act a conflict.
  const ended = await act(an, lead, { kind: 'acknowledge' }, { kind: 'false', outcome: 'drill', note: '' }, { kind: 'close', note: '' });
  expect([ended.code, now(ended).members]).toEqual([null, 2]);
  expect((await membersOf()).map(({ life }) => [life.kind, life.outcome])).toEqual([['closed', 'merged'], ['closed', 'merged']]);
  await act(an, now(ended), { kind: 'undo', reason: 'Đóng nhầm sự vụ' });
  expect((await membersOf()).map(({ life }) => life.kind)).toEqual(['merged', 'merged']);
  const [member] = await membersOf();
  if (member === undefined) throw new Error('no member');
  await act(an, one, { kind: 'note', text: 'x' });
  expect((await detail(an, lead)).body).toMatchObject({ alarm: { members: 2 } });
});

test('what was missed is told after the place named, a range fills a gap, and another epoch wants a snapshot', async () => {
  const { socket, seq, epoch } = await listen(an);
  socket.close();
  const ids = [(await raise()).id, (await raise()).id, (await raise()).id];
  const resumed = await openSocket(running.tier('province'), '/v1/alarm-events', an);
  resumed.send({ type: 'resume', epoch, after: seq + 1 });
  await resumed.message((message) => JSON.stringify(message).includes(String(ids[2])));
  expect(eventsOf(resumed).map((message) => message['seq'])).toEqual([seq + 2, seq + 3]);
  resumed.close();
  const range = await province('GET', `/v1/alarm-events/range?epoch=${epoch}&after=${String(seq)}&until=${String(seq + 2)}`, an);
  expect(schemas.guard('AlarmEventList')(range.body)).toBe(true);
  expect(range.body['items']).toMatchObject([{ seq: seq + 1, event: { alarm: { id: ids[0] } } }, { seq: seq + 2, event: { alarm: { id: ids[1] } } }]);
  const gone = await province('GET', '/v1/alarm-events/range?epoch=other&after=0&until=9', an);
  expect([gone.status, gone.body['code']]).toEqual([410, 'events/range-gone']);
});

test('a storm is counted, and every alarm of it is told once and listed in pages that name their place in the stream', async () => {
  const tier = running.tier('province');
  await call(tier, 'POST', '/demo/alarms/close', { body: { all: true } });
  const { socket, seq } = await listen(an);
  const started = await call(tier, 'POST', '/demo/alarms/storm', { body: { perSecond: 1000, seconds: 1, kind: 'by-hand', priority: 3 } });
  expect([started.status, started.body['wanted']]).toEqual([202, 1000]);
  await vi.waitFor(async () => {
    expect((await call(tier, 'GET', '/demo/alarms/storm')).body).toMatchObject({ running: false, raised: 1000 });
  }, 20_000);
  await socket.message((message) => message['seq'] === seq + 1000);
  const told = new Set(eventsOf(socket).map((message) => JSON.stringify(message['event']).slice(0, 70)));
  expect([eventsOf(socket).length, told.size]).toEqual([1000, 1000]);
  const ids = new Set<string>();
  let path = '/v1/alarms?limit=300';
  for (let pages = 0; path !== '' && pages < 10; pages += 1) {
    const { body } = await province('GET', path, an);
    expect(schemas.guard('AlarmPage')(body)).toBe(true);
    expect(body['seq']).toBe(seq + 1000);
    for (const { id } of parsed<{ items: readonly WireAlarm[] }>(body, 'items').items) ids.add(id);
    path = typeof body['next'] === 'string' ? `/v1/alarms?limit=300&after=${body['next']}` : '';
  }
  expect(ids.size).toBe(1000);
  socket.close();
});

test('steering refuses what is no alarm, and answers what it raised and closed', async () => {
  const tier = running.tier('province');
  const steer = (path: string, body: object): Promise<Answer> => call(tier, 'POST', path, { body });
  const raised = await raise({ kind: 'waste-dumping' });
  expect((await steer('/demo/alarms/close', { alarmId: raised.id })).body).toEqual({ closed: [raised.id] });
  expect((await steer('/demo/alarms/close', { alarmId: raised.id })).body['code']).toBe('alarm/unknown');
  expect((await steer('/demo/alarms', { priority: 1, title: 'x', kind: 'gió' })).status).toBe(400);
  expect((await steer('/demo/alarms/storm', { perSecond: 0, seconds: 1 })).status).toBe(400);
});

test('the same key answers the same, and does it once, also after a restart; open and closed alarms and their record are kept', async () => {
  const raised = await raise({ title: 'Còn sau khi khởi động lại' });
  const ended = await raise({ title: 'Đã đóng' });
  const items = [{ alarmId: raised.id, version: 1, acts: [{ kind: 'acknowledge' }, { kind: 'note', text: 'Một lần' }] }];
  const key = freshKey();
  const first = await actAll(an, items, key);
  expect(await actAll(an, items, key)).toEqual(first);
  await act(an, ended, { kind: 'acknowledge' }, { kind: 'false', outcome: 'device', note: '' }, { kind: 'close', note: '' });
  const before = await detail(an, raised);
  const { socket, epoch } = await listen(an);
  socket.close();
  await running.restart();
  an = String((await call(running.tier('province'), 'POST', '/v1/sessions/refresh', { body: { refreshToken: anRefresh } })).body['accessToken']);
  expect(await actAll(an, items, key)).toEqual(first);
  expect((await detail(an, raised)).body).toEqual(before.body);
  expect((await detail(an, ended)).body).toMatchObject({ alarm: { life: { kind: 'closed', outcome: 'device' } } });
  const again = await listen(an);
  expect(again.epoch).not.toBe(epoch);
  again.socket.close();
  expect(stepsOf(before).filter((step) => step.act.kind === 'note')).toHaveLength(1);
});

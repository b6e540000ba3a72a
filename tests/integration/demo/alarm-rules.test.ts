import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, camerasOf, parsed, signIn } from '../../builders/tier-client.ts';
import { ENROLLED_SECRETS } from './enrolled-secrets.ts';
import { startTestDemo, type TestDemo } from './support.ts';

let running: TestDemo;
let supervisor: string;
let operator: string;
let refreshes: readonly string[];
let camera: { readonly id: string; readonly number: number };
const base = () => running.tier('province');

beforeAll(async () => {
  running = await startTestDemo({ cameras: 1_200 });
  const [chief, clerk] = [await signIn(base(), 'chihuy.minh', ENROLLED_SECRETS['chihuy.minh']), await signIn(base(), 'truc.an')];
  [supervisor, operator] = [chief.accessToken, clerk.accessToken];
  refreshes = [chief.refreshToken, clerk.refreshToken];
  const found = (await camerasOf(base(), operator)).find(({ id }) => running.demo.world.stateOf(id).state === 'working');
  if (found === undefined) throw new Error('no camera works');
  camera = found;
});
afterAll(() => running.close());

interface Raised {
  readonly id: string;
  readonly kind: string;
  readonly priority: number;
  readonly title: string;
  readonly members: number;
  readonly life: { readonly kind: string };
  readonly suppressed: { readonly ruleName: string } | null;
}
const alarms = async (): Promise<readonly Raised[]> => {
  const all: Raised[] = [];
  for (let cursor = ''; ; ) {
    const page = parsed<{ items: readonly Raised[]; next: string | null }>((await call(base(), 'GET', `/v1/alarms?limit=2000${cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`}`, { token: operator })).body, 'items');
    all.push(...page.items);
    if (page.next === null) return all;
    cursor = page.next;
  }
};
const waiting = async (): Promise<readonly Raised[]> => (await alarms()).filter(({ life, suppressed }) => life.kind !== 'merged' && life.kind !== 'closed' && suppressed === null);
const raise = async (kind: string, priority: number, title = 'Thử'): Promise<{ readonly status: number }> => call(base(), 'POST', '/demo/alarms', { body: { cameraNumber: camera.number, priority, title, kind } });
const clear = async (): Promise<void> => void (await call(base(), 'POST', '/demo/alarms/close', { body: { all: true } }));
const rule = (body: object, more: object = {}): object => ({ name: 'Thử quy tắc', enabled: true, scope: { kinds: [], cameraIds: [], unitIds: [] }, fromUtcMs: null, untilUtcMs: null, reason: 'Thử quy tắc trên máy chủ', body, ...more });

test('a storm of 10,000 lost links is one incident whose title counts cameras, and the intrusion in its middle stands beside it', async () => {
  const storm = call(base(), 'POST', '/demo/alarms/storm', { body: { perSecond: 2_500, seconds: 4, kind: 'link-fault', distinctCameras: 1_000 } });
  expect((await storm).status).toBeLessThan(300);
  await expect.poll(async () => parsed<{ raised: number }>((await call(base(), 'GET', '/demo/alarms/storm')).body, 'raised').raised, { timeout: 20_000 }).toBeGreaterThan(3_000);
  await raise('intrusion', 1, 'Có người leo rào');
  await expect.poll(async () => parsed<{ raised: number }>((await call(base(), 'GET', '/demo/alarms/storm')).body, 'raised').raised, { timeout: 20_000 }).toBe(10_000);
  await expect.poll(async () => (await waiting()).find(({ kind }) => kind === 'link-fault')?.title, { timeout: 10_000 }).toMatch(/^Mất kết nối hàng loạt: 1\.?000 camera$/);
  const left = await waiting();
  expect(left.filter(({ kind }) => kind === 'link-fault')).toHaveLength(1);
  await expect.poll(async () => (await waiting()).find(({ kind }) => kind === 'link-fault')?.members, { timeout: 5_000 }).toBe(10_000);
  expect(left.find(({ priority }) => priority === 1)).toMatchObject({ kind: 'intrusion', title: 'Có người leo rào', members: 0 });
  await clear();
}, 60_000);

test('a storm that the server is restarted in stays one incident', async () => {
  const storm = async (): Promise<void> => {
    const state = async () => parsed<{ raised: number; running: boolean }>((await call(base(), 'GET', '/demo/alarms/storm')).body, 'running');
    expect((await call(base(), 'POST', '/demo/alarms/storm', { body: { perSecond: 200, seconds: 1, kind: 'link-fault', distinctCameras: 200 } })).status).toBeLessThan(300);
    await expect.poll(async () => (await state()).running, { timeout: 20_000 }).toBe(false);
  };
  await storm();
  await running.restart();
  const renewed = await Promise.all(refreshes.map(async (refreshToken) => String((await call(base(), 'POST', '/v1/sessions/refresh', { body: { refreshToken } })).body['accessToken'])));
  [supervisor = '', operator = ''] = renewed;
  await storm();
  await expect.poll(async () => (await waiting()).filter(({ kind }) => kind === 'link-fault').map(({ members }) => members), { timeout: 10_000 }).toEqual([400]);
  expect((await waiting()).find(({ kind }) => kind === 'link-fault')?.title).toMatch(/ 200 camera$/);
  await clear();
}, 60_000);

test('who may not change rules may read them; a change names the version it knows', async () => {
  expect((await call(base(), 'PUT', '/v1/alarm-rules/thu', { token: operator, body: rule({ kind: 'works' }), headers: { 'if-none-match': '*' } })).status).toBe(403);
  const listed = parsed<{ items: readonly { id: string }[] }>((await call(base(), 'GET', '/v1/alarm-rules', { token: operator })).body, 'items').items;
  expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining(['storm-technical', 'repeat-motion', 'join-intrusion']));
  const bad = await call(base(), 'PUT', '/v1/alarm-rules/thu', { token: supervisor, body: rule({ kind: 'works' }), headers: { 'if-none-match': '*' } });
  expect(bad).toMatchObject({ status: 400, body: { code: 'rule/invalid', detail: 'scope-missing' } });
  const made = await call(base(), 'PUT', '/v1/alarm-rules/thu', { token: supervisor, body: rule({ kind: 'repeat', withinS: 30 }, { enabled: false }), headers: { 'if-none-match': '*' } });
  expect(made.status).toBe(201);
  expect((await call(base(), 'PUT', '/v1/alarm-rules/thu', { token: supervisor, body: rule({ kind: 'repeat', withinS: 40 }), headers: { 'if-match': '"old"' } })).status).toBe(412);
  const { etag } = parsed<{ etag: string }>(made.body, 'etag');
  expect((await call(base(), 'DELETE', '/v1/alarm-rules/thu', { token: supervisor, headers: { 'if-match': etag } })).status).toBe(204);
});

test('planned works hide what comes at their camera, but never priority 1', async () => {
  const now = Date.now();
  const works = rule({ kind: 'works' }, { scope: { kinds: [], cameraIds: [camera.id], unitIds: [] }, fromUtcMs: now - 60_000, untilUtcMs: now + 3_600_000 });
  const made = await call(base(), 'PUT', '/v1/alarm-rules/works', { token: supervisor, body: works, headers: { 'if-none-match': '*' } });
  await raise('crowd', 2);
  await raise('crowd', 1, 'Đông người nguy hiểm');
  const all = (await alarms()).filter(({ life, kind }) => life.kind === 'raised' && kind === 'crowd');
  expect(all.map(({ priority, suppressed }) => [priority, suppressed?.ruleName ?? null])).toEqual(expect.arrayContaining([[2, 'Thử quy tắc'], [1, null]]));
  await call(base(), 'DELETE', '/v1/alarm-rules/works', { token: supervisor, headers: { 'if-match': parsed<{ etag: string }>(made.body, 'etag').etag } });
  await clear();
});

test('motion again and again is one alarm that counts', async () => {
  for (let turn = 0; turn < 5; turn += 1) await raise('motion', 4);
  await expect.poll(async () => (await waiting()).filter(({ kind }) => kind === 'motion').map(({ members }) => members), { timeout: 5_000 }).toEqual([4]);
  await clear();
});

test('what is held is raised when its time has come and it still stands', async () => {
  const made = await call(base(), 'PUT', '/v1/alarm-rules/delay', { token: supervisor, body: rule({ kind: 'delay', seconds: 1 }, { scope: { kinds: ['parking', 'link-fault'], cameraIds: [], unitIds: [] } }), headers: { 'if-none-match': '*' } });
  await raise('parking', 3, 'Đỗ xe sai chỗ');
  await raise('link-fault', 3, 'Mất kết nối');
  expect((await waiting()).filter(({ kind }) => kind === 'parking' || kind === 'link-fault')).toEqual([]);
  await expect.poll(async () => (await waiting()).map(({ kind }) => kind), { timeout: 5_000 }).toContain('parking');
  // The camera works: its fault is over.
  expect((await waiting()).map(({ kind }) => kind)).not.toContain('link-fault');
  await call(base(), 'DELETE', '/v1/alarm-rules/delay', { token: supervisor, headers: { 'if-match': parsed<{ etag: string }>(made.body, 'etag').etag } });
  await clear();
});

test('a rule is tested against what there was', async () => {
  const now = Date.now();
  const tested = await call(base(), 'POST', '/v1/alarm-rules/test', { token: supervisor, body: { rule: rule({ kind: 'storm', count: 20, withinS: 10 }, { scope: { kinds: ['link-fault'], cameraIds: [], unitIds: [] } }), fromUtcMs: now - 3_600_000, untilUtcMs: now + 1_000 } });
  const answer = parsed<{ events: number; joined: number; raised: number; samples: readonly unknown[] }>(tested.body, 'events');
  expect(answer.events).toBeGreaterThan(10_000);
  expect(answer.joined).toBeGreaterThan(9_900);
  expect(answer.samples.length).toBeLessThanOrEqual(50);
  expect((await call(base(), 'POST', '/v1/alarm-rules/test', { token: operator, body: {} })).status).toBe(403);
});

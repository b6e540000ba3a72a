import { afterAll, beforeAll, expect, test } from 'vitest';
import { ENROLLED_SECRETS } from './enrolled-secrets.ts';
import { call, camerasOf, openSocket, signIn } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from './support.ts';

let running: TestDemo;
let token: string;
let chief: string;

beforeAll(async () => {
  running = await startTestDemo();
  token = (await signIn(running.tier('province'), 'truc.an')).accessToken;
  chief = (await signIn(running.tier('province'), 'chihuy.minh', ENROLLED_SECRETS['chihuy.minh'])).accessToken;
});
afterAll(() => running.close());

test('each tier shows its own cameras and nobody sees them without signing in', async () => {
  const ministry = (await signIn(running.tier('ministry'), 'bo.nam')).accessToken;
  const commune = (await signIn(running.tier('commune'), 'phuong.oanh')).accessToken;
  const province = await camerasOf(running.tier('province'), token);
  expect(province).toHaveLength(60);
  const seenByMinistry = await camerasOf(running.tier('ministry'), ministry);
  expect(new Set(seenByMinistry.map(({ unitId }) => unitId))).toEqual(new Set(['cong-an-thanh-pho-ha-noi', 'so-giao-thong-van-tai']));
  const seenByCommune = await camerasOf(running.tier('commune'), commune);
  expect(new Set(seenByCommune.map(({ unitId }) => unitId))).toEqual(new Set(['quan-hoan-kiem']));
  expect((await call(running.tier('commune'), 'GET', '/v1/cameras')).body['code']).toBe('session/not-signed-in');
});

test('pages add up to the whole, and an unchanged directory answers 304', async () => {
  const tier = running.tier('province');
  const ids: unknown[] = [];
  let path: string | null = '/v1/cameras?limit=25';
  while (path !== null) {
    const { body } = await call(tier, 'GET', path, { token });
    expect(body['total']).toBe(60);
    if (Array.isArray(body['items'])) ids.push(...body['items']);
    path = typeof body['nextCursor'] === 'string' ? `/v1/cameras?limit=25&cursor=${body['nextCursor']}` : null;
  }
  expect(ids).toEqual(await camerasOf(tier, token));
  for (const list of ['/v1/cameras', '/v1/units']) {
    const first = await call(tier, 'GET', list, { token });
    const again = await call(tier, 'GET', list, { token, headers: { 'if-none-match': first.headers.get('etag') ?? '' } });
    expect(again.status).toBe(304);
  }
  expect((await call(tier, 'GET', '/v1/cameras?limit=0', { token })).status).toBe(400);
  expect((await call(tier, 'GET', '/v1/cameras?cursor=abc', { token })).status).toBe(400);
});

test('renamed and removed cameras come through the change feed and are announced', async () => {
  const tier = running.tier('province');
  const events = await openSocket(tier, '/v1/events', token);
  events.send({ type: 'identify' });
  await events.message(({ type }) => type === 'ready');
  const page = await call(tier, 'GET', '/v1/cameras', { token });
  const since = String(page.body['changeToken']);
  const [renamed, removed] = await camerasOf(tier, token);
  await call(tier, 'POST', '/demo/directory', { body: { rename: { cameraId: renamed?.id, name: 'Tên mới' } } });
  await call(tier, 'POST', '/demo/directory', { body: { remove: removed?.id } });
  const { body } = await call(tier, 'GET', `/v1/cameras/changes?since=${since}`, { token });
  expect(body['items']).toEqual([
    { op: 'put', camera: { ...renamed, name: 'Tên mới' } },
    { op: 'remove', cameraId: removed?.id },
  ]);
  expect(body['more']).toBe(false);
  await events.message((message) => JSON.stringify(message['event']) === '{"kind":"directory.changed"}');
  events.close();

  const old = await call(tier, 'GET', '/v1/cameras/changes?since=from-another-life', { token });
  expect([old.status, old.body['code']]).toEqual([410, 'directory/token-expired']);
});

test('hostile records reach the pages as they are and do not disturb the others', async () => {
  const tier = running.tier('commune');
  const police = (await signIn(tier, 'phuong.quyen')).accessToken;
  const before = await camerasOf(tier, police);
  expect((await call(tier, 'POST', '/demo/directory', { body: { hostile: 40 } })).body).toEqual({ hostile: 40 });
  const after: readonly unknown[] = await camerasOf(tier, police);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after).toHaveLength(before.length + 40);
  expect(JSON.stringify(after)).toContain('<script>');
});

test('layouts are created, replaced and removed only by those who know the version and have the right', async () => {
  const tier = running.tier('province');
  const cells = [0, 1].map((column) => ({ column, row: 0, columns: 1, rows: 1 }));
  const arrangement = { columns: 3, rows: 1, tiles: cells };
  const body = { name: 'Ca ngày', arrangement, tiles: [{ index: 0, content: { kind: 'camera', camera: 'hn-00001', zoom: null } }, { index: 1, content: { kind: 'clock' } }], shared: false };
  const put = (more: Parameters<typeof call>[3]): ReturnType<typeof call> => call(tier, 'PUT', '/v1/layouts/ca-ngay', { token, body, ...more });
  expect((await put({})).status).toBe(428);
  const created = await put({ headers: { 'if-none-match': '*' } });
  expect(created.status).toBe(201);
  expect((await put({ headers: { 'if-none-match': '*' } })).status).toBe(412);
  expect(created.body).toMatchObject({ ...body, locked: false });
  const etag = created.headers.get('etag') ?? '';
  expect(created.body['etag']).toBe(etag);
  const replaced = await put({ headers: { 'if-match': etag }, body: { ...body, name: 'Ca đêm' } });
  expect([replaced.status, replaced.body['name']]).toEqual([200, 'Ca đêm']);
  const stale = await put({ headers: { 'if-match': etag } });
  expect([stale.status, stale.body['code']]).toEqual([412, 'layout/conflict']);

  for (const wrong of [
    { ...body, arrangement: { ...arrangement, tiles: [...cells, cells[0]] } },
    { ...body, arrangement: { ...arrangement, columns: 1 } },
    { ...body, tiles: [{ index: 2, content: { kind: 'clock' } }] },
    { ...body, tiles: [{ index: 0, content: { kind: 'spy' } }] },
    { ...body, arrangement: { columns: 1, rows: 1, tiles: [] } },
  ]) expect((await call(tier, 'PUT', '/v1/layouts/khac', { token, body: wrong, headers: { 'if-none-match': '*' } })).status).toBe(400);

  expect((await call(tier, 'GET', '/v1/layouts', { token: chief })).body['items']).toEqual([]);
  expect((await put({ headers: { 'if-match': replaced.headers.get('etag') ?? '' }, body: { ...body, shared: true } })).status).toBe(403);
  expect((await call(tier, 'DELETE', '/v1/layouts/ca-ngay', { token: chief })).status).toBe(404);
  expect((await call(tier, 'DELETE', '/v1/layouts/ca-ngay', { token })).status).toBe(204);

  const shared = await call(tier, 'PUT', '/v1/layouts/__proto__', { token: chief, body: { ...body, shared: true }, headers: { 'if-none-match': '*' } });
  expect(shared.status).toBe(201);
  expect((await call(tier, 'GET', '/v1/layouts', { token })).body['items']).toEqual([shared.body]);
});

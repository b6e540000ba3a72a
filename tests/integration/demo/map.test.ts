import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENROLLED_SECRETS } from './enrolled-secrets.ts';
import { loadTierSchemas } from '../../../demo/server/schemas.ts';
import { call, camerasOf, openSocket, signIn } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from './support.ts';

const schemas = loadTierSchemas();
let running: TestDemo;
let an: string;
let chief: string;
let commune: string;

beforeAll(async () => {
  running = await startTestDemo({ cameras: 2000, forceStepMs: 50 });
  an = (await signIn(running.tier('province'), 'truc.an')).accessToken;
  chief = (await signIn(running.tier('province'), 'chihuy.minh', ENROLLED_SECRETS['chihuy.minh'])).accessToken;
  commune = (await signIn(running.tier('commune'), 'phuong.oanh')).accessToken;
});
afterAll(() => running.close());

const get = async (path: string, token = an, tier: 'province' | 'commune' = 'province') => (await call(running.tier(tier), 'GET', path, { token })).body;
const itemsOf = (body: Readonly<Record<string, unknown>>): readonly Readonly<Record<string, unknown>>[] => (Array.isArray(body['items']) ? body['items'] : []);

describe('the page of a camera', () => {
  test('says what the caller may do with it, and what became of it, newest first', async () => {
    const cameras = await camerasOf(running.tier('province'), an);
    const turning = cameras.find(({ ptz }) => ptz !== undefined);
    const working = new Set(itemsOf(await get('/v1/camera-states')).filter(({ state }) => state === 'working').map(({ cameraId }) => cameraId));
    const still = cameras.find(({ id, kind }) => kind === 'fixed' && working.has(id));
    expect((await get(`/v1/cameras/${turning?.id ?? ''}/more`))['rights']).toEqual(['live.view', 'snapshot.take', 'ptz.steer']);
    await call(running.tier('province'), 'POST', '/demo/faults', { body: { cameraId: still?.id, fault: 'cut' } });
    await call(running.tier('province'), 'DELETE', '/demo/faults');
    const more = await get(`/v1/cameras/${still?.id ?? ''}/more`);
    expect(more['rights']).toEqual(['live.view', 'snapshot.take']);
    expect(Array.isArray(more['history']) ? more['history'].slice(0, 3) : []).toMatchObject([{ state: 'working', cause: 'có tín hiệu lại' }, { state: 'lost', cause: 'mất tín hiệu' }, { state: 'working' }]);
    expect('viewers' in more).toBe(false);
  });

  test('tells who else watches, on every centre, to those who may know, and not a camera that is not to be seen', async () => {
    const [camera] = (await camerasOf(running.tier('commune'), commune)).filter(({ id }) => id.startsWith('hn-'));
    const path = `/v1/cameras/${camera?.id ?? ''}/more`;
    const [mine, theirs] = await Promise.all([openSocket(running.tier('province'), '/v1/live', chief), openSocket(running.tier('commune'), '/v1/live', commune)]);
    for (const live of [mine, theirs]) for (const [index, profile] of ['main', 'sub'].entries()) live.send({ type: 'open', stream: index + 1, cameraId: camera?.id, profile });
    for (const live of [mine, theirs]) await live.message(({ stream, type }) => stream === 2 && type === 'opened');
    expect((await get(path, chief))['viewers']).toMatchObject([{ name: 'Dương Kiều Oanh', unitName: 'Công an phường Hoàn Kiếm', place: 'desk' }]);
    theirs.close();
    await expect.poll(async () => (await get(path, chief))['viewers']).toEqual([]);
    mine.close();
    const hidden = (await camerasOf(running.tier('province'), an)).find(({ unitId }) => unitId === 'quan-cau-giay');
    expect((await get(`/v1/cameras/${hidden?.id ?? ''}/more`, commune, 'commune'))['code']).toBe('camera/unknown');
  });
});

describe('groups and searches', () => {
  test('are there from the start, two of each, shared, with cameras of this centre only; who removes them is rid of them', async () => {
    const groups = itemsOf(await get('/v1/camera-groups'));
    expect(groups.map(({ name }) => name)).toEqual(['Nút giao Cầu Giấy', 'Quanh hồ Hoàn Kiếm']);
    expect(groups[0]?.['cameraIds']).toHaveLength(9);
    expect(itemsOf(await get('/v1/saved-searches'))).toHaveLength(2);
    const own = new Set((await camerasOf(running.tier('commune'), commune)).map(({ id }) => id));
    const inCommune = itemsOf(await get('/v1/camera-groups', commune, 'commune')).flatMap(({ cameraIds }) => (Array.isArray(cameraIds) ? cameraIds : []));
    expect(inCommune.length).toBeGreaterThan(0);
    expect(inCommune.filter((id) => !own.has(id))).toEqual([]);
    const removed = await call(running.tier('province'), 'DELETE', '/v1/camera-groups/mau-ho-hoan-kiem', { token: chief, headers: { 'if-match': String(groups[1]?.['etag']) } });
    expect(removed.status).toBe(204);
    await running.restart();
    chief = (await signIn(running.tier('province'), 'dieutra.dung')).accessToken;
    expect(itemsOf(await get('/v1/camera-groups', chief)).map(({ name }) => name)).toEqual(['Nút giao Cầu Giấy']);
    an = chief;
    commune = (await signIn(running.tier('commune'), 'phuong.quyen')).accessToken;
  });

  test('are kept with their versions, announced, and lose what a right is withdrawn from', async () => {
    const tier = running.tier('province');
    const events = await openSocket(tier, '/v1/events', an);
    events.send({ type: 'identify' });
    await events.message(({ type }) => type === 'ready');
    const [first, second, third] = await camerasOf(tier, an);
    const body = { name: 'Tuyến sáng', cameraIds: [first?.id, second?.id, 'khong-co'], shared: false };
    const put = (headers: Readonly<Record<string, string>>, more: object = {}) => call(tier, 'PUT', '/v1/camera-groups/tuyen-sang', { token: an, body: { ...body, ...more }, headers });
    expect((await put({})).status).toBe(428);
    const created = await put({ 'if-none-match': '*' });
    expect([created.status, created.body['cameraIds'], schemas.guard('CameraGroup')(created.body)]).toEqual([201, [first?.id, second?.id], true]);
    expect((await put({ 'if-match': '"other"' })).body['code']).toBe('group/conflict');
    expect((await put({ 'if-match': String(created.body['etag']) }, { shared: true })).status).toBe(403);
    expect((await put({ 'if-match': String(created.body['etag']) }, { cameraIds: Array.from({ length: 2001 }, (_, index) => String(index)) })).status).toBe(400);
    await events.message((message) => JSON.stringify(message['event']) === '{"kind":"groups.changed"}');
    const withdrawn = await call(tier, 'POST', '/demo/directory', { body: { withdraw: [first?.id, third?.id] } });
    expect(withdrawn.body).toEqual({ withdrawn: 2 });
    expect(itemsOf(await get('/v1/camera-groups')).find(({ id }) => id === 'tuyen-sang')?.['cameraIds']).toEqual([second?.id]);
    expect((await get(`/v1/cameras/${first?.id ?? ''}/more`))['code']).toBe('camera/unknown');
    expect(itemsOf(await get('/v1/camera-states')).filter(({ cameraId }) => cameraId === first?.id || cameraId === third?.id)).toEqual([]);
    events.close();
  });

  test('a search comes back as it was stored', async () => {
    const query = { text: 'cau giay', filter: { kinds: ['ptz'], heights: ['20'], onWall: false }, order: 'name' };
    const created = await call(running.tier('province'), 'PUT', '/v1/saved-searches/tren-cao', { token: an, body: { name: 'Trên cao', query, shared: false }, headers: { 'if-none-match': '*' } });
    expect(created.status).toBe(201);
    expect(itemsOf(await get('/v1/saved-searches')).find(({ id }) => id === 'tren-cao')?.['query']).toEqual(query);
    expect((await call(running.tier('province'), 'PUT', '/v1/saved-searches/tren-cao', { token: an, body: { name: 'x', query: 'all', shared: false }, headers: { 'if-match': '*' } })).status).toBe(400);
  });
});

describe('forces', () => {
  test('move as events, each with its trail; a centre sees its own, and who may not see them has no gaps', async () => {
    const tier = running.tier('province');
    const all = itemsOf(await get('/v1/forces'));
    expect(all.length).toBeGreaterThanOrEqual(12);
    const inCommune = itemsOf(await get('/v1/forces', commune, 'commune'));
    expect(inCommune.map(({ unitName }) => unitName)).toEqual(['Công an phường Hoàn Kiếm', 'Công an phường Hoàn Kiếm', 'Công an phường Hoàn Kiếm']);
    const technician = (await signIn(tier, 'kythuat.hai')).accessToken;
    expect((await get('/v1/forces', technician))['code']).toBe('app/not-allowed');

    const [events, quiet] = await Promise.all([openSocket(tier, '/v1/events', an), openSocket(tier, '/v1/events', technician)]);
    for (const socket of [events, quiet]) {
      socket.send({ type: 'identify' });
      await socket.message(({ type }) => type === 'ready');
    }
    const isMove = (message: Readonly<Record<string, unknown>>): boolean => JSON.stringify(message).includes('force.moved');
    await events.message((message) => isMove(message) && events.messages.filter(isMove).length > 3 * all.length);
    await call(tier, 'POST', '/demo/directory', { body: { rename: { cameraId: (await camerasOf(tier, an))[0]?.id, name: 'Mới' } } });
    const [changed] = await Promise.all([quiet, events].map((socket) => socket.message((message) => JSON.stringify(message).includes('directory.changed'))));
    const told = events.messages.filter(({ type }) => type === 'event');
    expect(told.every((message, index) => Number(message['seq']) === Number(told[0]?.['seq']) + index)).toBe(true);
    expect(told.filter((message) => !schemas.guard('TierEvent')(message))).toEqual([]);
    expect(quiet.messages.filter(isMove)).toEqual([]);
    expect(changed?.['seq']).toBe(Number(quiet.messages.find(({ type }) => type === 'ready')?.['seq']) + 1);
    events.close();
    quiet.close();
  });
});

test('walls are loaded once: unchanged they answer 304, and a commune has those of its own ground', async () => {
  const tier = running.tier('province');
  const first = await call(tier, 'GET', '/v1/map/walls', { token: an });
  expect(itemsOf(first.body)).toHaveLength(1500);
  expect((await call(tier, 'GET', '/v1/map/walls', { token: an, headers: { 'if-none-match': first.headers.get('etag') ?? '' } })).status).toBe(304);
  const own = itemsOf(await get('/v1/map/walls', commune, 'commune'));
  expect(own.length).toBeGreaterThan(100);
  expect(own.length).toBeLessThan(1000);
});

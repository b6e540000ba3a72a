import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadTierSchemas } from '../../../demo/server/schemas.ts';
import { ENROLLED_SECRETS } from './enrolled-secrets.ts';
import { call, signIn } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from './support.ts';

const SCHOOL = 'mau-30007';
const STREET = 'mau-30008';
const REASON = 'Truy tìm trẻ lạc theo tin báo';
const schemas = loadTierSchemas();
const lines: string[] = [];

let running: TestDemo;
let plain: string;
let lifter: string;
let chief: string;

beforeAll(async () => {
  running = await startTestDemo({ say: (line) => lines.push(line) }, true);
  const tier = running.tier('province');
  plain = (await signIn(tier, 'truc.an')).accessToken;
  lifter = (await signIn(tier, 'truc.binh', ENROLLED_SECRETS['truc.binh'])).accessToken;
  chief = (await signIn(tier, 'chihuy.minh', ENROLLED_SECRETS['chihuy.minh'])).accessToken;
});
afterAll(() => running.close());

const lift = (token: string, cameraId: string, body: object = { minutes: 5, reason: REASON }): ReturnType<typeof call> => call(running.tier('province'), 'POST', `/v1/cameras/${cameraId}/mask-lifts`, { token, body });
const record = async (): Promise<unknown> => (await call(running.tier('province'), 'GET', '/demo/mask-lifts')).body['items'];

test('masks are lifted for who has the right, with a reason, and a school only for a supervisor', async () => {
  expect((await lift(plain, STREET)).body['code']).toBe('app/not-allowed');
  expect((await lift(lifter, STREET, { minutes: 5, reason: 'ngắn' })).status).toBe(400);
  expect((await lift(lifter, STREET, { minutes: 16, reason: REASON })).status).toBe(400);
  expect((await lift(lifter, 'khong-co')).body['code']).toBe('camera/unknown');
  const refused = await lift(lifter, SCHOOL);
  expect([refused.status, refused.body['code']]).toEqual([403, 'mask/refused']);
  const lifted = await lift(lifter, STREET);
  expect([lifted.status, schemas.guard('MaskLift')(lifted.body)]).toEqual([201, true]);
  expect(Math.abs(Number(lifted.body['untilUtcMs']) - Date.now() - 300_000)).toBeLessThan(5000);
  expect((await lift(chief, SCHOOL)).status).toBe(201);
  expect(await record()).toMatchObject([
    { cameraId: SCHOOL, username: 'truc.binh', ended: { how: 'refused' } },
    { cameraId: STREET, username: 'truc.binh', reason: REASON, ended: null },
    { cameraId: SCHOOL, username: 'chihuy.minh', ended: null },
  ]);
  expect(lines.filter((line) => line.includes(REASON))).toHaveLength(3);
});

test('a second lift replaces the first; covering again is for its owner, and harmless twice', async () => {
  const tier = running.tier('province');
  const second = await lift(lifter, STREET);
  expect(await record()).toMatchObject([{}, { ended: { how: 'replaced' } }, {}, { liftId: second.body['liftId'], ended: null }]);
  const path = `/v1/mask-lifts/${String(second.body['liftId'])}`;
  expect((await call(tier, 'DELETE', path, { token: chief })).status).toBe(403);
  for (let time = 0; time < 2; time += 1) expect((await call(tier, 'DELETE', path, { token: lifter })).status).toBe(204);
  expect(await record()).toMatchObject([{}, {}, {}, { ended: { how: 'restored' } }]);
});

test('alarms are raised on a camera or on none, and closed', async () => {
  const tier = running.tier('province');
  const raise = (body: object): ReturnType<typeof call> => call(tier, 'POST', '/demo/alarms', { body });
  const first = await raise({ cameraNumber: 30_008, priority: 1, title: 'Đám đông bất thường' });
  const second = await raise({ priority: 3, title: 'Mất nguồn tủ điện' });
  expect([first.status, schemas.guard('Alarm')(first.body), first.body['cameraId'], second.body['cameraId']]).toEqual([201, true, STREET, null]);
  expect((await call(tier, 'GET', '/v1/alarms', { token: plain })).body['items']).toMatchObject([{ id: first.body['id'], kind: 'intrusion' }, { id: second.body['id'] }]);
  await call(tier, 'POST', '/demo/alarms/close', { body: { alarmId: first.body['id'] } });
  expect((await call(tier, 'POST', '/demo/alarms/close', { body: { all: true } })).body).toEqual({ closed: [second.body['id']] });
  expect((await call(tier, 'POST', '/demo/alarms/close', { body: { alarmId: 'x' } })).body['code']).toBe('alarm/unknown');
  expect((await raise({ cameraId: 'khong-co', priority: 1, title: 'x' })).body['code']).toBe('camera/unknown');
  expect((await raise({ priority: 5, title: 'x' })).status).toBe(400);
});

test('a picture is kept under its hash, through a restart, and nothing else is taken', async () => {
  const tier = running.tier('province');
  const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), randomBytes(300_000)]);
  const idOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const put = (id: string, body: Buffer, token = plain): ReturnType<typeof call> => call(running.tier('province'), 'PUT', `/v1/pictures/${id}`, { token, body });
  expect((await put(idOf(png), png)).status).toBe(204);
  expect((await put('0'.repeat(64), png)).body['code']).toBe('picture/unreadable');
  expect((await put(idOf(Buffer.from('<svg/>')), Buffer.from('<svg/>'))).body['code']).toBe('picture/unreadable');
  for (const size of [2.1, 5]) {
    const large = Buffer.concat([png.subarray(0, 8), Buffer.alloc(size * 1024 * 1024)]);
    const answer = await put(idOf(large), large);
    expect([answer.status, answer.body['code']]).toEqual([413, 'picture/too-large']);
  }
  expect((await call(tier, 'PUT', `/v1/pictures/${'A'.repeat(64)}`, { token: plain, body: png })).status).toBe(400);
  const leader = (await signIn(tier, 'lanhdao.giang')).accessToken;
  expect((await put(idOf(png), png, leader)).status).toBe(403);
  await running.restart();
  const again = (await signIn(running.tier('province'), 'truc.chau')).accessToken;
  const answer = await fetch(`${running.tier('province').httpUrl}/v1/pictures/${idOf(png)}`, { headers: { authorization: `Bearer ${again}` } });
  expect(answer.headers.get('content-type')).toBe('image/png');
  expect(Buffer.from(await answer.arrayBuffer()).equals(png)).toBe(true);
  expect((await call(running.tier('province'), 'GET', `/v1/pictures/${'1'.repeat(64)}`, { token: again })).status).toBe(404);
  expect(await record()).toHaveLength(4);
});

test('layouts stored before there were arrangements open as what they were', async () => {
  const file = join(running.folder, 'state', `${running.tier('commune').serverId}.json`);
  await signIn(running.tier('commune'), 'phuong.oanh');
  await running.demo.stop();
  const state = JSON.parse(await readFile(file, 'utf8'));
  state.layouts = { cu: { id: 'cu', name: 'Bản cũ', grid: '4', tiles: [{ index: 3, cameraId: 'hn-00001' }, { index: 9, cameraId: 'x' }], shared: true, ownerId: 'p', etag: '"1"', updatedUtcMs: 5 }, hong: { id: 'hong', grid: 'vuông' } };
  delete state.maskLifts;
  await writeFile(file, JSON.stringify(state));
  await running.restart();
  const token = (await signIn(running.tier('commune'), 'phuong.quyen')).accessToken;
  const { body } = await call(running.tier('commune'), 'GET', '/v1/layouts', { token });
  expect(schemas.guard('LayoutList')(body)).toBe(true);
  expect(body['items']).toMatchObject([{ id: 'cu', name: 'Bản cũ', arrangement: { columns: 2, rows: 2, tiles: { length: 4 } }, tiles: [{ index: 3, content: { kind: 'camera', camera: 'hn-00001', zoom: null } }] }]);
});

import { generateKeyPairSync, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Session } from '../../../demo/server/api-types.ts';
import { call, codeOf, firstFactor, parsed, signIn } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from './support.ts';

let running: TestDemo;

beforeAll(async () => {
  running = await startTestDemo();
});
afterAll(() => running.close());

test('a person without a second factor gets one at the first sign-in and keeps it', async () => {
  const tier = running.tier('province');
  const first = await firstFactor(tier, 'truc.an');
  expect(first.enrolment?.otpauthUri).toContain(`secret=${first.enrolment?.secret ?? ''}`);
  const again = await firstFactor(tier, ' TRUC.AN ');
  expect(again.enrolment?.secret).toBe(first.enrolment?.secret);

  const answer = await call(tier, 'POST', '/v1/sessions/second-factor', { body: { challenge: again.challenge, code: codeOf(first.enrolment?.secret ?? '') } });
  expect(answer.status).toBe(200);
  expect(answer.body['person']).toMatchObject({ name: 'Nguyễn Thị Thúy An', role: 'operator', rights: ['live.view', 'wall.control', 'layout.edit', 'snapshot.take', 'ptz.steer', 'group.edit', 'forces.see', 'alarm.handle'], ptzLevel: 40 });

  expect((await firstFactor(tier, 'truc.an')).enrolment).toBeUndefined();
});

test('wrong, reused and expired codes and old challenges are told apart', async () => {
  const tier = running.tier('province');
  const { enrolment } = await firstFactor(tier, 'truc.chau');
  const secret = enrolment?.secret ?? '';
  const tryCode = async (code: string): Promise<readonly [number, unknown]> => {
    const { challenge } = await firstFactor(tier, 'truc.chau');
    const answer = await call(tier, 'POST', '/v1/sessions/second-factor', { body: { challenge, code } });
    return [answer.status, answer.body['code']];
  };
  const code = codeOf(secret);
  expect(await tryCode(codeOf(secret, 3))).toEqual([401, 'session/code-expired']);
  expect(await tryCode(code === '000000' ? '111111' : '000000')).toEqual([401, 'session/code-wrong']);
  expect(await tryCode(code)).toEqual([200, undefined]);
  expect(await tryCode(code)).toEqual([401, 'session/code-reused']);
  const stale = await call(tier, 'POST', '/v1/sessions/second-factor', { body: { challenge: 'none', code } });
  expect([stale.status, stale.body['code']]).toEqual([401, 'session/challenge-expired']);
  const malformed = await call(tier, 'POST', '/v1/sessions/second-factor', { body: { challenge: 'none', code: 'abc' } });
  expect([malformed.status, malformed.body['code']]).toEqual([400, 'app/invalid-input']);
});

test.each(['kythuat.hai', 'no.such.person'])('five failures lock %s, and an unknown name is answered like a known one', async (username) => {
  const tier = running.tier('province');
  const answers: unknown[] = [];
  for (let attempt = 0; attempt < 6; attempt += 1) {
    const { status, body } = await call(tier, 'POST', '/v1/sessions', { body: { username, password: 'sai' } });
    answers.push([status, body['code'], body['attemptsLeft']]);
  }
  const wrong = (attemptsLeft: number): unknown => [401, 'session/credentials-wrong', attemptsLeft];
  expect(answers).toEqual([wrong(4), wrong(3), wrong(2), wrong(1), [423, 'session/locked', undefined], [423, 'session/locked', undefined]]);
  const right = await call(tier, 'POST', '/v1/sessions', { body: { username, password: 'Vonglau@2026' } });
  expect(right.status).toBe(423);
  expect(right.body['retryAfterMs']).toBeGreaterThan(14 * 60_000);
});

test('a refresh token works once; its second use ends the whole session', async () => {
  const tier = running.tier('province');
  const session = await signIn(tier, 'dieutra.dung');
  const refresh = (refreshToken: string): ReturnType<typeof call> => call(tier, 'POST', '/v1/sessions/refresh', { body: { refreshToken } });
  const next = parsed<Session>((await refresh(session.refreshToken)).body, 'accessToken');
  expect((await call(tier, 'GET', '/v1/units', { token: next.accessToken })).status).toBe(200);

  const reused = await refresh(session.refreshToken);
  expect([reused.status, reused.body['code']]).toEqual([401, 'session/refresh-reused']);
  const dead = await call(tier, 'GET', '/v1/units', { token: next.accessToken });
  expect([dead.status, dead.body['code']]).toEqual([401, 'session/expired']);
  expect((await refresh(next.refreshToken)).body['code']).toBe('session/refresh-reused');
});

test('signing out ends the tokens', async () => {
  const tier = running.tier('ministry');
  const session = await signIn(tier, 'bo.khanh');
  expect((await call(tier, 'DELETE', '/v1/sessions/current', { token: session.accessToken })).status).toBe(204);
  expect((await call(tier, 'GET', '/v1/cameras', { token: session.accessToken })).status).toBe(401);
});

test('a wall PC registers once with a code, proves itself with its key and may only view', async () => {
  const tier = running.tier('commune');
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const request = { enrolmentCode: 'TUONG-01', publicKey: publicKey.export({ format: 'der', type: 'spki' }).toString('base64'), name: 'Tường 1' };
  const enrolled = await call(tier, 'POST', '/v1/devices', { body: request });
  expect(enrolled.status).toBe(201);
  const deviceId = String(enrolled.body['deviceId']);
  const again = await call(tier, 'POST', '/v1/devices', { body: request });
  expect([again.status, again.body['code']]).toEqual([401, 'device/code-wrong']);

  const prove = async (key: typeof privateKey): Promise<ReturnType<typeof call>> => {
    const { body } = await call(tier, 'POST', '/v1/sessions/device-challenge', { body: { deviceId } });
    const nonce = String(body['nonce']);
    const signature = sign(null, Buffer.from(`vonglau-device.v1:${deviceId}:${nonce}`), key).toString('base64');
    return call(tier, 'POST', '/v1/sessions/device', { body: { deviceId, nonce, signature } });
  };
  const session = await prove(privateKey);
  expect(session.status).toBe(200);
  expect(session.body['person']).toMatchObject({ name: 'Tường 1', role: 'wall-device', rights: ['live.view'] });
  expect((await prove(generateKeyPairSync('ed25519').privateKey)).status).toBe(401);
  const unknown = await call(tier, 'POST', '/v1/sessions/device-challenge', { body: { deviceId: 'x' } });
  expect([unknown.status, unknown.body['code']]).toEqual([404, 'device/unknown']);
});

test('a restart keeps sign-ins and second factors, and its file holds neither token nor password', async () => {
  const before = running.tier('province');
  const session = await signIn(before, 'lanhdao.giang');
  const state = await readFile(join(running.folder, 'state', `${before.serverId}.json`), 'utf8');
  expect(state).not.toContain(session.refreshToken.split('.')[1]);
  expect(state).not.toContain('Vonglau@2026');

  await running.restart();
  const tier = running.tier('province');
  expect((await call(tier, 'GET', '/v1/units', { token: session.accessToken })).status).toBe(401);
  const rotated = await call(tier, 'POST', '/v1/sessions/refresh', { body: { refreshToken: session.refreshToken } });
  expect(rotated.status).toBe(200);
  expect((await firstFactor(tier, 'lanhdao.giang')).enrolment).toBeUndefined();
});

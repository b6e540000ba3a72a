import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { request } from 'node:https';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PortTakenError, startDemo } from '../../../demo/start-demo.ts';
import { call, openSocket, parsed, signIn } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from './support.ts';
import type { Session } from '../../../demo/server/api-types.ts';

let running: TestDemo;

beforeAll(async () => {
  running = await startTestDemo({ accessMs: 3000, heartbeatMs: 300 });
});
afterAll(() => running.close());

test('the same port answers plain HTTP and, for who trusts the demo authority, TLS', async () => {
  const tier = running.tier('province');
  expect((await call(tier, 'GET', '/v1/service')).body).toMatchObject({ api: 'vonglau-tier/1', tier: 'province', name: { vi: 'Công an thành phố Hà Nội' } });
  const get = async (ca: string | undefined): Promise<number> =>
    new Promise((resolve, reject) => {
      request(`${tier.httpsUrl}/v1/time`, ca === undefined ? {} : { ca }, (response) => {
        response.resume();
        resolve(response.statusCode ?? 0);
      }).once('error', reject).end();
    });
  expect(await get(await readFile(running.demo.caFile, 'utf8'))).toBe(200);
  await expect(get(undefined)).rejects.toThrow();
});

test('the info file tells where everything is', async () => {
  const info: unknown = JSON.parse(await readFile(running.demo.infoFile, 'utf8'));
  expect(info).toEqual({ pid: process.pid, tiers: running.demo.tiers, caFile: running.demo.caFile });
});

test('a stream lives as long as its token is renewed, and closes when it is not', async () => {
  const tier = running.tier('commune');
  const session = await signIn(tier, 'phuong.oanh');
  const [renewed, forgotten] = await Promise.all([openSocket(tier, '/v1/events', session.accessToken), openSocket(tier, '/v1/events', session.accessToken)]);
  const beats = (count: number): Promise<unknown> =>
    renewed.message((message) => {
      if (message.type === 'heartbeat') for (const socket of [renewed, forgotten]) socket.send({ type: 'heartbeat', utcMs: Date.now() });
      return renewed.messages.filter(({ type }) => type === 'heartbeat').length >= count;
    });
  await beats(3);
  const next = parsed<Session>((await call(tier, 'POST', '/v1/sessions/refresh', { body: { refreshToken: session.refreshToken } })).body, 'accessToken');
  renewed.send({ type: 'renew', accessToken: next.accessToken });
  const closedFirst = Promise.race([forgotten.closed.then(() => 'forgotten'), renewed.closed.then(() => 'renewed')]);
  void beats(Number.POSITIVE_INFINITY);
  expect(await closedFirst).toBe('forgotten');
  expect(await forgotten.closed).toBe(4401);
  await call(tier, 'DELETE', '/v1/sessions/current', { token: next.accessToken });
  expect(await renewed.closed).toBe(4401);
});

test('what steers the demo does not listen to web pages', async () => {
  const answer = await call(running.tier('commune'), 'POST', '/demo/faults', { body: { all: true, fault: 'cut' }, headers: { origin: 'https://example.com' } });
  expect(answer.status).toBe(403);
});

test('a taken port is a clear error, and as a program an exit code of its own', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => other.once('listening', resolve));
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const clipsDir = join(running.folder, 'clips');
  const stateDir = join(running.folder, 'state-2');
  const infoFile = join(running.folder, 'second.json');
  await expect(startDemo({ portBase: port, clipsDir, stateDir, infoFile, cameras: 40 })).rejects.toThrow(PortTakenError);
  const program = spawn(process.execPath, [join(import.meta.dirname, '../../../demo/index.ts'), '--port-base', String(port), '--clips', clipsDir, '--state', stateDir, '--info', infoFile, '--cameras', '40'], { stdio: ['ignore', 'ignore', 'pipe'] });
  let message = '';
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    message += text;
  });
  expect(await new Promise((resolve) => program.once('close', resolve))).toBe(3);
  expect(message).toContain(`Port ${String(port)} is taken`);
  other.close();
});

test('a video that is none is refused with a sentence', async () => {
  await expect(startDemo({ portBase: 0, clipsDir: join(running.folder, 'clips'), stateDir: join(running.folder, 'state-3'), infoFile: join(running.folder, 'third.json'), video: '/nowhere/phim.mp4' })).rejects.toThrow('There is no video file /nowhere/phim.mp4');
});

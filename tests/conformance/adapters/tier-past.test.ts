import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import { cameraId, streamId } from '@contract/domain/units.ts';
import { createGateway, type Gateway } from '../../../main/media/gateway.ts';
import type { GatewayMessage } from '../../../main/media/gateway-protocol.ts';
import { wsAnnexb } from '../../../main/media/transports/ws-annexb/index.ts';
import { systemClock, systemTimers } from '../../../main/platform/clock.ts';
import { systemRandom } from '../../../main/platform/random.ts';
import { createInbox } from '../../builders/inbox.ts';
import { call, camerasOf, signIn } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from '../../integration/demo/support.ts';

const PORT = 1;

let demo: TestDemo;
let gateway: Gateway;
let cameras: readonly string[];
const posted = createInbox<GatewayMessage>();
const inbox = createInbox<GatewayToWindow>();
let nextStream = 1;

/** Asks for a time of a camera; what became of it. */
const ask = async (camera: string, fromUtcMs: number, untilUtcMs: number) => {
  const stream = streamId(nextStream);
  nextStream += 1;
  gateway.handle({ kind: 'replay-past', port: PORT, stream, camera: cameraId(camera), profile: 'sub', fromUtcMs, untilUtcMs }, null);
  const answer = await posted.first((message) => message.kind === 'replay-span' && message.stream === stream);
  return { stream, span: answer.kind === 'replay-span' ? answer.span : null };
};

beforeAll(async () => {
  demo = await startTestDemo();
  const tier = demo.tier('province');
  const token = (await signIn(tier, 'truc.an')).accessToken;
  const caPem = await readFile(demo.demo.caFile, 'utf8');
  const states = (await call(tier, 'GET', '/v1/camera-states', { token })).body['items'] as readonly { readonly cameraId: string; readonly state: string }[];
  const working = new Set(states.filter(({ state }) => state === 'working').map(({ cameraId: id }) => id));
  cameras = (await camerasOf(tier, token)).map(({ id }) => id).filter((id) => working.has(id));
  gateway = createGateway({ post: posted.put, transports: { 'ws-annexb': wsAnnexb }, clock: systemClock, timers: systemTimers, random: systemRandom.unit });
  gateway.handle({ kind: 'source', source: { transport: 'ws-annexb', url: `wss://127.0.0.1:${tier.port}/v1/live`, trust: { caPem, spkiPins: [] } }, accessToken: token }, null);
  await posted.first((message) => message.kind === 'connection' && message.state === 'open');
  gateway.handle({ kind: 'port', port: PORT }, { post: inbox.put, onMessage: () => undefined, close: () => undefined });
});
afterAll(async () => {
  gateway.close();
  await demo.close();
});

describe('the recordings of a server', () => {
  test('bring the pictures of a time that nobody looked at', async () => {
    const untilUtcMs = Date.now() - 60_000;
    const { stream, span } = await ask(cameras[0] ?? '', untilUtcMs - 15_000, untilUtcMs);
    expect(Math.abs((span?.fromUtcMs ?? 0) - (untilUtcMs - 15_000))).toBeLessThan(150);
    expect(Math.abs((span?.untilUtcMs ?? 0) - untilUtcMs)).toBeLessThan(150);
    const first = await inbox.first((message) => message.kind === 'unit' && message.stream === stream && !message.preroll);
    expect(first).toMatchObject({ captureUtcUs: (span?.fromUtcMs ?? 0) * 1000 });
    const units = inbox.all.flatMap((message) => (message.kind === 'unit' && message.stream === stream ? [message] : []));
    expect(units[0]?.key).toBe(true);
    gateway.handle({ kind: 'detach', port: PORT, stream }, null);
  });

  test('end with now: what is still to come is not waited for', async () => {
    const nowUtcMs = Date.now();
    const { span } = await ask(cameras[1] ?? '', nowUtcMs - 10_000, nowUtcMs + 5_000);
    expect(Math.abs((span?.untilUtcMs ?? 0) - nowUtcMs)).toBeLessThan(1_500);
  });

  test('have nothing of a camera while it was lost, of one that is not there, and of a time to come', async () => {
    const lost = cameras[2] ?? '';
    await call(demo.tier('province'), 'POST', '/demo/faults', { body: { cameraId: lost, fault: 'cut' } });
    const sinceUtcMs = Date.now();
    expect((await ask(lost, sinceUtcMs + 50, sinceUtcMs + 10_000)).span).toBeNull();
    expect((await ask('no-such-camera', sinceUtcMs - 10_000, sinceUtcMs)).span).toBeNull();
    expect((await ask(cameras[3] ?? '', sinceUtcMs + 60_000, sinceUtcMs + 70_000)).span).toBeNull();
    expect((await ask(lost, sinceUtcMs - 20_000, sinceUtcMs - 10_000)).span).not.toBeNull();
  });
});

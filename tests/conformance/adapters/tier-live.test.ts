import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import { cameraId, streamId } from '@contract/domain/units.ts';
import { createGateway, type Gateway } from '../../../main/media/gateway.ts';
import { wsAnnexb } from '../../../main/media/transports/ws-annexb/index.ts';
import { systemClock, systemTimers } from '../../../main/platform/clock.ts';
import { systemRandom } from '../../../main/platform/random.ts';
import { createCutProxy, type CutProxy } from '../../builders/cut-proxy.ts';
import { createInbox } from '../../builders/inbox.ts';
import { call, camerasOf, signIn, startTestDemo, type TestDemo } from '../../integration/demo/support.ts';

let demo: TestDemo;
let proxy: CutProxy;
let gateway: Gateway;
let cameras: readonly string[];
let token: string;
let caPem: string;
let nextPort = 1;

/** A window's media port: what the gateway sent through it. */
const openWindow = () => {
  const port = nextPort;
  nextPort += 1;
  const inbox = createInbox<GatewayToWindow>();
  gateway.handle({ kind: 'port', port }, { post: inbox.put, onMessage: () => undefined, close: () => undefined });
  return {
    inbox,
    attach: (stream: number, camera: string) => gateway.handle({ kind: 'attach', port, stream: streamId(stream), camera: cameraId(camera), profile: 'sub' }, null),
    /** The next message of this kind; for a status, of that status. */
    next: (kind: string) => inbox.first((message) => message.kind === kind || (message.kind === 'status' && message.status.kind === kind), inbox.all.length),
    close: () => gateway.handle({ kind: 'port-closed', port }, null),
  };
};
const source = () => ({ kind: 'source', source: { transport: 'ws-annexb', url: `wss://127.0.0.1:${proxy.port}/v1/live`, trust: { caPem, spkiPins: [] } }, accessToken: token }) as const;
const fault = (camera: string, kind: string) => call(demo.tier('province'), 'POST', '/demo/faults', { body: { cameraId: camera, fault: kind } });

beforeAll(async () => {
  demo = await startTestDemo();
  const tier = demo.tier('province');
  proxy = await createCutProxy(tier.port);
  token = (await signIn(tier, 'truc.an')).accessToken;
  caPem = await readFile(demo.demo.caFile, 'utf8');
  const states = (await call(tier, 'GET', '/v1/camera-states', { token })).body['items'] as readonly { readonly cameraId: string; readonly state: string }[];
  const working = new Set(states.filter(({ state }) => state === 'working').map(({ cameraId: id }) => id));
  cameras = (await camerasOf(tier, token)).map(({ id }) => id).filter((id) => working.has(id));
  gateway = createGateway({ post: () => undefined, transports: { 'ws-annexb': wsAnnexb }, clock: systemClock, timers: systemTimers, random: systemRandom.unit });
  gateway.handle(source(), null);
});
afterAll(async () => {
  gateway.close();
  await proxy.close();
  await demo.close();
});

describe('live pictures of the demo city through the media gateway', () => {
  test('start with a key frame and rise in sequence, for several cameras at once', async () => {
    const window = openWindow();
    const shown = cameras.slice(0, 8);
    shown.forEach((camera, index) => window.attach(index + 1, camera));
    for (const index of shown.keys()) await window.inbox.first((message) => message.kind === 'unit' && message.stream === index + 1 && !message.preroll);
    for (const index of shown.keys()) {
      const units = window.inbox.all.flatMap((message) => (message.kind === 'unit' && message.stream === index + 1 ? [message] : []));
      expect(units[0]?.key).toBe(true);
      expect(units.map(({ sequence }) => sequence)).toEqual(units.map((_, place) => (units[0]?.sequence ?? 0) + place));
      expect(Math.abs(Date.now() * 1000 - (units.at(-1)?.captureUtcUs ?? 0))).toBeLessThan(3_000_000);
    }
    window.close();
  });

  test('come back alone after a cut, and a late window starts at once', async () => {
    const window = openWindow();
    window.attach(1, cameras[0] ?? '');
    await window.next('unit');
    const lost = window.next('unreachable');
    proxy.refuse();
    expect(await lost).toMatchObject({ status: { kind: 'unreachable', code: 'tier/unreachable' } });
    const back = window.next('unit');
    proxy.accept();
    gateway.handle({ kind: 'retry-now' }, null);
    await back;
    const late = openWindow();
    late.attach(2, cameras[0] ?? '');
    expect(late.inbox.all.map((message) => (message.kind === 'unit' ? (message.key ? 'key' : 'delta') : message.status.kind)).slice(0, 2)).toEqual(['open', 'key']);
    window.close();
    late.close();
  });

  test('that stop while the socket stays open are found out', async () => {
    const window = openWindow();
    window.attach(1, cameras[1] ?? '');
    await window.next('unit');
    const lost = window.next('unreachable');
    proxy.hold();
    const heldMonoMs = performance.now();
    await lost;
    expect(performance.now() - heldMonoMs).toBeLessThan(7000);
    proxy.resume();
    const back = window.next('unit');
    gateway.handle({ kind: 'retry-now' }, null);
    await back;
    window.close();
  });

  test('of one camera that is cut say so, and go on when it is back', async () => {
    const window = openWindow();
    const camera = cameras[2] ?? '';
    window.attach(1, camera);
    await window.next('unit');
    const interrupted = window.next('interrupted');
    await fault(camera, 'cut');
    expect(await interrupted).toMatchObject({ status: { kind: 'interrupted', code: 'camera/lost' } });
    const back = window.inbox.first((message) => message.kind === 'unit' && message.key, window.inbox.all.length);
    await fault(camera, 'none');
    await back;
    window.close();
  });

  test('of a camera that does not exist are refused', async () => {
    const window = openWindow();
    window.attach(1, 'no-such-camera');
    expect(await window.inbox.first((message) => message.kind === 'status' && message.status.kind === 'refused')).toMatchObject({ status: { code: 'camera/unknown' } });
    window.close();
  });

  test('end with the session', async () => {
    const window = openWindow();
    window.attach(1, cameras[3] ?? '');
    await window.next('unit');
    gateway.handle({ kind: 'token', accessToken: null }, null);
    expect(window.inbox.all.at(-1)).toMatchObject({ kind: 'status', status: { kind: 'closed' } });
  });
});

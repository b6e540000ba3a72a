import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GatewayToWindow } from '@contract/ipc/media-port.ts';
import { cameraId, streamId } from '@contract/domain/units.ts';
import type { StreamGrant } from '@contract/domain/stream-plan.ts';
import { createGateway, type Gateway } from '../../../main/media/gateway.ts';
import { wsAnnexb } from '../../../main/media/transports/ws-annexb/index.ts';
import { systemClock, systemTimers } from '../../../main/platform/clock.ts';
import { systemRandom } from '../../../main/platform/random.ts';
import { createCutProxy, type CutProxy } from '../../builders/cut-proxy.ts';
import { createInbox } from '../../builders/inbox.ts';
import { call, camerasOf, signIn } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from '../../integration/demo/support.ts';

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
    attach: (stream: number, camera: string) => gateway.handle({ kind: 'attach', port, stream: streamId(stream), camera: cameraId(camera), grant: { profile: 'sub', pace: 'full', lowered: null, audio: false } }, null),
    retune: (stream: number, grant: StreamGrant) => gateway.handle({ kind: 'retune', port, stream: streamId(stream), grant }, null),
    replay: (stream: number, camera: string, secondsBack: number) => gateway.handle({ kind: 'replay', port, stream: streamId(stream), camera: cameraId(camera), secondsBack }, null),
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
    expect(late.inbox.all.map((message) => (message.kind === 'unit' ? (message.key ? 'key' : 'delta') : message.kind === 'status' ? message.status.kind : message.kind)).slice(0, 2)).toEqual(['open', 'key']);
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

  test('change to the main profile and to key frames while they go on', async () => {
    const window = openWindow();
    window.attach(1, cameras[4] ?? '');
    await window.next('unit');
    const toldOpen = (profile: string, pace: string) =>
      window.inbox.first((message) => message.kind === 'status' && message.status.kind === 'open' && message.status.profile === profile && message.status.pace === pace, window.inbox.all.length);
    const main = toldOpen('main', 'full');
    window.retune(1, { profile: 'main', pace: 'full', lowered: null, audio: false });
    await main;
    await window.next('unit');
    const sparse = toldOpen('sub', 'key-frames');
    window.retune(1, { profile: 'sub', pace: 'key-frames', lowered: 'link', audio: false });
    await sparse;
    const since = window.inbox.all.length;
    await window.next('unit');
    await window.next('unit');
    const units = window.inbox.all.flatMap((message) => (message.kind === 'unit' ? [message] : []));
    expect(units.map(({ sequence }) => sequence)).toEqual(units.map((_, place) => (units[0]?.sequence ?? 0) + place));
    expect(window.inbox.all.slice(since).flatMap((message) => (message.kind === 'unit' ? [message.key] : [])).every(Boolean)).toBe(true);
    expect(window.inbox.all.flatMap((message) => (message.kind === 'status' ? [message.status.kind] : []))).toEqual(['opening', 'open', 'open', 'open']);
    window.close();
  });

  test('that were shown can be seen again', async () => {
    const window = openWindow();
    const camera = cameras[5] ?? '';
    window.attach(1, camera);
    await window.inbox.first((message) => message.kind === 'unit' && !message.preroll);
    await window.next('unit');
    window.replay(2, camera, 60);
    await window.inbox.first((message) => message.kind === 'replay-ended' && message.stream === 2);
    const times = (stream: number) => window.inbox.all.flatMap((message) => (message.kind === 'unit' && message.stream === stream ? [message.captureUtcUs] : []));
    expect(times(2).length).toBeGreaterThan(1);
    expect(times(1).slice(0, times(2).length)).toEqual(times(2));
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

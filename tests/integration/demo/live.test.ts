import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Camera, CameraState } from '../../../demo/server/api-types.ts';
import { call, camerasOf, openSocket, parsed, signIn, type TestSocket } from '../../builders/tier-client.ts';
import { isWhole, startTestDemo, type TestDemo } from './support.ts';

let running: TestDemo;
let token: string;
let camera: Camera;
let broken: string;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  running = await startTestDemo({ heartbeatMs: 60 });
  const tier = running.tier('province');
  token = (await signIn(tier, 'truc.an')).accessToken;
  const { items } = parsed<{ items: readonly CameraState[] }>((await call(tier, 'GET', '/v1/camera-states', { token })).body, 'items');
  broken = items.find(({ state }) => state === 'broken')?.cameraId ?? '';
  const working = (await camerasOf(tier, token)).find(({ id }) => items.some((state) => state.cameraId === id && state.state === 'working'));
  if (working === undefined) throw new Error('no camera works');
  camera = working;
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await call(running.tier('province'), 'DELETE', '/demo/faults');
});
afterAll(() => running.close());

const connect = async (path: '/v1/live' | '/v1/events'): Promise<TestSocket> => {
  const socket = await openSocket(running.tier('province'), path, token);
  sockets.push(socket);
  return socket;
};
const fault = (body: object): ReturnType<typeof call> => call(running.tier('province'), 'POST', '/demo/faults', { body: { camera: camera.number, ...body } });
const watch = async (): Promise<TestSocket> => {
  const live = await connect('/v1/live');
  live.send({ type: 'open', stream: 1, cameraId: camera.id, profile: 'sub' });
  await live.frame(({ preRoll }) => !preRoll);
  return live;
};

test('a stream starts with a key frame, catches up at once and then runs in step with the clock', async () => {
  const live = await watch();
  expect(live.messages[0]).toEqual({ type: 'opened', stream: 1, codec: 'avc1.4d401e', format: 'annexb', widthPx: 640, heightPx: 360, frameRate: 15 });
  const newest = live.frames.length;
  await live.frame(({ sequence }) => sequence === newest + 5);
  expect(live.frames[0]).toMatchObject({ stream: 1, key: true, sequence: 0 });
  expect(live.frames.map(({ sequence }) => sequence)).toEqual(live.frames.map((_, index) => index));
  expect(live.frames.map(({ preRoll }) => preRoll)).toEqual(live.frames.map((_, index) => index < newest - 1));
  const gaps = live.frames.slice(1).map(({ captureUtcMs }, index) => captureUtcMs - (live.frames[index]?.captureUtcMs ?? 0));
  for (const gapMs of gaps) expect(gapMs).toBeCloseTo(1000 / 15, 1);
});

test('two viewers see the same picture of a camera at the same capture time', async () => {
  const [first, second] = await Promise.all([watch(), watch()]);
  const seen = await second.frame(({ preRoll, captureUtcMs }) => !preRoll && first.frames.some((frame) => frame.captureUtcMs === captureUtcMs));
  const same = first.frames.find(({ captureUtcMs }) => captureUtcMs === seen.captureUtcMs);
  expect(same?.payload.equals(seen.payload)).toBe(true);
});

test('one connection carries many streams, and unknown and broken cameras are refused by name', async () => {
  const live = await connect('/v1/live');
  live.send({ type: 'open', stream: 7, cameraId: camera.id, profile: 'main' });
  live.send({ type: 'open', stream: 8, cameraId: camera.id, profile: 'sub' });
  live.send({ type: 'open', stream: 9, cameraId: 'none', profile: 'sub' });
  live.send({ type: 'open', stream: 10, cameraId: broken, profile: 'sub' });
  expect(await live.message(({ stream }) => stream === 9)).toEqual({ type: 'refused', stream: 9, code: 'camera/unknown' });
  expect(await live.message(({ stream }) => stream === 10)).toEqual({ type: 'refused', stream: 10, code: 'camera/broken' });
  await Promise.all([7, 8].map((wanted) => live.frame(({ stream }) => stream === wanted)));
});

test('a cut camera says so on the stream, in its state and as an event, and comes back with a key frame', async () => {
  const live = await watch();
  const events = await connect('/v1/events');
  events.send({ type: 'identify' });
  await events.message(({ type }) => type === 'ready');
  expect((await fault({ fault: 'cut' })).body).toMatchObject({ fault: 'cut', cameraIds: [camera.id] });
  expect(await live.message(({ type }) => type === 'interrupted')).toEqual({ type: 'interrupted', stream: 1, code: 'camera/lost' });
  const lost = await events.message(({ type }) => type === 'event');
  expect(lost).toMatchObject({ seq: 1, event: { kind: 'camera.state', state: { cameraId: camera.id, state: 'lost' } } });
  const late = await connect('/v1/live');
  late.send({ type: 'open', stream: 2, cameraId: camera.id, profile: 'sub' });
  await late.message(({ type }) => type === 'interrupted');
  const states = parsed<{ items: readonly CameraState[]; seq: number }>((await call(running.tier('province'), 'GET', '/v1/camera-states', { token })).body, 'items');
  expect(states.items.find(({ cameraId }) => cameraId === camera.id)?.state).toBe('lost');

  const count = live.frames.length;
  await fault({ type: 'none' });
  await live.message(({ type }) => type === 'resumed');
  await live.frame((frame) => live.frames.indexOf(frame) >= count);
  expect(live.frames[count]?.key).toBe(true);
  await late.frame(({ stream, key }) => stream === 2 && key);
});

test('a frozen camera stays connected without pictures, and clearing all faults restarts it', async () => {
  const live = await watch();
  await fault({ kind: 'freeze', cameraNumber: camera.number });
  const count = live.frames.length;
  const beats = live.messages.length;
  await live.message((message) => message.type === 'heartbeat' && live.messages.indexOf(message) >= beats);
  expect(live.frames.length).toBe(count);
  expect((await call(running.tier('province'), 'GET', '/demo/faults')).body['items']).toMatchObject([{ cameraId: camera.id, fault: 'freeze' }]);
  await call(running.tier('province'), 'DELETE', '/demo/faults');
  await live.frame((frame) => live.frames.indexOf(frame) >= count);
  expect(live.frames[count]).toMatchObject({ key: true });
  expect(live.frames[count]?.sequence).toBeGreaterThanOrEqual(count);
});

test('delayed pictures keep their capture time', async () => {
  await fault({ fault: 'delay', delayMs: 5000 });
  const live = await watch();
  const last = await live.frame(({ preRoll }) => !preRoll);
  expect(Date.now() - last.captureUtcMs).toBeGreaterThan(4900);
});

test('a repeating camera sends one picture with running capture times', async () => {
  await fault({ fault: 'repeat' });
  const live = await watch();
  const count = live.frames.length;
  await live.frame(({ sequence }) => sequence === count + 5);
  expect(new Set(live.frames.map(({ payload }) => payload.toString('base64'))).size).toBe(1);
  expect(new Set(live.frames.map(({ captureUtcMs }) => captureUtcMs)).size).toBe(live.frames.length);
});

test('a corrupt stream is damaged only as long as asked, then starts clean', async () => {
  await fault({ fault: 'corrupt', forMs: 300 });
  const live = await watch();
  const count = live.frames.length;
  const clean = await live.frame((frame) => live.frames.indexOf(frame) >= count && frame.key && isWhole(frame));
  expect(live.frames.slice(0, count).some((frame) => !isWhole(frame))).toBe(true);
  const next = await live.frame(({ sequence }) => sequence > clean.sequence);
  expect(isWhole(next)).toBe(true);
  expect((await call(running.tier('province'), 'GET', '/demo/faults')).body['items']).toEqual([]);
});

test('events resume where a client left off, fill gaps, and ask for a snapshot after another epoch', async () => {
  const tier = running.tier('province');
  const first = await connect('/v1/events');
  const hello = await first.message(({ type }) => type === 'hello');
  const epoch = String(hello['epoch']);
  const after = Number(hello['seq']);
  await fault({ fault: 'cut' });
  await fault({ fault: 'none' });
  const resumed = await connect('/v1/events');
  resumed.send({ type: 'resume', epoch, after });
  expect(await resumed.message(({ type }) => type === 'ready')).toMatchObject({ seq: after });
  const back = await resumed.message(({ seq, type }) => type === 'event' && seq === after + 2);
  const range = await call(tier, 'GET', `/v1/events/range?epoch=${epoch}&after=${String(after + 1)}&until=${String(after + 2)}`, { token });
  expect(range.body['items']).toEqual([back]);
  expect((await call(tier, 'GET', `/v1/events/range?epoch=other&after=0&until=9`, { token })).body['code']).toBe('events/range-gone');
  const stranger = await connect('/v1/events');
  stranger.send({ type: 'resume', epoch: 'other', after: 0 });
  await stranger.message(({ type }) => type === 'snapshot-required');
});

test('an events client that answers no heartbeat is dropped, and nonsense closes a connection', async () => {
  const silent = await connect('/v1/events');
  expect(await silent.closed).toBe(4408);
  const rude = await connect('/v1/live');
  rude.send({ type: 'open', stream: -1 });
  expect(await rude.closed).toBe(4400);
  const wrong = await openSocket(running.tier('province'), '/v1/live', token, 'vonglau-events.v1');
  expect(await wrong.closed).toBe(4400);
});

test('a technician may see the directory but no pictures', async () => {
  const tier = running.tier('province');
  const technician = (await signIn(tier, 'kythuat.hai')).accessToken;
  expect(await camerasOf(tier, technician)).toHaveLength(60);
  await expect(openSocket(tier, '/v1/live', technician)).rejects.toThrow('403');
});

test('says what is open, and takes its time over each opening when told so', async () => {
  const province = running.tier('province');
  const streams = async () => parsed<{ opened: number; items: readonly { readonly id: number; readonly cameraId: string; readonly profile: string }[] }>((await call(province, 'GET', '/demo/streams')).body, 'items');
  const { opened } = await streams();
  const live = await watch();
  expect((await streams()).items.at(-1)).toMatchObject({ id: opened + 1, cameraId: camera.id, profile: 'sub' });
  expect((await call(province, 'POST', '/demo/streams', { body: { openMs: 60 } })).status).toBe(200);
  const startMs = performance.now();
  for (const stream of [2, 3, 4]) live.send({ type: 'open', stream, cameraId: camera.id, profile: 'sub' });
  live.send({ type: 'close', stream: 3 });
  await live.message((message) => message['type'] === 'opened' && message['stream'] === 4);
  expect(performance.now() - startMs).toBeGreaterThan(110);
  expect(live.messages.filter((message) => message['stream'] === 3)).toEqual([]);
  await call(province, 'POST', '/demo/streams', { body: { openMs: 0 } });
  live.close();
  await expect.poll(async () => (await streams()).items.length).toBe(0);
  expect((await call(province, 'POST', '/demo/streams', { body: { openMs: -1 } })).status).toBe(400);
});

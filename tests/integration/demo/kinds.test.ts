import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { call, camerasOf, openSocket, signIn, type TestSocket, type UnitFrame } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from './support.ts';

const MJPEG = 'mau-30002';
const HEVC_ONLY = 'mau-30005';
const SOUND = 'mau-30006';

let running: TestDemo;
let token: string;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  running = await startTestDemo({ synthetic: 3 }, true);
  token = (await signIn(running.tier('province'), 'truc.an')).accessToken;
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.close();
  await call(running.tier('province'), 'DELETE', '/demo/faults');
});
afterAll(() => running.close());

const connect = async (): Promise<TestSocket> => {
  const socket = await openSocket(running.tier('province'), '/v1/live', token);
  sockets.push(socket);
  return socket;
};
const fault = (cameraId: string, body: object): ReturnType<typeof call> => call(running.tier('province'), 'POST', '/demo/faults', { body: { cameraId, ...body } });
const after = (socket: TestSocket, count: number, fits: (frame: UnitFrame) => boolean = () => true): Promise<UnitFrame> => socket.frame((frame) => fits(frame) && socket.frames.indexOf(frame) >= count);
const isCounted = (frames: readonly UnitFrame[]): boolean => frames.every(({ sequence }, index) => sequence === (frames[0]?.sequence ?? 0) + index);

test('cameras of every kind are in the list of every centre, under their numbers', async () => {
  const users = { ministry: 'bo.khanh', province: 'truc.chau', commune: 'phuong.oanh' } as const;
  for (const tier of ['ministry', 'province', 'commune'] as const) {
    const { accessToken } = await signIn(running.tier(tier), users[tier]);
    const samples = (await camerasOf(running.tier(tier), accessToken)).filter(({ number }) => number > 30_000);
    expect(samples.map(({ number }) => number)).toEqual([30_002, 30_005, 30_006, 30_007, 30_008, 40_001, 40_002, 40_003]);
    const of = (number: number) => samples.find((camera) => camera.number === number);
    expect(of(30_002)?.streams).toMatchObject([{ profile: 'sub', codec: 'jpeg', format: 'jpeg' }]);
    expect(of(30_005)?.streams).toMatchObject([{ profile: 'main', codec: 'hvc1.1.6.L93.90' }]);
    expect(of(30_006)).toMatchObject({ hasAudio: true });
    expect(of(30_007)).toMatchObject({ purpose: 'school', masks: [{ id: 'lop-hoc' }, { id: 'san-truong' }] });
    expect(of(30_008)?.masks).toHaveLength(2);
    expect(of(40_001)?.streams).toMatchObject([{ profile: 'main' }, { profile: 'sub', widthPx: 640, heightPx: 360, frameRate: 15 }]);
  }
});

test('a stream says its format, and a profile that a camera has not is refused', async () => {
  const live = await connect();
  live.send({ type: 'open', stream: 1, cameraId: MJPEG, profile: 'sub' });
  live.send({ type: 'open', stream: 2, cameraId: HEVC_ONLY, profile: 'sub' });
  expect(await live.message(({ stream }) => stream === 1)).toMatchObject({ type: 'opened', format: 'jpeg', codec: 'jpeg' });
  expect(await live.message(({ stream }) => stream === 2)).toEqual({ type: 'refused', stream: 2, code: 'stream/profile-missing' });
  await live.frame(({ sequence }) => sequence === 5);
  expect(live.frames.every(({ key }) => key)).toBe(true);
});

test('sound comes only where asked for, counted apart, in step with the clock, and stops without closing the stream', async () => {
  const live = await connect();
  live.send({ type: 'open', stream: 1, cameraId: SOUND, profile: 'sub' });
  expect(await live.message(({ type }) => type === 'opened')).toMatchObject({ audio: { codec: 'pcmu', sampleRateHz: 8000 } });
  await live.frame(({ preRoll }) => !preRoll);
  expect(live.frames.filter(({ sound }) => sound)).toEqual([]);
  live.send({ type: 'set', stream: 1, audio: true });
  await live.frame(({ sound, sequence }) => sound && sequence === 20);
  const heard = live.frames.filter(({ sound }) => sound);
  expect(heard[0]?.sequence).toBe(0);
  expect([isCounted(heard), isCounted(live.frames.filter(({ sound }) => !sound))]).toEqual([true, true]);
  expect(heard.every(({ payload }) => payload.length === 320 && payload.every((byte) => byte === payload[0]))).toBe(true);
  expect(heard.slice(1).map(({ captureUtcMs }, index) => captureUtcMs - (heard[index]?.captureUtcMs ?? 0))).toEqual(heard.slice(1).map(() => 40));
  live.send({ type: 'set', stream: 1, audio: false });
  live.send({ type: 'open', stream: 2, cameraId: SOUND, profile: 'main' });
  await live.message(({ type, stream }) => type === 'opened' && stream === 2);
  const count = live.frames.length;
  await after(live, count + 30);
  expect(live.frames.slice(count).filter(({ sound }) => sound)).toEqual([]);
});

test('an open stream is slowed down and brought back without reopening; full pace begins with a key frame', async () => {
  const live = await connect();
  live.send({ type: 'open', stream: 1, cameraId: 'thu-40001', profile: 'sub', pace: 'key-frames' });
  await live.frame(({ sequence }) => sequence === 1);
  expect(live.frames.map(({ key, preRoll }) => [key, preRoll])).toEqual([[true, false], [true, false]]);
  expect((live.frames[1]?.captureUtcMs ?? 0) - (live.frames[0]?.captureUtcMs ?? 0)).toBeCloseTo(2000, 0);
  live.send({ type: 'set', stream: 1, pace: 'full' });
  await after(live, 2, ({ preRoll }) => !preRoll);
  expect(live.frames[2]).toMatchObject({ key: true });
  expect(isCounted(live.frames)).toBe(true);
  expect(live.messages.filter(({ type }) => type === 'opened')).toHaveLength(1);
  live.send({ type: 'set', stream: 1, pace: 'often' });
  expect(await live.closed).toBe(4400);
});

test('a stalled connection stays open and says nothing at all, heartbeats neither; then everything goes on', async () => {
  const [stalled, other] = [await connect(), await connect()];
  stalled.send({ type: 'open', stream: 1, cameraId: SOUND, profile: 'sub', audio: true });
  other.send({ type: 'open', stream: 1, cameraId: MJPEG, profile: 'sub' });
  await Promise.all([stalled.frame(({ sound }) => sound), other.frame(() => true)]);
  await fault(SOUND, { fault: 'stall-socket' });
  stalled.send({ type: 'open', stream: 2, cameraId: MJPEG, profile: 'sub' });
  const [frames, beats] = [stalled.frames.length, other.messages.length];
  await other.message((message) => message.type === 'heartbeat' && other.messages.indexOf(message) >= beats + 1);
  expect(stalled.frames.length - frames).toBeLessThan(3);
  expect(stalled.messages.map(({ type }) => type).filter((type) => type !== 'heartbeat')).toEqual(['opened']);
  const silentAt = stalled.frames.length;
  await fault(SOUND, { fault: 'none' });
  await stalled.message(({ type, stream }) => type === 'opened' && stream === 2);
  expect(await after(stalled, silentAt, ({ stream, sound }) => stream === 1 && !sound)).toMatchObject({ key: true });
});

test('every fault can be asked for, says what it is, and is refused with nonsense', async () => {
  for (const body of [{ fault: 'jump', jumpMs: -3_600_000 }, { fault: 'unkeyed', forMs: 60_000 }, { fault: 'loss', lossPercent: 30, jitterMs: 500 }, { fault: 'delay', delayMs: 10 }]) {
    expect((await fault(MJPEG, body)).status).toBe(200);
    const { forMs: _ended, ...told } = { forMs: 0, ...body };
    expect((await call(running.tier('province'), 'GET', '/demo/faults')).body['items']).toMatchObject([{ cameraId: MJPEG, ...told }]);
  }
  for (const body of [{ fault: 'jump', jumpMs: 1e9 }, { fault: 'loss', lossPercent: 101 }, { fault: 'explode' }, { fault: 'delay', delayMs: 'long' }]) expect((await fault(MJPEG, body)).status).toBe(400);
});

test('jumping stamps are an hour off on the wire, forwards and back', async () => {
  await fault(MJPEG, { fault: 'jump' });
  const live = await connect();
  live.send({ type: 'open', stream: 1, cameraId: MJPEG, profile: 'sub' });
  expect((await live.frame(() => true)).captureUtcMs - Date.now()).toBeGreaterThan(3_500_000);
  const count = live.frames.length;
  await fault(MJPEG, { fault: 'jump', jumpMs: -3_600_000 });
  expect((await after(live, count + 1)).captureUtcMs - Date.now()).toBeLessThan(-3_500_000);
});

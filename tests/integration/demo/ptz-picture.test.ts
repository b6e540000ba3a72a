import { spawn, spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Camera } from '../../../demo/server/api-types.ts';
import { call, camerasOf, openSocket, parsed, signIn, type TestSocket, type UnitFrame } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from './support.ts';

const WIDTH = 160;
const HEIGHT = 90;
/** Mean difference of brightness between two pictures: cars and the clock stay below, a turning head is far above. */
const TURNED = 4;

const hasFfmpeg = spawnSync('ffmpeg', ['-version']).status === 0;

let running: TestDemo;
let token: string;
let camera: Camera;

beforeAll(async () => {
  running = await startTestDemo({ cameras: 400, panorama: true });
  const tier = running.tier('province');
  token = (await signIn(tier, 'truc.an')).accessToken;
  const turning = (await camerasOf(tier, token)).find(({ id, ptz }) => ptz !== undefined && running.demo.world.stateOf(id).state === 'working');
  if (turning === undefined) throw new Error('no camera turns');
  camera = turning;
});
afterAll(() => running.close());

/** A unit of the panorama, not of the clip: it begins with an access unit delimiter. */
const isDrawn = ({ payload }: UnitFrame): boolean => payload.subarray(0, 5).equals(Buffer.from([0, 0, 0, 1, 9]));

/** Brightness of each picture of a run of units that begins with a key one. */
async function decoded(units: readonly Buffer[]): Promise<readonly Buffer[]> {
  const ffmpeg = spawn('ffmpeg', ['-loglevel', 'error', '-f', 'h264', '-i', 'pipe:0', '-vsync', 'passthrough', '-vf', `scale=${String(WIDTH)}:${String(HEIGHT)}`, '-pix_fmt', 'gray', '-f', 'rawvideo', 'pipe:1'], { stdio: ['pipe', 'pipe', 'ignore'] });
  ffmpeg.stdin.end(Buffer.concat(units));
  const chunks: Buffer[] = [];
  for await (const chunk of ffmpeg.stdout) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return Array.from({ length: bytes.length / (WIDTH * HEIGHT) }, (_, index) => bytes.subarray(index * WIDTH * HEIGHT, (index + 1) * WIDTH * HEIGHT));
}

const difference = (one: Buffer, other: Buffer): number => one.reduce((sum, value, at) => sum + Math.abs(value - (other[at] ?? 0)), 0) / one.length;

async function watch(profile: 'main' | 'sub'): Promise<{ readonly live: TestSocket; readonly arrived: readonly number[] }> {
  const live = await openSocket(running.tier('province'), '/v1/live', token);
  live.send({ type: 'open', stream: 1, cameraId: camera.id, profile });
  const arrived: number[] = [];
  void (async () => {
    for (let index = 0; ; index += 1) {
      await live.frame((frame) => live.frames[index] === frame);
      arrived.push(performance.now());
    }
  })();
  await live.frame(() => true);
  return { live, arrived };
}

let request = 0;
const steer = async (): Promise<TestSocket> => {
  const ptz = await openSocket(running.tier('province'), '/v1/ptz', token);
  ptz.send({ type: 'claim', request: (request += 1), cameraId: camera.id });
  await ptz.message(({ type }) => type === 'outcome');
  return ptz;
};
const move = (ptz: TestSocket, pan: number): void => ptz.send({ type: 'move', request: (request += 1), cameraId: camera.id, pan, tilt: 0, zoom: 0 });

describe.runIf(hasFfmpeg)('the picture of a camera whose head is in use', () => {
  test('changes from the clip to what the head sees with a key frame, and without a gap in its numbers', async () => {
    const { live } = await watch('sub');
    expect(live.frames.some(isDrawn)).toBe(false);
    const ptz = await steer();
    const first = await live.frame(isDrawn);
    expect(first.key).toBe(true);
    await live.frame((frame) => isDrawn(frame) && frame.key && frame !== first);
    expect(live.frames.map(({ sequence }) => sequence)).toEqual(live.frames.map((_, index) => index));
    const drawn = live.frames.filter(isDrawn);
    const gaps = drawn.slice(1).map(({ captureUtcMs }, index) => captureUtcMs - (drawn[index]?.captureUtcMs ?? 0));
    for (const gapMs of gaps) expect(gapMs).toBeCloseTo(1000 / 15, 1);
    ptz.close();
    live.close();
  });

  test('shows a movement within a quarter of a second of the command, and stands when it is stopped', async () => {
    const { live, arrived } = await watch('sub');
    const ptz = await steer();
    await live.frame(isDrawn);
    const tookMs: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      await live.frame((frame) => isDrawn(frame) && live.frames.indexOf(frame) > live.frames.length - 2 && !frame.preRoll);
      const before = live.frames.length;
      const sentMs = performance.now();
      move(ptz, round % 2 === 0 ? 1 : -1);
      await live.frame((frame) => live.frames.indexOf(frame) === before + 8);
      move(ptz, 0);
      await live.frame((frame) => live.frames.indexOf(frame) === before + 16);
      const from = live.frames.findLastIndex((frame, index) => index < before && frame.key);
      const pictures = await decoded(live.frames.slice(from).map(({ payload }) => payload));
      const changed = pictures.findIndex((picture, index) => from + index >= before && difference(picture, pictures[before - 1 - from] ?? picture) > TURNED);
      tookMs.push((arrived[from + changed] ?? Infinity) - sentMs);
      const last = pictures.slice(-2);
      expect(difference(last[0] ?? Buffer.alloc(0), last[1] ?? Buffer.alloc(0))).toBeLessThan(TURNED);
    }
    console.log('command to first changed picture, ms:', tookMs.map(Math.round).join(' '));
    expect(tookMs.toSorted((one, other) => one - other)[2]).toBeLessThan(250);
    ptz.close();
    live.close();
  });

  test('is the same for two viewers, each beginning with a key frame, also in the large size', async () => {
    const ptz = await steer();
    const [one, other] = [await watch('main'), await watch('main')];
    await one.live.frame(isDrawn);
    const seen = await other.live.frame((frame) => isDrawn(frame) && one.live.frames.some(({ captureUtcMs }) => captureUtcMs === frame.captureUtcMs));
    expect(other.live.frames.find(isDrawn)?.key).toBe(true);
    expect(one.live.frames.find(({ captureUtcMs }) => captureUtcMs === seen.captureUtcMs)?.payload.equals(seen.payload)).toBe(true);
    for (const { live } of [one, other]) live.close();
    ptz.close();
  });

  test('is on its saved places too', async () => {
    const places = parsed<{ presets: readonly { readonly pictureBase64?: string }[] }>((await call(running.tier('province'), 'GET', `/v1/cameras/${camera.id}/ptz`, { token })).body, 'presets');
    expect(places.presets.length).toBeGreaterThan(3);
    for (const { pictureBase64 = '' } of places.presets) expect(Buffer.from(pictureBase64, 'base64').subarray(0, 2)).toEqual(Buffer.from([0xff, 0xd8]));
    expect(new Set(places.presets.map(({ pictureBase64 }) => pictureBase64)).size).toBe(places.presets.length);
  });
});

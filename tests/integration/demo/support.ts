import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateSync } from 'otplib';
import { vi } from 'vitest';
import WebSocket from 'ws';
import type { Camera, SecondFactorChallenge, Session } from '../../../demo/server/api-types.ts';
import { DEMO_PASSWORD } from '../../../demo/people.ts';
import { startDemo, type DemoOptions, type RunningDemo, type RunningTier } from '../../../demo/start-demo.ts';

const UNIT_BYTES = 400;

// Real servers on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

/** A demo on free ports with a folder of its own and clips of a few bytes. Release with `close`. */
export interface TestDemo {
  readonly demo: RunningDemo;
  readonly folder: string;
  readonly tier: (tier: RunningTier['tier']) => RunningTier;
  /** Stops and starts it again with the same state. */
  readonly restart: (more?: DemoOptions) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function startTestDemo(options: DemoOptions = {}): Promise<TestDemo> {
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-demo-test-'));
  const clipsDir = join(folder, 'clips');
  await writeTestClips(clipsDir);
  const start = (more: DemoOptions = {}): Promise<RunningDemo> =>
    startDemo({ portBase: 0, cameras: 60, stateDir: join(folder, 'state'), infoFile: join(folder, 'demo.json'), clipsDir, ...options, ...more });
  let demo = await start();
  return {
    get demo() {
      return demo;
    },
    folder,
    tier: (wanted) => {
      const found = demo.tiers.find(({ tier }) => tier === wanted);
      if (found === undefined) throw new Error(`no tier ${wanted}`);
      return found;
    },
    restart: async (more) => {
      await demo.stop();
      demo = await start(more);
    },
    close: async () => {
      await demo.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** One clip of 4 s whose access units are not decodable: each is filled with its number. */
export async function writeTestClips(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const profile = async (name: 'main' | 'sub', widthPx: number, heightPx: number, frameRate: number): Promise<object> => {
    const units = Array.from({ length: 4 * frameRate }, (_, index) => {
      const unit = Buffer.alloc(UNIT_BYTES, index + 1);
      unit.set([0, 0, 0, 1, index % (2 * frameRate) === 0 ? 0x65 : 0x41]);
      return unit;
    });
    const file = `test.${name}.h264`;
    await writeFile(join(folder, file), Buffer.concat(units));
    return { file, widthPx, heightPx, frameRate, codec: 'avc1.4d401e', keyEvery: 2 * frameRate, sizes: units.map(() => UNIT_BYTES) };
  };
  const clip = { id: 'test', nameVi: 'Thử', nameEn: 'Test', suits: ['day'], loopMs: 4000, main: await profile('main', 1280, 720, 25), sub: await profile('sub', 640, 360, 15) };
  await writeFile(join(folder, 'index.json'), JSON.stringify({ version: 1, clips: [clip] }));
}

/** An answer with its status and, when there is one, its JSON body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function call(tier: RunningTier, method: string, path: string, more: { readonly body?: unknown; readonly token?: string; readonly headers?: Readonly<Record<string, string>> } = {}): Promise<Answer> {
  const headers = { ...(more.body === undefined ? {} : { 'content-type': 'application/json' }), ...(more.token === undefined ? {} : { authorization: `Bearer ${more.token}` }), ...more.headers };
  const response = await fetch(tier.httpUrl + path, { method, headers, ...(more.body === undefined ? {} : { body: JSON.stringify(more.body) }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}

/** The code of a secret `stepsAgo` time steps ago. */
export const codeOf = (secret: string, stepsAgo = 0): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) - stepsAgo * 30 });

export async function firstFactor(tier: RunningTier, username: string, password = DEMO_PASSWORD): Promise<SecondFactorChallenge> {
  const answer = await call(tier, 'POST', '/v1/sessions', { body: { username, password } });
  if (answer.status !== 200) throw new Error(`first factor: ${JSON.stringify(answer.body)}`);
  return parsed<SecondFactorChallenge>(answer.body, 'challenge');
}

/** Signs in a person who enrols on the way, or whose secret is given. */
export async function signIn(tier: RunningTier, username: string, secret?: string): Promise<Session> {
  const { challenge, enrolment } = await firstFactor(tier, username);
  const answer = await call(tier, 'POST', '/v1/sessions/second-factor', { body: { challenge, code: codeOf(secret ?? enrolment?.secret ?? '') } });
  if (answer.status !== 200) throw new Error(`second factor: ${JSON.stringify(answer.body)}`);
  return parsed<Session>(answer.body, 'accessToken');
}

export async function camerasOf(tier: RunningTier, token: string): Promise<readonly Camera[]> {
  const { body } = await call(tier, 'GET', '/v1/cameras?limit=2000', { token });
  return parsed<{ items: readonly Camera[] }>(body, 'items').items;
}

/** Takes an answer for what the contract says it is, once its marking field is there. */
export function parsed<T extends object>(body: object, field: keyof T & string): T {
  const has = (value: object): value is T => field in value;
  if (!has(body)) throw new Error(`no ${field} in ${JSON.stringify(body)}`);
  return body;
}

export type Message = Readonly<Record<string, unknown>> & { readonly type: string };

export interface UnitFrame {
  readonly stream: number;
  readonly key: boolean;
  readonly preRoll: boolean;
  readonly captureUtcMs: number;
  readonly sequence: number;
  readonly payload: Buffer;
}

/** A WebSocket whose messages and frames can be awaited; everything is kept in order. */
export interface TestSocket {
  readonly send: (message: object) => void;
  readonly messages: readonly Message[];
  readonly frames: readonly UnitFrame[];
  /** The first message or frame, past or future, that fits. */
  readonly message: (fits: (message: Message) => boolean) => Promise<Message>;
  readonly frame: (fits: (frame: UnitFrame) => boolean) => Promise<UnitFrame>;
  readonly closed: Promise<number>;
  readonly close: () => void;
}

export async function openSocket(tier: RunningTier, path: '/v1/live' | '/v1/events', token: string, protocol = path === '/v1/live' ? 'vonglau-live.v1' : 'vonglau-events.v1'): Promise<TestSocket> {
  const socket = new WebSocket(tier.httpUrl.replace('http', 'ws') + path, protocol, { headers: { authorization: `Bearer ${token}` } });
  const messages: Message[] = [];
  const frames: UnitFrame[] = [];
  const waiting = new Set<() => void>();
  const closed = new Promise<number>((resolve) => socket.once('close', resolve));
  socket.on('message', (data, isBinary) => {
    if (!Buffer.isBuffer(data)) return;
    if (isBinary) frames.push(readFrame(data));
    else messages.push(parsed<Message>(JSON.parse(data.toString('utf8')), 'type'));
    for (const look of waiting) look();
  });
  const first = <T>(list: readonly T[], fits: (item: T) => boolean): Promise<T> =>
    new Promise((resolve) => {
      const look = (): void => {
        const found = list.find(fits);
        if (found === undefined) return;
        waiting.delete(look);
        resolve(found);
      };
      waiting.add(look);
      look();
    });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('error', reject);
  });
  return {
    send: (message) => {
      socket.send(JSON.stringify(message));
    },
    messages,
    frames,
    message: (fits) => first(messages, fits),
    frame: (fits) => first(frames, fits),
    closed,
    close: () => {
      socket.close();
    },
  };
}

/** True for an access unit of the test clips that nothing happened to. */
export function isWhole({ key, payload }: UnitFrame): boolean {
  return payload.length === UNIT_BYTES && payload.subarray(0, 5).equals(Buffer.from([0, 0, 0, 1, key ? 0x65 : 0x41])) && payload.subarray(5).every((byte) => byte === payload[5]);
}

function readFrame(data: Buffer): UnitFrame {
  const flags = data.readUInt8(1);
  return {
    stream: data.readUInt32BE(4),
    key: (flags & 1) !== 0,
    preRoll: (flags & 2) !== 0,
    captureUtcMs: Number(data.readBigUInt64BE(8)) / 1000,
    sequence: data.readUInt32BE(16),
    payload: data.subarray(24),
  };
}

import { generateSync } from 'otplib';
import WebSocket from 'ws';
import type { Camera, SecondFactorChallenge, Session } from '../../demo/server/api-types.ts';
import { DEMO_PASSWORD } from '../../demo/people.ts';
import type { RunningTier } from '../../demo/start-demo.ts';

/** An answer with its status and, when there is one, its JSON body. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export async function call(tier: RunningTier, method: string, path: string, more: { readonly body?: unknown; readonly token?: string; readonly headers?: Readonly<Record<string, string>> } = {}): Promise<Answer> {
  const bytes = more.body instanceof Uint8Array;
  const headers = { ...(more.body === undefined ? {} : { 'content-type': bytes ? 'application/octet-stream' : 'application/json' }), ...(more.token === undefined ? {} : { authorization: `Bearer ${more.token}` }), ...more.headers };
  const response = await fetch(tier.httpUrl + path, { method, headers, ...(more.body === undefined ? {} : { body: bytes ? Buffer.from(more.body) : JSON.stringify(more.body) }) });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' || !(response.headers.get('content-type') ?? '').includes('json') ? {} : JSON.parse(text) };
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
  return secondFactor(tier, challenge, codeOf(secret ?? enrolment?.secret ?? ''));
}

/**
 * Signs in with the code of the step before: a code counts once, and the one of now is left for what comes next. `known`: the secret of somebody who
 * has enrolled.
 */
export async function signInEarly(tier: RunningTier, username: string, known?: string): Promise<{ readonly session: Session; readonly secret: string }> {
  const { challenge, enrolment } = await firstFactor(tier, username);
  const secret = known ?? enrolment?.secret ?? '';
  return { session: await secondFactor(tier, challenge, codeOf(secret, 1)), secret };
}

async function secondFactor(tier: RunningTier, challenge: string, code: string): Promise<Session> {
  const answer = await call(tier, 'POST', '/v1/sessions/second-factor', { body: { challenge, code } });
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
  readonly sound: boolean;
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

export async function openSocket(tier: RunningTier, path: '/v1/live' | '/v1/events' | '/v1/alarm-events' | '/v1/ptz', token: string, protocol = `vonglau-${path === '/v1/alarm-events' ? 'events' : path.slice('/v1/'.length)}.v1`): Promise<TestSocket> {
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

function readFrame(data: Buffer): UnitFrame {
  const flags = data.readUInt8(1);
  return {
    stream: data.readUInt32BE(4),
    key: (flags & 1) !== 0,
    preRoll: (flags & 2) !== 0,
    sound: (flags & 4) !== 0,
    captureUtcMs: Number(data.readBigUInt64BE(8)) / 1000,
    sequence: data.readUInt32BE(16),
    payload: data.subarray(24),
  };
}

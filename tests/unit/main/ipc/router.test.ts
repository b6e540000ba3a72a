import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Person } from '@contract/domain/person.ts';
import { RIGHTS } from '@contract/domain/right.ts';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import { monitorKey, streamId } from '@contract/domain/units.ts';
import { IPC_CONTRACT } from '@contract/ipc/contract.ts';
import { REQUEST_NAMES, type RequestName } from '@contract/ipc/names.ts';
import type { RequestContract } from '@contract/ipc/request-contract.ts';
import { createRouter, type Handlers, type RequestContext } from '../../../../main/ipc/router.ts';
import type { KnownWindow } from '../../../../main/ipc/sender.ts';
import { validAnswer } from '../../../builders/ipc-answers.ts';
import { VALID_INPUTS } from '../../../builders/ipc-inputs.ts';
import { personWith } from '../../../builders/people.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';

const desk: KnownWindow = { id: 1, kind: 'desk', monitor: null };
const wall: KnownWindow = { id: 2, kind: 'wall', monitor: monitorKey('d1') };

type Answers = { readonly [N in RequestName]?: () => Result<unknown> };

function routerWith(options: { readonly person?: Person | null; readonly allowRate?: (key: string, ratePerSecond: number) => boolean; readonly answers?: Answers } = {}) {
  const log = createRecordingLog();
  const calls: { readonly name: RequestName; readonly input: unknown; readonly context: RequestContext }[] = [];
  let correlation = 0;
  const answerOf = (name: RequestName): Result<unknown> => {
    const given = options.answers?.[name];
    if (given !== undefined) return given();
    return ok(validAnswer(name));
  };
  const handlers = Object.fromEntries(
    REQUEST_NAMES.map((name) => [
      name,
      (input: unknown, context: RequestContext) => {
        calls.push({ name, input, context });
        return answerOf(name);
      },
    ]),
  );
  const router = createRouter({
    handlers: handlers as Handlers,
    person: () => (options.person === undefined ? personWith() : options.person),
    allowRate: options.allowRate ?? (() => true),
    correlationId: () => `id-${(correlation += 1)}`,
    log,
  });
  const ask = async (name: RequestName, window: KnownWindow, input: unknown): Promise<Result<unknown>> => router.handle(name, window, input);
  return { ask, calls, log };
}
const codeOf = (answer: Result<unknown>): string => (answer.ok ? 'ok' : answer.error.code);
/** A window that may make this request. */
const windowFor = (name: RequestName): KnownWindow => (contractOf(name).windows.includes('desk') ? desk : wall);
const contractOf = (name: RequestName): RequestContract<unknown, unknown> => IPC_CONTRACT[name];

describe('a request that may be made', () => {
  test.for(REQUEST_NAMES)('%s reaches its handler with who asks, and is answered', async (name) => {
    const { ask, calls } = routerWith();
    const window = windowFor(name);
    expect((await ask(name, window, VALID_INPUTS[name])).ok).toBe(true);
    expect(calls).toEqual([{ name, input: VALID_INPUTS[name], context: { window, person: personWith() } }]);
  });

  it('is recorded with who did it, and without its input', async () => {
    const { ask, log } = routerWith();
    await ask('session.signIn', desk, { username: 'minh', password: 'canary-password' });
    expect(log.lines).toEqual([['audit.request', { name: 'session.signIn', class: 'session', window: 'desk', person: 'p1', ok: true }]]);
  });

  it('is recorded with what its contract names: whose head, which act; also when it was refused', async () => {
    const act = { camera: 'c1', act: { kind: 'preset-go', preset: 3 } };
    const audit = { name: 'ptz.act', class: 'ptz', window: 'desk', person: 'p1', camera: 'c1', act: 'preset-go', preset: 3 };
    const done = routerWith();
    await done.ask('ptz.act', desk, act);
    expect(done.log.lines).toEqual([['audit.request', { ...audit, ok: true }]]);
    const refused = routerWith({ answers: { 'ptz.act': () => err('ptz/held') } });
    await refused.ask('ptz.act', desk, act);
    expect(refused.log.lines).toEqual([['audit.request', { ...audit, ok: false, code: 'ptz/held', detail: null, correlationId: 'id-1' }]]);
  });

  it('is recorded with what its answer made: a new group has an id only then', async () => {
    const { ask, log } = routerWith();
    await ask('groups.save', desk, VALID_INPUTS['groups.save']);
    expect(log.lines[0]?.[1]).toMatchObject({ name: 'groups.save', group: 'g1', cameras: 1, ok: true });
  });
});

describe('check 35: a wall window', () => {
  const forDeskOnly = REQUEST_NAMES.filter((name) => !contractOf(name).windows.includes('wall'));
  test.for(forDeskOnly)('cannot call %s, whoever is signed in', async (name) => {
    const { ask, calls } = routerWith();
    expect(codeOf(await ask(name, wall, VALID_INPUTS[name]))).toBe('app/not-allowed');
    expect(calls).toEqual([]);
  });
});

describe('rights', () => {
  const needing = REQUEST_NAMES.filter((name) => contractOf(name).right !== null);
  test.for(needing)('%s is refused to nobody and to a person who holds all other rights', async (name) => {
    expect(codeOf(await routerWith({ person: null }).ask(name, windowFor(name), VALID_INPUTS[name]))).toBe('session/not-signed-in');
    const { ask, calls } = routerWith({ person: personWith({ rights: RIGHTS.filter((right) => right !== contractOf(name).right) }) });
    expect(codeOf(await ask(name, windowFor(name), VALID_INPUTS[name]))).toBe('app/not-allowed');
    expect(calls).toEqual([]);
  });
});

describe('refusals come in one order', () => {
  const tooLong = { username: 'x'.repeat(5000), password: 'x' };
  it('window kind before rate: a wall does not use up what the desk may ask', async () => {
    const taken: string[] = [];
    const { ask } = routerWith({ allowRate: (key) => (taken.push(key), false) });
    expect(codeOf(await ask('session.signIn', wall, tooLong))).toBe('app/not-allowed');
    expect(taken).toEqual([]);
  });
  it('rate before size and schema, counted for each window and request apart', async () => {
    const taken: (readonly [string, number])[] = [];
    const { ask } = routerWith({ allowRate: (key, ratePerSecond) => (taken.push([key, ratePerSecond]), false) });
    expect(codeOf(await ask('session.signIn', desk, tooLong))).toBe('app/too-many-requests');
    await ask('media.open', wall, null);
    expect(taken).toEqual([['1:session.signIn', 5], ['2:media.open', 200]]);
  });
  it('size before schema, schema before right', async () => {
    const { ask, log } = routerWith({ person: null });
    await ask('surface.clear', desk, { surface: 'x'.repeat(50_000) });
    await ask('surface.clear', desk, { surface: 'elsewhere' });
    await ask('surface.clear', desk, VALID_INPUTS['surface.clear']);
    expect(log.lines.map(([, fields]) => fields['why'])).toEqual(['size or shape', 'schema', 'nobody signed in']);
  });
});

describe('check 33: payloads that reach for the objects behind', () => {
  const own = (key: string, value: unknown): object => Object.defineProperty({}, key, { value, enumerable: true });
  const poisons: readonly unknown[] = ['__proto__', 'constructor', 'prototype'].flatMap((key) => [
    own(key, { rights: ['wall.control'] }),
    { ...VALID_INPUTS['session.signIn'], ...own(key, {}), [key === '__proto__' ? 'x' : key]: 1 },
    { slices: [own(key, 1)] },
    { a: { b: { c: own(key, {}) } } },
    JSON.parse(`{"username":"minh","password":"x","${key}":{"isAdmin":true}}`),
    JSON.parse(`{"username":{"${key}":1},"password":"x"}`),
  ]);
  test.for(REQUEST_NAMES)('%s refuses them before its schema looks', async (name) => {
    const { ask, calls } = routerWith();
    for (const poison of poisons) expect(codeOf(await ask(name, windowFor(name), poison))).toBe('app/invalid-input');
    expect(calls).toEqual([]);
    expect(Object.hasOwn(Object.prototype, 'isAdmin')).toBe(false);
  });
  it('also when they come with another prototype', async () => {
    const { ask } = routerWith();
    for (const input of [Object.create({ surface: 'desk' }), new Date(), new Map([['surface', 'desk']]), new (class Desk {})()]) expect(codeOf(await ask('surface.clear', desk, input))).toBe('app/invalid-input');
  });
});

describe('check 32: ten thousand malformed payloads a channel', () => {
  const hostile: readonly unknown[] = [
    new Proxy({}, { ownKeys: () => { throw new Error('trap'); } }),
    new Proxy([], { get: () => { throw new Error('trap'); } }),
    Object.defineProperty({}, 'surface', { enumerable: true, get: () => { throw new Error('getter'); } }),
    () => 1,
    Symbol('x'),
    10n,
    Number.NaN,
    new Uint8Array(10),
  ];
  const anyText = fc.oneof(fc.string(), fc.constantFrom('desk', 'monitor:', 'monitor:d1', '../../etc/passwd', '<img src=x onerror=1>', '\u202e', '\u0000', "' OR 1=1 --"));
  const broken = (input: object) =>
    fc.oneof(
      fc.constantFrom(...Object.keys(input), 'extra').chain((key) => fc.anything({ withBigInt: true, withNullPrototype: true, withMap: true, withSparseArray: true }).map((value) => ({ ...input, [key]: value }))),
      fc.record(Object.fromEntries(Object.keys(input).map((key) => [key, fc.oneof(anyText, fc.double(), fc.constant(null))]))),
      fc.anything({ withBigInt: true, withDate: true, withTypedArray: true }),
      fc.jsonValue(),
    );

  test.for(REQUEST_NAMES)('%s: none is thrown on, none reaches the handler', { timeout: 60_000 }, async (name) => {
    const payloads = [...hostile, ...fc.sample(broken(VALID_INPUTS[name]), { numRuns: 10_000, seed: 20260801 })].filter((payload) => {
      try {
        return !contractOf(name).input.safeParse(payload).success;
      } catch {
        return true;
      }
    });
    expect(payloads.length).toBeGreaterThan(5_000);
    const { ask, calls } = routerWith();
    for (const payload of payloads) {
      const answer = await ask(name, windowFor(name), payload);
      if (answer.ok || (answer.error.code !== 'app/invalid-input' && answer.error.code !== 'app/internal')) throw new Error(`answered ${codeOf(answer)}`);
    }
    expect(calls).toEqual([]);
  });

  it('a message that is small to send and huge to read is refused at once', async () => {
    const { ask } = routerWith();
    const holes: unknown[] = [];
    holes.length = 4_294_967_295;
    expect(codeOf(await ask('state.subscribe', desk, { slices: holes }))).toBe('app/invalid-input');
    expect(codeOf(await ask('state.subscribe', desk, Array.from({ length: 2000 }, () => [])))).toBe('app/invalid-input');
    let deep: unknown = 'x';
    for (let depth = 0; depth < 50_000; depth += 1) deep = [deep];
    expect(codeOf(await ask('state.subscribe', desk, deep))).toBe('app/invalid-input');
    const round: Record<string, unknown> = {};
    round['self'] = round;
    expect(codeOf(await ask('state.subscribe', desk, round))).toBe('app/invalid-input');
  });
});

describe('check 34: a failure told to a window', () => {
  const secretive: AppError & { readonly stack: string; readonly host: string } = {
    code: 'tier/refused',
    retryable: false,
    detail: 'SELECT * FROM people at /srv/app/server.js on db.internal:5432',
    retryAfterMs: 5,
    attemptsLeft: 2,
    stack: 'Error: at /home/x',
    host: 'db.internal',
  };

  it('has a code and an id under which the log has the rest', async () => {
    const { ask, log } = routerWith({ answers: { 'layouts.remove': () => ({ ok: false, error: secretive }) } });
    expect(await ask('layouts.remove', desk, VALID_INPUTS['layouts.remove'])).toEqual({ ok: false, error: { code: 'tier/refused', retryable: false, retryAfterMs: 5, attemptsLeft: 2, correlationId: 'id-1' } });
    expect(log.lines.at(-1)?.[1]).toMatchObject({ correlationId: 'id-1', code: 'tier/refused', detail: secretive.detail });
  });

  it('is never a thrown error with its stack and its paths', async () => {
    const { ask, log } = routerWith({
      answers: {
        'surface.clear': () => {
          throw new Error('ENOENT /home/minh/.config/vong-lau/secret.json');
        },
      },
    });
    expect(await ask('surface.clear', desk, VALID_INPUTS['surface.clear'])).toEqual({ ok: false, error: { code: 'app/internal', retryable: false, correlationId: 'id-1' } });
    expect(log.lines.at(-1)?.[0]).toBe('ipc.failed');
    expect(log.lines.at(-1)?.[1]).toMatchObject({ correlationId: 'id-1' });
  });

  it('is what a window gets when a handler answers something its schema does not know', async () => {
    const { ask } = routerWith({ answers: { 'media.open': () => ok({ stream: streamId(1), accessToken: 'canary' }) } });
    expect(codeOf(await ask('media.open', desk, VALID_INPUTS['media.open']))).toBe('app/internal');
  });

  test.for([null, undefined, {}, { surface: 'x' }])('has an id also when the input %j was refused', async (input) => {
    const answer = await routerWith().ask('surface.clear', desk, input);
    expect(answer).toEqual(err('app/invalid-input', { correlationId: 'id-1' }));
  });
});

import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Camera } from '../../../demo/server/api-types.ts';
import { call, camerasOf, openSocket, parsed, signIn, type Message, type TestSocket } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from './support.ts';

let running: TestDemo;
let tokens: { readonly an: string; readonly chau: string; readonly minister: string };
let camera: Camera;
let fixed: Camera;
const sockets: TestSocket[] = [];

beforeAll(async () => {
  running = await startTestDemo({ cameras: 400 });
  const [province, ministry] = [running.tier('province'), running.tier('ministry')];
  tokens = { an: (await signIn(province, 'truc.an')).accessToken, chau: (await signIn(province, 'truc.chau')).accessToken, minister: (await signIn(ministry, 'bo.khanh')).accessToken };
  const everywhere = new Set((await camerasOf(ministry, tokens.minister)).map(({ id }) => id));
  const seen = await camerasOf(province, tokens.an);
  const both = seen.find(({ id, ptz }) => ptz !== undefined && everywhere.has(id) && running.demo.world.stateOf(id).state === 'working');
  const still = seen.find(({ ptz }) => ptz === undefined);
  if (both === undefined || still === undefined) throw new Error('no camera turns');
  [camera, fixed] = [both, still];
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) {
    socket.close();
    await socket.closed;
  }
});
afterAll(() => running.close());

let request = 0;
const connect = async (who: keyof typeof tokens): Promise<TestSocket> => {
  const socket = await openSocket(running.tier(who === 'minister' ? 'ministry' : 'province'), '/v1/ptz', tokens[who]);
  sockets.push(socket);
  await socket.message(({ type }) => type === 'heads');
  return socket;
};
const ask = async (socket: TestSocket, message: object): Promise<Message> => {
  const number = (request += 1);
  socket.send({ cameraId: camera.id, ...message, request: number });
  return socket.message((answer) => answer.type === 'outcome' && answer['request'] === number);
};
const move = (socket: TestSocket, pan: number): void => socket.send({ type: 'move', cameraId: camera.id, request: (request += 1), pan, tilt: 0, zoom: 0 });
interface HeadSeen {
  readonly holder: { readonly personId: string } | null;
  readonly moving: boolean;
  readonly position: { readonly panDeg: number };
}
const headsIn = ({ messages }: TestSocket): readonly HeadSeen[] => messages.flatMap((message) => (message.type === 'changed' || message.type === 'heads' ? parsed<{ items: readonly HeadSeen[] }>(message, 'items').items : []));
/** The first change that fits, after an earlier one if it is given. */
const changed = (socket: TestSocket, fits: (head: HeadSeen) => boolean, after?: Message): Promise<Message> =>
  socket.message((message) => (after === undefined || socket.messages.indexOf(message) > socket.messages.indexOf(after)) && message.type === 'changed' && parsed<{ items: readonly HeadSeen[] }>(message, 'items').items.some(fits));
const record = async (): Promise<readonly Record<string, unknown>[]> => parsed<{ items: readonly Record<string, unknown>[] }>((await call(running.tier('province'), 'GET', '/demo/ptz')).body, 'items').items;

test('a claimed head turns while it is told to, stops when told, and everybody who sees the camera is told where it looks', async () => {
  const [an, watcher] = [await connect('an'), await connect('minister')];
  expect(await ask(an, { type: 'claim' })).toMatchObject({ ok: true });
  move(an, 0.5);
  const began = await changed(watcher, ({ moving }) => moving);
  const turned = await changed(watcher, ({ position }) => position.panDeg !== headsIn(watcher)[0]?.position.panDeg, began);
  move(an, 0);
  await changed(watcher, ({ moving }) => !moving, turned);
  expect(headsIn(watcher).at(-1)?.holder).toMatchObject({ personId: 'person-truc.an', level: 40 });
});

test('a movement that nobody renews has stopped within a second of its last word', async () => {
  const an = await connect('an');
  await ask(an, { type: 'claim' });
  move(an, 1);
  await changed(an, ({ moving }) => !moving, await changed(an, ({ moving }) => moving));
  const entries = await record();
  const dead = entries.findLast(({ what }) => what === 'dead-man');
  const last = entries.findLast(({ what }) => what === 'move');
  expect(Number(dead?.['receivedUtcMs']) - Number(last?.['receivedUtcMs'])).toBeLessThan(1000);
});

test('a connection that closes stops its movement and lets the head go', async () => {
  const [an, watcher] = [await connect('an'), await connect('chau')];
  await ask(an, { type: 'claim' });
  move(an, 1);
  await changed(watcher, ({ moving }) => moving);
  an.close();
  await changed(watcher, ({ holder, moving }) => holder === null && !moving);
});

test('an equal level is refused with who has the head, a higher one takes it across centres, and the other is told and steers no more', async () => {
  const [an, chau, minister] = [await connect('an'), await connect('chau'), await connect('minister')];
  await ask(an, { type: 'claim' });
  expect(await ask(chau, { type: 'claim' })).toMatchObject({ ok: false, code: 'ptz/held', holder: { personId: 'person-truc.an' } });
  expect(await ask(minister, { type: 'claim' })).toMatchObject({ ok: true });
  expect(await an.message(({ type }) => type === 'taken')).toMatchObject({ cameraId: camera.id, by: { personId: 'person-bo.khanh', level: 70 } });
  const before = request;
  move(an, 1);
  expect(await an.message((message) => message['request'] === before + 1)).toMatchObject({ ok: false, code: 'ptz/held' });
  expect((await record()).slice(-4).map(({ what, code }) => `${String(what)} ${String(code ?? 'done')}`)).toEqual(['claim ptz/held', 'claim done', 'taken done', 'move ptz/held']);
});

test('a hand that is asked for is lent by its holder until its end', async () => {
  const [an, chau] = [await connect('an'), await connect('chau')];
  await ask(an, { type: 'claim' });
  expect(await ask(chau, { type: 'ask', minutes: 5, reason: 'Theo dõi đoàn xe' })).toMatchObject({ ok: true });
  const asked = parsed<{ ask: { readonly askId: string; readonly from: object } }>(await an.message(({ type }) => type === 'asked'), 'ask').ask;
  expect(asked).toMatchObject({ from: { personId: 'person-truc.chau' }, side: 'asked', state: 'open', minutes: 5 });
  expect(await ask(an, { type: 'answer', askId: asked.askId, accept: true })).toMatchObject({ ok: true });
  await chau.message((message) => message.type === 'asked' && parsed<{ ask: { readonly state: string } }>(message, 'ask').ask.state === 'accepted');
  expect(await ask(chau, { type: 'do', act: { kind: 'home' } })).toMatchObject({ ok: true });
  expect(await ask(chau, { type: 'release' })).toMatchObject({ ok: true });
  expect(await ask(an, { type: 'do', act: { kind: 'home' } })).toMatchObject({ ok: true });
});

test('what cannot be done is refused by name', async () => {
  const an = await connect('an');
  expect(await ask(an, { type: 'do', act: { kind: 'home' } })).toMatchObject({ ok: false, code: 'ptz/no-hand' });
  expect(await ask(an, { type: 'claim', cameraId: 'nowhere' })).toMatchObject({ ok: false, code: 'camera/unknown' });
  expect(await ask(an, { type: 'claim', cameraId: fixed.id })).toMatchObject({ ok: false, code: 'ptz/not-offered' });
  await ask(an, { type: 'claim' });
  expect(await ask(an, { type: 'do', act: { kind: 'preset-go', preset: 200 } })).toMatchObject({ ok: false, code: 'ptz/no-such-place' });
  an.send({ type: 'move', cameraId: camera.id, request: 1, pan: 7, tilt: 0, zoom: 0 });
  expect(await an.closed).toBe(4400);
});

test('saved places are listed, and what does not turn has none', async () => {
  const an = await connect('an');
  await ask(an, { type: 'claim' });
  expect(await ask(an, { type: 'do', act: { kind: 'preset-save', preset: 12, name: 'Cổng chợ' } })).toMatchObject({ ok: true });
  const list = async (): Promise<unknown> => (await call(running.tier('province'), 'GET', `/v1/cameras/${camera.id}/ptz`, { token: tokens.an })).body['presets'];
  expect(await list()).toContainEqual(expect.objectContaining({ number: 12, name: 'Cổng chợ' }));
  expect((await call(running.tier('province'), 'GET', `/v1/cameras/${fixed.id}/ptz`, { token: tokens.an })).body).toMatchObject({ code: 'ptz/not-offered' });
});

test('the demo puts a person of its own at a head, to be taken over', async () => {
  const minister = await connect('minister');
  expect((await call(running.tier('province'), 'POST', '/demo/ptz', { body: { hold: camera.number, as: 'truc.binh' } })).body).toMatchObject({ held: camera.id, level: 40 });
  await changed(minister, ({ holder, moving }) => holder?.personId === 'person-truc.binh' && moving);
  expect(await ask(minister, { type: 'claim' })).toMatchObject({ ok: true });
  expect((await call(running.tier('province'), 'POST', '/demo/ptz', { body: { free: 'all' } })).body).toEqual({ freed: [] });
});

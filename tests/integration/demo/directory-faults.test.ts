import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { call, camerasOf, openSocket, signIn } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from './support.ts';

let running: TestDemo;
let token: string;

beforeAll(async () => {
  running = await startTestDemo({ cameras: 20_505 });
  token = (await signIn(running.tier('province'), 'truc.an')).accessToken;
});
afterEach(() => fault({ fault: 'none' }));
afterAll(() => running.close());

const fault = (body: object): ReturnType<typeof call> => call(running.tier('province'), 'POST', '/demo/directory-faults', { body });

/** What came of an answer: its bytes, and whether it came to its end. */
const rawGet = (path: string, most = Number.POSITIVE_INFINITY): Promise<{ readonly bytes: Buffer; readonly whole: boolean; readonly receivedBytes: number }> =>
  new Promise((resolve, reject) => {
    const outgoing = request(`${running.tier('province').httpUrl}${path}`, { headers: { authorization: `Bearer ${token}` } }, (response) => {
      const chunks: Buffer[] = [];
      let receivedBytes = 0;
      response.on('data', (chunk: Buffer) => {
        receivedBytes += chunk.length;
        if (receivedBytes < 8 * 1024 * 1024) chunks.push(chunk);
        if (receivedBytes > most) outgoing.destroy();
      });
      response.on('error', () => undefined);
      response.on('close', () => resolve({ bytes: Buffer.concat(chunks), whole: response.complete, receivedBytes }));
    });
    outgoing.on('error', reject);
    outgoing.end();
  });

test('behind the city comes the country, page by page, each camera once', async () => {
  const ids = new Set<unknown>();
  let count = 0;
  for (let path: string | null = '/v1/cameras?limit=2000'; path !== null; ) {
    const { body } = await call(running.tier('province'), 'GET', path, { token });
    expect(body['total']).toBe(20_505);
    for (const item of Array.isArray(body['items']) ? body['items'] : []) {
      ids.add(item.id);
      count += 1;
    }
    path = typeof body['nextCursor'] === 'string' ? `/v1/cameras?limit=2000&cursor=${body['nextCursor']}` : null;
  }
  expect([count, ids.size]).toEqual([20_505, 20_505]);
  const units = (await call(running.tier('province'), 'GET', '/v1/units', { token })).body['items'];
  expect(units).toHaveLength(41 + 33 * 61);
  const live = await openSocket(running.tier('province'), '/v1/live', token);
  live.send({ type: 'open', stream: 1, cameraId: 'vn-0000001', profile: 'sub' });
  expect(await live.message(({ stream }) => stream === 1)).toMatchObject({ type: 'opened' });
  live.close();
});

test('a page is cut in the middle and the ones before are whole', async () => {
  await fault({ fault: 'cut', page: 2 });
  const [first, second] = [await rawGet('/v1/cameras?limit=10'), await rawGet('/v1/cameras?limit=10&cursor=10')];
  expect([first.whole, second.whole]).toEqual([true, false]);
  expect(second.bytes.length).toBeGreaterThan(0);
});

test('an answer is cut short though it says it is whole, as often as asked for', async () => {
  await fault({ fault: 'truncate', page: 1, times: 1 });
  const [spoilt, good] = [await rawGet('/v1/cameras?limit=10'), await rawGet('/v1/cameras?limit=10')];
  expect(spoilt.whole).toBe(true);
  expect(() => JSON.parse(spoilt.bytes.toString('utf8'))).toThrow(SyntaxError);
  expect(JSON.parse(good.bytes.toString('utf8')).items).toHaveLength(10);
});

test('an answer of 200 MB goes on and on, and the server lives when nobody wants the rest', async () => {
  await fault({ fault: 'huge', page: 1 });
  const { receivedBytes } = await rawGet('/v1/cameras?limit=10');
  expect(receivedBytes).toBeGreaterThan(200 * 1024 * 1024);
  const broken = await rawGet('/v1/cameras?limit=10', 33 * 1024 * 1024);
  expect(broken.whole).toBe(false);
  await fault({ fault: 'none' });
  expect((await rawGet('/v1/cameras?limit=10')).whole).toBe(true);
});

test('broken records carry no version, so that the console asks again once they are well', async () => {
  await fault({ fault: 'broken' });
  const answer = await call(running.tier('province'), 'GET', '/v1/cameras?limit=100', { token });
  expect(answer.headers.get('etag')).toBeNull();
  expect('changeToken' in answer.body).toBe(false);
  await fault({ fault: 'slow', delayMs: 300 });
  const startMs = performance.now();
  expect((await call(running.tier('province'), 'GET', '/v1/cameras?limit=1', { token })).headers.get('etag')).not.toBeNull();
  expect(performance.now() - startMs).toBeGreaterThan(290);
});

test('a fault is of one centre, and nonsense is named', async () => {
  await fault({ fault: 'truncate', page: 1 });
  const commune = (await signIn(running.tier('commune'), 'phuong.oanh')).accessToken;
  expect((await camerasOf(running.tier('commune'), commune)).length).toBeGreaterThan(0);
  expect((await call(running.tier('province'), 'GET', '/demo/directory-faults')).body).toMatchObject({ fault: { kind: 'truncate', page: 1 } });
  expect((await fault({ fault: 'explode' })).status).toBe(400);
  expect((await call(running.tier('province'), 'POST', '/demo/directory', { body: { withdraw: ['khong-co'] } })).body['code']).toBe('camera/unknown');
  expect((await call(running.tier('province'), 'POST', '/demo/directory', { body: {} })).status).toBe(400);
});

test('2,000 state changes a second reach the console, every one, and the last ones are what the list says', async () => {
  const tier = running.tier('province');
  const events = await openSocket(tier, '/v1/events', token);
  events.send({ type: 'identify' });
  const from = Number((await events.message(({ type }) => type === 'ready'))['seq']);
  expect((await call(tier, 'POST', '/demo/states', { body: { perSecond: 'many', seconds: 1 } })).status).toBe(400);
  await call(tier, 'POST', '/demo/states', { body: { perSecond: 2000, seconds: 2 } });
  await events.message(({ type, seq }) => type === 'event' && seq === from + 4000);
  const changes = events.messages.filter(({ type }) => type === 'event');
  expect((await call(tier, 'GET', '/demo/states')).body).toEqual({ running: false, perSecond: 2000, sent: 4000 });
  expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => from + 1 + index));
  const { body } = await call(tier, 'GET', '/v1/camera-states', { token });
  const listed = new Map((Array.isArray(body['items']) ? body['items'] : []).map((state) => [state.cameraId, state]));
  const last = new Map(changes.map((message) => JSON.parse(JSON.stringify(message['event'])).state).map((state) => [state.cameraId, state]));
  expect(last.size).toBeGreaterThan(1000);
  for (const [cameraId, state] of last) expect(listed.get(cameraId)).toEqual(state);
  events.close();
});

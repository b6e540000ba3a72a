import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadTierSchemas } from '../../../demo/server/schemas.ts';
import { call, camerasOf, firstFactor, openSocket, signIn } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from './support.ts';

const schemas = loadTierSchemas();
let running: TestDemo;
let token: string;

beforeAll(async () => {
  running = await startTestDemo({ heartbeatMs: 50 });
  token = (await signIn(running.tier('province'), 'truc.an')).accessToken;
});
afterAll(() => running.close());

test.each([
  ['/v1/service', 'Service'],
  ['/v1/time', 'ServerTime'],
  ['/v1/units', 'UnitList'],
  ['/v1/cameras', 'CameraPage'],
  ['/v1/camera-states', 'CameraStateList'],
  ['/v1/layouts', 'LayoutList'],
  ['/v1/alarms', 'AlarmPage'],
  ['/v1/alarms/khong-co', 'Problem'],
  ['/v1/alarm-events', 'Problem'],
  ['/v1/cameras/hn-00001/more', 'CameraMore'],
  ['/v1/camera-groups', 'CameraGroupList'],
  ['/v1/saved-searches', 'SavedSearchList'],
  ['/v1/forces', 'ForceList'],
  ['/v1/map/walls', 'WallList'],
  ['/v1/cameras/khong-co/more', 'Problem'],
  ['/v1/no-such-thing', 'Problem'],
  ['/v1/cameras/changes', 'Problem'],
  ['/v1/live', 'Problem'],
] as const)('the answer of %s is a %s as described', async (path, schema) => {
  const answer = await call(running.tier('province'), 'GET', path, { token });
  expect(schemas.guard(schema)(answer.body), JSON.stringify(answer.body).slice(0, 300)).toBe(true);
  expect(answer.headers.get('content-type')).toContain(schema === 'Problem' ? 'application/problem+json' : 'application/json');
});

test('changes, sessions and challenges are as described', async () => {
  const tier = running.tier('province');
  const page = await call(tier, 'GET', '/v1/cameras?limit=1', { token });
  const [camera] = await camerasOf(tier, token);
  await call(tier, 'POST', '/demo/directory', { body: { rename: { cameraId: camera?.id, name: 'Mới' } } });
  const changes = await call(tier, 'GET', `/v1/cameras/changes?since=${String(page.body['changeToken'])}`, { token });
  expect(schemas.guard('CameraChanges')(changes.body)).toBe(true);
  expect(schemas.guard('SecondFactorChallenge')(await firstFactor(tier, 'truc.chau'))).toBe(true);
  expect(schemas.guard('Session')(await signIn(tier, 'truc.chau'))).toBe(true);
});

test('every message of the WebSockets is as described', async () => {
  const tier = running.tier('province');
  const [live, events, alarms] = await Promise.all([openSocket(tier, '/v1/live', token), openSocket(tier, '/v1/events', token), openSocket(tier, '/v1/alarm-events', token)]);
  const working = (await camerasOf(tier, token)).map(({ id }) => id);
  for (const [index, cameraId] of [...working, 'none'].entries()) live.send({ type: 'open', stream: index + 1, cameraId, profile: 'sub' });
  for (const socket of [events, alarms]) {
    socket.send({ type: 'identify' });
    await socket.message(({ type }) => type === 'ready');
  }
  await call(tier, 'POST', '/demo/faults', { body: { all: true, fault: 'cut' } });
  await call(tier, 'DELETE', '/demo/faults');
  const alarm = await call(tier, 'POST', '/demo/alarms', { body: { priority: 1, title: 'Cháy' } });
  await call(tier, 'POST', '/demo/alarms/close', { body: { alarmId: alarm.body['id'] } });
  await alarms.message((message) => JSON.stringify(message).includes('"closed"'));
  await Promise.all([live.message(({ type }) => type === 'resumed'), live.message(({ type }) => type === 'heartbeat'), events.message(({ type }) => type === 'heartbeat'), events.message(({ type }) => type === 'event')]);
  const schemaOf = { opened: 'LiveOpened', refused: 'LiveNotice', interrupted: 'LiveNotice', resumed: 'LiveNotice', heartbeat: 'Heartbeat', hello: 'EventHello', ready: 'EventReady', event: 'TierEvent' } as const;
  const known = (type: string): type is keyof typeof schemaOf => type in schemaOf;
  for (const message of [...live.messages, ...events.messages]) {
    expect(known(message.type) && schemas.guard(schemaOf[message.type])(message), JSON.stringify(message)).toBe(true);
  }
  expect(alarms.messages.filter(({ type }) => type === 'event').every((message) => schemas.guard('AlarmEvent')(message))).toBe(true);
  live.close();
  events.close();
  alarms.close();
});

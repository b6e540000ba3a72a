import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { RIGHTS } from '@contract/domain/right.ts';
import { STILL, type PtzAsk, type PtzHead, type PtzVelocity } from '@contract/domain/ptz.ts';
import { cameraId, utcMs } from '@contract/domain/units.ts';
import { systemClock, systemTimers } from '../../../main/platform/clock.ts';
import { createPtzService, type PtzService } from '../../../main/services/ptz/ptz-service.ts';
import { createStores, update } from '../../../main/state/stores.ts';
import { tierAdapter } from '../../../main/vms/adapters/tier/index.ts';
import type { Camera, Session } from '../../../demo/server/api-types.ts';
import { createCutProxy, type CutProxy } from '../../builders/cut-proxy.ts';
import { createRecordingLog } from '../../builders/recording-log.ts';
import { call, camerasOf, parsed, signIn } from '../../builders/tier-client.ts';
import { startTestDemo, type TestDemo } from './support.ts';

// The console's own steering against the demo's servers, over the network.

const RIGHT: PtzVelocity = { pan: 0.6, tilt: 0, zoom: 0 };
const DESK = 1;
const CENTRES = { an: ['province', 'truc.an', 40], chau: ['province', 'truc.chau', 40], khanh: ['ministry', 'bo.khanh', 70] } as const;

interface Desk {
  readonly service: PtzService;
  readonly proxy: CutProxy;
  readonly told: readonly string[];
  /** What windows know of the head; undefined: it is free and stands. */
  readonly head: () => PtzHead | undefined;
  readonly asks: () => readonly PtzAsk[];
  readonly ends: () => readonly unknown[];
  /** A new access token, as the session service gets it before the old one ends. */
  readonly refresh: () => Promise<void>;
}

let running: TestDemo;
let camera: Camera;
let sessions: Readonly<Record<keyof typeof CENTRES, Session>>;
const open: (() => Promise<void>)[] = [];

async function start(accessMs: number): Promise<void> {
  running = await startTestDemo({ cameras: 400, accessMs });
  const [an, chau, khanh] = await Promise.all([signIn(running.tier('province'), 'truc.an'), signIn(running.tier('province'), 'truc.chau'), signIn(running.tier('ministry'), 'bo.khanh')]);
  sessions = { an, chau, khanh };
  const everywhere = new Set((await camerasOf(running.tier('ministry'), khanh.accessToken)).map(({ id }) => id));
  const both = (await camerasOf(running.tier('province'), an.accessToken)).find(({ id, ptz }) => ptz !== undefined && everywhere.has(id) && running.demo.world.stateOf(id).state === 'working');
  if (both === undefined) throw new Error('no camera turns');
  camera = both;
}
beforeAll(() => start(300_000));
afterEach(async () => {
  for (const close of open.splice(0)) await close();
  await until(async () => (await asked()).heads.every((head) => head.cameraId !== camera.id));
});
afterAll(() => running.close());

/** Resolves when it is so; looks again and again until the test's own limit. */
async function until(fits: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await fits())) await new Promise((resolve) => setTimeout(resolve, 10));
}

interface Entry {
  readonly what: string;
  readonly code?: string;
  readonly personId: string | null;
  readonly receivedUtcMs: number;
  readonly detail?: { readonly pan?: number };
}
interface Asked {
  readonly heads: readonly { readonly cameraId: string; readonly moving: boolean }[];
  readonly items: readonly Entry[];
}
const asked = async (): Promise<Asked> => parsed<Asked>((await call(running.tier('province'), 'GET', '/demo/ptz')).body, 'items');
const record = async (): Promise<readonly Entry[]> => (await asked()).items;
const moves = async (): Promise<boolean> => (await asked()).heads.some((head) => head.cameraId === camera.id && head.moving);
const stands = async (): Promise<boolean> => !(await moves());
const isStop = ({ what, detail }: Entry): boolean => what === 'move' && detail?.pan === 0;
const id = (): ReturnType<typeof cameraId> => cameraId(camera.id);

async function openDesk(who: keyof typeof CENTRES): Promise<Desk> {
  const [tierName, username, ptzLevel] = CENTRES[who];
  const tier = running.tier(tierName);
  let session = sessions[who];
  const proxy = await createCutProxy(tier.port);
  const log = createRecordingLog();
  const vms = tierAdapter.connect({ baseUrl: new URL(`http://127.0.0.1:${String(proxy.port)}`), trust: { caPem: null, spkiPins: [] }, accessToken: () => session.accessToken, clock: systemClock, timers: systemTimers, random: () => 0.2, log });
  await vms.describe();
  const stores = createStores({ address: 'http://tier', language: 'vi', wallOnly: false });
  const person = { id: `person-${username}`, username, name: username, role: 'operator', rights: [...RIGHTS], ptzLevel } as const;
  update(stores.session, { session: { kind: 'signed-in', person, sinceUtcMs: utcMs(0) } });
  const told: string[] = [];
  const service = createPtzService({
    port: () => vms.ptz ?? null,
    stores,
    cameraOf: (asked) => (asked === camera.id ? { ptz: { panDeg: [-180, 180], tiltDeg: [-90, 20], zoomMax: 20, wideAngleDeg: 60, presets: true, patrols: true, home: true, tracking: true, aux: [] } } : undefined),
    clock: systemClock,
    timers: systemTimers,
    log,
    onTaken: (_camera, by) => void told.push(`taken by ${by.personId}`),
    onAsked: (ask) => void told.push(`ask ${ask.state} ${ask.side}`),
  });
  service.follow();
  open.push(async () => {
    service.close();
    vms.close();
    await proxy.close();
  });
  return {
    service,
    proxy,
    told,
    head: () => stores.ptzHeads.get(camera.id),
    asks: () => [...stores.ptzAsks.records().values()],
    ends: () => log.lines.flatMap(([event, fields]) => (event === 'ptz.end' ? [fields['why']] : [])),
    refresh: async () => {
      session = parsed((await call(tier, 'POST', '/v1/sessions/refresh', { body: { refreshToken: session.refreshToken } })).body, 'accessToken');
      service.tokenRenewed();
    },
  };
}

/** A movement held as a window holds it; answers how to say nothing more. */
async function hold({ service }: Desk): Promise<() => void> {
  // Until the link is there, which takes no longer than a connection.
  await until(async () => (await service.move(DESK, id(), RIGHT)).ok);
  const timer = setInterval(() => void service.move(DESK, id(), RIGHT), 150);
  await until(moves);
  return () => clearInterval(timer);
}

test('a free head is taken with the movement, turns, and stands when it is let go', async () => {
  const an = await openDesk('an');
  const letGo = await hold(an);
  await until(() => an.head()?.moving === true);
  expect(an.head()?.holder).toMatchObject({ personId: 'person-truc.an', level: 40 });
  letGo();
  await an.service.move(DESK, id(), STILL);
  await until(() => an.head()?.moving === false);
  expect((await record()).findLast(({ what }) => what === 'move')).toMatchObject({ detail: { pan: 0 } });
  expect(an.ends()).toEqual(['stopped']);
});

test('a window that says nothing more is stopped by the console, before the server has to', async () => {
  const an = await openDesk('an');
  const silence = await hold(an);
  const before = (await record()).length;
  silence();
  await until(stands);
  const since = (await record()).slice(before);
  expect(since.some(isStop)).toBe(true);
  expect(since.some(({ what }) => what === 'dead-man')).toBe(false);
  expect(an.ends()).toEqual(['dead-man']);
});

test('fault 42: with the link cut in a movement the head stands within a second, and here nobody knows where it looks', async () => {
  const an = await openDesk('an');
  const silence = await hold(an);
  await until(() => an.head()?.moving === true);
  const cutMs = performance.now();
  an.proxy.refuse();
  await until(stands);
  expect(performance.now() - cutMs).toBeLessThan(1000);
  await until(() => an.head()?.position === null);
  expect(an.head()).toMatchObject({ holder: null, moving: false });
  expect(await an.service.move(DESK, id(), RIGHT)).toMatchObject({ error: { code: 'ptz/unreachable' } });
  silence();
  expect(an.ends()).toEqual(['link-lost']);
  an.proxy.accept();
  an.service.serverCameBack();
  await until(async () => (await an.service.claim(id())).ok);
  await until(() => an.head()?.position !== undefined && an.head()?.position !== null);
});

test('fault 42: a link that stays open but carries nothing stops the head within a second of its last word', async () => {
  const an = await openDesk('an');
  const silence = await hold(an);
  an.proxy.hold();
  await until(stands);
  silence();
  const entries = await record();
  const dead = entries.findLast(({ what }) => what === 'dead-man');
  const last = entries.findLast(({ what }) => what === 'move');
  expect(Number(dead?.receivedUtcMs) - Number(last?.receivedUtcMs)).toBeLessThan(1000);
  an.proxy.cut();
});

test('fault 43: a higher level takes the head in the middle of a movement; the other is told, moves it no more, and all of it is on record', async () => {
  const [low, high] = [await openDesk('an'), await openDesk('khanh')];
  const silence = await hold(low);
  await until(() => high.head()?.holder?.personId === 'person-truc.an');
  expect(await high.service.move(DESK, id(), RIGHT)).toMatchObject({ error: { code: 'ptz/held' } });
  expect(await high.service.claim(id())).toMatchObject({ ok: true });
  await until(() => low.told.length > 0);
  expect(low.told).toEqual(['taken by person-bo.khanh']);
  expect(low.ends()).toEqual(['taken']);
  await until(() => low.head()?.holder?.personId === 'person-bo.khanh');
  expect(await low.service.move(DESK, id(), RIGHT)).toMatchObject({ error: { code: 'ptz/held' } });
  silence();
  expect(await low.service.claim(id())).toMatchObject({ error: { code: 'ptz/held' } });
  expect(await high.service.move(DESK, id(), { ...RIGHT, pan: -0.5 })).toMatchObject({ ok: true });
  await until(() => high.head()?.moving === true);
  const entries = await record();
  const taken = entries.findLastIndex(({ what }) => what === 'taken');
  expect(entries[taken]).toMatchObject({ personId: 'person-truc.an' });
  expect(entries.slice(taken).filter(({ personId, what, code }) => personId === 'person-truc.an' && what === 'move' && code === undefined)).toEqual([]);
});

test('an equal level asks, the holder lends, and the hand comes back when it is let go', async () => {
  const [an, chau] = [await openDesk('an'), await openDesk('chau')];
  (await hold(an))();
  await until(() => chau.head()?.holder?.personId === 'person-truc.an');
  expect(await chau.service.ask(id(), 5, 'Theo dõi đoàn xe ưu tiên')).toMatchObject({ ok: true });
  await until(() => an.told.includes('ask open asked'));
  const [ask] = an.asks();
  expect(ask).toMatchObject({ from: { personId: 'person-truc.chau' }, reason: 'Theo dõi đoàn xe ưu tiên', minutes: 5 });
  expect(await an.service.answer(ask?.id ?? '', true)).toMatchObject({ ok: true });
  await until(() => chau.told.includes('ask accepted asking') && an.head()?.holder?.personId === 'person-truc.chau');
  expect(an.head()?.untilUtcMs).toBeGreaterThan(Date.now() + 4 * 60_000);
  expect(await chau.service.release(id())).toMatchObject({ ok: true });
  await until(() => chau.head()?.holder?.personId === 'person-truc.an');
});

test('fault 33: a token that ends in the middle of a movement is renewed on the link, and the stop arrives', async () => {
  await running.close();
  await start(2500);
  const an = await openDesk('an');
  const silence = await hold(an);
  const beganMs = performance.now();
  await until(() => performance.now() - beganMs > 1200);
  await an.refresh();
  await until(() => performance.now() - beganMs > 2800);
  expect(await moves()).toBe(true);
  expect(an.ends()).toEqual([]);
  silence();
  await an.service.move(DESK, id(), STILL);
  await until(stands);
  const entries = await record();
  expect(entries.filter(({ what }) => what === 'dead-man' || what === 'gone')).toEqual([]);
  expect(entries.findLast(({ what }) => what === 'move')).toMatchObject({ detail: { pan: 0 } });
});

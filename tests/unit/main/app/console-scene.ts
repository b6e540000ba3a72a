import { expect, vi } from 'vitest';
import type { Person } from '@contract/domain/person.ts';
import { isStill } from '@contract/domain/ptz.ts';
import type { Right } from '@contract/domain/right.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { monitorKey, monitorSurface, streamId, utcMs } from '@contract/domain/units.ts';
import type { StreamDemand } from '@contract/domain/stream.ts';
import type { Layout } from '@contract/domain/wall.ts';
import { createConsole } from '../../../../main/app/console.ts';
import type { Dialogs } from '../../../../main/app/dialogs.ts';
import type { WallTools } from '../../../../main/app/wall-tools.ts';
import type { KnownWindow } from '../../../../main/ipc/sender.ts';
import { createStatePublisher } from '../../../../main/ipc/state-publisher.ts';
import type { RequestContext } from '../../../../main/ipc/router.ts';
import { createStores, only } from '../../../../main/state/stores.ts';
import type { Files } from '../../../../main/platform/files.ts';
import type { PtzLink, VmsConnection } from '../../../../main/vms/adapter.ts';
import { standIn } from '../../../builders/fake-electron.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { cameraNamed, createFakeEvents, createMemoryVault, SERVICE, settled, stateOf, tokensFor, unitNamed } from '../../../builders/fake-vms.ts';
import { createFakeDirectoryProcess, type DirectoryFiles } from '../../../builders/fake-directory-process.ts';
import { displayWith } from '../../../builders/monitors.ts';
import { personWith } from '../../../builders/people.ts';
import { abilitiesWith } from '../../../builders/ptz.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';
import { createMemoryFiles } from '../storage/memory-files.ts';

export const AWAY: Result<never> = err('tier/unreachable', { retryable: true });
const operator: readonly Right[] = ['live.view', 'layout.edit'];
/** Who may sign in, and the cameras each is granted. */
const PEOPLE: Readonly<Record<string, { readonly person: Person; readonly cameras: readonly string[] }>> = {
  minh: { person: personWith({ id: 'p1', username: 'minh', ptzLevel: 40 }), cameras: ['shared', 'minh-only'] },
  lan: { person: personWith({ id: 'p2', username: 'lan', rights: operator }), cameras: ['shared', 'lan-only'] },
};
export const DEMAND: StreamDemand = { widthPx: 640, heightPx: 360, importance: 'wall', playable: ['main', 'sub'], pace: 'full', audio: false };
const DESK: KnownWindow = { id: 1, kind: 'desk', monitor: null };
const WALL: KnownWindow = { id: 2, kind: 'wall', monitor: monitorKey('d100') };
export const ON_WALL = monitorSurface(monitorKey('d100'));

const EVERY_CAMERA = ['lan-only', 'minh-only', 'shared'] as const;

let made = 0;

/** A whole console without electron, before a server that can be switched off. */
export async function running(files: Files = createMemoryFiles(), directories: DirectoryFiles = new Map()) {
  const time = createFakeTime();
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  const server = { isUp: true, forgotten: 0, streams: [] as string[], budgets: [] as number[], layouts: [] as Layout[], steered: [] as string[], token: null as string | null };
  const events = createFakeEvents();
  const upOr = async <T>(value: () => T): Promise<Result<T>> => (server.isUp ? ok(value()) : AWAY);
  let accessToken: () => string | null = () => null;
  const granted = (): readonly string[] => PEOPLE[(accessToken() ?? '').replace('access-', '')]?.cameras ?? [];
  const vms: VmsConnection = {
    describe: () => upOr(() => SERVICE),
    measureClock: () => upOr(() => ({ offsetMs: 0, errorMs: 1 })),
    sessions: {
      start: (username) => upOr(() => ({ challenge: username, expiresUtcMs: utcMs(time.clock.utcMs() + 60_000), enrolment: null })),
      confirm: (challenge) => upOr(() => tokensFor(challenge, time.clock.utcMs(), PEOPLE[challenge]?.person ?? personWith())),
      refresh: () => upOr(() => tokensFor('minh', time.clock.utcMs())),
      end: () => upOr(() => null),
      enrolDevice: async () => err('device/unknown'),
      startDevice: async () => err('device/unknown'),
    },
    directory: {
      units: () => upOr(() => ({ units: [unitNamed('u1')], skipped: 0 })),
      cameras: async (_etag, onPage) => {
        if (!server.isUp) return AWAY;
        onPage({ cameras: granted().map((id) => cameraNamed(id, id === 'shared' ? { ptz: abilitiesWith() } : {})), skipped: 0, total: granted().length });
        return ok({ kind: 'loaded', etag: 'e', changeToken: null, skipped: 0 });
      },
      states: () => upOr(() => ({ states: granted().map((id) => stateOf(id)), cursor: null })),
    },
    layouts: {
      list: () => upOr(() => server.layouts),
      put: (layout) =>
        upOr(() => {
          const taken: Layout = { ...layout, etag: 'e', sync: 'stored' };
          server.layouts.push(taken);
          return taken;
        }),
      remove: () => upOr(() => null),
    },
    events: events.port,
    streams: { live: { transport: 'ws-annexb', url: 'wss://tier/live', trust: { caPem: null, spkiPins: [] } } },
    ptz: {
      places: async () => err('ptz/not-offered'),
      open: (listener) => {
        queueMicrotask(() => {
          listener.onHeads([], true);
          listener.onConnection(true);
        });
        const done = async () => ok(null);
        const act: PtzLink['act'] = async (camera, what) => {
          server.steered.push(what.kind === 'aux' ? `${what.aux} ${String(what.value)} ${camera}` : `${what.kind} ${camera}`);
          return ok(null);
        };
        const move: PtzLink['move'] = (camera, velocity) => {
          server.steered.push(`${isStill(velocity) ? 'stop' : 'move'} ${camera}`);
          return true;
        };
        return { claim: done, release: done, move, act, ask: done, answer: done, renew: () => {}, retryNow: () => {}, close: () => {} };
      },
    },
    close: () => {},
  };
  const directory = createFakeDirectoryProcess(() => (accessToken() === null ? null : vms.directory), directories);
  const console = await createConsole({
    config: { userDataFolder: '/data', address: 'https://tier.example', tierUrl: new URL('https://tier'), trust: { caPem: null, spkiPins: [] }, wallOnly: false, deviceCode: null, language: null, snapshotFolder: null, webOrigins: [], map: null },
    wall: { kind: 'alone' },
    connectWall: () => {
      throw new Error('a wall of its own joins none');
    },
    flash: () => {},
    userDataFolder: '/data',
    workstation: 'PC-1',
    stores,
    publisher: createStatePublisher(stores, time.timers),
    broker: {
      setSource: (_source, token) => void (server.token = token),
      setToken: (token) => void (server.token = token),
      windowReady: () => {},
      windowGone: () => {},
      open: (_window, camera) => {
        server.streams.push(camera);
        return ok({ stream: streamId(server.streams.length) });
      },
      setDemands: () => {},
      close: () => {},
      replay: async () => err('replay/nothing-kept'),
      replayPast: async () => err('replay/nothing-kept'),
      replayAct: () => {},
      setBudget: (budgetKbps) => void server.budgets.push(budgetKbps),
      onUse: () => () => {},
      retryNow: () => {},
      stop: () => {},
    },
    // The services around the wall are tested where they are made.
    makeTools: () => standIn<WallTools>({ open: async () => {}, follow: async () => {}, close: () => {}, alarmRaised: () => {}, isWebAllowed: () => false }),
    connect: (token) => {
      accessToken = token;
      return vms;
    },
    spawnDirectory: directory.spawn,
    openCameraBook: directory.openBook,
    openAlarms: () => err('directory/unavailable'),
    baseMap: { use: () => {}, try: () => ({ answer: Promise.resolve(ok({ otherOrigins: [] })), end: () => {} }) },
    dialogs: standIn<Dialogs>({}),
    handoverPdf: { print: () => Promise.resolve({ ok: true, value: new Uint8Array() }) },
    documentsFolder: '/documents',
    vault: createMemoryVault(),
    files,
    clock: time.clock,
    timers: time.timers,
    random: { unit: () => 0.5, bytes: (count) => new Uint8Array(count), uuid: () => `uuid-${(made += 1)}` },
    log: createRecordingLog(),
    subscriberOf: (window) => ({ id: window.id, send: () => {} }),
    identifyMonitors: () => {},
    reloadWindow: () => {},
    forgetPages: () => void (server.forgotten += 1),
  });
  console.setDisplays([displayWith({ id: 100 })]);
  await console.start();
  const context = (window: KnownWindow): RequestContext => {
    const now = only(stores.session).session;
    return { window, person: now.kind === 'signed-in' || now.kind === 'offline' ? now.person : null };
  };
  const { handlers } = console;
  // Files and promises of several layers: more than one turn of the event loop.
  const quiet = async () => {
    for (let turn = 0; turn < 300; turn += 1) await settled();
  };
  const enter = async (username: string) => {
    const answer = await handlers['session.signIn']({ username, password: `${username}-password` }, context(DESK));
    if (answer.ok && answer.value.next !== 'offline') await handlers['session.confirmCode']({ code: '123456' }, context(DESK));
    await quiet();
    time.advance(2_000);
    await quiet();
    return answer;
  };
  const leave = async () => {
    await handlers['session.signOut']({}, context(DESK));
    await quiet();
  };
  const cameras = () => EVERY_CAMERA.filter((id) => stores.cameras.get(id) !== undefined);
  const desk = () => context(DESK);
  const wall = () => context(WALL);
  return { ...time, stores, server, handlers, console, directory, enter, leave, cameras, desk, wall, quiet, files, directories };
}

/** Waits, outside the fake time, for the password verifier that is computed in a thread of its own. */
export const untilRemembered = (files: Files): Promise<void> =>
  vi.waitFor(
    async () => {
      const listed = await files.list('/data/data');
      expect(listed.ok ? listed.value : []).toContainEqual(expect.stringMatching(/^offline-people\.\d+\.json$/));
    },
    { timeout: 30_000, interval: 20 },
  );

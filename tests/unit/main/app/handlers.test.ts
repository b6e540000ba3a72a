import { describe, expect, it } from 'vitest';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { StreamDemand } from '@contract/domain/stream.ts';
import { cameraContent, type TileContent } from '@contract/domain/tile-content.ts';
import { alarmId, cameraId, DESK_SURFACE, monitorKey, monitorSurface, nodeId, streamId, utcMs, type SurfaceId } from '@contract/domain/units.ts';
import { emptySurface, withCamera } from '@contract/domain/wall.ts';
import { createHandlers, type HandlerEnvironment } from '../../../../main/app/handlers/index.ts';
import type { KnownWindow } from '../../../../main/ipc/sender.ts';
import { createSurfacesService } from '../../../../main/services/surfaces/surfaces-service.ts';
import { createStores, update } from '../../../../main/state/stores.ts';
import { alarmWith } from '../../../builders/alarms.ts';
import { standIn } from '../../../builders/fake-electron.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { cameraNamed, settled } from '../../../builders/fake-vms.ts';
import { giveCameras } from '../../../builders/known-cameras.ts';
import { REPORT } from '../../../builders/ipc-inputs.ts';
import { monitorWith } from '../../../builders/monitors.ts';
import { personWith } from '../../../builders/people.ts';
import { sequenceOf, tileWords } from '../../../builders/tiles.ts';

const left = monitorKey('d1');
const LEFT = monitorSurface(left);
const far = monitorKey('far');
const desk: KnownWindow = { id: 1, kind: 'desk', monitor: null };
const wall: KnownWindow = { id: 2, kind: 'wall', monitor: left };
const OPENED: Result<{ readonly stream: ReturnType<typeof streamId> }> = ok({ stream: streamId(7) });
const demand: StreamDemand = { widthPx: 640, heightPx: 360, importance: 'wall', playable: ['sub'], pace: 'full', audio: false };

function handlers() {
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  stores.monitors.put(monitorWith({ id: left }), monitorWith({ id: far, number: 2, node: nodeId('pc2') }));
  const state = { token: 'access' as string | null };
  const told: string[] = [];
  const time = createFakeTime();
  const surfaces = createSurfacesService({ stores, clock: time.clock, timers: time.timers });
  const all = createHandlers(
    standIn<HandlerEnvironment>({
      stores,
      surfaces,
      clock: time.clock,
      session: { accessToken: () => state.token },
      isWebAllowed: (url: string) => url.startsWith('https://thoitiet.example.vn/'),
      masks: { lift: async (camera: string) => (told.push(`lift ${camera}`), ok(null)) },
      snapshots: { save: async () => (told.push('snapshot'), ok({ file: 'x', sha256: '' })) },
      findOnWall: () => 3,
      broker: {
        open: () => OPENED,
        replay: async () => ok({ stream: streamId(8), fromUtcMs: 1, untilUtcMs: 2 }),
      },
    }),
  );
  const as = (window = desk) => ({ window, person: personWith() });
  const ask = (camera: string, window = desk) => Promise.resolve(all['media.open']({ camera: cameraId(camera), demand }, as(window)));
  const place = (surface: SurfaceId, content: TileContent | null) => Promise.resolve(all['surface.placeContent']({ surface, tile: 0, content }, as()));
  const given = giveCameras(stores.cameras);
  const directory = (directoryState: 'empty' | 'loading' | 'cached' | 'current', ...cameras: readonly string[]) => {
    given.replaceAll(cameras.map((id) => cameraNamed(id)));
    update(stores.tier, { directoryState });
  };
  const online = (is: boolean) => update(stores.tier, { connection: is ? { kind: 'online' } : { kind: 'offline', error: { code: 'tier/unreachable', retryable: true }, sinceUtcMs: utcMs(0) } });
  return { stores, state, all, as, ask, place, directory, online, told, surfaces, clock: time.clock };
}

describe('opening a camera', () => {
  it('that is granted gives its stream', async () => {
    const { ask, directory } = handlers();
    directory('current', 'a');
    expect(await ask('a')).toEqual(OPENED);
  });

  it('waits for the list of cameras while it is on its way, instead of saying that the camera is not granted', async () => {
    const { ask, directory } = handlers();
    directory('loading');
    const answers: unknown[] = [];
    void ask('a').then((answer) => answers.push(answer));
    void ask('b').then((answer) => answers.push(answer));
    await settled();
    expect(answers).toEqual([]);
    directory('current', 'a');
    await settled();
    expect(answers).toEqual([OPENED, err('camera/unknown')]);
  });

  it('without any list says what is missing: the server, or an answer that can be read', async () => {
    const { ask, directory, online } = handlers();
    directory('empty');
    online(false);
    expect(await ask('a')).toEqual(err('tier/unreachable', { retryable: true }));
    online(true);
    expect(await ask('a')).toEqual(err('tier/bad-answer', { retryable: true }));
  });

  it('on a desk opened from the cache says that the server is away, and once it is back that a sign-in is missing', async () => {
    const { ask, directory, online, state } = handlers();
    state.token = null;
    directory('cached', 'a');
    online(false);
    expect(await ask('a')).toEqual(err('tier/unreachable', { retryable: true }));
    online(true);
    expect(await ask('a')).toEqual(err('session/not-signed-in', { retryable: true }));
  });

  it('is for a wall only what its own monitor shows', async () => {
    const { ask, directory, stores } = handlers();
    directory('current', 'a', 'b');
    stores.surfaces.put(withCamera(emptySurface(LEFT), 0, cameraId('a')), withCamera(emptySurface(DESK_SURFACE), 0, cameraId('b')));
    expect(await ask('a', wall)).toEqual(OPENED);
    expect(await ask('b', wall)).toEqual(err('camera/unknown'));
  });

  it('is for a wall also what its sequences come to, and the picked one while a hotspot is there', async () => {
    const { ask, directory, stores } = handlers();
    directory('current', 'a', 'b', 'c');
    stores.surfaces.put({ ...emptySurface(LEFT), contents: [sequenceOf(10, 'a', 'b'), null, null, null] });
    update(stores.picked, { camera: cameraId('c') });
    expect([await ask('b', wall), await ask('c', wall)]).toEqual([OPENED, err('camera/unknown')]);
    stores.surfaces.put({ ...emptySurface(LEFT), contents: [{ kind: 'hotspot' }, null, null, null] });
    expect([await ask('b', wall), await ask('c', wall)]).toEqual([err('camera/unknown'), OPENED]);
  });
});

describe('seeing the last minute of a camera again', () => {
  it('is for cameras that are granted, by who is signed in', async () => {
    const { all, as, directory, state } = handlers();
    directory('current', 'a');
    const replay = (camera: string) => Promise.resolve(all['media.replay']({ camera: cameraId(camera), secondsBack: 30 }, as()));
    expect([(await replay('a')).ok, await replay('b')]).toEqual([true, err('camera/unknown')]);
    state.token = null;
    expect((await replay('a')).ok).toBe(false);
  });
});

describe('what is put in a tile', () => {
  it('is no camera that is not granted, also not one of a sequence', async () => {
    const { place, directory } = handlers();
    directory('current', 'a');
    expect((await place(LEFT, cameraContent(cameraId('a')))).ok).toBe(true);
    for (const content of [cameraContent(cameraId('b')), sequenceOf(10, 'a', 'b')]) expect(await place(LEFT, content)).toEqual(err('camera/unknown'));
  });

  it('is no page that is not on the list', async () => {
    const { place } = handlers();
    expect((await place(LEFT, { kind: 'web', url: 'https://thoitiet.example.vn/hanoi' })).ok).toBe(true);
    expect(await place(LEFT, { kind: 'web', url: 'https://elsewhere.example.vn/' })).toEqual(err('web/not-allowed'));
  });

  it("is the desk only on a monitor of this PC, never on the desk itself or another PC's", async () => {
    const { place } = handlers();
    expect((await place(LEFT, { kind: 'desk' })).ok).toBe(true);
    for (const surface of [DESK_SURFACE, monitorSurface(far)]) expect(await place(surface, { kind: 'desk' })).toEqual(err('wall/desk-not-here'));
  });
});

describe('sending an alarm to a monitor', () => {
  it('shows its camera there; without one, or of an alarm that is closed, it says so', async () => {
    const { all, as, directory, stores, surfaces } = handlers();
    directory('current', 'a');
    const alarm = alarmWith('x', { camera: cameraId('a'), priority: 1 });
    stores.alarms.put(alarm, { ...alarm, id: alarmId('y'), camera: null }, { ...alarm, id: alarmId('z'), camera: cameraId('gone') });
    const send = (id: string) => Promise.resolve(all['wall.sendAlarm']({ alarm: alarmId(id), surface: LEFT }, as()));
    expect([await send('x'), await send('y'), await send('z'), await send('closed')]).toEqual([ok(null), err('camera/unknown'), err('camera/unknown'), err('alarm/unknown')]);
    expect(tileWords(surfaces.get(LEFT)?.contents)).toEqual(['a', null, null, null]);
  });
});

describe('a camera that is not granted', () => {
  it('is neither found, nor lifted of its masks, nor kept as a picture', async () => {
    const { all, as, directory, told } = handlers();
    directory('current', 'a');
    const camera = cameraId('b');
    const answers = [
      await all['wall.find']({ camera }, as()),
      await all['masks.lift']({ camera, minutes: 5, reason: 'Tìm người mất tích' }, as()),
      await all['snapshot.save']({ camera, captureUtcMs: 1, isLive: true, png: new Uint8Array(9) }, as()),
      await all['surface.pick']({ camera }, as()),
    ];
    for (const answer of answers) expect(answer).toEqual(err('camera/unknown'));
    expect(told).toEqual([]);
  });
});

describe('what tiles say of themselves', () => {
  it('is kept by the place they are on', () => {
    const { all, as, stores, clock } = handlers();
    update(stores.session, { session: { kind: 'signed-in', person: personWith(), sinceUtcMs: utcMs(0) } });
    all['tiles.report']({ tiles: [REPORT] }, as());
    all['tiles.report']({ tiles: [] }, as(wall));
    expect([...stores.tileReports.records().values()]).toEqual([{ id: DESK_SURFACE, utcMs: clock.utcMs(), tiles: [REPORT] }, { id: LEFT, utcMs: clock.utcMs(), tiles: [] }]);
  });

  it('is kept of nobody who has left', () => {
    const { all, as, stores } = handlers();
    expect(all['tiles.report']({ tiles: [REPORT] }, as())).toEqual({ ok: true, value: null });
    expect(stores.tileReports.records().size).toBe(0);
  });
});

describe('many cameras on a place', () => {
  const ids = (...names: readonly string[]) => names.map((name) => cameraId(name));

  it('are those that exist for the person, each once', async () => {
    const { all, as, directory, surfaces } = handlers();
    directory('current', 'a', 'b');
    expect(await all['surface.openMany']({ surface: LEFT, cameras: ids('a', 'b', 'a', 'not-granted') }, as())).toEqual(ok({ shown: 2 }));
    expect(tileWords(surfaces.get(LEFT)?.contents)).toEqual(['a', 'b']);
  });

  it('from a tile on are the same', async () => {
    const { all, as, directory, surfaces } = handlers();
    directory('current', 'a', 'b');
    expect(await all['surface.fillFrom']({ surface: LEFT, tile: 3, cameras: ids('not-granted', 'b', 'b', 'a') }, as())).toEqual(ok({ shown: 1 }));
    expect(tileWords(surfaces.get(LEFT)?.contents)).toEqual([null, null, null, 'b']);
    expect(await all['surface.fillFrom']({ surface: LEFT, tile: 0, cameras: ids('x') }, as())).toEqual(err('camera/unknown'));
  });

  it('are refused when none exists, and to who has no right over the wall', async () => {
    const { all, directory, surfaces } = handlers();
    directory('current', 'a');
    expect(await all['surface.openMany']({ surface: LEFT, cameras: ids('x') }, { window: desk, person: personWith() })).toEqual(err('camera/unknown'));
    expect(await all['surface.openMany']({ surface: LEFT, cameras: ids('a') }, { window: desk, person: personWith({ rights: ['live.view'] }) })).toEqual(err('app/not-allowed'));
    expect(tileWords(surfaces.get(LEFT)?.contents)).toEqual([null, null, null, null]);
  });
});

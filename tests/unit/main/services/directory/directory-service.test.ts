import { describe, expect, it } from 'vitest';
import type { AppError } from '@contract/domain/result.ts';
import { EVERY_CAMERA } from '@contract/domain/camera-query.ts';
import { cameraId, DESK_SURFACE, utcMs } from '@contract/domain/units.ts';
import { emptySurface } from '@contract/domain/wall.ts';
import { createDirectoryService, type DirectoryPlace } from '../../../../../main/services/directory/directory-service.ts';
import { createStores, only } from '../../../../../main/state/stores.ts';
import type { DirectoryPort } from '../../../../../main/vms/adapter.ts';
import { createFakeDirectoryProcess } from '../../../../builders/fake-directory-process.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';
import { cameraNamed, createFakeEvents, settled, stateOf, unitNamed } from '../../../../builders/fake-vms.ts';
import { createRecordingLog } from '../../../../builders/recording-log.ts';
import { cameraTiles } from '../../../../builders/tiles.ts';

const AT = cameraId('a');

/** The directory of main, before a process that loads what the server has. */
function directory() {
  const time = createFakeTime();
  const events = createFakeEvents();
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  const server = { cameras: ['a', 'b'], token: 'access' as string | null };
  const port: DirectoryPort = {
    units: async () => ({ ok: true, value: { units: [unitNamed('u1')], skipped: 0 } }),
    cameras: async (_etag, onPage) => {
      onPage({ cameras: server.cameras.map((id) => cameraNamed(id)), skipped: 0, total: server.cameras.length });
      return { ok: true, value: { kind: 'loaded', etag: null, changeToken: null, skipped: 0 } };
    },
    states: async () => ({ ok: true, value: { states: server.cameras.map((id) => stateOf(id)), cursor: { epoch: 'x', seq: 4 } } }),
  };
  const process = createFakeDirectoryProcess(() => port);
  const lost: AppError[] = [];
  const loads: string[] = [];
  const seen = { joined: 0, events: new Array<string>(), refused: new Array<string>() };
  const service = createDirectoryService({
    spawn: process.spawn,
    source: { adapter: 'tier', baseUrl: 'https://tier/', trust: { caPem: null, spkiPins: [] } },
    accessToken: () => server.token,
    vms: { events: events.port },
    stores,
    clock: time.clock,
    timers: time.timers,
    log: createRecordingLog(),
    onDidLoseServer: (error) => lost.push(error),
    onTokenRefused: (token) => void seen.refused.push(token),
    onEvent: ({ kind }) => void seen.events.push(kind),
    onDidJoinEvents: () => (seen.joined += 1),
    onDidLoad: (error) => loads.push(error?.code ?? 'loaded'),
  });
  const placeOf = (file: string): DirectoryPlace => ({ file, openBook: () => process.openBook(file) });
  const follow = async () => {
    service.follow();
    await settled();
  };
  const known = () => ['a', 'b', 'c'].filter((id) => stores.cameras.get(id) !== undefined);
  const kinds = () => process.commands.map(({ kind }) => kind);
  return { ...time, events, stores, server, process, lost, loads, seen, service, placeOf, follow, known, kinds, tier: () => only(stores.tier) };
}

describe('the directory of the person here', () => {
  it('is there from the disk before the server is asked, and says it is not of now', async () => {
    const { service, placeOf, follow, known, tier, stores, server } = directory();
    await service.open(placeOf('/p1'));
    await follow();
    service.close();
    expect([known(), tier().directoryState, stores.units.records().size]).toEqual([[], 'empty', 0]);
    server.token = null;
    await service.open(placeOf('/p1'));
    expect([known(), tier().directoryState, tier().directoryTotal, tier().directoryUtcMs]).toEqual([['a', 'b'], 'cached', 2, 5]);
  });

  it('is brought up to date, and others may load what they keep by events from then on', async () => {
    const { service, placeOf, follow, known, tier, loads, seen } = directory();
    await service.open(placeOf('/p1'));
    await follow();
    expect([known(), tier().directoryState, loads, seen.joined]).toEqual([['a', 'b'], 'current', ['loaded'], 1]);
  });

  it('has records and states of what the desk has to do with, and no others', async () => {
    const { service, placeOf, follow, stores, process, server } = directory();
    server.cameras = ['a', 'b', 'c'];
    await service.open(placeOf('/p1'));
    await follow();
    stores.surfaces.put({ ...emptySurface(DESK_SURFACE), contents: cameraTiles('a', null, null, null) });
    expect(service.watch(1, [cameraId('b'), cameraId('withdrawn')], [])).toEqual(['withdrawn']);
    expect([...stores.usedCameras.records().keys()].toSorted()).toEqual(['a', 'b']);
    expect([...stores.cameraStates.records().keys()].toSorted()).toEqual(['a', 'b']);
    service.watch(1, [], [cameraId('b')]);
    expect([...stores.cameraStates.records().keys()]).toEqual(['a']);
    service.watch(1, [cameraId('c')], []);
    service.windowGone(1);
    expect([...stores.usedCameras.records().keys()]).toEqual(['a']);
    expect(process.commands.filter(({ kind }) => kind === 'wall').at(-1)).toEqual({ kind: 'wall', cameras: [] });
  });

  it('lets go at once of a camera whose right is withdrawn', async () => {
    const { service, placeOf, follow, stores, server, events, known } = directory();
    await service.open(placeOf('/p1'));
    await follow();
    stores.surfaces.put({ ...emptySurface(DESK_SURFACE), contents: cameraTiles('a', 'b', null, null) });
    server.cameras = ['b'];
    events.last().onEvent({ kind: 'directory.changed' }, { epoch: 'x', seq: 5 });
    await settled();
    expect([known(), [...stores.usedCameras.records().keys()], [...stores.cameraStates.records().keys()]]).toEqual([['b'], ['b'], ['b']]);
  });

  it('lets go of a camera the disk still has, until the directory is right again', async () => {
    const { service, placeOf, follow, process, known } = directory();
    await service.open(placeOf('/p1'));
    await follow();
    process.say({ kind: 'denied', cameras: [AT] });
    process.say({ kind: 'synced', cursor: null, error: { code: 'storage/write-failed', retryable: true } });
    expect(known()).toEqual(['b']);
    process.say({ kind: 'synced', cursor: null, error: null });
    expect(known()).toEqual(['a', 'b']);
    process.say({ kind: 'denied', cameras: [AT] });
    service.close();
    await service.open(placeOf('/p1'));
    expect(known()).toEqual(['a', 'b']);
  });

  it('asks for the states of all when it begins to follow and after a gap, not with every change', async () => {
    const { service, placeOf, follow, events, process } = directory();
    const syncs = () => process.commands.filter((command) => command.kind === 'sync');
    await service.open(placeOf('/p1'));
    await follow();
    events.last().onEvent({ kind: 'directory.changed' }, { epoch: 'x', seq: 5 });
    events.last().onSnapshotNeeded();
    expect(syncs()).toEqual([{ kind: 'sync', snapshot: true }, { kind: 'sync' }, { kind: 'sync', snapshot: true }]);
  });

  it('hands states told by events on together, the last one last', async () => {
    const { service, placeOf, follow, stores, events, process, advance } = directory();
    await service.open(placeOf('/p1'));
    await follow();
    service.watch(1, [AT], []);
    const before = process.commands.length;
    events.last().onEvent({ kind: 'camera.state', state: stateOf('a', 'lost') }, { epoch: 'x', seq: 5 });
    events.last().onEvent({ kind: 'camera.state', state: stateOf('a', 'broken') }, { epoch: 'x', seq: 6 });
    advance(50);
    expect(process.commands.slice(before).map(({ kind }) => kind)).toEqual(['states']);
    expect(stores.cameraStates.get('a')?.state).toBe('broken');
  });

  it('hands other events on, tells of a lost server, and asks again after a gap', async () => {
    const { service, placeOf, follow, events, seen, lost, kinds } = directory();
    await service.open(placeOf('/p1'));
    await follow();
    events.last().onEvent({ kind: 'layouts.changed' }, { epoch: 'x', seq: 5 });
    events.last().onEvent({ kind: 'groups.changed' }, { epoch: 'x', seq: 6 });
    events.last().onConnection(false);
    const syncs = kinds().filter((kind) => kind === 'sync').length;
    events.last().onSnapshotNeeded();
    expect([seen.events, lost.map(({ code }) => code), kinds().filter((kind) => kind === 'sync').length]).toEqual([['layouts.changed', 'groups.changed'], ['tier/unreachable'], syncs + 1]);
  });
});

describe('the next person', () => {
  it('sees nothing of what was on its way for the one before', async () => {
    const { service, placeOf, follow, process, stores, events, known } = directory();
    await service.open(placeOf('/p1'));
    await follow();
    const old = events.last();
    service.close();
    // Still on its way from the first person's directory when the second one's is asked for.
    process.say({ kind: 'units', units: [unitNamed('secret')] });
    process.say({ kind: 'marks', put: [{ id: 'a', kind: 'camera', at: { latDeg: 21, lonDeg: 105 }, camera: AT, number: 1, name: 'secret', turns: false, type: null, bearingDeg: null, condition: 'working' }], remove: [], isAll: true });
    old.onEvent({ kind: 'camera.state', state: stateOf('a') }, { epoch: 'x', seq: 9 });
    expect([stores.units.records().size, stores.mapMarks.records().size, known()]).toEqual([0, 0, []]);
    await service.open(placeOf('/p2'));
    expect([stores.units.records().size, known()]).toEqual([0, []]);
  });

  it('hears the events of now, also when somebody had begun to follow before their directory was open', async () => {
    const { service, placeOf, follow, events, stores, advance } = directory();
    await follow();
    await service.open(placeOf('/p1'));
    await follow();
    service.watch(1, [AT], []);
    events.last().onEvent({ kind: 'camera.state', state: stateOf('a', 'lost') }, { epoch: 'x', seq: 5 });
    advance(50);
    expect([events.listeners.length, events.closed(), stores.cameraStates.get('a')?.state]).toEqual([2, 1, 'lost']);
  });

  it('comes to their own directory, however fast', async () => {
    const { service, placeOf, process, tier } = directory();
    const first = service.open(placeOf('/p1'));
    service.close();
    const second = service.open(placeOf('/p2'));
    await Promise.all([first, second]);
    process.say({ kind: 'facts', facts: { state: 'current', total: 3, skipped: 1, directoryUtcMs: utcMs(8) } });
    expect([tier().directoryState, tier().directoryTotal, tier().directorySkipped]).toEqual(['current', 3, 1]);
  });
});

describe('a directory process that died', () => {
  it('is told all it must know: the server, the token, the file, what is watched, and to go on', async () => {
    const { service, placeOf, follow, process, kinds, advance, known } = directory();
    await service.open(placeOf('/p1'));
    await follow();
    service.watch(1, [AT], []);
    service.look({ bounds: { west: 105, south: 20, east: 106, north: 21 }, zoom: 12, scope: EVERY_CAMERA });
    const before = process.commands.length;
    process.die();
    advance(500);
    await settled();
    expect(kinds().slice(before)).toEqual(['source', 'token', 'open', 'groups', 'watch', 'wall', 'look', 'sync']);
    expect(process.commands.slice(before).find(({ kind }) => kind === 'watch')).toEqual({ kind: 'watch', cameras: [AT] });
    expect(known()).toEqual(['a', 'b']);
  });

  it('is not taken for current while it is away: what is shown is from the disk, and no state is known', async () => {
    const { service, placeOf, follow, process, stores, tier } = directory();
    await service.open(placeOf('/p1'));
    await follow();
    service.watch(1, [AT], []);
    expect(stores.cameraStates.get('a')?.state).toBe('working');
    process.die();
    expect([tier().directoryState, tier().directoryTotal, stores.cameraStates.records().size]).toEqual(['cached', 2, 0]);
  });

  it('finds its file held by nobody when it opens it again, and what is in use stays so', async () => {
    const { service, placeOf, follow, process, advance, known } = directory();
    await service.open(placeOf('/p1'));
    await follow();
    expect(known()).toEqual(['a', 'b']);
    process.die();
    advance(500);
    expect([process.booksAtOpen, known()]).toEqual([[0, 0], ['a', 'b']]);
    process.say({ kind: 'opened', generation: 1, error: { code: 'storage/damaged', retryable: true } });
    expect(known()).toEqual(['a', 'b']);
    process.say({ kind: 'opened', generation: 1, error: null });
    expect(known()).toEqual(['a', 'b']);
  });

  it('answers nothing while nobody is here', async () => {
    const { service } = directory();
    expect(await service.ask('number', { number: 1 })).toMatchObject({ ok: false, error: { code: 'directory/unavailable' } });
  });

  it('passes on that the server takes a token no more', () => {
    const { process, seen } = directory();
    process.say({ kind: 'token-refused', accessToken: 'access' });
    expect(seen.refused).toEqual(['access']);
  });
});

import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { ok } from '@contract/domain/result.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, monitorKey, monitorSurface, utcMs } from '@contract/domain/units.ts';
import { emptySurface } from '@contract/domain/wall.ts';
import { createNotices } from '../../../../main/app/notices.ts';
import { createWallTools } from '../../../../main/app/create-wall-tools.ts';
import { createLayoutsService } from '../../../../main/services/layouts/layouts-service.ts';
import { createSurfacesService } from '../../../../main/services/surfaces/surfaces-service.ts';
import { createStores, update } from '../../../../main/state/stores.ts';
import { alarmWith } from '../../../builders/alarms.ts';
import { standIn } from '../../../builders/fake-electron.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';
import { monitorWith } from '../../../builders/monitors.ts';
import { personWith } from '../../../builders/people.ts';
import { createRecordingLog } from '../../../builders/recording-log.ts';
import { createMemoryFiles } from '../storage/memory-files.ts';
import { storageContext } from '../storage/storage-builders.ts';

const A = monitorSurface(monitorKey('a'));
const B = monitorSurface(monitorKey('b'));
const C1 = cameraId('c1');

async function wall() {
  const stores = createStores({ address: 'https://tier', language: 'vi', wallOnly: false });
  const time = createFakeTime();
  const files = createMemoryFiles();
  const log = createRecordingLog();
  const notices = createNotices(stores, time.clock);
  const surfaces = createSurfacesService({ stores, clock: time.clock, timers: time.timers });
  const layouts = createLayoutsService({ port: null, stores, clock: time.clock, uuid: () => 'l1', onDidKeep: () => {}, log });
  const flashed: [string, readonly number[]][] = [];
  let made = 0;
  stores.monitors.replaceAll([monitorWith({ id: monitorKey('a'), number: 1 }), monitorWith({ id: monitorKey('b'), number: 2 })]);
  const sign = (rights = personWith().rights) => update(stores.session, { session: { kind: 'signed-in', person: personWith({ rights }), sinceUtcMs: utcMs(0) } });
  sign();
  await surfaces.open({ load: async () => [], save: () => {} });
  const tools = createWallTools(
    {
      pictureFolder: '/data/pictures',
      snapshotFolder: '/data/snapshots',
      documentsFolder: '/home',
      isWebAllowed: () => false,
      workstation: 'PC-3',
      dialogs: { chooseSave: async () => null, chooseOpen: async () => null },
      flash: (surface, tiles) => flashed.push([surface, tiles]),
      deskSource: () => ok({ sourceId: 's' }),
      webTiles: { place: () => {}, close: () => {} },
      clock: time.clock,
      timers: time.timers,
      random: { unit: () => 0.5, bytes: () => new Uint8Array(), uuid: () => `id-${(made += 1)}` },
      log,
    },
    { stores, surfaces, layouts, vms: standIn({}), context: storageContext(files), address: 'https://tier', notices, onDidKeepScenes: () => {} },
  );
  await tools.open(personWith());
  return { stores, time, tools, surfaces, flashed, sign, notice: (key: string) => stores.notices.get(key) };
}

describe('the wall', () => {
  it('answers how many tiles show a camera, and flashes those', async () => {
    const { tools, surfaces, stores, flashed, time } = await wall();
    const steps = [{ camera: cameraId('c2'), dwellS: 10 }, { camera: C1, dwellS: 10 }];
    surfaces.setArrangement(A, READY['4']);
    surfaces.placeContent(A, 2, cameraContent(C1));
    surfaces.placeContent(A, 3, { kind: 'hotspot' });
    surfaces.placeContent(B, 0, { kind: 'sequence', sequence: { name: '', steps }, run: { kind: 'running', anchorUtcMs: time.clock.utcMs(), fromStep: 0 } });
    expect(tools.findOnWall(C1)).toBe(1);
    expect(flashed).toEqual([[A, [2]]]);
    update(stores.picked, { camera: C1 });
    time.advance(10_000);
    expect(tools.findOnWall(C1)).toBe(3);
    expect(flashed.slice(1)).toEqual([[A, [2, 3]], [B, [0]]]);
    stores.monitors.put(monitorWith({ id: monitorKey('b'), number: 2, present: false }));
    expect(tools.findOnWall(C1)).toBe(2);
  });

  it('goes to its scene for an alarm, says so, and is back with one undo', async () => {
    const { tools, surfaces, notice, stores } = await wall();
    surfaces.placeContent(A, 0, cameraContent(C1));
    const saved = await tools.scenes.save({ name: 'Khẩn', replace: null });
    if (!saved.ok) throw new Error(saved.error.code);
    await tools.scenes.set({ scene: saved.value.scene, name: 'Khẩn', keyDigit: null, schedule: null, alarm: { priorityAtLeast: 2, cameras: [] } });
    surfaces.placeContent(A, 0, { kind: 'clock' });
    surfaces.placeContent(B, 0, { kind: 'map' });
    tools.alarmRaised(alarmWith('a1', { camera: C1, priority: 1, title: 'Cháy chợ' }));
    expect(stores.surfaces.get(A)?.contents[0]).toEqual(cameraContent(C1));
    expect(stores.surfaces.get(B)?.contents[0]).toBeNull();
    expect(notice('sceneByAlarm')).toMatchObject({ level: 'info', values: { scene: 'Khẩn', alarm: 'Cháy chợ' } });
    surfaces.undo();
    expect([stores.surfaces.get(A)?.contents[0], stores.surfaces.get(B)?.contents[0]]).toEqual([{ kind: 'clock' }, { kind: 'map' }]);
  });

  it('stays with its scene in a storm of alarms, says how many they are, and keeps what can be undone', async () => {
    const { tools, surfaces, notice, stores } = await wall();
    surfaces.placeContent(A, 0, cameraContent(C1));
    const saved = await tools.scenes.save({ name: 'Khẩn', replace: null });
    if (!saved.ok) throw new Error(saved.error.code);
    await tools.scenes.set({ scene: saved.value.scene, name: 'Khẩn', keyDigit: null, schedule: null, alarm: { priorityAtLeast: 3, cameras: [] } });
    surfaces.placeContent(A, 0, { kind: 'clock' });
    const raise = (id: string, priority: 1 | 2 | 3 = 3) => tools.alarmRaised(alarmWith(id, { camera: C1, priority, title: id }));
    for (let count = 1; count <= 30; count += 1) raise(`a${String(count)}`);
    expect(notice('sceneByAlarm')).toMatchObject({ values: { scene: 'Khẩn', alarm: 'a30', alarms: 30 } });
    surfaces.placeContent(A, 0, { kind: 'map' });
    raise('b1');
    expect(stores.surfaces.get(A)?.contents[0]).toEqual({ kind: 'map' });
    surfaces.undo();
    surfaces.undo();
    expect(stores.surfaces.get(A)?.contents[0]).toEqual({ kind: 'clock' });
    raise('b2', 2);
    expect(stores.surfaces.get(A)?.contents[0]).toEqual(cameraContent(C1));
  });

  it('stays as it is for an alarm while who is here may not steer it', async () => {
    const { tools, surfaces, sign, stores } = await wall();
    const saved = await tools.scenes.save({ name: 'Khẩn', replace: null });
    if (!saved.ok) throw new Error(saved.error.code);
    await tools.scenes.set({ scene: saved.value.scene, name: 'Khẩn', keyDigit: null, schedule: null, alarm: { priorityAtLeast: 4, cameras: [] } });
    surfaces.placeContent(A, 0, { kind: 'clock' });
    sign(['live.view']);
    tools.alarmRaised(alarmWith('a1', { camera: C1, priority: 1, title: 'Cháy' }));
    expect(stores.surfaces.get(A)?.contents[0]).toEqual({ kind: 'clock' });
  });

  it('names the monitors a scene could not reach', async () => {
    const { tools, stores, notice } = await wall();
    const saved = await tools.scenes.save({ name: 'Khẩn', replace: null });
    stores.monitors.put(monitorWith({ id: monitorKey('b'), number: 2, present: false }));
    if (saved.ok) expect(await tools.scenes.recall(saved.value.scene)).toMatchObject({ ok: true });
    expect(notice('sceneMonitorsAbsent')).toMatchObject({ level: 'warning', values: { scene: 'Khẩn', monitors: '2' } });
  });

  it('shows the desk on a monitor, and takes it back', async () => {
    const { tools, surfaces, stores } = await wall();
    surfaces.placeContent(A, 0, cameraContent(C1));
    await tools.showDesk(monitorKey('a'), true);
    expect(stores.surfaces.get(A)).toMatchObject({ arrangement: READY['1'], contents: [{ kind: 'desk' }] });
    await tools.showDesk(monitorKey('a'), false);
    expect(stores.surfaces.get(A)).toMatchObject({ ...emptySurface(A), contents: [cameraContent(C1), null, null, null] });
  });

  it('keeps its scenes over a sign-out, and shows none meanwhile', async () => {
    const { tools, stores, time } = await wall();
    await tools.scenes.save({ name: 'Ngày', replace: null });
    tools.close();
    expect(stores.scenes.records().size).toBe(0);
    expect(time.waiting()).toBe(0);
    await tools.open(personWith());
    expect([...stores.scenes.records().values()].map(({ name }) => name)).toEqual(['Ngày']);
    tools.close();
    const asked = tools.open(personWith());
    tools.close();
    await asked;
    expect(stores.scenes.records().size).toBe(0);
  });
});

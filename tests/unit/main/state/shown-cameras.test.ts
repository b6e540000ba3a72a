import { describe, expect, it } from 'vitest';
import { alarmId, cameraId, DESK_SURFACE, monitorKey, monitorSurface, nodeId } from '@contract/domain/units.ts';
import { emptySurface, type Surface } from '@contract/domain/wall.ts';
import { createStores, update } from '../../../../main/state/stores.ts';
import { keepShownCameras, keepUsedCameras } from '../../../../main/state/shown-cameras.ts';
import { alarmWith } from '../../../builders/alarms.ts';
import { cameraNamed } from '../../../builders/fake-vms.ts';
import { giveCameras } from '../../../builders/known-cameras.ts';
import { monitorWith } from '../../../builders/monitors.ts';
import { cameraTiles, sequenceOf } from '../../../builders/tiles.ts';

const WALL = monitorSurface(monitorKey('d1'));
const on = (id: typeof WALL, contents: Surface['contents']): Surface => ({ ...emptySurface(id), contents });

function walls() {
  const stores = createStores({ address: 'https://tier', language: 'en', wallOnly: false });
  stores.monitors.put(monitorWith({ id: monitorKey('d1') }));
  const cameras = giveCameras(stores.cameras, ...['a', 'b', 'c', 'd'].map((id) => cameraNamed(id)));
  const stop = keepShownCameras(stores);
  const shown = () => [...stores.shownCameras.records().keys()].toSorted();
  return { stores, cameras, stop, shown };
}

describe('the cameras walls are given', () => {
  it('are those that are shown there, and no others', () => {
    const { stores, cameras, stop, shown } = walls();
    expect(shown()).toEqual([]);
    stores.surfaces.put(on(WALL, cameraTiles('a', 'a', 'unknown', null)));
    expect(shown()).toEqual(['a']);
    cameras.put(cameraNamed('a', { name: 'renamed' }));
    expect(stores.shownCameras.get('a')?.name).toBe('renamed');
    const before = stores.shownCameras.records();
    cameras.put(cameraNamed('e'));
    expect(stores.shownCameras.records()).toBe(before);
    cameras.remove('a');
    expect(shown()).toEqual([]);
    stop();
    cameras.put(cameraNamed('a'));
    expect(shown()).toEqual([]);
  });

  it('are all that a sequence comes to', () => {
    const { stores, shown } = walls();
    stores.surfaces.put(on(WALL, [sequenceOf(10, 'a', 'b'), null, null, null]));
    expect(shown()).toEqual(['a', 'b']);
  });

  it('are the picked one where a hotspot is', () => {
    const { stores, shown } = walls();
    update(stores.picked, { camera: cameraId('c') });
    expect(shown()).toEqual([]);
    stores.surfaces.put(on(WALL, [{ kind: 'hotspot' }, null, null, null]));
    expect(shown()).toEqual(['c']);
    update(stores.picked, { camera: cameraId('d') });
    expect(shown()).toEqual(['d']);
  });

  it('are those of open alarms where an alarm list is', () => {
    const { stores, shown } = walls();
    const alarm = alarmWith('x', { camera: cameraId('b') });
    stores.alarms.put(alarm, { ...alarm, id: alarmId('y'), camera: null });
    expect(shown()).toEqual([]);
    stores.surfaces.put(on(WALL, [{ kind: 'alarms' }, null, null, null]));
    expect(shown()).toEqual(['b']);
    stores.alarms.replaceAll([]);
    expect(shown()).toEqual([]);
  });

  it('are none of the desk, of a monitor that is away, or of another PC', () => {
    const { stores, shown } = walls();
    stores.monitors.put(monitorWith({ id: monitorKey('d2'), number: 2, present: false }), monitorWith({ id: monitorKey('far'), number: 3, node: nodeId('pc2') }));
    stores.surfaces.put(on(DESK_SURFACE, cameraTiles('a', null, null, null)), on(monitorSurface(monitorKey('d2')), cameraTiles('b', null, null, null)), on(monitorSurface(monitorKey('far')), cameraTiles('c', null, null, null)));
    expect(shown()).toEqual([]);
    stores.monitors.put(monitorWith({ id: monitorKey('d2'), number: 2 }));
    expect(shown()).toEqual(['b']);
  });
});

describe('the cameras the desk has to do with', () => {
  function desk() {
    const stores = createStores({ address: 'https://tier', language: 'en', wallOnly: false });
    const cameras = giveCameras(stores.cameras, ...['a', 'b', 'c', 'd', 'e'].map((id) => cameraNamed(id)));
    const told: string[][] = [];
    const used = keepUsedCameras(stores, () => void told.push([...stores.usedCameras.records().keys()].toSorted()));
    return { stores, cameras, used, told, now: () => [...stores.usedCameras.records().keys()].toSorted() };
  }

  it('are those of every surface, wherever its monitor is, the picked one, those of alarms, and those it watches', () => {
    const { stores, used, now } = desk();
    stores.surfaces.put(on(DESK_SURFACE, cameraTiles('a', null, null, null)), on(monitorSurface(monitorKey('far')), cameraTiles('b', null, null, null)));
    expect(now()).toEqual(['a', 'b']);
    update(stores.picked, { camera: cameraId('c') });
    stores.alarms.put(alarmWith('x', { camera: cameraId('d') }));
    used.watch([cameraId('e'), cameraId('nobody-may-see')]);
    expect(now()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect([...used.onWall()]).toEqual(['b']);
  });

  it('leave with a right that is withdrawn, and whoever keeps their states is told of each change once', () => {
    const { cameras, used, told, now } = desk();
    used.watch([cameraId('a'), cameraId('b')]);
    used.watch([cameraId('b'), cameraId('a')]);
    cameras.put(cameraNamed('a', { name: 'renamed' }));
    expect(told).toEqual([['a', 'b']]);
    cameras.remove('a');
    expect(now()).toEqual(['b']);
    expect(told).toEqual([['a', 'b'], ['b']]);
    used.stop();
    cameras.remove('b');
    expect(told).toHaveLength(2);
  });
});

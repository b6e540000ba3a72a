import { describe, expect, it } from 'vitest';
import { cameraId, DESK_SURFACE, layoutId, monitorKey, monitorSurface, type SurfaceId } from '@contract/domain/units.ts';
import { emptySurface, type Surface } from '@contract/domain/wall.ts';
import { createSurfacesService } from '../../../../../main/services/surfaces/surfaces-service.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import { layoutNamed, settled } from '../../../../builders/fake-vms.ts';
import { monitorWith } from '../../../../builders/monitors.ts';

const WALL = monitorSurface(monitorKey('d1'));
const camera = cameraId('c1');

function surfaces() {
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  stores.monitors.put(monitorWith({ id: monitorKey('d1') }));
  stores.layouts.put(layoutNamed('l1', { name: 'Ca sáng', grid: '4', cameras: [camera, null, null, null] }));
  const saves: (readonly Surface[])[] = [];
  const service = createSurfacesService({ stores });
  const open = (saved: readonly Surface[] = []) => service.open({ load: async () => saved, save: (shown) => saves.push(shown) });
  const shown = (id: SurfaceId) => stores.surfaces.get(id);
  return { stores, service, saves, open, shown };
}

describe('what is shown', () => {
  it('is what was shown last, on every place, also those that are away now', async () => {
    const { open, shown, stores } = surfaces();
    const away: Surface = { ...emptySurface(monitorSurface(monitorKey('d9'))), cameras: [camera, null, null, null] };
    await open([away]);
    expect(shown(away.id)).toEqual(away);
    expect(shown(DESK_SURFACE)).toEqual(emptySurface(DESK_SURFACE));
    expect(stores.surfaces.records().size).toBe(2);
  });

  it('is kept after every change, all of it', async () => {
    const { open, service, saves } = surfaces();
    await open();
    service.placeCamera(DESK_SURFACE, 0, camera);
    service.copy(DESK_SURFACE, WALL);
    service.setGrid(WALL, '9');
    expect(saves).toHaveLength(3);
    expect(saves.at(-1)?.map(({ id, grid, cameras }) => [id, grid, cameras[0]])).toEqual([[DESK_SURFACE, '4', 'c1'], [WALL, '9', 'c1']]);
  });

  it('is not written again when nothing changed', async () => {
    const { open, service, saves } = surfaces();
    await open();
    service.placeCamera(DESK_SURFACE, 0, camera);
    service.placeCamera(DESK_SURFACE, 0, camera);
    service.setGrid(DESK_SURFACE, '4');
    service.placeCamera(DESK_SURFACE, 99, camera);
    expect(saves).toHaveLength(1);
  });

  it('does not overwrite the wall on disk while it is still being read', async () => {
    const { service, saves, shown } = surfaces();
    const saved: Surface = { ...emptySurface(WALL), cameras: [camera, null, null, null] };
    let read: (surfaces: readonly Surface[]) => void = () => {};
    const opened = service.open({ load: () => new Promise((resolve) => (read = resolve)), save: (now) => saves.push(now) });
    service.placeCamera(DESK_SURFACE, 1, camera);
    read([saved]);
    await opened;
    expect(saves).toEqual([]);
    expect(shown(WALL)).toEqual(saved);
  });
});

describe('a layout', () => {
  it('put on a place is named there, until the place is changed', async () => {
    const { open, service, shown } = surfaces();
    await open();
    expect(service.applyLayout(WALL, layoutId('l1')).ok).toBe(true);
    expect(shown(WALL)).toMatchObject({ layoutName: 'Ca sáng', cameras: ['c1', null, null, null] });
    service.placeCamera(WALL, 1, camera);
    expect(shown(WALL)).toMatchObject({ layoutName: '', layoutId: null });
  });

  it('saved from a place names it', async () => {
    const { open, service, shown } = surfaces();
    await open();
    service.placeCamera(DESK_SURFACE, 0, camera);
    service.named(DESK_SURFACE, layoutId('l1'));
    expect(shown(DESK_SURFACE)).toMatchObject({ layoutId: 'l1', layoutName: 'Ca sáng', cameras: ['c1', null, null, null] });
  });

  it('that is not there changes nothing', async () => {
    const { open, service, saves } = surfaces();
    await open();
    expect(service.applyLayout(WALL, layoutId('none'))).toMatchObject({ ok: false, error: { code: 'layout/unknown' } });
    expect(saves).toEqual([]);
  });
});

describe('opening a camera', () => {
  it('twice at once takes two tiles, the wanted one first; a camera that is shown keeps its own', async () => {
    const { open, service, shown } = surfaces();
    await open();
    const second = cameraId('c2');
    expect([service.openCamera(DESK_SURFACE, camera, 3), service.openCamera(DESK_SURFACE, second, 3), service.openCamera(DESK_SURFACE, camera, 3)].map((answer) => answer.ok && answer.value.tile)).toEqual([3, 0, 3]);
    expect(shown(DESK_SURFACE)?.cameras).toEqual([second, null, null, camera]);
  });
});

describe('a place', () => {
  it('that this PC never had is refused, for every act', async () => {
    const { open, service, saves } = surfaces();
    await open();
    const nowhere = monitorSurface(monitorKey('nowhere'));
    const answers = [
      service.placeCamera(nowhere, 0, camera),
      service.openCamera(nowhere, camera, 0),
      service.swapTiles(nowhere, 0, 1),
      service.setGrid(nowhere, '9'),
      service.clear(nowhere),
      service.applyLayout(nowhere, layoutId('l1')),
      service.copy(DESK_SURFACE, nowhere),
      service.copy(nowhere, DESK_SURFACE),
    ];
    for (const answer of answers) expect(answer).toMatchObject({ ok: false, error: { code: 'wall/unknown-monitor' } });
    expect([service.get(nowhere), saves.length]).toEqual([null, 0]);
  });

  it('cleared keeps its grid', async () => {
    const { open, service, shown } = surfaces();
    await open();
    service.applyLayout(WALL, layoutId('l1'));
    service.clear(WALL);
    expect(shown(WALL)).toEqual(emptySurface(WALL, '4'));
  });
});

describe('closing', () => {
  it('leaves nothing shown and writes nothing, also when it comes while the wall is read', async () => {
    const { service, saves, stores, open } = surfaces();
    await open([{ ...emptySurface(WALL), cameras: [camera, null, null, null] }]);
    service.close();
    expect([stores.surfaces.records().size, saves.length]).toEqual([0, 0]);
    const opened = open([{ ...emptySurface(WALL), cameras: [camera, null, null, null] }]);
    service.close();
    await opened;
    await settled();
    expect(stores.surfaces.records().size).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, monitorKey, monitorSurface, nodeId } from '@contract/domain/units.ts';
import { createDeskOnWall } from '../../../../../main/services/scenes/desk-on-wall.ts';
import { createSurfacesService, type KeptSurface } from '../../../../../main/services/surfaces/surfaces-service.ts';
import { monitorWith } from '../../../../builders/monitors.ts';
import { sceneWall } from './scenes-scene.ts';

function deskWall() {
  const wall = sceneWall(['a']);
  const surfaces = createSurfacesService({ stores: wall.stores, clock: wall.time.clock, timers: wall.time.timers });
  let disk: readonly KeptSurface[] = [];
  const open = () => surfaces.open({ load: async () => disk, save: (now) => void (disk = now) });
  const deskOnWall = createDeskOnWall({
    stores: wall.stores,
    showTogether: (places) => {
      wall.steps.push(places);
      return surfaces.changeTogether(places);
    },
    beneathDesk: surfaces.beneathDesk,
  });
  /** Signs out, or starts again, and in: the surfaces come from the disk. */
  const again = async () => {
    surfaces.close();
    await open();
  };
  return { ...wall, surfaces, deskOnWall, open, again, a: monitorKey('a') };
}

describe("the desk's own window on a monitor", () => {
  it('fills it, and what was there returns when it goes', () => {
    const { deskOnWall, a, show, shown, stores } = deskWall();
    show('a', 'c1');
    expect(deskOnWall.show(a, true)).toEqual({ ok: true, value: null });
    expect(shown('a')).toEqual([{ kind: 'desk' }]);
    expect(stores.surfaces.get('monitor:a')?.arrangement).toEqual(READY['1']);
    deskOnWall.show(a, false);
    expect(shown('a')).toEqual([cameraContent(cameraId('c1'))]);
  });

  it('is one step each way, also when asked twice', () => {
    const { deskOnWall, a, show, steps, shown } = deskWall();
    show('a', 'c1');
    deskOnWall.show(a, true);
    deskOnWall.show(a, true);
    deskOnWall.show(a, false);
    deskOnWall.show(a, false);
    expect(steps).toHaveLength(2);
    expect(shown('a')).toEqual([cameraContent(cameraId('c1'))]);
  });

  it('gives what was there back also after a restart or another sign-in', async () => {
    const { deskOnWall, a, open, again, surfaces, shown } = deskWall();
    await open();
    surfaces.placeContent(monitorSurface(a), 2, cameraContent(cameraId('c1')));
    deskOnWall.show(a, true);
    await again();
    expect(shown('a')).toEqual([{ kind: 'desk' }]);
    deskOnWall.show(a, false);
    expect(shown('a')).toEqual([null, null, cameraContent(cameraId('c1')), null]);
  });

  it('gives it back as well after an undo brought the desk there again', async () => {
    const { deskOnWall, a, open, surfaces, shown } = deskWall();
    await open();
    surfaces.placeContent(monitorSurface(a), 2, cameraContent(cameraId('c1')));
    deskOnWall.show(a, true);
    surfaces.clear(monitorSurface(a));
    surfaces.undo();
    expect(shown('a')).toEqual([{ kind: 'desk' }]);
    deskOnWall.show(a, false);
    expect(shown('a')).toEqual([null, null, cameraContent(cameraId('c1')), null]);
  });

  it('is only for monitors of this PC that are there', () => {
    const { deskOnWall, stores, steps } = deskWall();
    stores.monitors.put(monitorWith({ id: monitorKey('far'), node: nodeId('w2') }), monitorWith({ id: monitorKey('off'), present: false }));
    expect(deskOnWall.show(monitorKey('far'), true)).toMatchObject({ error: { code: 'wall/desk-not-here' } });
    expect(deskOnWall.show(monitorKey('off'), true)).toMatchObject({ error: { code: 'wall/unknown-monitor' } });
    expect(deskOnWall.show(monitorKey('none'), true)).toMatchObject({ error: { code: 'wall/unknown-monitor' } });
    expect(steps).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, monitorKey, nodeId } from '@contract/domain/units.ts';
import { createDeskOnWall } from '../../../../../main/services/scenes/desk-on-wall.ts';
import { monitorWith } from '../../../../builders/monitors.ts';
import { sceneWall } from './scenes-scene.ts';
import { ok } from '@contract/domain/result.ts';

function deskWall() {
  const wall = sceneWall(['a']);
  const deskOnWall = createDeskOnWall({
    stores: wall.stores,
    showTogether: (surfaces) => {
      wall.steps.push(surfaces);
      wall.stores.surfaces.put(...surfaces);
      return ok(null);
    },
  });
  return { ...wall, deskOnWall, a: monitorKey('a') };
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

  it('leaves nothing behind when nobody knows any more what was there', () => {
    const { deskOnWall, a, show, shown } = deskWall();
    show('a', 'c1');
    deskOnWall.show(a, true);
    deskOnWall.close();
    deskOnWall.show(a, false);
    expect(shown('a')?.every((content) => content === null)).toBe(true);
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

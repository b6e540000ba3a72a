import { describe, expect, it } from 'vitest';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, layoutId } from '@contract/domain/units.ts';
import { emptySurface, type LayoutTour } from '@contract/domain/wall.ts';
import { update } from '../../../../../main/state/stores.ts';
import { LEFT, RIGHT, surfacesScene } from '../../../../builders/surfaces-scene.ts';

const steps = (...names: readonly string[]): LayoutTour['steps'] => names.map((name) => ({ layout: layoutId(name), dwellS: 10 }));

async function touring(...names: readonly string[]) {
  const scene = surfacesScene();
  await scene.open();
  scene.service.startTour(LEFT, 'Tua đêm', steps(...names));
  const layout = (id = LEFT) => scene.shown(id)?.layoutId;
  return { ...scene, layout };
}

describe('a tour', () => {
  it('shows its layouts in turn, each for its time, and begins again', async () => {
    const { advance, layout, shown } = await touring('l1', 'l2', 'l3');
    const seen = [layout()];
    for (let step = 0; step < 4; step += 1) {
      advance(9_999);
      seen.push(layout());
      advance(1);
      seen.push(layout());
    }
    expect(seen).toEqual(['l1', 'l1', 'l2', 'l2', 'l3', 'l3', 'l1', 'l1', 'l2']);
    expect(shown(LEFT)?.tour?.name).toBe('Tua đêm');
  });

  it("goes by the server's clock, also when that is set anew", async () => {
    const { layout, stores } = await touring('l1', 'l2');
    update(stores.tier, { clockOffsetMs: 10_500 });
    expect(layout()).toBe('l2');
  });

  it('pauses, steps and goes on', async () => {
    const { service, advance, layout } = await touring('l1', 'l2', 'l3');
    service.actOnTour(LEFT, 'pause');
    advance(60_000);
    expect(layout()).toBe('l1');
    service.actOnTour(LEFT, 'next');
    expect(layout()).toBe('l2');
    service.actOnTour(LEFT, 'previous');
    service.actOnTour(LEFT, 'previous');
    expect(layout()).toBe('l3');
    service.actOnTour(LEFT, 'resume');
    advance(10_000);
    expect(layout()).toBe('l1');
  });

  it('passes over a layout that is gone, in both directions, and takes it up again', async () => {
    const { service, advance, layout, stores } = await touring('l1', 'l2', 'l3');
    const gone = stores.layouts.get('l2');
    stores.layouts.remove('l2');
    advance(10_000);
    expect(layout()).toBe('l3');
    service.actOnTour(LEFT, 'previous');
    expect(layout()).toBe('l1');
    if (gone !== undefined) stores.layouts.put(gone);
    advance(10_000);
    expect(layout()).toBe('l2');
  });

  it('with no layout left stays as it is and waits', async () => {
    const { advance, layout, stores, words } = await touring('l1', 'l2');
    const all = [...stores.layouts.records().values()];
    stores.layouts.replaceAll([]);
    advance(60_000);
    expect([layout(), words(LEFT)[0]]).toEqual(['l1', 'c1']);
    stores.layouts.replaceAll(all);
    advance(10_000);
    expect(layout()).toBe('l2');
  });

  it('goes on after a restart, where it would be by now', async () => {
    const { saves, layout, advance, clock } = await touring('l1', 'l2', 'l3');
    const next = surfacesScene();
    // Another console with the same clock, started 15 s into the tour.
    next.advance(15_000);
    await next.service.open(next.cacheOf(saves.at(-1) ?? []));
    advance(15_000);
    expect(clock.utcMs()).toBe(next.clock.utcMs());
    expect([layout(), next.shown(LEFT)?.layoutId]).toEqual(['l2', 'l2']);
    next.advance(5_000);
    expect(next.shown(LEFT)?.layoutId).toBe('l3');
  });

  it('ends where it is, and also when a tile is changed', async () => {
    const { service, advance, shown, words } = await touring('l1', 'l2');
    service.actOnTour(LEFT, 'end');
    advance(60_000);
    expect([shown(LEFT)?.layoutId, shown(LEFT)?.tour]).toEqual(['l1', null]);
    service.startTour(LEFT, '', steps('l1', 'l2'));
    service.placeContent(LEFT, 1, cameraContent(cameraId('c9')));
    advance(60_000);
    expect([shown(LEFT)?.tour, words(LEFT)]).toEqual([null, ['c1', 'c9', null, null]]);
  });

  it('leaves a zoom alone while its step stands', async () => {
    const { service, shown, stores } = await touring('l1', 'l2');
    service.setZoom(LEFT, 0, { x: 0.5, y: 0.5, scale: 3 });
    stores.surfaces.put(emptySurface(RIGHT));
    expect(shown(LEFT)).toMatchObject({ tour: { name: 'Tua đêm' }, contents: [{ zoom: { scale: 3 } }, null, null, null] });
  });

  it('is one step to undo, however long it ran, and what it passed is not what tiles remember', async () => {
    const { service, advance, shown } = await touring('l1', 'l2', 'l3');
    advance(55_000);
    expect(service.memory(LEFT, 0)).toEqual({ ok: true, value: [] });
    service.undo();
    expect(shown(LEFT)).toEqual(emptySurface(LEFT));
    advance(60_000);
    expect(shown(LEFT)).toEqual(emptySurface(LEFT));
  });

  it('tells who follows the wall of each step', async () => {
    const { advance, told } = await touring('l1', 'l2');
    advance(20_000);
    expect(told).toEqual([[LEFT], [LEFT], [LEFT]]);
  });

  it('of a layout that is not there does not begin', async () => {
    const { service } = await touring('l1', 'l2');
    expect(service.startTour(RIGHT, '', steps('l1', 'none'))).toMatchObject({ ok: false, error: { code: 'layout/unknown' } });
  });

  it('leaves no timer when it ends or everything stops', async () => {
    const { service, waiting } = await touring('l1', 'l2');
    expect(waiting()).toBe(1);
    service.actOnTour(LEFT, 'pause');
    expect(waiting()).toBe(0);
    service.actOnTour(LEFT, 'resume');
    service.stop();
    expect(waiting()).toBe(0);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { READY, READY_NAMES } from '@contract/domain/arrangement.ts';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { cameraId, DESK_SURFACE, layoutId, monitorKey } from '@contract/domain/units.ts';
import { emptySurface } from '@contract/domain/wall.ts';
import { LEFT, RIGHT, surfacesScene } from '../../../../builders/surfaces-scene.ts';
import { cameraTiles, sequenceOf } from '../../../../builders/tiles.ts';

type Scene = ReturnType<typeof surfacesScene>;
type Act = (scene: Scene) => unknown;

const monitor = fc.constantFrom(LEFT, RIGHT);
const tile = fc.nat(5);
const content = fc.oneof(fc.constantFrom('c1', 'c2', 'c3').map((name) => cameraContent(cameraId(name))), fc.constant(null), fc.constant(sequenceOf(10, 'c1', 'c2')), fc.constant({ kind: 'clock' as const }));
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.tuple(monitor, tile, content).map(([id, at, held]): Act => ({ service }) => service.placeContent(id, at, held)),
  fc.tuple(monitor, tile, tile).map(([id, from, to]): Act => ({ service }) => service.swapTiles(id, from, to)),
  fc.tuple(monitor, fc.constantFrom(...READY_NAMES)).map(([id, name]): Act => ({ service }) => service.setArrangement(id, READY[name])),
  fc.tuple(monitor, fc.constantFrom('l1', 'l2', 'l3')).map(([id, layout]): Act => ({ service }) => service.applyLayout(id, layoutId(layout))),
  fc.tuple(monitor, fc.boolean()).map(([id, locked]): Act => ({ service }) => service.setLocked(id, locked)),
  fc.tuple(monitor, tile).map(([id, at]): Act => ({ service }) => service.back(id, at)),
  fc.tuple(monitor, tile, fc.integer({ min: 1, max: 9 })).map(([id, at, scale]): Act => ({ service }) => service.setZoom(id, at, { x: 0.5, y: 0.5, scale })),
  fc.tuple(monitor, tile, fc.constantFrom('pause' as const, 'next' as const, 'resume' as const)).map(([id, at, how]): Act => ({ service }) => service.actOnSequence(id, at, how)),
  fc.tuple(monitor, monitor).map(([from, to]): Act => ({ service }) => service.copy(from, to)),
  monitor.map((id): Act => ({ service }) => service.clear(id)),
  fc.tuple(monitor, fc.integer({ min: 1, max: 9 })).map(([id, count]): Act => ({ service }) => service.openMany(id, Array.from({ length: count }, (_, index) => cameraId(`m${String(index)}`)))),
  monitor.map((id): Act => ({ service }) => service.startTour(id, 'Tua', [{ layout: layoutId('l1'), dwellS: 5 }, { layout: layoutId('l2'), dwellS: 5 }])),
  fc.tuple(monitor, fc.constantFrom('pause' as const, 'next' as const, 'end' as const)).map(([id, how]): Act => ({ service }) => service.actOnTour(id, how)),
  content.map((held): Act => ({ service }) => service.changeTogether([LEFT, RIGHT].map((id) => ({ ...emptySurface(id, READY['1']), contents: [held] })))),
);
/** What undoing must bring back: what is shown, and what tiles remember. */
const all = ({ wall, service }: Scene) => JSON.stringify([wall(), [LEFT, RIGHT].map((id) => [0, 1, 2, 3, 4, 5].map((at) => service.memory(id, at)))]);

describe('undoing', () => {
  it('as often as the wall was changed brings it back, whatever was done; each undo takes back one act', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 18 }), async (acts) => {
        const scene = surfacesScene();
        await scene.open();
        const states = [all(scene)];
        for (const next of acts) {
          const before = all(scene);
          const zoomed = scene.told.length;
          next(scene);
          if (all(scene) !== before && scene.told.length > zoomed) states.push(before);
        }
        const seen = new Set(states);
        while (scene.service.undo().ok) expect(seen).toContain(all(scene));
        expect(all(scene)).toBe(states[0]);
      }),
      { numRuns: 1000 },
    );
  });

  it('takes back a scene on all its monitors at once', async () => {
    const { open, service, wall } = surfacesScene();
    await open();
    service.applyLayout(LEFT, layoutId('l1'));
    const before = wall();
    service.changeTogether([LEFT, RIGHT].map((id) => ({ ...emptySurface(id), contents: cameraTiles('c8', null, null, null) })));
    expect(service.undo().ok).toBe(true);
    expect(wall()).toBe(before);
  });

  it('leaves the desk as it is', async () => {
    const { open, service, words } = surfacesScene();
    await open();
    service.openCamera(LEFT, cameraId('c1'), 0);
    service.openCamera(DESK_SURFACE, cameraId('c2'), 0);
    service.undo();
    expect([words(LEFT)[0], words(DESK_SURFACE)[0]]).toEqual([null, 'c2']);
    expect(service.undo()).toMatchObject({ ok: false, error: { code: 'wall/nothing-to-undo' } });
  });

  it('takes a zoom back in one step, however many turns of the wheel it was', async () => {
    const { open, service, shown } = surfacesScene();
    await open();
    service.openCamera(LEFT, cameraId('c1'), 0);
    for (let scale = 2; scale < 12; scale += 1) service.setZoom(LEFT, 0, { x: 0.5, y: 0.5, scale });
    service.undo();
    expect(shown(LEFT)?.contents[0]).toEqual(cameraContent(cameraId('c1')));
  });

  it('reaches twenty steps back', async () => {
    const { open, service, words } = surfacesScene();
    await open();
    for (let number = 1; number <= 30; number += 1) service.placeContent(LEFT, 0, cameraContent(cameraId(`n${String(number)}`)));
    let steps = 0;
    while (service.undo().ok) steps += 1;
    expect([steps, words(LEFT)[0]]).toEqual([20, 'n10']);
  });

  it('passes over a monitor this wall has no more', async () => {
    const { open, service, stores, words } = surfacesScene();
    await open();
    service.openCamera(LEFT, cameraId('c1'), 0);
    service.openCamera(RIGHT, cameraId('c2'), 0);
    stores.monitors.remove(monitorKey('d2'));
    expect(service.undo().ok).toBe(true);
    expect(words(LEFT)[0]).toBeNull();
  });

  it('after somebody else came is of their own acts only', async () => {
    const { open, service } = surfacesScene();
    await open();
    service.openCamera(LEFT, cameraId('c1'), 0);
    service.close();
    await open();
    expect(service.undo().ok).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Camera, CameraState } from '@contract/domain/camera.ts';
import type { CameraFilter, MapMark } from '@contract/domain/camera-query.ts';
import { cameraId, unitId } from '@contract/domain/units.ts';
import type { DirectoryReport, MapLook } from '../../../../main/directory/protocol.ts';
import { directoryScene, portWith } from '../../../builders/directory-scene.ts';
import { cameraNamed, stateOf, unitNamed } from '../../../builders/fake-vms.ts';

const at = (latDeg: number, lonDeg: number): Partial<Camera> => ({ position: { latDeg, lonDeg } });
const lookAt = (zoom: number, filter: CameraFilter = {}, text = ''): MapLook => ({ bounds: { west: 105.7, south: 20.9, east: 106, north: 21.2 }, zoom, scope: { text, filter } });

/** All reports of marks in their order make what stands on the map. */
function folded(reports: readonly DirectoryReport[]): ReadonlyMap<string, MapMark> {
  const marks = new Map<string, MapMark>();
  for (const report of reports) {
    if (report.kind !== 'marks') continue;
    if (report.isAll) marks.clear();
    for (const id of report.remove) marks.delete(id);
    for (const mark of report.put) marks.set(mark.id, mark);
  }
  return marks;
}

const sceneWith = async (cameras: readonly Camera[]) => {
  const scene = directoryScene({ port: portWith({ units: [unitNamed('u1')], cameras }) });
  await scene.open();
  await scene.sync();
  return scene;
};
const inOrder = (marks: ReadonlyMap<string, MapMark>) => [...marks.values()].sort((one, other) => (one.id < other.id ? -1 : 1));

describe('the marks of the map', () => {
  const three = [
    cameraNamed('a', { ...at(21.03, 105.85), number: 7, name: 'Hồ Gươm', kind: 'ptz', type: 'dome', view: { bearingDeg: 30, angleDeg: 60, rangeM: 50 } }),
    cameraNamed('b', at(21.03001, 105.85001)),
    cameraNamed('c', at(21.1, 105.95)),
    cameraNamed('nowhere'),
    cameraNamed('far', at(10.7, 106.6)),
  ];

  it('gather cameras that would overlap, with how many are in which condition, and leave alone those that would not', async () => {
    const scene = await sceneWith(three);
    scene.handle({ kind: 'states', states: [stateOf('a', 'lost')] });
    scene.handle({ kind: 'look', look: lookAt(11) });
    const marks = inOrder(folded(scene.reports));
    expect(marks).toMatchObject([
      { kind: 'camera', camera: 'c', name: 'Camera c', turns: false, type: null, bearingDeg: null, condition: 'unknown' },
      { kind: 'cluster', counts: { working: 0, lost: 1, broken: 0, unknown: 1 }, bounds: { west: 105.85, south: 21.03, east: 105.85001, north: 21.03001 } },
    ]);
    scene.end();
  });

  it('show every camera by itself when looked at closely', async () => {
    const scene = await sceneWith(three);
    scene.handle({ kind: 'look', look: lookAt(17) });
    expect(inOrder(folded(scene.reports)).map(({ id }) => id)).toEqual(['camera a', 'camera b', 'camera c']);
    expect(folded(scene.reports).get('camera a')).toEqual({ id: 'camera a', kind: 'camera', at: { latDeg: 21.03, lonDeg: 105.85 }, camera: 'a', number: 7, name: 'Hồ Gươm', turns: true, type: 'dome', bearingDeg: 30, condition: 'unknown' });
    scene.end();
  });

  it('are told four times a second at most while states change all the time, each with the last word', async () => {
    const scene = await sceneWith(three);
    scene.handle({ kind: 'look', look: lookAt(17) });
    const before = scene.of('marks').length;
    for (let turn = 0; turn < 100; turn += 1) {
      scene.handle({ kind: 'states', states: [stateOf('a', turn % 2 === 0 ? 'lost' : 'working')] });
      scene.advance(20);
      await scene.idle();
    }
    scene.advance(1_000);
    expect(scene.of('marks').length - before).toBeLessThanOrEqual(10);
    expect(folded(scene.reports).get('camera a')).toMatchObject({ condition: 'working' });
    scene.end();
  });

  it('follow what a filter asks for', async () => {
    const scene = await sceneWith(three);
    scene.handle({ kind: 'look', look: lookAt(17, { states: ['lost'] }) });
    expect(folded(scene.reports).size).toBe(0);
    scene.handle({ kind: 'states', states: [stateOf('c', 'lost')] });
    scene.advance(1_000);
    await scene.idle();
    expect([...folded(scene.reports).keys()]).toEqual(['camera c']);
    scene.handle({ kind: 'look', look: lookAt(17, { onWall: true }) });
    scene.handle({ kind: 'wall', cameras: [cameraId('b')] });
    scene.advance(1_000);
    await scene.idle();
    expect([...folded(scene.reports).keys()]).toEqual(['camera b']);
    scene.end();
  });

  it('are only of the cameras that words find, whose states go on being told; of those that come close where no other fits', async () => {
    const scene = await sceneWith(three);
    scene.handle({ kind: 'look', look: lookAt(17, {}, 'ho guom') });
    expect([...folded(scene.reports).keys()]).toEqual(['camera a']);
    scene.handle({ kind: 'states', states: [stateOf('a', 'lost'), stateOf('b', 'lost')] });
    scene.advance(1_000);
    await scene.idle();
    expect([...folded(scene.reports).values()]).toMatchObject([{ camera: 'a', condition: 'lost' }]);
    scene.handle({ kind: 'look', look: lookAt(17, { kinds: ['fixed'] }, 'ho guom') });
    expect(folded(scene.reports).size).toBe(0);
    scene.handle({ kind: 'look', look: lookAt(17, {}, 'ho guon') });
    expect([...folded(scene.reports).keys()]).toEqual(['camera a']);
    scene.end();
  });

  it('follow what words and states find together', async () => {
    const scene = await sceneWith(three);
    scene.handle({ kind: 'look', look: lookAt(17, { states: ['lost'] }, 'camera') });
    expect(folded(scene.reports).size).toBe(0);
    scene.handle({ kind: 'states', states: [stateOf('a', 'lost'), stateOf('b', 'lost')] });
    scene.advance(1_000);
    await scene.idle();
    expect([...folded(scene.reports).keys()]).toEqual(['camera b']);
    scene.end();
  });

  it('are none, and nothing is told, when no map is in sight', async () => {
    const scene = await sceneWith(three);
    scene.handle({ kind: 'look', look: lookAt(17) });
    scene.handle({ kind: 'look', look: null });
    const told = scene.of('marks').length;
    scene.handle({ kind: 'states', states: [stateOf('a', 'lost')] });
    scene.advance(1_000);
    expect([scene.of('marks').length, folded(scene.reports).size]).toEqual([told, 0]);
    scene.end();
  });

  it('stay few, however many cameras are in sight', async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => cameraNamed(`m${index}`, { number: index, ...at(20.9 + (index % 71) / 300, 105.7 + Math.floor(index / 71) / 300) }));
    const scene = await sceneWith(many);
    for (const zoom of [5, 11, 14, 17, 22]) {
      scene.handle({ kind: 'look', look: lookAt(zoom) });
      const marks = inOrder(folded(scene.reports));
      expect(marks.length).toBeLessThanOrEqual(1_500);
      expect(marks.reduce((sum, mark) => sum + (mark.kind === 'camera' ? 1 : mark.counts.unknown), 0)).toBeGreaterThan(4_000);
    }
    scene.end();
  });
});

describe('changes that are told', () => {
  const states = fc.array(fc.record({ camera: fc.integer({ min: 0, max: 59 }), state: fc.constantFrom<CameraState['state']>('working', 'lost', 'broken'), waitMs: fc.constantFrom(0, 10, 100, 400) }), { maxLength: 60 });

  it('make the same map as looking anew: none is lost', async () => {
    const cameras = Array.from({ length: 60 }, (_, index) => cameraNamed(`m${index}`, { number: index, unitId: unitId('u1'), ...at(21 + (index % 8) / 900, 105.8 + Math.floor(index / 8) / 900) }));
    const scene = await sceneWith(cameras);
    await fc.assert(
      fc.asyncProperty(states, fc.constantFrom(12, 14, 15, 17), fc.constantFrom<CameraFilter>({}, { states: ['lost', 'unknown'] }), fc.constantFrom('', 'm1', 'camera'), async (changes, zoom, filter, text) => {
        scene.reports.length = 0;
        scene.handle({ kind: 'look', look: lookAt(zoom, filter, text) });
        for (const { camera, state, waitMs } of changes) {
          scene.handle({ kind: 'states', states: [stateOf(`m${camera}`, state)] });
          scene.advance(waitMs);
        }
        scene.advance(1_000);
        await scene.idle();
        const kept = inOrder(folded(scene.reports));
        scene.handle({ kind: 'look', look: lookAt(zoom, filter, text) });
        expect(kept).toEqual(inOrder(folded(scene.reports)));
      }),
      { numRuns: 60 },
    );
    scene.end();
  });
});

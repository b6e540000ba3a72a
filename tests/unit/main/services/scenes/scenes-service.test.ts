import { describe, expect, it } from 'vitest';
import { cameraContent } from '@contract/domain/tile-content.ts';
import { err } from '@contract/domain/result.ts';
import { cameraId, monitorKey, sceneId, type SceneId } from '@contract/domain/units.ts';
import { SCENES_MAX, type WallScene } from '@contract/domain/wall-scene.ts';
import { monitorWith } from '../../../../builders/monitors.ts';
import { sceneWall } from './scenes-scene.ts';

type Wall = ReturnType<typeof sceneWall>;
const camera = (id: string) => cameraContent(cameraId(id));

async function opened(keys?: readonly string[]): Promise<Wall> {
  const wall = sceneWall(keys);
  await wall.service.open(wall.cacheOf());
  return wall;
}
async function savedAs(wall: Wall, name: string): Promise<SceneId> {
  const saved = await wall.service.save({ name, replace: null });
  if (!saved.ok) throw new Error(saved.error.code);
  return saved.value.scene;
}
const settings = (scene: SceneId, over: Partial<Parameters<Wall['service']['set']>[0]> = {}) => ({ scene, name: 'Ca ngày', keyDigit: null, schedule: null, alarm: null, ...over });

describe('a scene', () => {
  it('brings back what every monitor showed, as one step', async () => {
    const wall = await opened();
    wall.show('a', 'c1');
    wall.show('b', 'c2');
    const id = await savedAs(wall, 'Giờ cao điểm');
    wall.show('a', 'c3');
    wall.show('b', 'c4');
    expect(wall.service.recall(id)).toMatchObject({ ok: true });
    expect([wall.shown('a'), wall.shown('b')]).toEqual([[camera('c1')], [camera('c2')]]);
    expect(wall.steps).toHaveLength(1);
  });

  it("holds the monitors of other PCs too, and none that is away", async () => {
    const wall = await opened(['a']);
    wall.stores.monitors.put(monitorWith({ id: monitorKey('node:w2:x'), number: 2, present: true }), monitorWith({ id: monitorKey('gone'), number: 3, present: false }));
    const id = await savedAs(wall, 'Tất cả');
    expect(wall.scene(id)?.monitors.map(({ monitor }) => monitor)).toEqual(['a', 'node:w2:x']);
  });

  it('leaves out a monitor that is away, and names it', async () => {
    const wall = await opened();
    wall.show('a', 'c1');
    const id = await savedAs(wall, 'Giờ cao điểm');
    wall.stores.monitors.put(monitorWith({ id: monitorKey('b'), number: 2, present: false }));
    expect(wall.service.recall(id)).toMatchObject({ ok: true });
    expect(wall.steps[0]).toHaveLength(1);
    expect(wall.skipped).toEqual([['b']]);
  });

  it('of which no monitor is there says so and changes nothing', async () => {
    const wall = await opened(['a']);
    const id = await savedAs(wall, 'Một');
    wall.stores.monitors.replaceAll([]);
    expect(wall.service.recall(id)).toMatchObject({ ok: false, error: { code: 'wall/unknown-monitor' } });
    expect(wall.steps).toEqual([]);
  });

  it('saved into an existing one keeps its name as given, its key and its triggers', async () => {
    const wall = await opened(['a']);
    const id = await savedAs(wall, 'Cũ');
    await wall.service.set(settings(id, { keyDigit: 4, schedule: { days: [1], minuteOfDay: 60 } }));
    wall.show('a', 'c9');
    expect(await wall.service.save({ name: 'Mới', replace: id })).toEqual({ ok: true, value: { scene: id } });
    expect(wall.scene(id)).toMatchObject({ name: 'Mới', keyDigit: 4, schedule: { minuteOfDay: 60 }, monitors: [{ contents: [camera('c9')] }] });
  });

  it('takes a key digit from the scene that had it', async () => {
    const wall = await opened();
    const [day, night] = [await savedAs(wall, 'Ngày'), await savedAs(wall, 'Đêm')];
    await wall.service.set(settings(day, { name: 'Ngày', keyDigit: 1 }));
    await wall.service.set(settings(night, { name: 'Đêm', keyDigit: 1 }));
    expect([wall.scene(day)?.keyDigit, wall.scene(night)?.keyDigit]).toEqual([null, 1]);
  });

  it('that is not there, or has no name, is told apart', async () => {
    const wall = await opened();
    const none = sceneId('none');
    const id = await savedAs(wall, 'Có');
    expect(wall.service.recall(none)).toMatchObject({ error: { code: 'scene/unknown' } });
    expect(await wall.service.set(settings(none))).toMatchObject({ error: { code: 'scene/unknown' } });
    expect(await wall.service.remove(none)).toMatchObject({ error: { code: 'scene/unknown' } });
    expect(await wall.service.save({ name: 'x', replace: none })).toMatchObject({ error: { code: 'scene/unknown' } });
    expect(await wall.service.set(settings(id, { name: ' ' }))).toMatchObject({ error: { code: 'scene/name-missing' } });
  });

  it('that the disk did not take is not shown', async () => {
    const wall = await opened();
    wall.refuseDisk(err('storage/write-failed'));
    expect(await wall.service.save({ name: 'x', replace: null })).toMatchObject({ error: { code: 'storage/write-failed' } });
    expect(wall.stores.scenes.records().size).toBe(0);
  });

  it('beyond the most there can be is refused', async () => {
    const wall = sceneWall();
    const many = Array.from({ length: SCENES_MAX }, (_, index): WallScene => ({ id: sceneId(`s${index}`), name: `S${index}`, monitors: [], keyDigit: null, schedule: null, alarm: null, updatedUtcMs: 0 as WallScene['updatedUtcMs'] }));
    await wall.service.open(wall.cacheOf(many));
    expect(await wall.service.save({ name: 'x', replace: null })).toMatchObject({ ok: false });
    expect(await wall.service.save({ name: 'x', replace: sceneId('s1') })).toMatchObject({ ok: true });
  });
});

describe('changes one after another', () => {
  it('never undo one another', async () => {
    const wall = await opened();
    const ids = await Promise.all(['1', '2', '3'].map((name) => savedAs(wall, name)));
    await Promise.all([wall.service.remove(ids[0] ?? sceneId('')), wall.service.set(settings(ids[1] ?? sceneId(''), { keyDigit: 2 })), savedAs(wall, '4')]);
    expect([...wall.stores.scenes.records().values()].map(({ name }) => name).toSorted()).toEqual(['3', '4', 'Ca ngày']);
    expect(wall.saved.at(-1)?.scenes).toHaveLength(3);
  });

  it('are nobody\'s after the person left', async () => {
    const wall = await opened();
    const pending = wall.service.save({ name: 'x', replace: null });
    wall.service.close();
    expect(await pending).toMatchObject({ ok: false });
    expect(wall.stores.scenes.records().size).toBe(0);
  });
});

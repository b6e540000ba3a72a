import { describe, expect, it } from 'vitest';
import { READY } from '@contract/domain/arrangement.ts';
import { INITIAL_SCENES, openScenes, scenesOf, withScenesOf } from '../../../../main/storage/documents/scenes.ts';
import { createMemoryFiles } from './memory-files.ts';
import { diskWith, storageContext } from './storage-builders.ts';

const load = async (files = createMemoryFiles()) => {
  const loaded = await openScenes(storageContext(files)).load();
  if (!loaded.ok) throw new Error('not loaded');
  expect(loaded.value.quarantined).toBe(0);
  return loaded.value.value;
};
const from = (file: string) => load(createMemoryFiles({ disk: diskWith('scenes', { 1: file }) }));

describe('scenes on disk', () => {
  it('of version 1 are read, for their server only', async () => {
    const saved = await from('scenes.v1.json');
    expect(scenesOf(saved, 'https://tier')).toMatchObject({
      scenes: [{ id: 's1', name: 'Giờ cao điểm', keyDigit: 3, schedule: { days: [1, 2, 3], minuteOfDay: 420 }, alarm: { priorityAtLeast: 2, cameras: ['c1'] }, monitors: [{ monitor: 'DEL-1', arrangement: READY['1'], contents: [{ kind: 'camera', camera: 'c1', zoom: null }] }, { monitor: 'node:w2:x' }] }],
      done: [{ scene: 's1', dueUtcMs: [1_785_571_200_000] }],
    });
    expect(scenesOf(saved, 'https://other')).toEqual({ serverId: 'https://other', scenes: [], done: [] });
  });

  it('that are damaged in part cost only themselves, and never come by themselves', async () => {
    expect(scenesOf(await from('scenes.partly-damaged.json'), 'https://tier')).toMatchObject({ scenes: [{ id: 's1', keyDigit: null, schedule: null, alarm: null, monitors: [{ monitor: 'A', contents: [null] }] }], done: [] });
  });

  it('come back as saved, the server used last first', async () => {
    const files = createMemoryFiles();
    const { scenes, done } = scenesOf(await from('scenes.v1.json'), 'https://tier');
    const saved = withScenesOf(withScenesOf(INITIAL_SCENES, { serverId: 'a', scenes, done }), { serverId: 'b', scenes: [], done: [] });
    expect(await openScenes(storageContext(files)).save(saved)).toMatchObject({ ok: true });
    expect(await load(files)).toEqual(saved);
    expect(saved.servers.map(({ serverId }) => serverId)).toEqual(['b', 'a']);
  });
});

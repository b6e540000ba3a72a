import { describe, expect, it } from 'vitest';
import { createSharedListCache } from '../../../../main/app/shared-list-cache.ts';
import { openGroups } from '../../../../main/storage/documents/shared-lists.ts';
import { groupNamed } from '../services/groups/shared-list-scene.ts';
import { createMemoryFiles } from '../storage/memory-files.ts';
import { diskWith, storageContext } from '../storage/storage-builders.ts';

const stored = (id: string) => ({ item: groupNamed(id), base: null, sent: null });

/** A disk with a group that waits (g1) and one that is stored (g2), which can be away. */
function scene() {
  const state = { isAway: false };
  const files = createMemoryFiles({ disk: diskWith('groups', { 1: 'groups.v1.json' }), fault: () => (state.isAway ? 'failed' : null) });
  const cache = () => createSharedListCache(openGroups(storageContext(files)));
  const kept = async () => (await cache().load()).map(({ item }) => item.id);
  return { state, cache, kept };
}

describe('a list on this PC', () => {
  it('is what was kept last', async () => {
    const { cache, kept } = scene();
    const here = cache();
    expect((await here.load()).map(({ item }) => item.id)).toEqual(['g1', 'g2']);
    await here.save([stored('g3')]);
    expect(await kept()).toEqual(['g3']);
  });

  it('loses nothing that waits when the disk did not give it in time', async () => {
    const { state, cache, kept } = scene();
    const here = cache();
    state.isAway = true;
    expect(await here.load()).toEqual([]);
    expect(await here.save([stored('g3')])).toMatchObject({ ok: false });
    state.isAway = false;
    expect(await here.save([stored('g3')])).toMatchObject({ ok: true });
    expect(await kept()).toEqual(['g3', 'g1']);
  });
});

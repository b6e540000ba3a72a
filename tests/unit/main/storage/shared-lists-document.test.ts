import { describe, expect, it } from 'vitest';
import { openGroups, openSearches } from '../../../../main/storage/documents/shared-lists.ts';
import type { JsonDocument } from '../../../../main/storage/json-document.ts';
import { createMemoryFiles } from './memory-files.ts';
import { diskWith, storageContext } from './storage-builders.ts';

async function load<T>(document: JsonDocument<T>): Promise<T> {
  const loaded = await document.load();
  if (!loaded.ok) throw new Error('not loaded');
  expect(loaded.value.quarantined).toBe(0);
  return loaded.value.value;
}
const groupsFrom = (file: string) => load(openGroups(storageContext(createMemoryFiles({ disk: diskWith('groups', { 1: file }) }))));

describe('groups on disk', () => {
  it('of version 1 are read, with what waits and what it began from', async () => {
    expect(await groupsFrom('groups.v1.json')).toMatchObject({
      held: [
        { item: { id: 'g1', name: 'Cầu Giấy', cameras: ['c2', 'c3'], etag: 'e0', sync: 'waiting' }, base: { cameras: ['c1', 'c2'], sync: 'stored' }, sent: { cameras: ['c2'] } },
        { item: { id: 'g2', shared: false, sync: 'stored' }, base: null, sent: null },
      ],
    });
  });

  it('that are damaged in part cost only themselves; a change goes on without what it began from', async () => {
    expect(await groupsFrom('groups.partly-damaged.json')).toMatchObject({ held: [{ item: { id: 'g1', cameras: ['c2', 'c3'], sync: 'waiting' }, base: null, sent: { cameras: ['c2'] } }] });
  });

  it('come back as saved, and are none at first', async () => {
    const files = createMemoryFiles();
    expect(await load(openGroups(storageContext(files)))).toEqual({ held: [] });
    const saved = await groupsFrom('groups.v1.json');
    expect(await openGroups(storageContext(files)).save(saved)).toMatchObject({ ok: true });
    expect(await load(openGroups(storageContext(files)))).toEqual(saved);
  });
});

describe('searches on disk', () => {
  it('of version 1 are read; one whose query cannot be read is left out', async () => {
    const saved = await load(openSearches(storageContext(createMemoryFiles({ disk: diskWith('searches', { 1: 'searches.v1.json' }) }))));
    expect(saved).toMatchObject({ held: [{ item: { id: 's1', query: { text: 'nút giao', filter: { units: ['u1'], onWall: true }, order: 'best' } } }] });
    expect(saved.held).toHaveLength(1);
  });
});

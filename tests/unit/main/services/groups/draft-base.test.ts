import { describe, expect, it } from 'vitest';
import type { CameraGroup, SavedSearch } from '@contract/domain/camera-group.ts';
import { EMPTY_QUERY } from '@contract/domain/camera-query.ts';
import { groupId, searchId } from '@contract/domain/units.ts';
import { cams, createListServer, groupNamed, groupsDesk, searchesDesk, searchNamed } from './shared-list-scene.ts';

const G = groupId('g');

/** Somebody begins to change a group of c1 and c2; `begun` is the version they see. */
async function editing(restart = false) {
  const server = createListServer<CameraGroup>('group/unknown');
  const first = server.write(groupNamed('g', { name: 'Gốc', cameras: cams('c1', 'c2') }));
  const desk = groupsDesk(server);
  await desk.open();
  await desk.service.sync();
  const byOther = async (change: Partial<CameraGroup>) => {
    const now = server.items.get('g');
    if (now === undefined) throw new Error('it is gone');
    server.write({ ...now, ...change });
    await desk.service.sync();
  };
  if (restart) {
    await byOther({ cameras: cams('c1', 'c2', 'c9') });
    desk.service.close();
    await desk.open();
  }
  const save = (change: { readonly name?: string; readonly cameras?: readonly string[]; readonly shared?: boolean }, baseEtag = first.etag) =>
    desk.service.save({ group: G, name: change.name ?? 'Gốc', cameras: cams(...(change.cameras ?? ['c1', 'c2'])), shared: change.shared ?? true, baseEtag });
  const now = () => desk.stores.groups.get('g');
  return { ...desk, server, byOther, save, now };
}

describe('a group that was being changed while others could change it', () => {
  it('keeps what somebody else made of it, although their version is known here already', async () => {
    const { byOther, save, server, told } = await editing();
    await byOther({ cameras: cams('c1', 'c2', 'c9') });
    expect((await save({ name: 'Của tôi' })).ok).toBe(true);
    expect(server.items.get('g')).toMatchObject({ name: 'Của tôi', cameras: cams('c1', 'c2', 'c9') });
    expect(told).toEqual(['merged Của tôi']);
  });

  it('loses what either of them took out, and takes no name or sharing back that was not changed here', async () => {
    const { byOther, save, server } = await editing();
    await byOther({ name: 'Của họ', cameras: cams('c2', 'c9') });
    await save({ cameras: ['c1', 'c3'] });
    expect(server.items.get('g')).toMatchObject({ name: 'Của họ', shared: true });
    expect([...(server.items.get('g')?.cameras ?? [])].toSorted()).toEqual(['c3', 'c9']);
  });

  it('takes two changes in a row that began from one version, and speaks of nobody else', async () => {
    const { save, now, told } = await editing();
    await save({ cameras: ['c1', 'c2', 'a'] });
    await save({ cameras: ['c1', 'c2', 'b'] });
    expect([...(now()?.cameras ?? [])].toSorted()).toEqual(['a', 'b', 'c1', 'c2']);
    expect(told).toEqual([]);
  });

  it('waits joined while the server is away', async () => {
    const { byOther, save, server, service, shown } = await editing();
    await byOther({ cameras: cams('c1', 'c2', 'c9') });
    server.state.isUp = false;
    await save({ cameras: ['c1', 'c2', 'c3'] });
    expect(shown()).toEqual(['g Gốc: c1 c2 c3 c9 waiting']);
    server.state.isUp = true;
    await service.sync();
    expect(server.items.get('g')?.cameras).toEqual(cams('c1', 'c2', 'c3', 'c9'));
  });

  it('loses no camera also when the version it began from is not known any more', async () => {
    const { save, server } = await editing(true);
    await save({ cameras: ['c1', 'c2', 'c3'] });
    expect([...(server.items.get('g')?.cameras ?? [])].toSorted()).toEqual(['c1', 'c2', 'c3', 'c9']);
  });

  it('is what it was told to be when nobody changed it', async () => {
    const { save, server, told } = await editing();
    await save({ cameras: ['c3'] });
    expect(server.items.get('g')?.cameras).toEqual(cams('c3'));
    expect(told).toEqual([]);
  });
});

describe('a saved search that was being changed meanwhile', () => {
  it('goes on under a name of its own, and theirs stays', async () => {
    const server = createListServer<SavedSearch>('search/unknown');
    const first = server.write(searchNamed('s', { name: 'Gốc', query: { ...EMPTY_QUERY, text: 'hồ' } }));
    const desk = searchesDesk(server);
    await desk.open();
    await desk.service.sync();
    server.write({ ...first, query: { ...EMPTY_QUERY, text: 'chợ' } });
    await desk.service.sync();
    const saved = await desk.service.save({ search: searchId('s'), name: 'Của tôi', query: first.query, shared: true, baseEtag: first.etag });
    expect(saved).toMatchObject({ ok: true, value: { sync: 'stored' } });
    expect([...server.items.values()].map(({ name, query }) => `${name}: ${query.text}`).toSorted()).toEqual(['Của tôi (2): hồ', 'Gốc: chợ']);
    expect(desk.shown()).toHaveLength(2);
    expect(desk.told).toEqual(['apart Của tôi (2)']);
  });

  it('is changed by the one who changes it, again and again', async () => {
    const server = createListServer<SavedSearch>('search/unknown');
    const first = server.write(searchNamed('s', { name: 'Gốc' }));
    const desk = searchesDesk(server);
    await desk.open();
    await desk.service.sync();
    for (const name of ['Một', 'Hai']) await desk.service.save({ search: searchId('s'), name, query: first.query, shared: true, baseEtag: first.etag });
    expect([...server.items.values()].map(({ name }) => name)).toEqual(['Hai']);
    expect(desk.told).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { SavedSearch } from '@contract/domain/camera-group.ts';
import { EMPTY_QUERY } from '@contract/domain/camera-query.ts';
import { ok } from '@contract/domain/result.ts';
import { codeOf } from '../../../../builders/session-scene.ts';
import { createListServer, searchesDesk, searchNamed } from './shared-list-scene.ts';

async function scene(overrides: Partial<SavedSearch> = {}) {
  const server = createListServer<SavedSearch>('search/unknown');
  server.write(searchNamed('s', { name: 'Gốc', query: { ...EMPTY_QUERY, text: 'cầu' }, ...overrides }));
  const desk = searchesDesk(server);
  await desk.open();
  await desk.service.sync();
  const theirs = (text: string) => void server.write(searchNamed('s', { name: 'Gốc', query: { ...EMPTY_QUERY, text }, ...overrides }));
  return { server, theirs, ...desk };
}

describe('a saved search', () => {
  it('is kept on the server, and changed and removed there', async () => {
    const { save, shown, service, stores } = await scene();
    expect(await save(null, 'hồ')).toEqual(ok({ id: 'new-1', sync: 'stored' }));
    expect(await save('s', 'cầu giấy', 'Gốc')).toEqual(ok({ id: 's', sync: 'stored' }));
    expect(shown()).toEqual(['new-1 Của tôi: hồ shared stored', 's Gốc: cầu giấy shared stored']);
    for (const { id } of stores.searches.records().values()) expect(await service.remove(id)).toEqual(ok(null));
    expect(shown()).toEqual([]);
  });

  it('needs a name, and must be there to be changed', async () => {
    const { save } = await scene();
    expect([codeOf(await save(null, 'hồ', '  ')), codeOf(await save('none', 'hồ'))]).toEqual(['search/name-missing', 'search/unknown']);
  });

  it.for(['online', 'offline'])('that two people changed at once is there twice, saved %s', async (how) => {
    const { server, theirs, save, service, shown, told } = await scene();
    if (how === 'offline') server.state.isUp = false;
    theirs('của họ');
    await save('s', 'của tôi', 'Gốc');
    server.state.isUp = true;
    await service.sync();
    expect([shown(), told]).toEqual([['new-1 Gốc (2): của tôi shared stored', 's Gốc: của họ shared stored'], ['apart Gốc (2)']]);
  });

  it('of somebody else that they changed at once is a private one beside theirs', async () => {
    const { theirs, save, shown } = await scene({ ownerId: 'p9' });
    theirs('của họ');
    expect(await save('s', 'của tôi', 'Gốc')).toEqual(ok({ id: 'new-1', sync: 'stored' }));
    expect(shown()).toEqual(['new-1 Gốc (2): của tôi private stored', 's Gốc: của họ shared stored']);
  });

  it('whose answer got lost is not there twice, whatever way the server writes an empty filter', async () => {
    const { server, save, service, shown, told } = await scene();
    server.state.loseNext = true;
    expect(await save('s', 'cầu giấy', 'Gốc')).toEqual(ok({ id: 's', sync: 'waiting' }));
    const there = server.items.get('s');
    if (there !== undefined) server.write({ ...there, query: { ...there.query, filter: { units: [], tags: [] } } });
    await service.sync();
    expect([shown(), told]).toEqual([['s Gốc: cầu giấy shared stored'], []]);
  });

  it('of a person who left is not seen by whoever comes', async () => {
    const { service, shown } = await scene();
    service.close();
    expect(shown()).toEqual([]);
  });
});

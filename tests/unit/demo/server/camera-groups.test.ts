import { describe, expect, it } from 'vitest';
import type { Person } from '../../../../demo/server/api-types.ts';
import { createCameraGroups, createSavedSearches } from '../../../../demo/server/camera-groups.ts';
import type { Caller } from '../../../../demo/server/sessions.ts';
import { aClock, aStore } from './fakes.ts';

const callerOf = (id: string, rights: Person['rights'] = ['group.edit']): Caller => ({ subjectId: id, familyId: 'f', accessExpiresUtcMs: 0, person: { id, username: id, name: id, role: 'operator', rights } });
const an = callerOf('an');
const chief = callerOf('chief', ['group.edit', 'group.share']);
const NEW = { ifMatch: undefined, ifNoneMatch: '*' };
const body = (over: object = {}) => ({ name: 'Cổng', cameraIds: ['c1', 'c2'], shared: false, ...over });

const groupsWith = (hidden: ReadonlySet<string> = new Set()) => {
  let changes = 0;
  const store = aStore();
  const groups = createCameraGroups(store, aClock(), (id) => !hidden.has(id), () => (changes += 1));
  return { groups, store, changes: () => changes };
};

describe('Groups of cameras', () => {
  it('are their owner’s alone until shared, and shared only with the right', async () => {
    const { groups, changes } = groupsWith();
    expect(await groups.put(an, 'g', body({ shared: true }), NEW)).toMatchObject({ error: { code: 'app/not-allowed' } });
    expect(await groups.put(callerOf('leader', []), 'g', body(), NEW)).toMatchObject({ error: { code: 'app/not-allowed' } });
    expect(await groups.put(an, 'g', body(), NEW)).toMatchObject({ ok: true, value: { created: true, item: { ownerId: 'an', cameraIds: ['c1', 'c2'] } } });
    await groups.put(chief, 's', body({ shared: true }), NEW);
    expect([groups.list(an).items.map(({ id }) => id), groups.list(chief).items.map(({ id }) => id)]).toEqual([['g', 's'], ['s']]);
    expect(changes()).toBe(2);
  });

  it('are replaced and removed only by who knows the version', async () => {
    const { groups } = groupsWith();
    const first = await groups.put(an, 'g', body(), NEW);
    const etag = first.ok ? first.value.item.etag : '';
    expect(await groups.put(an, 'g', body(), NEW)).toMatchObject({ error: { code: 'group/conflict' } });
    expect(await groups.put(an, 'g', body({ name: 'Khác' }), { ifMatch: etag, ifNoneMatch: undefined })).toMatchObject({ value: { created: false, item: { name: 'Khác' } } });
    expect(await groups.put(an, 'g', body(), { ifMatch: etag, ifNoneMatch: undefined })).toMatchObject({ error: { code: 'group/conflict' } });
    expect(await groups.remove(an, 'g', etag)).toMatchObject({ error: { code: 'group/conflict' } });
    expect(await groups.put(an, 'no', body(), { ifMatch: etag, ifNoneMatch: undefined })).toMatchObject({ error: { code: 'group/unknown' } });
    expect(await groups.put(an, 'no', body({ name: ' ' }), NEW)).toMatchObject({ error: { code: 'group/name-missing' } });
    expect(await groups.remove(chief, 'g', undefined)).toMatchObject({ error: { code: 'group/unknown' } });
    expect(await groups.remove(an, 'g', undefined)).toEqual({ ok: true, value: null });
  });

  it('leave out what the caller may not see, and do not lose it when they change', async () => {
    const hidden = new Set<string>();
    const { groups, store } = groupsWith(hidden);
    const first = await groups.put(an, 'g', body({ cameraIds: ['c1', 'c2', 'c3', 'c1'] }), NEW);
    expect(first).toMatchObject({ value: { item: { cameraIds: ['c1', 'c2', 'c3'] } } });
    hidden.add('c2');
    expect(groups.list(an).items).toMatchObject([{ cameraIds: ['c1', 'c3'] }]);
    const changed = await groups.put(an, 'g', body({ cameraIds: ['c3'] }), { ifMatch: first.ok ? first.value.item.etag : '', ifNoneMatch: undefined });
    expect(changed).toMatchObject({ value: { item: { cameraIds: ['c3'] } } });
    hidden.clear();
    expect([groups.list(an).items[0]?.cameraIds, store.state.groups['g']?.cameraIds]).toEqual([['c3', 'c2'], ['c3', 'c2']]);
  });
});

it('saved searches have codes of their own', async () => {
  const searches = createSavedSearches(aStore(), aClock(), () => undefined);
  const search = { name: 'PTZ', query: { text: 'cau giay', filter: { kinds: ['ptz'] } }, shared: false };
  expect(await searches.put(an, 's', { ...search, name: '' }, NEW)).toMatchObject({ error: { code: 'search/name-missing' } });
  expect(await searches.put(an, 's', search, NEW)).toMatchObject({ value: { item: search } });
  expect(await searches.remove(an, 'other', undefined)).toMatchObject({ error: { code: 'search/unknown' } });
});

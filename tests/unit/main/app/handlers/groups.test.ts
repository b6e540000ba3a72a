import { describe, expect, it } from 'vitest';
import type { Right } from '@contract/domain/right.ts';
import { ok } from '@contract/domain/result.ts';
import { groupId, searchId } from '@contract/domain/units.ts';
import { groupsHandlers } from '../../../../../main/app/handlers/groups.ts';
import type { KnownWindow } from '../../../../../main/ipc/sender.ts';
import { createStores } from '../../../../../main/state/stores.ts';
import { personWith } from '../../../../builders/people.ts';
import { codeOf } from '../../../../builders/session-scene.ts';
import { groupNamed, searchNamed } from '../../services/groups/shared-list-scene.ts';

const desk: KnownWindow = { id: 1, kind: 'desk', monitor: null };

/** The desk of somebody with these rights, or of nobody; `private` and `shared` are a group and a search each. */
function handlers(rights: readonly Right[] | null) {
  const stores = createStores({ address: '', language: 'vi', wallOnly: false });
  stores.groups.put(groupNamed('private', { shared: false }), groupNamed('shared'));
  stores.searches.put(searchNamed('private', { shared: false }), searchNamed('shared'));
  const done: string[] = [];
  const note = (what: string) => void done.push(what);
  const all = groupsHandlers({
    stores,
    groups: { save: async ({ group }) => (note(`save ${group ?? 'new'}`), ok({ id: group ?? groupId('g9'), sync: 'stored' })), remove: async (id) => (note(`remove ${id}`), ok(null)) },
    searches: { save: async ({ search }) => (note(`save search ${search ?? 'new'}`), ok({ id: search ?? searchId('s9'), sync: 'stored' })), remove: async (id) => (note(`remove search ${id}`), ok(null)) },
    groupFiles: { exportFile: () => ok(null), importFile: async (group, { id }) => (note(`import ${group ?? 'new'} for ${id}`), ok(null)) },
  });
  const context = { window: desk, person: rights === null ? null : personWith({ rights }) };
  return {
    done,
    saveGroup: async (group: string | null, shared: boolean) => all['groups.save']({ group: group === null ? null : groupId(group), name: 'Ca sáng', cameras: [], shared }, context),
    removeGroup: async (group: string) => all['groups.remove']({ group: groupId(group) }, context),
    importInto: async (group: string | null) => all['groups.importFile'](group === null ? {} : { group: groupId(group) }, context),
    exportGroup: async (group: string) => all['groups.exportFile']({ group: groupId(group) }, context),
    saveSearch: async (search: string | null, shared: boolean) => all['searches.save']({ search: search === null ? null : searchId(search), name: 'Ca sáng', query: { text: 'hồ', filter: {}, order: 'best' }, shared }, context),
    removeSearch: async (search: string) => all['searches.remove']({ search: searchId(search) }, context),
  };
}

describe('groups and searches', () => {
  it('that others see are changed only by who may share', async () => {
    const { saveGroup, removeGroup, importInto, saveSearch, removeSearch, done } = handlers(['group.edit']);
    const refused = [saveGroup(null, true), saveGroup('shared', true), saveGroup('shared', false), removeGroup('shared'), importInto('shared'), saveSearch(null, true), saveSearch('shared', false), removeSearch('shared')];
    expect(await Promise.all(refused.map(async (answer) => codeOf(await answer)))).toEqual(refused.map(() => 'app/not-allowed'));
    expect(done).toEqual([]);
  });

  it('of one’s own need no more than the right to make them', async () => {
    const { saveGroup, removeGroup, importInto, exportGroup, saveSearch, removeSearch, done } = handlers(['group.edit']);
    expect(await saveGroup(null, false)).toEqual(ok({ group: 'g9' }));
    expect(await saveSearch('private', false)).toEqual(ok({ search: 'private' }));
    expect([await removeGroup('private'), await importInto(null), await importInto('private'), await exportGroup('shared'), await removeSearch('private')]).toEqual(Array.from({ length: 5 }, () => ok(null)));
    expect(done).toEqual(['save new', 'save search private', 'remove private', 'import new for p1', 'import private for p1', 'remove search private']);
  });

  it('are shared by who may share', async () => {
    const { saveGroup, saveSearch, removeGroup } = handlers(['group.edit', 'group.share']);
    expect([await saveGroup('shared', true), await saveSearch(null, true), await removeGroup('shared')]).toEqual([ok({ group: 'shared' }), ok({ search: 's9' }), ok(null)]);
  });

  it('are nobody’s when nobody is here', async () => {
    const { saveGroup, importInto } = handlers(null);
    expect([codeOf(await saveGroup(null, false)), codeOf(await importInto(null))]).toEqual(['session/not-signed-in', 'session/not-signed-in']);
  });
});

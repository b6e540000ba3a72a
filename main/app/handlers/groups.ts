import { err, ok, type Result } from '@contract/domain/result.ts';
import type { Person } from '@contract/domain/person.ts';
import type { GroupId } from '@contract/domain/units.ts';
import type { directoryContract } from '@contract/ipc/directory-contract.ts';
import type { SkippedLine } from '../../services/groups/group-import.ts';
import type { Handlers } from '../../ipc/router.ts';
import type { GroupsService } from '../../services/groups/groups-service.ts';
import type { SearchesService } from '../../services/groups/searches-service.ts';
import type { Stores } from '../../state/stores.ts';
import type { Answer } from './answer.ts';

export interface GroupsHandlerEnvironment {
  readonly stores: Pick<Stores, 'groups' | 'searches'>;
  readonly groups: Pick<GroupsService, 'save' | 'remove'>;
  readonly searches: Pick<SearchesService, 'save' | 'remove'>;
  /** Dialogs of this PC around tables of cameras; null: the operator chose no file. */
  readonly groupFiles: {
    /** Codes storage/write-failed, group/unknown. */
    readonly exportFile: (group: GroupId) => Answer<{ readonly file: string; readonly cameras: number } | null>;
    /** Into this group, or (null) into a new one of this person's own, named after the file; none is made of a file that names no camera. Codes group/file-unreadable, group/unknown. */
    readonly importFile: (group: GroupId | null, person: Person) => Answer<{ group: GroupId | null; taken: number; skipped: SkippedLine[] } | null>;
  };
}

type Names = Extract<keyof typeof directoryContract, `groups.${string}` | `searches.${string}`>;

const NOT_ALLOWED = err('app/not-allowed');
const maySave = (person: Person | null, shared: boolean): Result<Person> => {
  if (person === null) return err('session/not-signed-in');
  return shared && !person.rights.includes('group.share') ? NOT_ALLOWED : ok(person);
};

/** What others have is changed only by who may share. */
export function groupsHandlers({ stores, groups, searches, groupFiles }: GroupsHandlerEnvironment): Pick<Handlers, Names> {
  const isShared = (list: 'groups' | 'searches', id: string | null): boolean => id !== null && stores[list].get(id)?.shared === true;
  return {
    'groups.save': async (input, { person }) => {
      const may = maySave(person, input.shared || isShared('groups', input.group));
      if (!may.ok) return may;
      const saved = await groups.save(input);
      return saved.ok ? ok({ group: saved.value.id }) : saved;
    },
    'groups.remove': ({ group }, { person }) => {
      const may = maySave(person, isShared('groups', group));
      return may.ok ? groups.remove(group) : may;
    },
    'groups.importFile': ({ group = null }, { person }) => {
      const may = maySave(person, isShared('groups', group));
      return may.ok ? groupFiles.importFile(group, may.value) : may;
    },
    'groups.exportFile': ({ group }) => groupFiles.exportFile(group),
    'searches.save': async (input, { person }) => {
      const may = maySave(person, input.shared || isShared('searches', input.search));
      if (!may.ok) return may;
      const saved = await searches.save(input);
      return saved.ok ? ok({ search: saved.value.id }) : saved;
    },
    'searches.remove': ({ search }, { person }) => {
      const may = maySave(person, isShared('searches', search));
      return may.ok ? searches.remove(search) : may;
    },
  };
}

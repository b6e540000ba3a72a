import path from 'node:path';
import type { Person } from '@contract/domain/person.ts';
import { plainText } from '@contract/domain/plain-text.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { foldText } from '@contract/domain/text-fold.ts';
import type { CameraId, GroupId } from '@contract/domain/units.ts';
import type { Files } from '../platform/files.ts';
import { CSV_MAX_BYTES, encodeGroupCsv, type CameraRow } from '../services/groups/group-csv.ts';
import { importCameras, type FindCamera, type ImportedCameras } from '../services/groups/group-import.ts';
import type { GroupsService } from '../services/groups/groups-service.ts';
import type { Stores } from '../state/stores.ts';
import { writeChosenFile } from './chosen-file.ts';
import type { Dialogs, FileKind } from './dialogs.ts';
import type { GroupsHandlerEnvironment } from './handlers/groups.ts';

export interface GroupFilesEnvironment {
  readonly dialogs: Dialogs;
  /** Absolute; where dialogs begin. */
  readonly folder: string;
  readonly files: Files;
  readonly groups: Pick<GroupsService, 'add'>;
  readonly stores: Pick<Stores, 'groups' | 'cameras' | 'units'>;
  readonly find: FindCamera;
  /** Who is here now: a dialog may outlast who opened it. */
  readonly personId: () => string | null;
  readonly uuid: () => string;
}

const TABLE: FileKind = { name: 'CSV', endings: ['csv', 'txt'] };

/** ASCII, so that the file goes by any stick and any mail. */
const fileName = (name: string): string => `${foldText(name).replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'nhom-camera'}.csv`;
const nameOf = (file: string): string => plainText(path.parse(file).name, 100);

/** Camera groups to and from tables the operator chooses. */
export function createGroupFiles(environment: GroupFilesEnvironment): GroupsHandlerEnvironment['groupFiles'] {
  const { dialogs, folder, files, groups, stores } = environment;

  const rowOf = (id: CameraId): readonly CameraRow[] => {
    const camera = stores.cameras.get(id);
    if (camera === undefined) return [];
    const { number, code, name, unitId, address, position } = camera;
    const unit = stores.units.get(unitId)?.name;
    return [{ number, name, ...(code !== undefined && { code }), ...(unit !== undefined && { unit }), ...(address !== undefined && { address }), ...position }];
  };
  /** What is in the group for this person; a new one is empty. */
  const camerasIn = (group: GroupId | null): readonly CameraId[] | null => (group === null ? [] : (stores.groups.get(group)?.cameras ?? null));

  const take = async (bytes: Uint8Array, group: GroupId | null): Promise<Result<ImportedCameras>> => {
    const inGroup = camerasIn(group);
    return inGroup === null ? err('group/unknown') : importCameras(bytes, inGroup, environment.find);
  };

  return {
    exportFile: async (id) => {
      const group = stores.groups.get(id);
      if (group === undefined) return err('group/unknown');
      const person = environment.personId();
      const rows = group.cameras.flatMap(rowOf);
      const file = await dialogs.chooseSave(TABLE, folder, fileName(group.name));
      if (file === null) return ok(null);
      if (environment.personId() !== person) return err('session/not-signed-in');
      const written = await writeChosenFile(files, environment.uuid, file, encodeGroupCsv(rows));
      return written.ok ? ok({ file, cameras: rows.length }) : written;
    },
    importFile: async (group, person: Person) => {
      const isStillHere = (): boolean => environment.personId() === person.id;
      const file = await dialogs.chooseOpen(TABLE, folder);
      if (file === null) return ok(null);
      const read = await files.read(file, CSV_MAX_BYTES);
      if (!read.ok) return err('group/file-unreadable', { detail: read.detail });
      if (!isStillHere()) return err('session/not-signed-in');
      const taken = await take(read.value, group);
      if (!taken.ok) return taken;
      if (!isStillHere()) return err('session/not-signed-in');
      const { cameras, skipped } = taken.value;
      if (cameras.length === 0) return ok({ group, taken: 0, skipped: [...skipped] });
      const added = await groups.add(group, nameOf(file), cameras);
      return added.ok ? ok({ group: added.value.id, taken: cameras.length, skipped: [...skipped] }) : added;
    },
  };
}

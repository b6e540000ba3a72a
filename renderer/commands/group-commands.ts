import { GROUP_CAMERAS_MAX, type CameraGroup } from '@contract/domain/camera-group.ts';
import type { CameraQuery } from '@contract/domain/camera-query.ts';
import type { Result } from '@contract/domain/result.ts';
import type { CameraId, GroupId, SearchId } from '@contract/domain/units.ts';
import type { Bridge } from '@contract/ipc/bridge.ts';
import type { RequestAnswer } from '@contract/ipc/contract.ts';
import type { WindowState } from '../state/state-context.tsx';
import { wireQuery } from './finding.ts';

/** A group to save. `group` null: a new one. */
export interface GroupToSave {
  readonly group: GroupId | null;
  readonly name: string;
  readonly cameras: readonly CameraId[];
  readonly shared: boolean;
  /** The version the change was begun on; left out: the one of now. */
  readonly baseEtag?: string | null;
}

/** A search to save. `search` null: a new one. */
export interface SearchToSave {
  readonly search: SearchId | null;
  readonly name: string;
  readonly query: CameraQuery;
  readonly shared: boolean;
  /** The version the change was begun on; left out: the one of now. */
  readonly baseEtag?: string | null;
}

/** What a person can do with camera groups and saved searches; the rules of telling failures are those of `Commands`. */
export interface GroupCommands {
  readonly saveGroup: (group: GroupToSave) => RequestAnswer<'groups.save'>;
  /** Cameras that are in it stay in their place; what came of it is said in the status bar. */
  readonly addToGroup: (group: CameraGroup, cameras: readonly CameraId[]) => void;
  readonly removeFromGroup: (group: CameraGroup, camera: CameraId) => void;
  readonly removeGroup: (group: GroupId) => void;
  /** From a file the operator chooses, into a group or (null) a new one. Null: no file was chosen. */
  readonly importGroup: (group: GroupId | null) => RequestAnswer<'groups.importFile'>;
  readonly exportGroup: (group: GroupId) => void;
  readonly saveSearch: (search: SearchToSave) => RequestAnswer<'searches.save'>;
  readonly removeSearch: (search: SearchId) => void;
}

export function createGroupCommands(requests: Bridge['requests'], { actions }: WindowState['view']): GroupCommands {
  const told = async <T,>(answer: Promise<Result<T>>, then?: (value: T) => void): Promise<void> => {
    const result = await answer;
    if (result.ok) then?.(result.value);
    else actions.fail(result.error);
  };
  const saveGroup = ({ cameras, ...group }: GroupToSave): RequestAnswer<'groups.save'> => requests['groups.save']({ ...group, cameras: [...cameras] });
  const saveCameras = ({ id, name, shared, etag }: CameraGroup, cameras: readonly CameraId[]): RequestAnswer<'groups.save'> => saveGroup({ group: id, name, shared, cameras, baseEtag: etag });
  return {
    saveGroup,
    addToGroup: (group, cameras) => {
      const all = [...new Set([...group.cameras, ...cameras])];
      if (all.length > GROUP_CAMERAS_MAX) return actions.fail({ code: 'group/too-many-cameras', retryable: false });
      const added = all.length - group.cameras.length;
      void told(saveCameras(group, all), () => {
        actions.tell({ kind: 'group-added', name: group.name, cameras: added });
      });
    },
    removeFromGroup: (group, camera) => void told(saveCameras(group, group.cameras.filter((other) => other !== camera))),
    removeGroup: (group) => void told(requests['groups.remove']({ group })),
    importGroup: (group) => requests['groups.importFile'](group === null ? {} : { group }),
    exportGroup: (group) =>
      void told(requests['groups.exportFile']({ group }), (written) => {
        if (written !== null) actions.tell({ kind: 'group-exported', file: written.file, cameras: written.cameras });
      }),
    saveSearch: ({ query, ...search }) => requests['searches.save']({ ...search, query: wireQuery(query) }),
    removeSearch: (search) => void told(requests['searches.remove']({ search })),
  };
}

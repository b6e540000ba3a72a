import { GROUP_CAMERAS_MAX, type CameraGroup } from '@contract/domain/camera-group.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import { groupId, type CameraId, type GroupId } from '@contract/domain/units.ts';
import type { Stores } from '../../state/stores.ts';
import { GROUP_KIND } from './group-merge.ts';
import { createSharedListService, type Saved, type SharedListEnvironment, type SharedListService } from './shared-list-service.ts';

export interface GroupsEnvironment extends SharedListEnvironment<CameraGroup> {
  readonly stores: Pick<Stores, 'groups'>;
  /** Whether this camera exists for the person here. */
  readonly knows: (camera: CameraId) => boolean;
}

export interface SaveGroup {
  /** The group to change; null: a new one. */
  readonly group: GroupId | null;
  readonly name: string;
  /** In this order; repeats are left out. */
  readonly cameras: readonly CameraId[];
  readonly shared: boolean;
  /** The version (`etag`) the change was begun on; left out: the one of now. */
  readonly baseEtag?: string | null;
}

/**
 * Camera groups. A camera that does not exist for the person here is not shown in a group, and stays in it when they save it. What two
 * people change at once is joined: cameras added by either are in it, cameras removed by either are not.
 */
export interface GroupsService extends Pick<SharedListService<CameraGroup>, 'open' | 'sync' | 'remove' | 'close'> {
  /** Codes also group/too-many-cameras, camera/unknown (one that does not exist for this person is to be put in). */
  readonly save: (request: SaveGroup) => Promise<Saved<CameraGroup>>;
  /** Puts cameras into a group, or into a new private one of this name. */
  readonly add: (group: GroupId | null, name: string, cameras: readonly CameraId[]) => Promise<Saved<CameraGroup>>;
  /** These cameras began or ceased to exist for the person here; null: possibly all. */
  readonly camerasChanged: (cameras: readonly CameraId[] | null) => void;
}

export function createGroupsService(environment: GroupsEnvironment): GroupsService {
  const { stores, knows } = environment;
  const shown = (group: CameraGroup): CameraGroup => {
    const cameras = group.cameras.filter(knows);
    return cameras.length === group.cameras.length ? group : { ...group, cameras };
  };
  const list = createSharedListService(environment, { kind: GROUP_KIND, store: stores.groups, idOf: groupId, shown });

  /** The cameras asked for, and those of the group that the person does not see: they were neither kept nor removed by them. */
  const camerasFor = (old: CameraGroup | null, asked: readonly CameraId[]): Result<readonly CameraId[]> => {
    const before = new Set(old?.cameras);
    if (asked.some((camera) => !before.has(camera) && !knows(camera))) return err('camera/unknown');
    const seen = new Set(old === null ? [] : (stores.groups.get(old.id)?.cameras ?? []));
    const cameras = [...new Set([...asked, ...[...before].filter((camera) => !seen.has(camera))])];
    return cameras.length > GROUP_CAMERAS_MAX ? err('group/too-many-cameras') : ok(cameras);
  };

  return {
    open: list.open,
    sync: list.sync,
    remove: list.remove,
    close: list.close,
    save: ({ group, name, cameras, shared, baseEtag }) =>
      list.change(
        group,
        (old, fields) => {
          const all = camerasFor(old, cameras);
          return all.ok ? ok({ ...fields, name, shared, cameras: all.value }) : all;
        },
        baseEtag,
      ),
    add: (group, name, cameras) =>
      list.change(group, (old, fields) => {
        const all = camerasFor(old, [...(old?.cameras ?? []), ...cameras]);
        return all.ok ? ok({ ...fields, name: old?.name ?? name, shared: old?.shared ?? false, cameras: all.value }) : all;
      }),
    camerasChanged: (cameras) => {
      const changed = cameras === null ? null : new Set(cameras);
      list.showAgain((group) => changed === null || group.cameras.some((camera) => changed.has(camera)));
    },
  };
}

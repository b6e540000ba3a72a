import { GROUP_CAMERAS_MAX, type CameraGroup } from '@contract/domain/camera-group.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { HeldItem } from '../../storage/documents/shared-lists.ts';
import type { SharedListKind } from './shared-list.ts';

export interface CameraSets {
  /** What both sides began from. */
  readonly before: readonly CameraId[];
  /** What may have been sent from here meanwhile: what of it is not in `mine` any more was removed here too. */
  readonly sent: readonly CameraId[];
  readonly mine: readonly CameraId[];
  readonly theirs: readonly CameraId[];
}

/** Cameras of both sides, mine first: no addition of either is lost, a removal by either holds. */
export function mergeCameras({ before, sent, mine, theirs }: CameraSets): readonly CameraId[] {
  const isMine = new Set(mine);
  const isTheirs = new Set(theirs);
  const removed = new Set([...before.filter((camera) => !isMine.has(camera) || !isTheirs.has(camera)), ...sent.filter((camera) => !isMine.has(camera))]);
  return [...new Set([...mine, ...theirs])].filter((camera) => !removed.has(camera));
}

/** Null when both together are too many for one group. */
function mergeGroups({ item: mine, base, sent }: HeldItem<CameraGroup>, theirs: CameraGroup): CameraGroup | null {
  // The id of a new group is nobody else's: what the server has of it came from what was sent.
  const before = base ?? sent;
  const cameras = mergeCameras({ before: before?.cameras ?? [], sent: sent?.cameras ?? [], mine: mine.cameras, theirs: theirs.cameras });
  if (cameras.length > GROUP_CAMERAS_MAX) return null;
  const pick = <F extends 'name' | 'shared'>(field: F): CameraGroup[F] => {
    const isChangedHere = before === null || mine[field] !== before[field] || (sent !== null && mine[field] !== sent[field]);
    return isChangedHere ? mine[field] : theirs[field];
  };
  return { ...theirs, name: pick('name'), shared: pick('shared'), cameras };
}

function isSameSet(one: readonly CameraId[], other: readonly CameraId[]): boolean {
  const all = new Set(one);
  return all.size === new Set(other).size && other.every((camera) => all.has(camera));
}

export const GROUP_KIND: SharedListKind<CameraGroup> = {
  name: 'groups',
  unknown: 'group/unknown',
  nameMissing: 'group/name-missing',
  isSame: (one, other) => one.name === other.name && one.shared === other.shared && isSameSet(one.cameras, other.cameras),
  merge: mergeGroups,
};

import type { CameraGroup, CameraGroupBody, SavedSearch, SavedSearchBody } from './api-types.ts';
import type { Clock } from './clock.ts';
import { createSharedList, type SharedList } from './shared-list.ts';
import type { TierStateStore } from './tier-state.ts';

export type CameraGroups = SharedList<CameraGroup, CameraGroupBody>;
export type SavedSearches = SharedList<SavedSearch, SavedSearchBody>;

const RIGHTS = { edit: 'group.edit', share: 'group.share' } as const;

/** Groups of cameras. Cameras that this tier does not see are in no answer; a change leaves them in the group. */
export function createCameraGroups(store: TierStateStore, clock: Clock, isSeen: (cameraId: string) => boolean, onDidChange: () => void): CameraGroups {
  return createSharedList<CameraGroup, CameraGroupBody>({
    records: store.state.groups,
    store,
    clock,
    rights: RIGHTS,
    codes: { conflict: 'group/conflict', unknown: 'group/unknown', nameMissing: 'group/name-missing' },
    record: ({ name, cameraIds, shared }, owned, old) => ({ name, shared, cameraIds: [...new Set([...cameraIds, ...(old?.cameraIds ?? []).filter((id) => !isSeen(id))])], ...owned }),
    shown: (group) => ({ ...group, cameraIds: group.cameraIds.filter(isSeen) }),
    onDidChange,
  });
}

export function createSavedSearches(store: TierStateStore, clock: Clock, onDidChange: () => void): SavedSearches {
  return createSharedList<SavedSearch, SavedSearchBody>({
    records: store.state.searches,
    store,
    clock,
    rights: RIGHTS,
    codes: { conflict: 'group/conflict', unknown: 'search/unknown', nameMissing: 'search/name-missing' },
    record: ({ name, query, shared }, owned) => ({ name, query, shared, ...owned }),
    onDidChange,
  });
}

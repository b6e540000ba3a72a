import type { CameraQuery } from './camera-query.ts';
import type { CameraId, GroupId, SearchId, UtcMs } from './units.ts';

/** What lists of the server have in common: whose it is, whether others see it, and which version it is. */
export interface Shareable {
  readonly name: string;
  readonly shared: boolean;
  readonly ownerId: string;
  /** Null: never stored on the server yet. */
  readonly etag: string | null;
  readonly updatedUtcMs: UtcMs;
  readonly sync: 'stored' | 'waiting';
}

export const GROUP_CAMERAS_MAX = 2_000;

/** Cameras picked together, private or shared with the unit. Cameras the person may not see are not in it. */
export interface CameraGroup extends Shareable {
  readonly id: GroupId;
  readonly cameras: readonly CameraId[];
}

/** A search with its filters, to be asked again. */
export interface SavedSearch extends Shareable {
  readonly id: SearchId;
  readonly query: CameraQuery;
}

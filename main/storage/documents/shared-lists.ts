import type { CameraGroup, SavedSearch } from '@contract/domain/camera-group.ts';
import { openDocument, type JsonDocument, type StorageContext } from '../json-document.ts';
import { groupsSchema, searchesSchema, type HeldItem, type SharedList } from './shared-lists.schema.ts';

export type { HeldItem, SharedList };

/** Hundreds of full groups with a change that waits in each; more is refused with storage/write-failed, and nothing is lost. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Camera groups of one person on one server, with what waits to be sent there. */
export const openGroups = (context: StorageContext): JsonDocument<SharedList<CameraGroup>> =>
  openDocument({ ...context, name: 'groups', version: 1, schema: groupsSchema, migrations: [], initial: { held: [] }, generations: 2, maxBytes: MAX_BYTES });

/** Saved searches, likewise. */
export const openSearches = (context: StorageContext): JsonDocument<SharedList<SavedSearch>> =>
  openDocument({ ...context, name: 'searches', version: 1, schema: searchesSchema, migrations: [], initial: { held: [] }, generations: 2, maxBytes: MAX_BYTES });

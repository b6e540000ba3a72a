import { z } from 'zod';
import { GROUP_CAMERAS_MAX, type CameraGroup, type SavedSearch, type Shareable } from '@contract/domain/camera-group.ts';
import { cameraId, groupId, searchId, utcMs } from '@contract/domain/units.ts';
import { queryField } from '@contract/ipc/directory.schema.ts';
import { listOf } from './list.schema.ts';

/** An item of a list of the server as this PC holds it. */
export interface HeldItem<T> {
  readonly item: T;
  /** What the server had when the change that waits was begun; null: nothing, or no change waits. */
  readonly base: T | null;
  /** A version that was sent and whose answer never came: the server may have it. */
  readonly sent: T | null;
}

export interface SharedList<T> {
  readonly held: readonly HeldItem<T>[];
}

const ITEMS_MAX = 2_000;

const id = z.string().min(1).max(64);
const shareable = {
  name: z.string().min(1).max(200),
  shared: z.boolean(),
  ownerId: z.string().max(200),
  etag: z.string().max(200).nullable(),
  updatedUtcMs: z.number().min(0).transform(utcMs),
  sync: z.enum(['stored', 'waiting']),
} satisfies { readonly [F in keyof Shareable]: z.ZodType };

const group: z.ZodType<CameraGroup> = z.object({ ...shareable, id: id.transform(groupId), cameras: listOf(id.transform(cameraId), GROUP_CAMERAS_MAX) });
const search: z.ZodType<SavedSearch> = z.object({ ...shareable, id: id.transform(searchId), query: queryField });

/** What was before a change helps to join it with others' changes; without it the change itself is still there. */
const listSchema = <T>(item: z.ZodType<T>): z.ZodType<SharedList<T>> => z.object({ held: listOf(z.object({ item, base: item.nullable().catch(null), sent: item.nullable().catch(null) }), ITEMS_MAX) });

export const groupsSchema = listSchema(group);
export const searchesSchema = listSchema(search);

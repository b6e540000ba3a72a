import { z } from 'zod';
import { arrangementField, cameraField, contentField, tourField } from '@contract/ipc/wall.schema.ts';
import { layoutId, monitorKey, sceneId, utcMs } from '@contract/domain/units.ts';
import { SCENES_MAX, type SceneMonitor, type WallScene } from '@contract/domain/wall-scene.ts';
import { listOf } from './list.schema.ts';

const id = z.string().min(1).max(200);
const time = z.number().min(0).transform(utcMs);

const monitor = z
  .object({
    monitor: z.string().min(1).max(300).transform(monitorKey),
    arrangement: arrangementField,
    contents: z.array(contentField.nullable().catch(null)).max(64),
    layoutId: id.transform(layoutId).nullable().catch(null),
    layoutName: z.string().max(1000).catch(''),
    locked: z.boolean().catch(false),
    tour: tourField.nullable().catch(null),
  })
  .transform((saved): SceneMonitor => ({ ...saved, contents: saved.arrangement.tiles.map((_tile, index) => saved.contents[index] ?? null) }));

const schedule = z.object({ days: z.array(z.number().int().min(1).max(7)).min(1).max(7), minuteOfDay: z.number().int().min(0).max(1439) });
const alarm = z.object({ priorityAtLeast: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]), cameras: z.array(cameraField).max(500) });

/** A trigger that cannot be read is none: a scene must not come by itself at a time nobody chose. */
const scene: z.ZodType<WallScene> = z.object({
  id: z.string().min(1).max(64).transform(sceneId),
  name: z.string().min(1).max(100),
  monitors: listOf<SceneMonitor>(monitor, 100),
  keyDigit: z.number().int().min(1).max(9).nullable().catch(null),
  schedule: schedule.nullable().catch(null),
  alarm: alarm.nullable().catch(null),
  updatedUtcMs: time.catch(utcMs(0)),
});

/** Due moments of a scene that are over, newest first. */
export interface DoneDues {
  readonly scene: WallScene['id'];
  readonly dueUtcMs: readonly number[];
}
const doneDues: z.ZodType<DoneDues> = z.object({ scene: z.string().min(1).max(64).transform(sceneId), dueUtcMs: z.array(z.number().min(0)).max(100) });

/** Scenes are apart for each server: cameras of one tier mean nothing to another. */
export interface ServerScenes {
  readonly serverId: string;
  readonly scenes: readonly WallScene[];
  /** So that a restart within a scene's window does not recall it again. */
  readonly done: readonly DoneDues[];
}
export interface SavedScenes {
  readonly servers: readonly ServerScenes[];
}

const server: z.ZodType<ServerScenes> = z.object({ serverId: id, scenes: listOf(scene, SCENES_MAX), done: listOf(doneDues, SCENES_MAX).catch([]) });

export const scenesSchema: z.ZodType<SavedScenes> = z.object({ servers: listOf(server, 32) });

import { z } from 'zod';
import type { AlarmRule } from '@contract/domain/alarm-rule.ts';
import { alarmId, cameraId, layoutId, monitorKey, ruleId, utcMs, type MonitorKey, type SurfaceId } from '@contract/domain/units.ts';
import type { Surface } from '@contract/domain/wall.ts';
import type { WallAlarm, WallAlarmRule } from '@contract/domain/wall-alarm-rule.ts';
import { TILES_MAX } from '@contract/domain/arrangement.ts';
import { localRuleField, wallRuleField } from '@contract/ipc/rules.schema.ts';
import { arrangementField, contentField, tourField } from '@contract/ipc/wall.schema.ts';
import { listOf } from './list.schema.ts';

const id = z.string().min(1).max(200);
const time = z.number().min(0).transform(utcMs);

/** A monitor that alarms have: what was there before, and what they put there. */
export interface LentMonitor {
  readonly monitor: MonitorKey;
  readonly before: Surface;
  readonly shown: Surface;
  readonly alarms: readonly WallAlarm[];
}

const surface = z
  .object({
    id: z.string().max(300).regex(/^monitor:./).transform((text) => text as SurfaceId),
    arrangement: arrangementField,
    contents: z.array(contentField.nullable().catch(null)).max(TILES_MAX),
    layoutId: id.transform(layoutId).nullable().catch(null),
    layoutName: z.string().max(1000).catch(''),
    locked: z.boolean().catch(false),
    tour: tourField.nullable().catch(null),
  })
  .transform((saved): Surface => ({ ...saved, contents: saved.arrangement.tiles.map((_, index) => saved.contents[index] ?? null) }));

const wallAlarm: z.ZodType<WallAlarm> = z.object({
  alarm: z.string().min(1).max(64).transform(alarmId),
  rule: z.string().min(1).max(64).transform(ruleId),
  priority: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  raisedUtcMs: time,
  cameras: z.array(z.string().min(1).max(64).transform(cameraId)).min(1).max(16),
  giveBack: z.discriminatedUnion('kind', [z.object({ kind: z.literal('acknowledged') }), z.object({ kind: z.literal('closed') }), z.object({ kind: z.literal('seconds'), seconds: z.number().int().min(1) })]),
  shownUtcMs: time,
});
const lent: z.ZodType<LentMonitor> = z.object({ monitor: z.string().min(1).max(300).transform(monitorKey), before: surface, shown: surface, alarms: listOf(wallAlarm, 500) });

/** What this PC does with the alarms of a server. */
export interface ServerAlarmSettings {
  readonly serverId: string;
  readonly localRules: readonly AlarmRule[];
  readonly wallRules: readonly WallAlarmRule[];
  /** So that a restart gives monitors back all the same. */
  readonly lent: readonly LentMonitor[];
}
export interface SavedAlarmSettings {
  readonly servers: readonly ServerAlarmSettings[];
}

const server: z.ZodType<ServerAlarmSettings> = z.object({ serverId: id, localRules: listOf(localRuleField, 500), wallRules: listOf(wallRuleField, 100), lent: listOf(lent, 64).catch([]) });

export const alarmSettingsSchema: z.ZodType<SavedAlarmSettings> = z.object({ servers: listOf(server, 32) });

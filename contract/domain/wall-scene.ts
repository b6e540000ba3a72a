import type { Arrangement } from './arrangement.ts';
import type { LayoutTour } from './wall.ts';
import type { TileContents } from './tile-content.ts';
import type { CameraId, LayoutId, MonitorKey, SceneId, UtcMs } from './units.ts';

/** What one monitor shows in a scene. */
export interface SceneMonitor {
  readonly monitor: MonitorKey;
  readonly arrangement: Arrangement;
  readonly contents: TileContents;
  readonly layoutId: LayoutId | null;
  readonly layoutName: string;
  readonly locked: boolean;
  readonly tour: LayoutTour | null;
}

/** Days are 1 (Monday) .. 7 (Sunday); minute 0..1439, by the wall clock of Viet Nam (UTC+7). */
export interface SceneSchedule {
  readonly days: readonly number[];
  readonly minuteOfDay: number;
}

/** An alarm of at least this priority (1 is the highest) recalls the scene; with `cameras`, only one of theirs. */
export interface SceneAlarm {
  readonly priorityAtLeast: 1 | 2 | 3 | 4;
  readonly cameras: readonly CameraId[];
}

/** Saved state of the whole wall. */
export interface WallScene {
  readonly id: SceneId;
  readonly name: string;
  readonly monitors: readonly SceneMonitor[];
  /** Shift+digit recalls it, 1..9; null: no key. */
  readonly keyDigit: number | null;
  readonly schedule: SceneSchedule | null;
  readonly alarm: SceneAlarm | null;
  readonly updatedUtcMs: UtcMs;
}
export const SCENES_MAX = 200;

/** Viet Nam keeps UTC+7 all year. */
const WALL_CLOCK_OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

/** The last moment at or before `nowUtcMs` at which a schedule was due within the last `windowMs`, or null. */
export function lastDue(schedule: SceneSchedule, nowUtcMs: number, windowMs: number): number | null {
  for (let back = 0; back <= Math.ceil(windowMs / DAY_MS); back += 1) {
    const dayStart = Math.floor((nowUtcMs + WALL_CLOCK_OFFSET_MS) / DAY_MS) * DAY_MS - back * DAY_MS;
    // 1970-01-01 was a Thursday.
    const weekday = ((Math.floor(dayStart / DAY_MS) + 3) % 7) + 1;
    const dueUtcMs = dayStart + schedule.minuteOfDay * 60_000 - WALL_CLOCK_OFFSET_MS;
    if (schedule.days.includes(weekday) && dueUtcMs <= nowUtcMs) return nowUtcMs - dueUtcMs <= windowMs ? dueUtcMs : null;
  }
  return null;
}

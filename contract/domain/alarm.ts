import type { AlarmId, CameraId, UtcMs } from './units.ts';

/** 1 is the highest (EEMUA 191, ISA-18.2: three to four priorities). */
export const ALARM_PRIORITIES = [1, 2, 3, 4] as const;
export type AlarmPriority = (typeof ALARM_PRIORITIES)[number];

/** An alarm as lists and tiles name it. */
export interface AlarmBrief {
  readonly id: AlarmId;
  readonly camera: CameraId | null;
  readonly priority: AlarmPriority;
  /** Short words of the server that raised it. */
  readonly title: string;
  readonly raisedUtcMs: UtcMs;
}

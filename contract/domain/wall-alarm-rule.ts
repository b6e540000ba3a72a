import type { AlarmKind } from './alarm-kind.ts';
import { isInQueue, isUnseen, type Alarm, type AlarmPriority } from './alarm.ts';
import type { CameraId, MonitorKey, RuleId, UtcMs } from './units.ts';

/** When a monitor is given back: somebody saw the alarm, it is over, or so many seconds have passed (also when it is over before). */
export type GiveBack = { readonly kind: 'acknowledged' } | { readonly kind: 'closed' } | { readonly kind: 'seconds'; readonly seconds: number };
export const GIVE_BACK_KINDS = ['acknowledged', 'closed', 'seconds'] as const satisfies readonly GiveBack['kind'][];
export const GIVE_BACK_S = { min: 10, usual: 60, max: 86_400 } as const;
/** Cameras beside that of the alarm. */
export const NEIGHBOURS_MAX = 8;
export const WALL_RULES_MAX = 100;

/** An alarm puts its camera, and those near it, on a monitor. Kept on this PC. */
export interface WallAlarmRule {
  readonly id: RuleId;
  readonly name: string;
  readonly enabled: boolean;
  /** Empty: all. */
  readonly kinds: readonly AlarmKind[];
  readonly priorityAtLeast: AlarmPriority;
  readonly monitor: MonitorKey;
  /** 0..NEIGHBOURS_MAX */
  readonly neighbours: number;
  readonly giveBack: GiveBack;
}

/** An alarm on a monitor by a rule. */
export interface WallAlarm {
  readonly alarm: Alarm['id'];
  readonly rule: RuleId;
  readonly priority: AlarmPriority;
  readonly raisedUtcMs: UtcMs;
  /** The alarm's own camera first. */
  readonly cameras: readonly CameraId[];
  readonly giveBack: GiveBack;
  readonly shownUtcMs: UtcMs;
}

/** Whether an alarm goes on the wall by a rule. One that is hidden, or shows nothing, does not. */
export const fitsWallRule = ({ enabled, kinds, priorityAtLeast }: WallAlarmRule, alarm: Alarm): boolean =>
  enabled && alarm.camera !== null && !alarm.restricted && isInQueue(alarm) && alarm.priority <= priorityAtLeast && (kinds.length === 0 || kinds.includes(alarm.kind));

/** Whether an alarm needs its monitor no more. `alarm` null: it is over. */
export function isGivenBack({ giveBack, shownUtcMs }: WallAlarm, alarm: Alarm | null, nowUtcMs: number): boolean {
  if (alarm === null || !isInQueue(alarm)) return true;
  switch (giveBack.kind) {
    case 'acknowledged':
      return !isUnseen(alarm);
    case 'closed':
      return alarm.life.kind === 'resolved' || alarm.life.kind === 'false';
    case 'seconds':
      return nowUtcMs - shownUtcMs >= giveBack.seconds * 1_000;
  }
}

/** The cameras several alarms show together, `most` at most: the gravest first, then the newest; each alarm's own before neighbours of any. */
export function camerasTogether(alarms: readonly WallAlarm[], most: number): readonly CameraId[] {
  const sorted = [...alarms].sort((one, other) => one.priority - other.priority || other.raisedUtcMs - one.raisedUtcMs);
  return [...new Set([...sorted.flatMap(({ cameras }) => cameras.slice(0, 1)), ...sorted.flatMap(({ cameras }) => cameras.slice(1))])].slice(0, most);
}

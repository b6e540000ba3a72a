import { burstsOf, type Burst } from './alarm-burst.ts';
import type { AlarmKind } from './alarm-kind.ts';
import { isInQueue, isUnseen, type Alarm, type AlarmPriority } from './alarm.ts';
import { utcMs, type AlarmId, type UtcMs } from './units.ts';

/** What sounds at a desk: the gravest that nobody has seen. */
export interface Sounding {
  /** The oldest of its burst that nobody has seen. */
  readonly alarm: AlarmId;
  readonly kind: AlarmKind;
  readonly priority: AlarmPriority;
  /** Unseen ones of this priority in the queue. */
  readonly count: number;
  /** Alarms of one burst share one sound: begun once for each key, however many join it or are seen. */
  readonly burst: string;
}

/** What is heard of these alarms: of the gravest priority the burst that began last; null: silence. Alarms in any order. */
export function soundingOf(alarms: Iterable<Alarm>): Sounding | null {
  let same: Alarm[] = [];
  let priority = 5;
  let unseen: Alarm[] = [];
  for (const alarm of alarms) {
    if (alarm.priority > priority || !isInQueue(alarm)) continue;
    if (alarm.priority < priority && isUnseen(alarm)) {
      priority = alarm.priority;
      same = same.filter((one) => one.priority === priority);
      unseen = [];
    }
    same.push(alarm);
    if (alarm.priority === priority && isUnseen(alarm)) unseen.push(alarm);
  }
  if (unseen.length === 0) return null;
  const bursts = burstsOf(same.filter((alarm) => alarm.priority === priority));
  let heard: { readonly alarm: Alarm; readonly burst: Burst } | null = null;
  for (const alarm of unseen) {
    const burst = bursts.get(alarm.id);
    if (burst === undefined) continue;
    const isLater = heard === null || burst.startedUtcMs > heard.burst.startedUtcMs || (burst.startedUtcMs === heard.burst.startedUtcMs && burst.key > heard.burst.key);
    const isOlderOfSame = heard !== null && burst.key === heard.burst.key && (alarm.raisedUtcMs < heard.alarm.raisedUtcMs || (alarm.raisedUtcMs === heard.alarm.raisedUtcMs && alarm.id < heard.alarm.id));
    if (isLater || isOlderOfSame) heard = { alarm, burst };
  }
  return heard === null ? null : { alarm: heard.alarm.id, kind: heard.alarm.kind, priority: heard.alarm.priority, count: unseen.length, burst: heard.burst.key };
}

/** Sounds that a person put off. Times are the server's. */
export interface Mute {
  readonly fromUtcMs: UtcMs;
  readonly untilUtcMs: UtcMs;
}

/** Longest time priority 1 is silent, ms. */
export const MUTE_P1_MAX_MS = 60_000;

/** Until when what sounds now is silent; null: it is heard. */
export function mutedUntil(mute: Mute | null, priority: AlarmPriority | null, nowUtcMs: number): UtcMs | null {
  if (mute === null) return null;
  const until = priority === 1 ? Math.min(mute.untilUtcMs, mute.fromUtcMs + MUTE_P1_MAX_MS) : mute.untilUtcMs;
  return until > nowUtcMs ? utcMs(until) : null;
}

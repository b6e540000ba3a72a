import type { Alarm } from './alarm.ts';
import type { AlarmId } from './units.ts';

/** Alarms of one kind and priority that came one soon after the other. */
export interface Burst {
  /** Stays the same while further alarms join it. */
  readonly key: string;
  readonly startedUtcMs: number;
  readonly count: number;
}

/** An alarm that comes later than this after the last one of its kind begins another burst, ms. */
export const BURST_GAP_MS = 60_000;
/** Fewer than these are no burst to anybody. */
export const BURST_MIN = 3;

interface Growing {
  readonly key: string;
  readonly startedUtcMs: number;
  count: number;
}

/** The burst each alarm is one of; alarms in any order. */
export function burstsOf(alarms: readonly Pick<Alarm, 'id' | 'kind' | 'priority' | 'raisedUtcMs'>[]): ReadonlyMap<AlarmId, Burst> {
  const oldestFirst = [...alarms].reverse().sort((one, other) => one.raisedUtcMs - other.raisedUtcMs);
  const latest = new Map<string, { readonly burst: Growing; readonly lastUtcMs: number }>();
  const bursts = new Map<AlarmId, Burst>();
  for (const { id, kind, priority, raisedUtcMs } of oldestFirst) {
    const line = `${kind}:${String(priority)}`;
    const last = latest.get(line);
    const burst: Growing = last !== undefined && raisedUtcMs - last.lastUtcMs <= BURST_GAP_MS ? last.burst : { key: `burst:${line}:${String(raisedUtcMs)}`, startedUtcMs: raisedUtcMs, count: 0 };
    burst.count += 1;
    latest.set(line, { burst, lastUtcMs: raisedUtcMs });
    bursts.set(id, burst);
  }
  return bursts;
}

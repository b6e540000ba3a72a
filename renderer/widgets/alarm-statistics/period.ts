import { STATISTICS_SPAN_MAX_MS } from '@contract/domain/alarm-statistics.ts';
import { utcMs, type UtcMs } from '@contract/domain/units.ts';

export const PERIODS = ['day', 'week', 'month', 'own'] as const;
export type Period = (typeof PERIODS)[number];

/** From, and until (exclusive). */
export interface Span {
  readonly fromUtcMs: UtcMs;
  readonly untilUtcMs: UtcMs;
}

const DAY_MS = 86_400_000;
const VIET_NAM_MS = 7 * 3_600_000;
const DAYS: Readonly<Record<Exclude<Period, 'own'>, number>> = { day: 1, week: 7, month: 30 };

/** The last so many days until now. */
export const spanOf = (period: Exclude<Period, 'own'>, nowUtcMs: number): Span => ({ fromUtcMs: utcMs(Math.floor(nowUtcMs - DAYS[period] * DAY_MS)), untilUtcMs: utcMs(Math.floor(nowUtcMs)) });

/** Day of a time in Viet Nam, as a date field has it: `2026-11-23`. */
export const dayOf = (time: number): string => new Date(time + VIET_NAM_MS).toISOString().slice(0, 10);

/** Whole days in Viet Nam from the first to the last one; null: no days, the last before the first, or too far apart. */
export function spanOfDays(first: string, last: string): Span | null {
  const from = Date.parse(`${first}T00:00:00+07:00`);
  const until = Date.parse(`${last}T00:00:00+07:00`) + DAY_MS;
  return Number.isFinite(from) && Number.isFinite(until) && from >= 0 && until > from && until - from <= STATISTICS_SPAN_MAX_MS ? { fromUtcMs: utcMs(from), untilUtcMs: utcMs(until) } : null;
}

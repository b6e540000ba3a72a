import { z } from 'zod';
import { STATISTICS_SPAN_MAX_MS, type AlarmStatistics } from '../domain/alarm-statistics.ts';
import { utcMs } from '../domain/units.ts';

const time = z.number().int().min(0).transform(utcMs);

/** From, and until (exclusive), by the server's clock. */
export const statisticsInput = z.strictObject({ fromUtcMs: time, untilUtcMs: time }).refine(({ fromUtcMs, untilUtcMs }) => untilUtcMs > fromUtcMs && untilUtcMs - fromUtcMs <= STATISTICS_SPAN_MAX_MS);
export const statisticsOutput = z.custom<AlarmStatistics>((value) => typeof value === 'object' && value !== null);

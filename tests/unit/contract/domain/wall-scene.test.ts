import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastDue, type SceneSchedule } from '@contract/domain/wall-scene.ts';

const MINUTE_MS = 60_000;
/** A moment by the wall clock of Viet Nam. 2026-01-05 was a Monday. */
const vietnam = (day: number, hour: number, minute: number, second = 0): number => Date.UTC(2026, 0, day, hour - 7, minute, second);
const mondays: SceneSchedule = { days: [1], minuteOfDay: 7 * 60 };
const daily: SceneSchedule = { days: [1, 2, 3, 4, 5, 6, 7], minuteOfDay: 30 };

describe('a schedule of a scene', () => {
  it('is due at its minute of its day, by the clock of Viet Nam', () => {
    expect(lastDue(mondays, vietnam(5, 7, 0), 5 * MINUTE_MS)).toBe(vietnam(5, 7, 0));
    expect(lastDue(mondays, vietnam(5, 6, 59, 59), 5 * MINUTE_MS)).toBeNull();
    expect(lastDue(mondays, vietnam(6, 7, 0), 5 * MINUTE_MS)).toBeNull();
  });

  it('is still due a little later, but not too late', () => {
    expect(lastDue(mondays, vietnam(5, 7, 4), 5 * MINUTE_MS)).toBe(vietnam(5, 7, 0));
    expect(lastDue(mondays, vietnam(5, 7, 6), 5 * MINUTE_MS)).toBeNull();
  });

  it('is found across midnight', () => {
    const late: SceneSchedule = { days: [7], minuteOfDay: 23 * 60 + 58 };
    expect(lastDue(late, vietnam(12, 0, 1), 5 * MINUTE_MS)).toBe(vietnam(11, 23, 58));
    expect(lastDue({ ...late, days: [1] }, vietnam(12, 0, 1), 5 * MINUTE_MS)).toBeNull();
  });

  it('just after midnight in Viet Nam is the day before in Greenwich, and is kept', () => {
    expect(lastDue(daily, vietnam(5, 0, 30), MINUTE_MS)).toBe(vietnam(5, 0, 30));
  });

  it('whatever the time, what is due lies within the window and on a day of the schedule', () => {
    const schedule = fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), minuteOfDay: fc.nat(1439) });
    fc.assert(
      fc.property(schedule, fc.integer({ min: 0, max: 4_000_000_000_000 }), fc.integer({ min: 1, max: 8 * 86_400_000 }), (each, nowMs, windowMs) => {
        const due = lastDue(each, nowMs, windowMs);
        if (due === null) return;
        expect(nowMs - due).toBeGreaterThanOrEqual(0);
        expect(nowMs - due).toBeLessThanOrEqual(windowMs);
        const local = new Date(due + 7 * 3_600_000);
        expect(each.days).toContain(((local.getUTCDay() + 6) % 7) + 1);
        expect(local.getUTCHours() * 60 + local.getUTCMinutes()).toBe(each.minuteOfDay);
      }),
    );
  });
});

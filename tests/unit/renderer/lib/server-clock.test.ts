import { describe, expect, it } from 'vitest';
import { createServerClock } from '../../../../renderer/lib/server-clock.ts';

describe("the server's clock on this PC", () => {
  const make = (offsetMs = 0) => {
    const own = { mono: 1_000, utc: 500_000 };
    const clock = createServerClock({ monoMs: () => own.mono, utcMs: () => own.utc }, offsetMs);
    return { own, clock, pass: (ms: number) => { own.mono += ms; own.utc += ms; } };
  };

  it('runs on with this PC, apart by what was measured', () => {
    const { clock, pass } = make(40);
    pass(5_000);
    expect(clock.nowUtcMs()).toBe(505_040);
    clock.setOffset(-2_000);
    expect(clock.nowUtcMs()).toBe(503_000);
  });

  it('does not go back when the PC clock is set back', () => {
    const { own, clock, pass } = make();
    own.utc -= 3_600_000;
    pass(1_000);
    expect(clock.nowUtcMs()).toBe(501_000);
    clock.setOffset(3_600_000);
    expect(clock.nowUtcMs()).toBe(501_000);
  });

  it('goes ahead when the PC slept', () => {
    const { own, clock } = make();
    own.utc += 60_000;
    expect(clock.nowUtcMs()).toBe(560_000);
  });
});

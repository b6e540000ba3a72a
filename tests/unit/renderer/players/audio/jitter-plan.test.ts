import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAD_S, MAX_BEHIND_S, planPacket } from '../../../../../renderer/players/audio/jitter-plan.ts';
import { loudness } from '../../../../../renderer/players/audio/speaker.ts';

describe('the time a packet of sound is played at', () => {
  it('is a little after the first one came, so that late ones find their place', () => {
    expect(planPacket(null, 10, 0.04)).toEqual({ kind: 'play', atS: 10 + LEAD_S, nextS: 10 + LEAD_S + 0.04 });
  });

  it('is right after the packet before', () => {
    expect(planPacket(10.08, 10.02, 0.04)).toMatchObject({ kind: 'play', atS: 10.08 });
  });

  it('takes its lead again after a hole', () => {
    expect(planPacket(10, 12, 0.04)).toMatchObject({ kind: 'play', atS: 12 + LEAD_S });
  });

  it('is never: what would come too late is left out', () => {
    expect(planPacket(10.19, 10, 0.04)).toEqual({ kind: 'drop' });
  });

  it('never lets the sound lag by more than 200 ms nor overlap, however packets come', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ afterS: fc.double({ min: 0, max: 0.5, noNaN: true }), durationS: fc.constantFrom(0.02, 0.04, 0.06, 0.1) }), { maxLength: 60 }), (packets) => {
        let nowS = 0;
        let nextS: number | null = null;
        for (const { afterS, durationS } of packets) {
          nowS += afterS;
          const plan = planPacket(nextS, nowS, durationS);
          if (plan.kind === 'drop') continue;
          expect(plan.atS).toBeGreaterThanOrEqual(nextS ?? 0);
          expect(plan.nextS - nowS).toBeLessThanOrEqual(MAX_BEHIND_S + 1e-9);
          nextS = plan.nextS;
        }
      }),
    );
  });
});

describe('the level of sound', () => {
  it.each([
    [[], 0],
    [[0, 0], 0],
    [[0.5, -0.5], 0.5],
    [[1, -1, 1], 1],
  ])('of %o is %s', (samples, level) => {
    expect(loudness(Float32Array.from(samples))).toBeCloseTo(level, 6);
  });
});

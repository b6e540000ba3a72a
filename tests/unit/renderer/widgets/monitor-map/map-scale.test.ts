import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LEAST_CARD_PX, planMonitors } from '../../../../../renderer/widgets/monitor-map/map-scale.ts';
import { monitorWith } from '../../../../builders/monitors.ts';

const box = { widthPx: 800, heightPx: 160 };

describe('the picture of the wall', () => {
  it('keeps the monitors side by side as they stand, to one scale', () => {
    const { placed } = planMonitors([monitorWith({ number: 1, xPx: -1920 }), monitorWith({ number: 2, xPx: 0, widthPx: 3840, heightPx: 2160 })], { widthPx: 2_000, heightPx: 400 });
    const [small, large] = placed;
    expect(small?.leftPx).toBe(0);
    expect(large?.leftPx).toBeGreaterThanOrEqual((small?.leftPx ?? 0) + (small?.widthPx ?? 0));
    expect((large?.widthPx ?? 0) / (small?.widthPx ?? 1)).toBeCloseTo(2, 1);
  });

  it('stands unplugged monitors to the right of the others', () => {
    const { placed } = planMonitors([monitorWith({ number: 1, present: false }), monitorWith({ number: 2 })], box);
    expect(placed.map(({ monitor }) => monitor.number)).toEqual([2, 1]);
    expect(placed[1]?.leftPx).toBeGreaterThan(placed[0]?.widthPx ?? 0);
  });

  it('draws nothing before it knows its size, and leaves out a monitor without one', () => {
    expect(planMonitors([monitorWith()], { widthPx: 0, heightPx: 0 }).placed).toEqual([]);
    expect(planMonitors([monitorWith({ widthPx: 0 })], box).placed).toEqual([]);
  });

  it('never draws a card too small for its words, nor one over another', () => {
    const row = fc.array(fc.record({ widthPx: fc.integer({ min: 600, max: 5_000 }), heightPx: fc.integer({ min: 400, max: 3_000 }), present: fc.boolean() }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(row, (sizes) => {
        let xPx = 0;
        const monitors = sizes.map((size, index) => {
          const monitor = monitorWith({ ...size, number: index + 1, xPx });
          if (size.present) xPx += size.widthPx;
          return monitor;
        });
        const { placed } = planMonitors(monitors, box);
        expect(placed).toHaveLength(monitors.length);
        for (const card of placed) {
          expect(card.widthPx).toBeGreaterThanOrEqual(LEAST_CARD_PX.width - 1);
          expect(card.heightPx).toBeGreaterThanOrEqual(LEAST_CARD_PX.height - 1);
        }
        const sorted = [...placed].sort((one, other) => one.leftPx - other.leftPx);
        for (const [index, card] of sorted.entries()) {
          const next = sorted[index + 1];
          if (next !== undefined) expect(card.leftPx + card.widthPx).toBeLessThanOrEqual(next.leftPx);
        }
      }),
    );
  });
});

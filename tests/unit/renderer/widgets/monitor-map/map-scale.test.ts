import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nodeId } from '@contract/domain/units.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import { cardBeside, cardsOf, LEAST_CARD_PX, planWall, type PlanOptions } from '../../../../../renderer/widgets/monitor-map/map-scale.ts';
import { monitorWith } from '../../../../builders/monitors.ts';

const box = { widthPx: 800, heightPx: 160 };
const options: PlanOptions = { headPx: 0, leastPx: LEAST_CARD_PX, isDown: () => false };
const hall = nodeId('hall');
const cards = (monitors: readonly Monitor[], size = box, more: Partial<PlanOptions> = {}) => cardsOf(planWall(monitors, size, { ...options, ...more }));

describe('the picture of the wall', () => {
  it('keeps the monitors side by side as they stand, to one scale', () => {
    const [small, large] = cards([monitorWith({ number: 1, xPx: -1920 }), monitorWith({ number: 2, xPx: 0, widthPx: 3840, heightPx: 2160 })], { widthPx: 2_000, heightPx: 400 });
    expect(small?.leftPx).toBe(0);
    expect(large?.leftPx).toBeGreaterThanOrEqual((small?.leftPx ?? 0) + (small?.widthPx ?? 0));
    expect((large?.widthPx ?? 0) / (small?.widthPx ?? 1)).toBeCloseTo(2, 1);
  });

  it('stands unplugged monitors apart, to the right of the others', () => {
    const plan = planWall([monitorWith({ number: 1, present: false }), monitorWith({ number: 2 })], box, options);
    expect(plan.groups.map(({ of }) => of)).toEqual([{ kind: 'pc', node: null }, { kind: 'away' }]);
    expect(cardsOf(plan).map(({ monitor }) => monitor.number)).toEqual([2, 1]);
    expect(cardsOf(plan)[1]?.leftPx).toBeGreaterThan(cardsOf(plan)[0]?.widthPx ?? 0);
  });

  it('groups the monitors of each other PC beside those of this one, whatever their own desktop says', () => {
    const plan = planWall([monitorWith({ number: 3, node: hall }), monitorWith({ number: 1 }), monitorWith({ number: 2, xPx: 1920 })], box, options);
    expect(plan.groups.map(({ of, placed }) => [of, placed.map(({ monitor }) => monitor.number)])).toEqual([
      [{ kind: 'pc', node: null }, [1, 2]],
      [{ kind: 'pc', node: hall }, [3]],
    ]);
    const [, second, third] = cardsOf(plan);
    expect(third?.leftPx).toBeGreaterThanOrEqual((second?.leftPx ?? 0) + (second?.widthPx ?? 0));
  });

  it('keeps the place of monitors whose PC is not heard, but not of one that is unplugged from a PC that is', () => {
    const away = monitorWith({ number: 3, node: hall, present: false });
    expect(planWall([away], box, { ...options, isDown: () => true }).groups.map(({ of }) => of)).toEqual([{ kind: 'pc', node: hall }]);
    expect(planWall([away], box, options).groups.map(({ of }) => of)).toEqual([{ kind: 'away' }]);
  });

  it('puts PCs under each other when that lets their monitors be larger', () => {
    const wide = [0, 1, 2].flatMap((pc) => [0, 1].map((index) => monitorWith({ number: pc * 2 + index + 1, xPx: index * 1920, node: pc === 0 ? null : nodeId(`pc-${String(pc)}`) })));
    const plan = planWall(wide, { widthPx: 800, heightPx: 900 }, { ...options, headPx: 24 });
    expect(new Set(plan.groups.map(({ topPx }) => topPx)).size).toBeGreaterThan(1);
    expect(plan.widthPx).toBeLessThanOrEqual(800);
    expect(plan.heightPx).toBeLessThanOrEqual(900);
  });

  it('shows all cards whole, in one row, where a scale true to the wall would cut them', () => {
    const upright = [monitorWith({ number: 1 }), monitorWith({ number: 2, xPx: 1920 }), monitorWith({ number: 3, xPx: 3840, widthPx: 1080, heightPx: 1920 })];
    const shown = cards(upright);
    expect(shown.map(({ monitor, topPx, heightPx }) => [monitor.number, topPx, heightPx])).toEqual([1, 2, 3].map((number) => [number, 0, box.heightPx]));
    expect(shown[0]?.widthPx).toBeGreaterThan(shown[2]?.widthPx ?? Infinity);
    expect(shown[2]?.widthPx).toBeGreaterThanOrEqual(LEAST_CARD_PX.width);
    expect((shown[2]?.leftPx ?? 0) + (shown[2]?.widthPx ?? 0)).toBeLessThanOrEqual(box.widthPx);
  });

  it('leaves room for the names of groups', () => {
    expect(cards([monitorWith()], box, { headPx: 24 })[0]?.topPx).toBe(24);
  });

  it('draws nothing before it knows its size, and leaves out a monitor without one', () => {
    expect(cards([monitorWith()], { widthPx: 0, heightPx: 0 })).toEqual([]);
    expect(cards([monitorWith({ widthPx: 0 })])).toEqual([]);
  });

  it('leads from one monitor to the next by where they lie, over the borders of PCs', () => {
    const placed = cards([monitorWith({ number: 1 }), monitorWith({ number: 2, xPx: 1920 }), monitorWith({ number: 3, node: hall })]);
    expect(cardBeside(placed, 0, { columns: 1, rows: 0 })).toBe(1);
    expect(cardBeside(placed, 1, { columns: 1, rows: 0 })).toBe(2);
    expect(cardBeside(placed, 2, { columns: 1, rows: 0 })).toBe(2);
    expect(cardBeside(placed, 1, { columns: -1, rows: 0 })).toBe(0);
  });

  it('never draws a card too small for its words, nor one over another', () => {
    const pc = fc.array(fc.record({ widthPx: fc.integer({ min: 600, max: 5_000 }), heightPx: fc.integer({ min: 400, max: 3_000 }), present: fc.boolean() }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(pc, { minLength: 1, maxLength: 4 }), fc.integer({ min: 0, max: 30 }), (pcs, headPx) => {
        let number = 0;
        const monitors = pcs.flatMap((sizes, index) => {
          let xPx = 0;
          return sizes.map((size) => {
            number += 1;
            const monitor = monitorWith({ ...size, number, xPx, node: index === 0 ? null : nodeId(`pc-${String(index)}`) });
            if (size.present) xPx += size.widthPx;
            return monitor;
          });
        });
        const placed = cards(monitors, box, { headPx });
        expect(placed).toHaveLength(monitors.length);
        for (const card of placed) {
          expect(card.widthPx).toBeGreaterThanOrEqual(LEAST_CARD_PX.width - 1);
          expect(card.heightPx).toBeGreaterThanOrEqual(LEAST_CARD_PX.height - 1);
        }
        for (const [index, one] of placed.entries()) {
          for (const other of placed.slice(index + 1)) {
            const apart = one.leftPx + one.widthPx <= other.leftPx || other.leftPx + other.widthPx <= one.leftPx || one.topPx + one.heightPx <= other.topPx || other.topPx + other.heightPx <= one.topPx;
            expect(apart).toBe(true);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

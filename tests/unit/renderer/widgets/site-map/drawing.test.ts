import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position } from '@contract/domain/camera.ts';
import { areaOf, draw, isWhole, NO_DRAWING, TOOLS, type Drawing, type DrawingAct } from '../../../../../renderer/widgets/site-map/drawing.ts';

const at = (lonDeg: number, latDeg: number): Position => ({ lonDeg, latDeg });
const A = at(105.8, 21.02);
const B = at(105.81, 21.03);
const C = at(105.82, 21.02);
const after = (...acts: readonly DrawingAct[]): Drawing => acts.reduce(draw, NO_DRAWING);
const corner = (position: Position): DrawingAct => ({ kind: 'corner', at: position });

describe('drawing an area', () => {
  it('a rectangle is whole with two corners', () => {
    const drawing = after({ kind: 'take', tool: 'rectangle' }, corner(A), corner(B));
    expect(isWhole(drawing)).toBe(true);
    expect(areaOf(drawing)).toEqual({ kind: 'polygon', corners: [A, at(B.lonDeg, A.latDeg), B, at(A.lonDeg, B.latDeg)] });
  });

  it('a circle is a middle and a point on it', () => {
    const drawing = after({ kind: 'take', tool: 'circle' }, corner(A), corner(at(A.lonDeg, A.latDeg + 0.001)));
    expect(areaOf(drawing)).toEqual({ kind: 'circle', centre: A, radiusM: expect.closeTo(111.3, 0) });
  });

  it('a spot is one point', () => {
    const drawing = after({ kind: 'take', tool: 'seeing' }, corner(A));
    expect([isWhole(drawing), areaOf(drawing)]).toEqual([true, { kind: 'seeing', spot: A }]);
  });

  it('a polygon is an area from its third corner on, and is never whole by itself', () => {
    const two = after({ kind: 'take', tool: 'polygon' }, corner(A), corner(B));
    expect(areaOf(two)).toBeNull();
    const three = draw(two, corner(C));
    expect([isWhole(three), areaOf(three)]).toEqual([false, { kind: 'polygon', corners: [A, B, C] }]);
    expect(areaOf(draw(three, { kind: 'back' }))).toBeNull();
  });

  it('a corridor follows its line in the order drawn, as wide as chosen', () => {
    const drawing = after({ kind: 'take', tool: 'corridor' }, { kind: 'width', widthM: 25 }, corner(C), corner(A), corner(B));
    expect(areaOf(drawing)).toEqual({ kind: 'corridor', line: [C, A, B], widthM: 25 });
  });

  it('shows the next corner before it is set', () => {
    const drawing = after({ kind: 'take', tool: 'polygon' }, corner(A), corner(B), { kind: 'hover', at: C });
    expect(areaOf(drawing)).toBeNull();
    expect(areaOf(drawing, true)).toEqual({ kind: 'polygon', corners: [A, B, C] });
  });

  it('takes a double click, and a hand that shook, for one corner', () => {
    const shaken = at(A.lonDeg + 0.00001, A.latDeg);
    expect(after({ kind: 'take', tool: 'polygon' }, corner(A), corner(shaken), corner(A)).corners).toEqual([A]);
    expect(areaOf(after({ kind: 'take', tool: 'rectangle' }, corner(A), corner(shaken)))).toBeNull();
  });

  it('sets nothing without a tool, and starts anew with another', () => {
    expect(draw(NO_DRAWING, corner(A))).toBe(NO_DRAWING);
    expect(after({ kind: 'take', tool: 'polygon' }, corner(A), { kind: 'take', tool: 'circle' })).toMatchObject({ tool: 'circle', corners: [] });
    expect(after({ kind: 'take', tool: 'corridor' }, { kind: 'width', widthM: 200 }, { kind: 'end' })).toEqual({ ...NO_DRAWING, widthM: 200 });
  });

  it('always gives an area main can take, whatever is done in whatever order', () => {
    const position = fc.record({ lonDeg: fc.double({ min: 105, max: 106, noNaN: true }), latDeg: fc.double({ min: 20.5, max: 21.5, noNaN: true }) });
    const act: fc.Arbitrary<DrawingAct> = fc.oneof(
      fc.record({ kind: fc.constant('take' as const), tool: fc.constantFrom(...TOOLS) }),
      fc.record({ kind: fc.constant('corner' as const), at: position }),
      fc.record({ kind: fc.constant('hover' as const), at: fc.option(position, { nil: null }) }),
      fc.constant<DrawingAct>({ kind: 'back' }),
      fc.constant<DrawingAct>({ kind: 'end' }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 400 }), (acts) => {
        const area = areaOf(after(...acts), true);
        if (area?.kind === 'polygon') expect(area.corners.length).toBeGreaterThanOrEqual(3);
        if (area?.kind === 'polygon') expect(area.corners.length).toBeLessThanOrEqual(500);
        if (area?.kind === 'corridor') expect(area.line.length).toBeGreaterThanOrEqual(2);
        if (area?.kind === 'circle') expect(area.radiusM).toBeGreaterThan(0);
      }),
    );
  });
});

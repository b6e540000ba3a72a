import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Zoom } from '../../../../contract/domain/tile-content.ts';
import { clampZoom, fitOf, panBy, placeInPicture, WHOLE, zoomAt, zoomTo, zoomTransform, type Fit } from '../../../../renderer/players/zoom.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const fit: fc.Arbitrary<Fit> = fc.oneof(
  fc.double({ min: 0.2, max: 1, noNaN: true }).map((y) => ({ x: 1, y })),
  fc.double({ min: 0.2, max: 1, noNaN: true }).map((x) => ({ x, y: 1 })),
);
const zoom: fc.Arbitrary<Zoom> = fc.record({ x: fc.double(), y: fc.double(), scale: fc.double() });

describe('digital zoom', () => {
  it('never shows an empty border where the picture is large enough', () => {
    fc.assert(
      fc.property(zoom, fit, (wild, lies) => {
        const { x, y, scale } = clampZoom(wild, lies);
        expect(scale).toBeGreaterThanOrEqual(1);
        expect(scale).toBeLessThanOrEqual(16);
        for (const [middle, size] of [[x, lies.x * scale], [y, lies.y * scale]] as const) {
          // Where the picture's edges lie, in tiles from the tile's middle.
          const [start, end] = [-middle * size, (1 - middle) * size];
          if (size < 1) expect(middle).toBeCloseTo(0.5, 9);
          else expect([start <= -0.5 + 1e-9, end >= 0.5 - 1e-9]).toEqual([true, true]);
        }
      }),
    );
  });

  it('keeps what is under the pointer there, unless that would show a border', () => {
    fc.assert(
      fc.property(share, share, fc.double({ min: 1, max: 4, noNaN: true }), (px, py, factor) => {
        const at = { x: px, y: py };
        const before = placeInPicture(WHOLE, at);
        const after = placeInPicture(zoomAt(WHOLE, at, factor), at);
        expect(after.x).toBeCloseTo(before.x, 6);
        expect(after.y).toBeCloseTo(before.y, 6);
      }),
    );
  });

  it('is whole again when zoomed out as far as it goes', () => {
    fc.assert(
      fc.property(share, share, fit, (x, y, lies) => {
        expect(zoomAt(clampZoom({ x, y, scale: 8 }, lies), { x, y }, 1 / 100, lies)).toEqual(WHOLE);
      }),
    );
  });

  it('follows a hand that moves over the tile', () => {
    const moved = panBy({ x: 0.5, y: 0.5, scale: 2 }, { x: 0.1, y: -0.1 });
    expect(moved.x).toBeCloseTo(0.45);
    expect(moved.y).toBeCloseTo(0.55);
    expect(panBy({ x: 0.5, y: 0.5, scale: 2 }, { x: 9, y: 9 })).toEqual({ x: 0.25, y: 0.25, scale: 2 });
  });

  it('shows a part drawn with the pointer as large as the tile allows', () => {
    expect(zoomTo({ x: 0.75, y: 0.5 }, { x: 0.5, y: 0.25 })).toEqual({ x: 0.625, y: 0.375, scale: 4 });
    expect(zoomTo({ x: 0.5, y: 0.5 }, { x: 0.5, y: 0.5 }).scale).toBe(16);
  });

  it.each([
    [16 / 9, { widthPx: 1_600, heightPx: 1_200 }, 'contain', { x: 1, y: 0.75 }],
    [4 / 3, { widthPx: 1_600, heightPx: 900 }, 'contain', { x: 0.75, y: 1 }],
    [4 / 3, { widthPx: 1_600, heightPx: 900 }, 'cover', { x: 1, y: 4 / 3 }],
    [null, { widthPx: 1_600, heightPx: 900 }, 'contain', { x: 1, y: 1 }],
    [0, { widthPx: 0, heightPx: 0 }, 'contain', { x: 1, y: 1 }],
  ] as const)('knows how a picture of %d lies in %o (%s)', (aspect, tile, mode, lies) => {
    const found = fitOf(aspect, tile, mode);
    expect(found.x).toBeCloseTo(lies.x, 9);
    expect(found.y).toBeCloseTo(lies.y, 9);
  });

  it('is one CSS transform', () => {
    expect(zoomTransform({ x: 0.25, y: 0.5, scale: 2 })).toBe('translate(50%, 0%) scale(2)');
  });
});

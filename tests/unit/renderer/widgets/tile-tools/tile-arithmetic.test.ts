import { describe, expect, it } from 'vitest';
import { besideBox } from '../../../../../renderer/widgets/tile-tools/beside-box.ts';
import { meterShare } from '../../../../../renderer/widgets/tile-tools/sound-meter.tsx';
import { figuresOf } from '../../../../../renderer/widgets/tile-tools/tile-figures.ts';

describe('figures of a tile', () => {
  const info = { stream: null, player: 'webcodecs', cadence: 1 } as const;

  it('are rates of the time between two looks', () => {
    const figures = figuresOf({ atMs: 3_000, shown: 130, receivedBytes: 350_000 }, { atMs: 1_000, shown: 100, receivedBytes: 100_000 }, info, 42);
    expect(figures).toMatchObject({ fps: 15, kbps: 1_000, ageMs: 42, codec: null, player: 'webcodecs' });
  });

  it('are zero at first and when the counters begin anew', () => {
    expect(figuresOf({ atMs: 1_000, shown: 10, receivedBytes: 10 }, null, info, null)).toMatchObject({ fps: null, kbps: null });
    expect(figuresOf({ atMs: 2_000, shown: 1, receivedBytes: 1 }, { atMs: 1_000, shown: 10, receivedBytes: 10 }, info, null)).toMatchObject({ fps: null, kbps: null });
  });
});

describe('the sound meter', () => {
  it('rises as the ear does, and stands at nothing in silence', () => {
    expect(meterShare(0)).toBe(0);
    expect(meterShare(0.001)).toBe(0);
    expect(meterShare(0.1)).toBeCloseTo(0.583, 2);
    expect(meterShare(1)).toBe(1);
    expect(meterShare(3)).toBe(1);
  });
});

describe('a form beside a tile', () => {
  const window = { widthPx: 1_000, heightPx: 700 };
  const form = { widthPx: 300, heightPx: 200 };
  it.each([
    ['on its right', { left: 0, top: 100, right: 400, bottom: 300 }, { leftPx: 408, topPx: 100 }],
    ['on its left when the right has no room', { left: 600, top: 100, right: 1_000, bottom: 300 }, { leftPx: 292, topPx: 100 }],
    ['below when neither side has', { left: 0, top: 0, right: 1_000, bottom: 300 }, { leftPx: 8, topPx: 308 }],
    ['over it only when it fills the window', { left: 0, top: 0, right: 1_000, bottom: 700 }, { leftPx: 8, topPx: 8 }],
  ])('stands %s', (_where, tile, place) => {
    expect(besideBox(tile, form, window)).toEqual(place);
  });
});

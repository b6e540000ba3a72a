import { describe, expect, it } from 'vitest';
import { cropInto, frameBytes, throughLens, type Shot } from '../../../../../demo/ptz/film/crop.ts';
import { STRIP_HEIGHT_PX, STRIP_WIDTH_PX, PX_PER_DEG, TOP_DEG } from '../../../../../demo/ptz/panorama/shape.ts';
import type { Planes } from '../../../../../demo/ptz/film/strip.ts';

const WIDTH = 320;
const HEIGHT = 180;

/** A strip that is dark but for one bright square of a degree. */
function withMark(bearingDeg: number, elevationDeg: number): Planes {
  const y = new Uint8Array(STRIP_WIDTH_PX * STRIP_HEIGHT_PX).fill(20);
  const column = Math.round(bearingDeg * PX_PER_DEG);
  const row = Math.round((TOP_DEG - elevationDeg) * PX_PER_DEG);
  for (let dy = -10; dy < 10; dy += 1) for (let dx = -10; dx < 10; dx += 1) y[(row + dy) * STRIP_WIDTH_PX + ((column + dx + STRIP_WIDTH_PX) % STRIP_WIDTH_PX)] = 220;
  return { widthPx: STRIP_WIDTH_PX, heightPx: STRIP_HEIGHT_PX, y, u: new Uint8Array(y.length / 4).fill(128), v: new Uint8Array(y.length / 4).fill(128) };
}

/** Where the brightness of a picture has its middle, in pixels, and how many pixels are bright. */
function seen(planes: Planes, shot: Partial<Shot>): { readonly x: number; readonly y: number; readonly bright: number } {
  const frame = new Uint8Array(frameBytes(WIDTH, HEIGHT));
  cropInto(planes, { bearingDeg: 0, elevationDeg: 0, zoom: 1, wideAngleDeg: 60, ...shot }, WIDTH, HEIGHT, frame);
  let [x, y, bright] = [0, 0, 0];
  for (let pixel = 0; pixel < WIDTH * HEIGHT; pixel += 1) {
    if ((frame[pixel] ?? 0) < 120) continue;
    x += pixel % WIDTH;
    y += Math.floor(pixel / WIDTH);
    bright += 1;
  }
  return { x: x / bright, y: y / bright, bright };
}

describe('what a lens sees of the panorama', () => {
  it('has in its middle what it looks at, also where the strip begins again', () => {
    for (const [bearingDeg, elevationDeg] of [[90, -10], [0, 5], [359.9, -30], [180, 20]] as const) {
      const { x, y } = seen(withMark(bearingDeg, elevationDeg), { bearingDeg, elevationDeg });
      expect(Math.hypot(x - WIDTH / 2, y - HEIGHT / 2)).toBeLessThan(2);
    }
  });

  it('has to the right what lies clockwise, above what lies higher, and larger what is nearer', () => {
    const mark = withMark(100, 0);
    expect(seen(mark, { bearingDeg: 90 }).x).toBeGreaterThan(WIDTH / 2 + 20);
    expect(seen(mark, { bearingDeg: 100, elevationDeg: -5 }).y).toBeLessThan(HEIGHT / 2 - 10);
    expect(seen(mark, { bearingDeg: 100, zoom: 4 }).bright).toBeGreaterThan(10 * seen(mark, { bearingDeg: 100 }).bright);
  });

  it('can be looked at straight down without reading beside the strip', () => {
    const frame = new Uint8Array(frameBytes(WIDTH, HEIGHT));
    cropInto(withMark(0, 0), { bearingDeg: 0, elevationDeg: -90, zoom: 2, wideAngleDeg: 60 }, WIDTH, HEIGHT, frame);
    expect(new Set(frame)).toEqual(new Set([20, 128]));
  });
});

describe('the lens', () => {
  const lens = { focus: 0, iris: 0, wiper: false, light: false, held: { focus: 0, iris: 0 } };
  const through = (change: Partial<typeof lens>): { readonly before: Uint8Array; readonly after: Uint8Array } => {
    const before = new Uint8Array(frameBytes(WIDTH, HEIGHT));
    cropInto(withMark(0, 0), { bearingDeg: 0, elevationDeg: 0, zoom: 1, wideAngleDeg: 60 }, WIDTH, HEIGHT, before);
    const after = before.slice();
    throughLens(after, WIDTH, HEIGHT, { ...lens, ...change }, 450);
    return { before, after };
  };
  const most = (bytes: Uint8Array): number => bytes.subarray(0, WIDTH * HEIGHT).reduce((high, value) => Math.max(high, value), 0);

  it('leaves the picture alone when nothing is set', () => {
    const { before, after } = through({});
    expect(after).toEqual(before);
  });

  it('blurs out of focus, darkens with a closed iris, lights the middle, and shows the wiper', () => {
    expect(most(through({ focus: 1 }).after)).toBeLessThan(most(through({}).after) - 20);
    expect(most(through({ iris: -1 }).after)).toBeLessThan(most(through({}).after) - 50);
    const { before, after } = through({ light: true });
    expect(after[(HEIGHT / 2 + 20) * WIDTH + WIDTH / 2]).toBeGreaterThan((before[(HEIGHT / 2 + 20) * WIDTH + WIDTH / 2] ?? 0) + 20);
    expect(after[0]).toBe(before[0]);
    expect(through({ wiper: true }).after).not.toEqual(before);
  });
});

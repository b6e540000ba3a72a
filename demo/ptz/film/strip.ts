import { createCanvas, loadImage } from '@napi-rs/canvas';
import { join } from 'node:path';
import { MOVER_HEIGHT_PX, MOVER_TOP_DEG, MOVER_WIDTH_PX, PX_PER_DEG, STRIP_HEIGHT_PX, STRIP_WIDTH_PX, TOP_DEG } from '../panorama/shape.ts';
import { moverBearing, MOVERS } from '../street.ts';

/** Where the drawn strip and the movers lie (panorama/make-panorama.ts). */
export const PANORAMA_DIR = join(import.meta.dirname, '../../../assets/demo/panorama');

/** Brightness of every pixel, colour of every second one each way; BT.709, limited range. */
export interface Planes {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly y: Uint8Array;
  readonly u: Uint8Array;
  readonly v: Uint8Array;
}

/** All that is seen from the mast at a moment. */
export interface Street {
  /** The planes with the movers where they are at a moment; the same object each time. */
  readonly at: (utcMs: number) => Planes;
}

interface Sprite {
  readonly leftPx: number;
  readonly topPx: number;
  readonly planes: Planes;
  readonly alpha: Uint8Array;
  /** Drives to the right as drawn. */
  readonly mirrored: boolean;
}

/** Reads the strip and the movers. Rejects when they are not there. */
export async function loadStreet(folder = PANORAMA_DIR): Promise<Street> {
  const [strip, sheet] = await Promise.all([pixels(join(folder, 'strip.webp')), pixels(join(folder, 'movers.webp'))]);
  if (strip.widthPx !== STRIP_WIDTH_PX || strip.heightPx !== STRIP_HEIGHT_PX) throw new Error('the panorama has another size');
  const clean = planesOf(strip.rgba, strip.widthPx, strip.heightPx);
  const now: Planes = { ...clean, y: clean.y.slice(), u: clean.u.slice(), v: clean.v.slice() };
  const sprites = MOVERS.map((mover, index) => ({ mover, sprite: spriteOf(sheet.rgba, index, mover.turnDps < 0) })).sort((one, other) => other.mover.distanceM - one.mover.distanceM);
  const placed = new Map<Sprite, number>();
  let drawnUtcMs = Number.NaN;
  return {
    at: (utcMs) => {
      if (utcMs === drawnUtcMs) return now;
      drawnUtcMs = utcMs;
      for (const [sprite, x] of placed) blit(clean, now, sprite, x, null);
      for (const { mover, sprite } of sprites) {
        // Whole pairs of pixels: colours go by two.
        const x = 2 * Math.round((moverBearing(mover, utcMs) * PX_PER_DEG - MOVER_WIDTH_PX / 2 + sprite.leftPx) / 2);
        placed.set(sprite, x);
        blit(sprite.planes, now, sprite, x, sprite.alpha);
      }
      return now;
    },
  };
}

async function pixels(file: string): Promise<{ readonly widthPx: number; readonly heightPx: number; readonly rgba: Uint8ClampedArray }> {
  const image = await loadImage(file);
  const canvas = createCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return { widthPx: image.width, heightPx: image.height, rgba: context.getImageData(0, 0, image.width, image.height).data };
}

/** Width and height must be even. */
export function planesOf(rgba: Uint8ClampedArray, widthPx: number, heightPx: number): Planes {
  const y = new Uint8Array(widthPx * heightPx);
  const u = new Uint8Array((widthPx * heightPx) / 4);
  const v = new Uint8Array((widthPx * heightPx) / 4);
  for (let pixel = 0; pixel < y.length; pixel += 1) {
    const at = pixel * 4;
    y[pixel] = 16 + 0.1826 * (rgba[at] ?? 0) + 0.6142 * (rgba[at + 1] ?? 0) + 0.062 * (rgba[at + 2] ?? 0);
  }
  const half = widthPx / 2;
  for (let row = 0; row < heightPx / 2; row += 1) {
    for (let column = 0; column < half; column += 1) {
      const at = (row * 2 * widthPx + column * 2) * 4;
      const [r, g, b] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
      u[row * half + column] = 128 - 0.1006 * r - 0.3386 * g + 0.4392 * b;
      v[row * half + column] = 128 + 0.4392 * r - 0.3989 * g - 0.0403 * b;
    }
  }
  return { widthPx, heightPx, y, u, v };
}

/** The part of the sheet in which a mover is, on even pixels. */
function spriteOf(sheet: Uint8ClampedArray, index: number, mirrored: boolean): Sprite {
  const alphaAt = (x: number, y: number): number => sheet[((index * MOVER_HEIGHT_PX + y) * MOVER_WIDTH_PX + x) * 4 + 3] ?? 0;
  let [left, right, top, bottom] = [MOVER_WIDTH_PX, 0, MOVER_HEIGHT_PX, 0];
  for (let y = 0; y < MOVER_HEIGHT_PX; y += 1) {
    for (let x = 0; x < MOVER_WIDTH_PX; x += 1) {
      if (alphaAt(x, y) < 40) continue;
      [left, right, top, bottom] = [Math.min(left, x), Math.max(right, x), Math.min(top, y), Math.max(bottom, y)];
    }
  }
  [left, top] = [left - (left % 2), top - (top % 2)];
  const widthPx = Math.max(2, right - left + 2 - ((right - left) % 2));
  const heightPx = Math.max(2, bottom - top + 2 - ((bottom - top) % 2));
  const rgba = new Uint8ClampedArray(widthPx * heightPx * 4);
  const alpha = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const from = ((index * MOVER_HEIGHT_PX + Math.min(MOVER_HEIGHT_PX - 1, top + y)) * MOVER_WIDTH_PX + left + (mirrored ? widthPx - 1 - x : x)) * 4;
      rgba.set(sheet.subarray(from, from + 4), (y * widthPx + x) * 4);
      alpha[y * widthPx + x] = sheet[from + 3] ?? 0;
    }
  }
  const topPx = 2 * Math.round(((TOP_DEG - MOVER_TOP_DEG) * PX_PER_DEG + top) / 2);
  return { leftPx: mirrored ? MOVER_WIDTH_PX - left - widthPx : left, topPx, planes: planesOf(rgba, widthPx, heightPx), alpha, mirrored };
}

/** Puts a sprite on the strip at column `x`, round its end where need be; `alpha` null: what was there before. */
function blit(from: Planes, to: Planes, { topPx, planes: { widthPx, heightPx } }: Sprite, x: number, alpha: Uint8Array | null): void {
  const whole = alpha === null;
  for (let row = 0; row < heightPx; row += 1) {
    for (let column = 0; column < widthPx; column += 1) {
      const at = (topPx + row) * to.widthPx + wrap(x + column, to.widthPx);
      const source = whole ? at : row * widthPx + column;
      const share = whole ? 255 : (alpha[source] ?? 0);
      if (share === 0) continue;
      to.y[at] = (to.y[at] ?? 0) + (((from.y[source] ?? 0) - (to.y[at] ?? 0)) * share) / 255;
    }
  }
  const half = to.widthPx / 2;
  for (let row = 0; row < heightPx / 2; row += 1) {
    for (let column = 0; column < widthPx / 2; column += 1) {
      const at = (topPx / 2 + row) * half + wrap(x / 2 + column, half);
      const source = whole ? at : (row * widthPx) / 2 + column;
      const share = whole ? 255 : (alpha[row * 2 * widthPx + column * 2] ?? 0);
      if (share === 0) continue;
      to.u[at] = (to.u[at] ?? 0) + (((from.u[source] ?? 0) - (to.u[at] ?? 0)) * share) / 255;
      to.v[at] = (to.v[at] ?? 0) + (((from.v[source] ?? 0) - (to.v[at] ?? 0)) * share) / 255;
    }
  }
}

const wrap = (at: number, size: number): number => ((at % size) + size) % size;

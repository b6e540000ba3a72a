import { createCanvas } from '@napi-rs/canvas';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { dot, sub } from './vec.ts';
import type { Rgb, Vec3 } from './vec.ts';

/** What a point of a surface looks like: base colour, light of its own, and how mirror-like it is (0..1). */
export interface SurfaceSample {
  readonly color: Rgb;
  readonly glow?: number;
  readonly wet?: number;
  /** Water mirrors the scenery with moving ripples. */
  readonly water?: boolean;
}

/** Answers for a point in metres; `texelM` is the size of a pixel there, so that detail finer than it is left out. */
export type Surface = (point: Vec3, texelM: number) => SurfaceSample;

const LINEAR = Float32Array.from({ length: 256 }, (_, byte) => {
  const c = byte / 255;
  return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
});

interface Level {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly data: Uint8ClampedArray;
}

/**
 * A picture drawn with the 2D canvas and hung in the scene.
 * @param place lower left corner, unit direction to the right, unit direction upwards, width and height in metres
 * @param pxPerM resolution of the picture
 * @param draw paints it; the context is scaled to metres with the origin at the top left
 * @param glowDraw paints what shines by itself (lit windows, signs); black elsewhere
 */
export function picture(
  place: { readonly corner: Vec3; readonly right: Vec3; readonly up: Vec3; readonly widthM: number; readonly heightM: number },
  pxPerM: number,
  draw: (context: SKRSContext2D) => void,
  glowDraw?: (context: SKRSContext2D) => void,
): Surface {
  const levels = pyramid(place, pxPerM, draw);
  const glows = glowDraw === undefined ? null : pyramid(place, pxPerM, glowDraw);
  return (point, texelM) => {
    const from = sub(point, place.corner);
    const u = dot(from, place.right) / place.widthM;
    const v = 1 - dot(from, place.up) / place.heightM;
    const color = fetch(levels, u, v, texelM * pxPerM);
    if (glows === null) return { color };
    const light = fetch(glows, u, v, texelM * pxPerM);
    const glow = Math.max(light[0], light[1], light[2]);
    return glow < 0.01 ? { color } : { color: [light[0] / glow, light[1] / glow, light[2] / glow], glow: glow * 2.2 };
  };
}

function pyramid(place: { readonly widthM: number; readonly heightM: number }, pxPerM: number, draw: (context: SKRSContext2D) => void): readonly Level[] {
  const widthPx = Math.max(2, Math.round(place.widthM * pxPerM));
  const heightPx = Math.max(2, Math.round(place.heightM * pxPerM));
  const canvas = createCanvas(widthPx, heightPx);
  const context = canvas.getContext('2d');
  context.scale(widthPx / place.widthM, heightPx / place.heightM);
  draw(context);
  const levels: Level[] = [];
  for (let step = 1; step <= 16; step *= 2) {
    const w = Math.max(1, Math.round(widthPx / step));
    const h = Math.max(1, Math.round(heightPx / step));
    const small = createCanvas(w, h);
    const smallContext = small.getContext('2d');
    smallContext.imageSmoothingQuality = 'high';
    smallContext.drawImage(canvas, 0, 0, w, h);
    levels.push({ widthPx: w, heightPx: h, data: smallContext.getImageData(0, 0, w, h).data });
  }
  return levels;
}

function fetch(levels: readonly Level[], u: number, v: number, pixels: number): Rgb {
  const level = levels[Math.min(levels.length - 1, Math.max(0, Math.round(Math.log2(Math.max(1, pixels)))))];
  if (level === undefined) return [0, 0, 0];
  const x = Math.min(level.widthPx - 1.001, Math.max(0, u * level.widthPx - 0.5));
  const y = Math.min(level.heightPx - 1.001, Math.max(0, v * level.heightPx - 0.5));
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const at = (y0 * level.widthPx + x0) * 4;
  const right = x0 + 1 < level.widthPx ? 4 : 0;
  const down = y0 + 1 < level.heightPx ? level.widthPx * 4 : 0;
  const channel = (c: number): number => {
    const top = (LINEAR[level.data[at + c] ?? 0] ?? 0) * (1 - fx) + (LINEAR[level.data[at + right + c] ?? 0] ?? 0) * fx;
    const bottom = (LINEAR[level.data[at + down + c] ?? 0] ?? 0) * (1 - fx) + (LINEAR[level.data[at + down + right + c] ?? 0] ?? 0) * fx;
    return top * (1 - fy) + bottom * fy;
  };
  return [channel(0), channel(1), channel(2)];
}

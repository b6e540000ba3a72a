import type { Page } from 'playwright-core';
import type { GreyPicture } from './picture.ts';
import { readPicture } from './picture.ts';

/** A point of a picture, as fractions of it. */
export interface PicturePoint {
  readonly x: number;
  readonly y: number;
}

/** Points well inside each mask of the sample cameras (demo/city/sample-cameras.ts). */
export const COVERED: Readonly<Record<'mau-30007' | 'mau-30008', readonly PicturePoint[]>> = {
  'mau-30007': [
    { x: 0.6, y: 0.15 },
    { x: 0.7, y: 0.1 },
    { x: 0.93, y: 0.15 },
    { x: 0.88, y: 0.58 },
  ],
  'mau-30008': [
    { x: 0.04, y: 0.2 },
    { x: 0.1, y: 0.3 },
    { x: 0.93, y: 0.2 },
    { x: 0.93, y: 0.4 },
  ],
};

/** Brightness of what covers (`#2b3137`), and how far a screen may be from it. */
const COVER_GREY = 49;
const TOLERANCE = 4;
/** Half the side of the square looked at around a point, as a fraction of the picture's width. */
const REACH = 0.012;

/** The points around which the picture is not all cover. `widthPx`, `heightPx`: of the picture itself within the image. */
export function uncovered(image: GreyPicture, box: { readonly leftPx: number; readonly topPx: number; readonly widthPx: number; readonly heightPx: number }, points: readonly PicturePoint[]): readonly PicturePoint[] {
  return points.filter(({ x, y }) => {
    const reachPx = Math.max(2, box.widthPx * REACH);
    for (let dy = -reachPx; dy <= reachPx; dy += 2) {
      for (let dx = -reachPx; dx <= reachPx; dx += 2) {
        if (Math.abs(image.at(box.leftPx + x * box.widthPx + dx, box.topPx + y * box.heightPx + dy) - COVER_GREY) > TOLERANCE) return true;
      }
    }
    return false;
  });
}

/** The points of a camera that are seen on the glass of a window although they belong under a mask. */
export async function seenUnderMask(page: Page, camera: keyof typeof COVERED): Promise<readonly PicturePoint[]> {
  const box = await page.locator(`[role="figure"][data-camera-id="${camera}"]`).evaluate((figure) => {
    const { left, top, width, height } = figure.getBoundingClientRect();
    const scale = Math.min(width / 16, height / 9);
    return { leftPx: left + (width - 16 * scale) / 2, topPx: top + (height - 9 * scale) / 2, widthPx: 16 * scale, heightPx: 9 * scale };
  });
  return uncovered(await readPicture(await page.screenshot()), box, COVERED[camera]);
}

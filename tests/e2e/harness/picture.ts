import { loadImage, createCanvas } from '@napi-rs/canvas';
import type { Locator } from 'playwright-core';
import { expect } from '@playwright/test';

/** Brightness 0 to 255 of a picture's pixels. */
export interface GreyPicture {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly at: (xPx: number, yPx: number) => number;
}

/** What is on the glass where an element stands. */
export const pictureOf = async (element: Locator): Promise<GreyPicture> => readPicture(await element.screenshot());

/** A PNG, from its file or as it is. */
export async function readPicture(source: string | Buffer): Promise<GreyPicture> {
  const image = await loadImage(source);
  const { width: widthPx, height: heightPx } = image;
  const context = createCanvas(widthPx, heightPx).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, widthPx, heightPx);
  const at = (xPx: number, yPx: number): number => {
    const from = (Math.round(yPx) * widthPx + Math.round(xPx)) * 4;
    return ((data[from] ?? 0) + (data[from + 1] ?? 0) + (data[from + 2] ?? 0)) / 3;
  };
  return { widthPx, heightPx, at };
}

/** The share of an element's picture, in its upper part where no words stand, that changed between two looks. */
function changedShare(before: GreyPicture, after: GreyPicture): number {
  let changed = 0;
  let looked = 0;
  for (let yPx = before.heightPx * 0.2; yPx < before.heightPx * 0.8; yPx += 6) {
    for (let xPx = before.widthPx * 0.05; xPx < before.widthPx * 0.95; xPx += 6) {
      looked += 1;
      if (Math.abs(before.at(xPx, yPx) - after.at(xPx, yPx)) > 12) changed += 1;
    }
  }
  return looked === 0 ? 0 : changed / looked;
}

/** The camera is live, its picture is a picture, and it moves. */
export async function expectMoving(tile: Locator): Promise<void> {
  await expect(tile).toHaveAttribute('data-state', 'live', { timeout: 15_000 });
  const first = await pictureOf(tile);
  expect(shades(first)).toBeGreaterThan(16);
  await expect.poll(async () => changedShare(first, await pictureOf(tile)), { message: 'the picture moves', timeout: 10_000 }).toBeGreaterThan(0.002);
}

/** The share of points in which two pictures of the same size differ; 1 for pictures of different sizes. */
export function differenceOf(one: GreyPicture, other: GreyPicture): number {
  if (one.widthPx !== other.widthPx || one.heightPx !== other.heightPx) return 1;
  let different = 0;
  let looked = 0;
  for (let yPx = 0; yPx < one.heightPx; yPx += 4) {
    for (let xPx = 0; xPx < one.widthPx; xPx += 4) {
      looked += 1;
      if (Math.abs(one.at(xPx, yPx) - other.at(xPx, yPx)) > 24) different += 1;
    }
  }
  return looked === 0 ? 1 : different / looked;
}

/** How many clearly different shades a picture has; a flat ground has one or two. */
function shades(picture: GreyPicture): number {
  const seen = new Set<number>();
  for (let yPx = picture.heightPx * 0.1; yPx < picture.heightPx * 0.8; yPx += 4) {
    for (let xPx = picture.widthPx * 0.05; xPx < picture.widthPx * 0.95; xPx += 4) seen.add(Math.floor(picture.at(xPx, yPx) / 4));
  }
  return seen.size;
}


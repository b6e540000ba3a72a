import { loadImage, createCanvas } from '@napi-rs/canvas';
import type { Locator, Page } from 'playwright-core';
import { expect } from '@playwright/test';
import { readFrameCode } from '../../../demo/clips/frame-code.ts';
import { captureUtcMs, pictureAt, unitOf, type LoopTiming } from '../../../demo/server/pacing.ts';

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

/** When the picture with this frame code, seen now, was captured: its newest showing in the loop. */
export function capturedAt(timing: LoopTiming, code: number, nowUtcMs: number): number {
  const newest = pictureAt(timing, nowUtcMs);
  const back = (((unitOf(timing, newest) - code) % timing.units) + timing.units) % timing.units;
  return captureUtcMs(timing, newest - back);
}

/** What was seen of one tile in one look at its window. */
export interface SeenTile {
  readonly cameraId: string;
  /** What it said of itself just before the look. */
  readonly state: string;
  readonly saidAgeMs: number | null;
  /** The number that the clip carries in its picture; null: no picture with a number is there. */
  readonly code: number | null;
}

export interface Look {
  /** The clock just before and just after the picture was taken. */
  readonly fromUtcMs: number;
  readonly untilUtcMs: number;
  readonly tiles: readonly SeenTile[];
}

/** Where the picture stands in a tile: inside it, with its own proportions, 16:9 in all clips. */
export function pictureIn(tile: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }): { readonly leftPx: number; readonly topPx: number; readonly widthPx: number } {
  const scale = Math.min(tile.width / 16, tile.height / 9);
  return { leftPx: tile.left + (tile.width - 16 * scale) / 2, topPx: tile.top + (tile.height - 9 * scale) / 2, widthPx: 16 * scale };
}

/** One look at all tiles of a window with a camera: what they say, and which picture is really there. */
export async function lookAt(page: Page): Promise<Look> {
  const fromUtcMs = Date.now();
  const said = await page.locator('[role="figure"][data-camera-id]').evaluateAll((figures) =>
    figures.map((figure) => {
      const { left, top, width, height } = figure.getBoundingClientRect();
      const age = figure.getAttribute('data-age-ms');
      return {
        cameraId: figure.getAttribute('data-camera-id') ?? '',
        state: figure.getAttribute('data-state') ?? '',
        saidAgeMs: age === null ? null : Number(age),
        box: { left, top, width, height },
      };
    }),
  );
  const picture = await readPicture(await page.screenshot({ scale: 'css' }));
  const untilUtcMs = Date.now();
  return { fromUtcMs, untilUtcMs, tiles: said.map(({ box, ...tile }) => ({ ...tile, code: codeIn(picture, pictureIn(box)) })) };
}

/** Where a window stands on its monitor, and what its tiles look like while they say that they are live. */
export interface LiveWords {
  readonly tiles: readonly { readonly cameraId: string; readonly picture: ReturnType<typeof pictureIn>; readonly word: { readonly xPx: number; readonly yPx: number; readonly look: GreyPicture } }[];
}

/** Learns the word of each tile, all of which are live now, from a picture of the monitor its window stands on. */
export async function learnLiveWords(page: Page, word: string, glass: () => Promise<Buffer>): Promise<LiveWords> {
  const found = await page.evaluate((text) => {
    const [offsetX, offsetY] = [window.screenX + (window.outerWidth - window.innerWidth) / 2, window.screenY + window.outerHeight - window.innerHeight];
    return [...document.querySelectorAll<HTMLElement>('[role="figure"][data-camera-id]')].map((figure) => {
      const place = figure.getBoundingClientRect();
      const said = [...figure.querySelectorAll('*')].findLast((each) => each.textContent === text)?.getBoundingClientRect();
      if (said === undefined) throw new Error(`${figure.dataset['cameraId'] ?? ''} does not say ${text}`);
      return {
        cameraId: figure.dataset['cameraId'] ?? '',
        box: { left: offsetX + place.left, top: offsetY + place.top, width: place.width, height: place.height },
        word: { xPx: Math.round(offsetX + said.left), yPx: Math.round(offsetY + said.top), widthPx: Math.round(said.width), heightPx: Math.round(said.height) },
      };
    });
  }, word);
  const learn = async (): Promise<LiveWords> => {
    const picture = await readPicture(await glass());
    return { tiles: found.map(({ cameraId, box, word: place }) => ({ cameraId, picture: pictureIn(box), word: { xPx: place.xPx, yPx: place.yPx, look: cut(picture, place) } })) };
  };
  let words = await learn();
  // The glass is a little behind the page: the words are learnt once they stand there.
  const unwritten = (): readonly string[] => words.tiles.filter(({ word }) => shades(word.look) < 8).map(({ cameraId }) => cameraId);
  await expect
    .poll(
      async () => {
        if (unwritten().length > 0) words = await learn();
        return unwritten();
      },
      { message: 'tiles whose word is not on the glass', timeout: 10_000 },
    )
    .toEqual([]);
  return words;
}

/** One look at the glass alone: the tiles that say there that they are live, and those of them without a picture. */
export async function liveOnGlass({ tiles }: LiveWords, glass: () => Promise<Buffer>): Promise<{ readonly live: readonly string[]; readonly black: readonly string[] }> {
  const picture = await readPicture(await glass());
  const live = tiles.filter(({ word: { xPx, yPx, look } }) => differenceOf(look, cut(picture, { xPx, yPx, widthPx: look.widthPx, heightPx: look.heightPx })) < 0.05);
  const black = live.filter((tile) => codeIn(picture, tile.picture) === null);
  return { live: live.map(({ cameraId }) => cameraId), black: black.map(({ cameraId }) => cameraId) };
}

const cut = (picture: GreyPicture, { xPx, yPx, widthPx, heightPx }: { readonly xPx: number; readonly yPx: number; readonly widthPx: number; readonly heightPx: number }): GreyPicture => ({
  widthPx,
  heightPx,
  at: (x, y) => picture.at(xPx + x, yPx + y),
});

/** Waits until another picture than before is on the glass of every one of these cameras: what shows moves. */
export async function expectAdvancing(page: Page, cameraIds: readonly string[], timeout = 20_000): Promise<void> {
  const seen = new Map<string, Set<number>>(cameraIds.map((id) => [id, new Set()]));
  await expect
    .poll(
      async () => {
        for (const { cameraId, code } of (await lookAt(page)).tiles) if (code !== null) seen.get(cameraId)?.add(code);
        return [...seen].filter(([, codes]) => codes.size < 3).map(([id, codes]) => `${id}: ${[...codes].join(' ')}`);
      },
      { message: 'cameras whose pictures do not move on the glass', timeout },
    )
    .toEqual([]);
}

export function codeIn(picture: GreyPicture, { leftPx, topPx, widthPx }: ReturnType<typeof pictureIn>): number | null {
  const heightPx = Math.ceil(widthPx / 40) + 1;
  const stripPx = Math.ceil(widthPx);
  const luma = new Uint8Array(stripPx * heightPx);
  for (let y = 0; y < heightPx; y += 1) for (let x = 0; x < stripPx; x += 1) luma[y * stripPx + x] = picture.at(Math.floor(leftPx) + x, Math.floor(topPx) + y);
  return readFrameCode(luma, stripPx, heightPx, stripPx, leftPx % 1, topPx % 1, widthPx);
}

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCanvas, loadImage, type Image } from '@napi-rs/canvas';
import type { Locator, Page } from 'playwright-core';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface ShotOptions {
  /** Pixels around the elements. */
  readonly padPx?: number;
  /** Wider pictures are made so wide. */
  readonly maxWidthPx?: number;
}

/** Pictures of the guide: what holds camera pictures as JPEG, plain parts of the screen as PNG of few colours. */
export interface Shots {
  /** The whole window, or the part of it in which these elements stand. */
  readonly page: (name: string, page: Page, parts?: readonly Locator[], options?: ShotOptions) => Promise<void>;
  /** A PNG the console wrote. */
  readonly file: (name: string, png: string) => Promise<void>;
  readonly count: () => number;
}

const JPEG_QUALITY = 80;
const PNG_COLOURS = '64';

const around = (boxes: readonly Box[], padPx: number, within: { readonly width: number; readonly height: number }): Box => {
  const left = Math.max(0, Math.min(...boxes.map(({ x }) => x)) - padPx);
  const top = Math.max(0, Math.min(...boxes.map(({ y }) => y)) - padPx);
  const right = Math.min(within.width, Math.max(...boxes.map(({ x, width }) => x + width)) + padPx);
  const bottom = Math.min(within.height, Math.max(...boxes.map(({ y, height }) => y + height)) + padPx);
  return { x: left, y: top, width: right - left, height: bottom - top };
};

const LEFT_BELOW_PX = 16;

/** Down to where nothing but the ground comes any more, and a little of that. */
function usedHeightPx(image: Image): number {
  const pen = createCanvas(image.width, image.height).getContext('2d');
  pen.drawImage(image, 0, 0);
  const rowAt = (yPx: number): Buffer => Buffer.from(pen.getImageData(0, yPx, image.width, 1).data.buffer);
  // The last row may be a border.
  const ground = rowAt(image.height - 3);
  let yPx = image.height - 3;
  while (yPx > 0 && rowAt(yPx).equals(ground)) yPx -= 1;
  return image.height - yPx > 2 * LEFT_BELOW_PX ? yPx + LEFT_BELOW_PX : image.height;
}

/** `name` ends with .jpg or .png. */
export function createShots({ folder }: { readonly folder: string }): Shots {
  let taken = 0;

  const write = async (name: string, png: string | Buffer, maxWidthPx: number): Promise<void> => {
    const image = await loadImage(png);
    const scale = Math.min(1, maxWidthPx / image.width);
    const heightPx = name.endsWith('.png') ? usedHeightPx(image) : image.height;
    const canvas = createCanvas(Math.round(image.width * scale), Math.round(heightPx * scale));
    const pen = canvas.getContext('2d');
    pen.imageSmoothingQuality = 'high';
    pen.drawImage(image, 0, 0, image.width, heightPx, 0, 0, canvas.width, canvas.height);
    const file = path.join(folder, name);
    if (name.endsWith('.jpg')) writeFileSync(file, await canvas.encode('jpeg', JPEG_QUALITY));
    else {
      const scratch = mkdtempSync(path.join(tmpdir(), 'vonglau-guide-'));
      const raw = path.join(scratch, 'raw.png');
      writeFileSync(raw, await canvas.encode('png'));
      execFileSync('convert', [raw, '-strip', '+dither', '-colors', PNG_COLOURS, `PNG8:${file}`]);
      rmSync(scratch, { recursive: true, force: true });
    }
    taken += 1;
  };

  return {
    page: async (name, page, parts = [], { padPx = 8, maxWidthPx = 1280 } = {}) => {
      const within = await page.evaluate(() => ({ width: window.innerWidth, height: window.innerHeight }));
      const boxes = await Promise.all(
        parts.map(async (part) => {
          const box = await part.boundingBox();
          if (box === null) throw new Error(`${name}: a part is not in sight`);
          return box;
        }),
      );
      const clip = boxes.length === 0 ? { x: 0, y: 0, ...within } : around(boxes, padPx, within);
      await write(name, await page.screenshot({ clip, animations: 'allow' }), maxWidthPx);
    },
    file: (name, png) => write(name, png, 800),
    count: () => taken,
  };
}

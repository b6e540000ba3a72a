import type { Page } from 'playwright-core';
import type { Camera } from '../../../demo/server/api-types.ts';
import type { LoopTiming } from '../../../demo/server/pacing.ts';
import { capturedAt, pictureIn } from '../../e2e/harness/picture.ts';
import type { Glass, PictureBox } from './glass.ts';
import type { WallConsole } from './wall-console.ts';

/** What was seen of one tile. */
export interface TileCount {
  pictures: number;
  /** Age of each new picture when it was first seen on the glass, ms. */
  readonly agesMs: number[];
}

const LOOK_EVERY_MS = 4;

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Where the pictures of a page stand on the glass, in the order of its tiles. */
export async function pictureBoxes(page: Page): Promise<readonly PictureBox[]> {
  const tiles = await page.locator('[role=figure]').evaluateAll((figures) =>
    figures.map((figure) => {
      const { left, top, width, height } = figure.getBoundingClientRect();
      return { left, top, width, height };
    }),
  );
  return tiles.map(pictureIn).map(({ leftPx, topPx, widthPx }) => ({ xPx: leftPx, yPx: topPx, widthPx }));
}

/** Watches the glass for `forMs`: every new picture of every tile. */
export async function watchGlass(glass: Glass, boxes: readonly PictureBox[], timings: readonly LoopTiming[], forMs: number): Promise<readonly TileCount[]> {
  const counts = boxes.map((): TileCount => ({ pictures: 0, agesMs: [] }));
  const last = boxes.map(() => -1);
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    for (const [tile, box] of boxes.entries()) {
      const code = glass.look(box, tile);
      const timing = timings[tile];
      const count = counts[tile];
      if (code === null || code === last[tile] || timing === undefined || count === undefined) continue;
      last[tile] = code;
      const now = Date.now();
      count.pictures += 1;
      count.agesMs.push(now - capturedAt(timing, code, now));
    }
    await pause(LOOK_EVERY_MS);
  }
  return counts;
}

/** The footage a camera's sub-stream shows in the demo. */
export const footageOf = ({ city }: WallConsole, cameras: readonly Camera[]) => cameras.map((camera) => city.demo.world.footageOf(camera, 'sub'));

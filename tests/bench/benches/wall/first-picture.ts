import { READY } from '../../../../contract/domain/arrangement.ts';
import { cameraContent } from '../../../../contract/domain/tile-content.ts';
import { cameraId } from '../../../../contract/domain/units.ts';
import { startGlass } from '../../lib/glass.ts';
import { median } from '../../lib/figure.ts';
import { startWallConsole, type WallConsole } from '../../lib/wall-console.ts';
import type { Page } from 'playwright-core';

const CLICKS = 15;

/** Opens a camera on a page's first tile as a click would, and answers how long its first picture took, on the page's own clock. */
export async function firstPictureMs({ ask, cameras }: WallConsole, page: Page, surface: string, camera: number, name: (id: string) => string = (id) => id): Promise<number> {
  const shown = cameras[camera];
  if (shown === undefined) throw new Error('not enough cameras');
  const waiting = page.evaluate(
    (id) =>
      new Promise<number>((resolve) => {
        const live = `[data-camera-id="${id}"][data-state="live"]`;
        const done = (): void => {
          if (document.querySelector(live) === null) return;
          observer.disconnect();
          resolve(Date.now());
        };
        const observer = new MutationObserver(done);
        observer.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
        done();
      }),
    name(shown.id),
  );
  const startedMs = Date.now();
  await ask('surface.placeContent', { surface, tile: 0, content: cameraContent(cameraId(shown.id)) });
  return (await waiting) - startedMs;
}

/** First picture of a clicked tile while the connection to the server stands, median of CLICKS. */
export async function runFirstPicture(say: (line: string) => void): Promise<number> {
  const glass = await startGlass();
  const scene = await startWallConsole(glass.display);
  try {
    await scene.ask('surface.setArrangement', { surface: 'desk', arrangement: READY['4'] });
    const tookMs: number[] = [];
    for (let click = 0; click <= CLICKS; click += 1) tookMs.push(await firstPictureMs(scene, scene.desk, 'desk', click));
    // The first one also opens the connection.
    const warm = tookMs.slice(1);
    say(`first picture: ${warm.map((ms) => ms.toFixed(0)).join(' ')} ms`);
    return median(warm);
  } finally {
    await scene.end();
    await glass.stop();
  }
}

import { READY } from '../../../../contract/domain/arrangement.ts';
import { startDisplays, monitorsInARow } from '../../../../build/displays/displays.mjs';
import { quantile } from '../../lib/figure.ts';
import { startWallConsole } from '../../lib/wall-console.ts';
import { pause } from '../../lib/wall-watch.ts';

const SETTLE_MS = 30_000;
const MEASURE_MS = 10_000;
const KEYS = 40;
/** Quick hands: four keys a second, at no fixed moment of the drawing. */
const KEY_EVERY_MS = 250;

export interface OverloadRun {
  /** Age of the oldest tile that the wall or the desk says anything of, at any look, ms; p95 of the looks. */
  readonly ageMs: number;
  /** From a key at the desk to its answer on the page, p95, ms. */
  readonly inputMs: number;
}

/** More than this machine can: 100 tiles in two windows, 64 on the wall and 36 at the desk. */
export async function runOverload(say: (line: string) => void): Promise<OverloadRun> {
  const displays = await startDisplays({ monitors: monitorsInARow(2) });
  const scene = await startWallConsole(displays.display);
  try {
    await scene.fill(scene.surfaceOf(2), '64');
    await scene.fill('desk', '36', 64);
    const wall = await scene.wall(2);
    await scene.ask('surface.setArrangement', { surface: 'desk', arrangement: READY['36'] });
    await pause(SETTLE_MS);
    const agesOf = (page: typeof wall): Promise<readonly number[]> => page.locator('[role=figure][data-age-ms]').evaluateAll((tiles) => tiles.map((tile) => Number((tile as HTMLElement).dataset['ageMs'])));
    const oldest: number[] = [];
    const until = performance.now() + MEASURE_MS;
    while (performance.now() < until) {
      const ages = [...(await agesOf(wall)), ...(await agesOf(scene.desk))];
      if (ages.length < 100) say(`only ${String(ages.length)} of 100 tiles have a picture`);
      oldest.push(Math.max(...ages));
      await pause(250);
    }
    // The operator moves the selection: a key, and the tile that answers, on the page's own clock.
    const answersMs = await scene.desk.evaluate(async ({ keys, everyMs }) => {
      const grid = document.querySelector<HTMLElement>('[data-tile="0"]');
      grid?.focus();
      const took: number[] = [];
      for (let press = 0; press < keys; press += 1) {
        const before = document.querySelector('[data-tile][aria-current="true"]')?.getAttribute('data-tile');
        const startedMs = performance.now();
        const isRight = press % 2 === 0;
        (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent('keydown', { key: isRight ? 'ArrowRight' : 'ArrowLeft', code: isRight ? 'ArrowRight' : 'ArrowLeft', bubbles: true, cancelable: true }));
        await new Promise<void>((resolve) => {
          const look = (): void => {
            if (document.querySelector('[data-tile][aria-current="true"]')?.getAttribute('data-tile') !== before || performance.now() - startedMs > 5_000) resolve();
            else requestAnimationFrame(look);
          };
          requestAnimationFrame(look);
        });
        took.push(performance.now() - startedMs);
        await new Promise((resolve) => setTimeout(resolve, everyMs - 20 + 40 * Math.random()));
      }
      return took;
    }, { keys: KEYS, everyMs: KEY_EVERY_MS });
    const run = { ageMs: quantile(oldest, 0.95), inputMs: quantile(answersMs, 0.95) };
    say(`overload: oldest tile ${run.ageMs.toFixed(0)} ms, key to answer p95 ${run.inputMs.toFixed(0)} ms`);
    return run;
  } finally {
    await scene.end();
    await displays.stop();
  }
}

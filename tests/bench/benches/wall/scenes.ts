import { startDisplays } from '../../../../build/displays/displays.mjs';
import { treeMemoryMb, treeThreads } from '../../lib/cpu.ts';
import { median } from '../../lib/figure.ts';
import { startWallConsole } from '../../lib/wall-console.ts';
import { firstPictureMs } from './first-picture.ts';
import { pause } from '../../lib/wall-watch.ts';

const MONITORS = [
  { widthPx: 1280, heightPx: 720, xPx: 0, yPx: 0 },
  { widthPx: 1280, heightPx: 720, xPx: 1280, yPx: 0 },
  { widthPx: 1280, heightPx: 720, xPx: 0, yPx: 720 },
  { widthPx: 1280, heightPx: 720, xPx: 1280, yPx: 720 },
] as const;
const SWITCHES = 4;
const WARM_SWITCHES = 50;
const ALL_SWITCHES = 500;
const REST_LOOKS = 12;

export interface ScenesRun {
  readonly sceneRatio: number;
  readonly leakRatio: number;
}

/** A wall of four monitors with sixteen tiles each: from one scene to another until all is live, and what 500 changes leave behind. */
export async function runScenes(say: (line: string) => void): Promise<ScenesRun> {
  const displays = await startDisplays({ monitors: MONITORS });
  const scene = await startWallConsole(displays.display);
  try {
    const numbers = [1, 2, 3, 4];
    const walls = await Promise.all(numbers.map((number) => scene.wall(number)));
    const made: string[] = [];
    /** Cameras of each scene, by wall. */
    const shown: string[][][] = [];
    for (const [index, first] of [0, 64].entries()) {
      const places: string[][] = [];
      for (const number of numbers) places.push((await scene.fill(scene.surfaceOf(number), '16', first + (number - 1) * 16)).map(({ id }) => id));
      shown.push(places);
      const answer = (await scene.ask('scenes.save', { name: `Kịch bản ${String(index + 1)}`, replace: null })) as { readonly scene: string };
      made.push(answer.scene);
    }
    await scene.hideDesk();
    const recall = (index: number) => scene.ask('scenes.recall', { scene: made[index % made.length] });
    /** Waits until this is what the walls show: `live` pictures of these cameras, or at least their tiles. */
    const stands = (turn: number, state: string): Promise<unknown> =>
      Promise.all(
        walls.map((wall, place) =>
          wall.waitForFunction(({ ids, ending }) => ids.every((id) => document.querySelector(`[role=figure][data-camera-id="${id}"]${ending}`) !== null), { ids: shown[turn % made.length]?.[place] ?? [], ending: state }, { timeout: 90_000, polling: 50 }),
        ),
      );
    const live = (turn: number) => stands(turn, '[data-state=live]');
    const tookMs: number[] = [];
    for (let turn = 0; turn < SWITCHES; turn += 1) {
      const startedMs = performance.now();
      await recall(turn);
      await live(turn);
      tookMs.push(performance.now() - startedMs);
      await pause(1_000);
    }
    const [first] = walls;
    if (first === undefined) throw new Error('no wall');
    for (const number of numbers) await scene.ask('surface.clear', { surface: scene.surfaceOf(number) });
    const single: number[] = [];
    for (let click = 0; click < 7; click += 1) single.push(await firstPictureMs(scene, first, scene.surfaceOf(1), 130 + click));
    say(`scene switch ${tookMs.map((ms) => ms.toFixed(0)).join(' ')} ms; one tile ${single.map((ms) => ms.toFixed(0)).join(' ')} ms`);

    const root = scene.console.app.process().pid ?? 0;
    const rest = async (turn: number): Promise<{ readonly memoryMb: number; readonly threads: number }> => {
      await live(turn);
      // What lingers for moved tiles has gone by then.
      await pause(6_000);
      // Nine processes collect their garbage when they like: what is held is the least seen in a while.
      const seenMb: number[] = [];
      for (let look = 0; look < REST_LOOKS; look += 1) {
        seenMb.push(treeMemoryMb(root));
        await pause(2_000);
      }
      return { memoryMb: Math.min(...seenMb), threads: treeThreads(root) };
    };
    const turnOver = async (from: number, to: number): Promise<void> => {
      for (let turn = from; turn < to; turn += 1) {
        await recall(turn);
        await stands(turn, '');
      }
    };
    await turnOver(0, WARM_SWITCHES);
    const warm = await rest(WARM_SWITCHES - 1);
    await turnOver(WARM_SWITCHES, ALL_SWITCHES);
    const last = await rest(ALL_SWITCHES - 1);
    say(`after ${String(WARM_SWITCHES)}: ${warm.memoryMb.toFixed(0)} MB, ${String(warm.threads)} threads; after ${String(ALL_SWITCHES)}: ${last.memoryMb.toFixed(0)} MB, ${String(last.threads)} threads`);
    return { sceneRatio: median(tookMs.slice(1)) / median(single.slice(1)), leakRatio: last.memoryMb / warm.memoryMb };
  } finally {
    await scene.end();
    await displays.stop();
  }
}

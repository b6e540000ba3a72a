import { figure, median, quantile, type Figure } from '../../lib/figure.ts';
import { runFirstPicture } from './first-picture.ts';
import { runOverload } from './overload.ts';
import { runScenes } from './scenes.ts';
import { runTiles, SHARE_GOAL, type TilesRun } from './tiles.ts';

const RUNS = 3;
const isWhole = ({ shares }: TilesRun): boolean => shares.every((share) => share >= SHARE_GOAL);

/** The most tiles that kept their frames in three runs of three, and the runs at 64. */
async function mostTiles(say: (line: string) => void): Promise<{ readonly most: number; readonly at64: readonly TilesRun[] }> {
  const at64: TilesRun[] = [];
  for (const tiles of [64, 49, 36] as const) {
    const runs: TilesRun[] = [];
    while (runs.length < RUNS) {
      runs.push(await runTiles(tiles, say));
      // At 64 the processor time of one run is wanted either way.
      if (!runs.every(isWhole)) break;
    }
    if (tiles === 64) at64.push(...runs);
    if (runs.length === RUNS && runs.every(isWhole)) return { most: tiles, at64 };
  }
  return { most: 0, at64 };
}

const ratio = (runs: readonly TilesRun[]): number => median(runs.map(({ coresPerTile, referenceCores }) => coresPerTile / referenceCores));

/** The wall: frames, processor time, age, overload, first picture, scenes, leaks. Part of it by name: `wall tiles`, `wall overload`... */
export async function benchWall(say: (line: string) => void, parts: readonly string[] = []): Promise<readonly Figure[]> {
  const wants = (part: string): boolean => parts.length === 0 || parts.includes(part);
  const figures: Figure[] = [];
  if (wants('few')) {
    const at16: TilesRun[] = [];
    while (at16.length < RUNS) at16.push(await runTiles(16, say));
    const ages = at16.flatMap(({ agesMs, transportMs }) => agesMs.map((ageMs) => ageMs - transportMs));
    figures.push(figure('wall.cpu_ratio_16', ratio(at16), 'x', 2, 'lower'), figure('wall.age_ms_16', median(ages), 'ms', 40, 'lower'), figure('wall.age_p95_ms_16', quantile(ages, 0.95), 'ms', 70, 'lower'));
  }
  if (wants('many')) {
    const { most, at64 } = await mostTiles(say);
    figures.push(figure('wall.tiles_90', most, 'tiles', 49, 'higher'), figure('wall.cpu_ratio_64', ratio(at64), 'x', 1.4, 'lower'));
  }
  if (wants('overload')) {
    const { ageMs, inputMs } = await runOverload(say);
    figures.push(figure('wall.overload_age_ms', ageMs, 'ms', 1_000, 'lower'), figure('wall.overload_input_ms', inputMs, 'ms', 100, 'lower'));
  }
  if (wants('first')) figures.push(figure('wall.first_picture_ms', await runFirstPicture(say), 'ms', 150, 'lower'));
  if (wants('scenes')) {
    const { sceneRatio, leakRatio } = await runScenes(say);
    figures.push(figure('wall.scene_ratio', sceneRatio, 'x', 8, 'lower'), figure('wall.leak_ratio', leakRatio, 'x', 1.05, 'lower'));
  }
  return figures;
}

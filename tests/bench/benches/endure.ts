import { regular } from '../../../contract/domain/arrangement.ts';
import { monitorsInARow, startDisplays } from '../../../build/displays/displays.mjs';
import { treeMemoryMb, treeThreads } from '../lib/cpu.ts';
import { figure, quantile, type Figure } from '../lib/figure.ts';
import { startWallConsole } from '../lib/wall-console.ts';
import { pause } from '../lib/wall-watch.ts';

const USUAL_MINUTES = 20;
const WARM_MS = 120_000;
const LOOK_EVERY_MS = 1_000;
/** A camera that is well again has this long to be live again. */
const BACK_MS = 30_000;
const SPARED_MS = 60_000;

/** What may happen to a camera, and from when on its tile must not say LIVE; null: it may, the picture goes on. */
const TROUBLES: readonly { readonly fault: string; readonly more?: Readonly<Record<string, number>>; readonly notLiveAfterMs: number | null }[] = [
  { fault: 'cut', notLiveAfterMs: 6_000 },
  { fault: 'freeze', notLiveAfterMs: 6_000 },
  { fault: 'delay', more: { delayMs: 8_000 }, notLiveAfterMs: 12_000 },
  { fault: 'repeat', notLiveAfterMs: 15_000 },
  { fault: 'corrupt', notLiveAfterMs: null },
  { fault: 'unkeyed', notLiveAfterMs: null },
  { fault: 'loss', more: { lossPercent: 8 }, notLiveAfterMs: null },
];

interface Trouble {
  readonly camera: string;
  readonly fault: string;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly notLiveAfterMs: number | null;
  backMs: number | null;
}

/** Random numbers 0..1 that are the same for the same seed (mulberry32). */
const seeded = (seed: number): (() => number) => {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/**
 * Sixty-four tiles over two monitors, thirty-two each, for twenty minutes (`endure MINUTES SEED`: else), while cameras fail and return
 * at random and nobody touches anything. Seen as an operator sees it: by what each tile says.
 */
export async function benchEndure(say: (line: string) => void, [minutes = String(USUAL_MINUTES), seed = '1']: readonly string[]): Promise<readonly Figure[]> {
  const random = seeded(Number(seed));
  const displays = await startDisplays({ monitors: monitorsInARow(2) });
  const scene = await startWallConsole(displays.display);
  try {
    const cameras = [...(await scene.fill(scene.surfaceOf(1), regular(8, 4))), ...(await scene.fill(scene.surfaceOf(2), regular(8, 4), 32))].map(({ id }) => id);
    await scene.hideDesk();
    const walls = await Promise.all([1, 2].map((number) => scene.wall(number)));
    const crashed: string[] = [];
    walls.forEach((wall, index) => wall.on('crash', () => crashed.push(`wall ${String(index + 1)}`)));
    await Promise.all(walls.map((wall) => scene.allLive(wall, 32)));
    const root = scene.console.app.process().pid ?? 0;
    const troubles: Trouble[] = [];
    const startedMs = Date.now();
    const endMs = startedMs + Number(minutes) * 60_000;
    let nextMs = startedMs + 5_000;
    let warmMb = 0;
    let looks = 0;
    let wellLooks = 0;
    let wellLive = 0;
    const lies: string[] = [];
    while (Date.now() < endMs) {
      const nowMs = Date.now();
      // Nothing new shortly before the end: what failed must be seen to return.
      if (nowMs >= nextMs && nowMs < endMs - 2 * SPARED_MS) {
        const trouble = TROUBLES[Math.floor(random() * TROUBLES.length)];
        const camera = cameras[Math.floor(random() * cameras.length)];
        const forMs = 5_000 + Math.floor(random() * 40_000);
        nextMs = nowMs + 2_000 + Math.floor(random() * 6_000);
        if (trouble !== undefined && camera !== undefined && !troubles.some((each) => each.camera === camera && each.untilMs + BACK_MS > nowMs)) {
          await scene.city.fault({ camera, fault: trouble.fault, forMs, ...trouble.more });
          troubles.push({ camera, fault: trouble.fault, fromMs: Date.now(), untilMs: Date.now() + forMs, notLiveAfterMs: trouble.notLiveAfterMs, backMs: null });
        }
      }
      const states = new Map((await Promise.all(walls.map((wall) => wall.locator('[role=figure][data-camera-id]').evaluateAll((tiles) => tiles.map((tile) => [tile.getAttribute('data-camera-id') ?? '', tile.getAttribute('data-state') ?? ''] as const))))).flat());
      looks += 1;
      for (const camera of cameras) {
        const state = states.get(camera);
        const trouble = troubles.findLast((each) => each.camera === camera);
        if (trouble === undefined || trouble.untilMs + BACK_MS < nowMs) {
          wellLooks += 1;
          if (state === 'live') wellLive += 1;
        }
        if (trouble === undefined) continue;
        if (nowMs < trouble.untilMs) {
          if (state === 'live' && trouble.notLiveAfterMs !== null && nowMs - trouble.fromMs > trouble.notLiveAfterMs) lies.push(`${camera} ${trouble.fault} ${String(nowMs - trouble.fromMs)} ms`);
        } else if (state === 'live') trouble.backMs ??= nowMs - trouble.untilMs;
      }
      if (warmMb === 0 && nowMs - startedMs > WARM_MS) warmMb = treeMemoryMb(root);
      if (looks % 60 === 0) {
        const live = [...states.values()].filter((state) => state === 'live').length;
        say(`${String(Math.round((nowMs - startedMs) / 1_000))} s: ${String(live)} of ${String(cameras.length)} live, ${String(troubles.length)} troubles so far, ${treeMemoryMb(root).toFixed(0)} MB, ${String(treeThreads(root))} threads`);
      }
      await pause(LOOK_EVERY_MS);
    }
    const back = troubles.filter(({ backMs }) => backMs !== null && backMs <= BACK_MS);
    for (const { camera, fault, backMs } of troubles.filter((each) => !back.includes(each))) say(`not back in time: ${camera} ${fault} ${String(backMs)} ms`);
    for (const lie of lies) say(`live though it is not: ${lie}`);
    for (const each of crashed) say(`gone: ${each}`);
    say(`${String(troubles.length)} troubles; back after ${quantile(back.map(({ backMs }) => backMs ?? 0), 0.5).toFixed(0)} ms, p95 ${quantile(back.map(({ backMs }) => backMs ?? 0), 0.95).toFixed(0)} ms`);
    return [
      figure('endure.back', back.length / Math.max(1, troubles.length), 'of the failed cameras live again in 30 s', 1, 'higher'),
      figure('endure.well_live', wellLive / wellLooks, 'of the looks at well cameras', 0.99, 'higher'),
      figure('endure.false_live', lies.length, 'looks', 0, 'lower'),
      figure('endure.windows_lost', crashed.length, 'windows', 0, 'lower'),
      figure('endure.memory_ratio', warmMb === 0 ? 1 : treeMemoryMb(root) / warmMb, 'x', 1.15, 'lower'),
    ];
  } finally {
    await scene.end();
    await displays.stop();
  }
}

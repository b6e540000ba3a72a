import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { captureUtcMs, pictureAt, unitOf, type LoopTiming } from '../../../demo/server/pacing.ts';
import { ffmpegDecodeCores, treeCpuSeconds } from '../lib/cpu.ts';
import { figure, median, quantile, type Figure } from '../lib/figure.ts';
import { startGlass, type Glass, type PictureBox } from '../lib/glass.ts';
import { startWallConsole } from '../lib/wall-console.ts';

const TILES = 16;
const MEASURE_MS = 10_000;
const SETTLE_MS = 3_000;
const LOOK_EVERY_MS = 4;

interface TileCount {
  pictures: number;
  readonly agesMs: number[];
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** When the picture with this code, seen now, was captured: its newest showing in the loop. */
function capturedAt(timing: LoopTiming, code: number, nowUtcMs: number): number {
  const newest = pictureAt(timing, nowUtcMs);
  const back = (((unitOf(timing, newest) - code) % timing.units) + timing.units) % timing.units;
  return captureUtcMs(timing, newest - back);
}

/** Watches the glass for `forMs`: every new picture of every tile, with its age when it was first seen. */
async function watch(glass: Glass, boxes: readonly PictureBox[], timings: readonly LoopTiming[], forMs: number): Promise<readonly TileCount[]> {
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

/** Sixteen tiles of 640x360 at 15 frames/s on one monitor: frames and age as seen on the glass, processor time against ffmpeg. */
export async function benchWall(say: (line: string) => void): Promise<readonly Figure[]> {
  const glass = await startGlass();
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-bench-'));
  try {
    const wallConsole = await startWallConsole(glass.display, '16');
    try {
      const { world } = wallConsole.city.demo;
      const footage = wallConsole.cameras.map((camera) => world.footageOf(camera, 'sub'));
      const boxes: readonly PictureBox[] = await wallConsole.wall.locator('[role=figure] video').evaluateAll((videos) =>
        videos.map((video) => {
          const element = video as HTMLVideoElement;
          const box = element.getBoundingClientRect();
          // The picture fits inside the element with its own proportions.
          const scale = Math.min(box.width / element.videoWidth, box.height / element.videoHeight);
          const widthPx = element.videoWidth * scale;
          const heightPx = element.videoHeight * scale;
          return { xPx: box.left + (box.width - widthPx) / 2, yPx: box.top + (box.height - heightPx) / 2, widthPx };
        }),
      );
      if (boxes.length !== TILES) throw new Error(`${String(boxes.length)} pictures on the wall, ${String(TILES)} wanted`);
      await pause(SETTLE_MS);
      const root = wallConsole.console.app.process().pid ?? 0;
      const cpuBefore = treeCpuSeconds(root);
      const startedMs = performance.now();
      const counts = await watch(glass, boxes, footage.map(({ timing }) => timing), MEASURE_MS);
      const tookS = (performance.now() - startedMs) / 1000;
      const coresPerTile = (treeCpuSeconds(root) - cpuBefore) / tookS / TILES;
      const shares = counts.map(({ pictures }, tile) => pictures / ((footage[tile]?.timing.frameRate ?? 15) * tookS));
      const ages = counts.flatMap(({ agesMs }) => agesMs);
      say(`pictures a tile: ${counts.map(({ pictures }) => pictures).join(' ')}; age p95 ${quantile(ages, 0.95).toFixed(0)} ms; ${coresPerTile.toFixed(4)} cores a tile`);
      await wallConsole.console.close();
      // The same streams as on the wall, written out as files for ffmpeg.
      const clips = [...new Set(footage.map(({ source }) => source))].slice(0, 4);
      const references: number[] = [];
      for (const [index, clip] of clips.entries()) {
        const file = path.join(folder, `${String(index)}.h264`);
        writeFileSync(file, Buffer.concat(clip.units));
        references.push(await ffmpegDecodeCores(file, clip.frameRate, 10));
      }
      const reference = references.reduce((sum, cores) => sum + cores, 0) / references.length;
      say(`ffmpeg reference: ${references.map((cores) => cores.toFixed(4)).join(' ')} cores a stream`);
      return [
        figure('wall.frames_16', Math.min(...shares), 'share', 0.95, 'higher'),
        figure('wall.age_ms_16', median(ages), 'ms', 60, 'lower'),
        figure('wall.cpu_ratio_16', coresPerTile / reference, 'x', 2.5, 'lower'),
      ];
    } finally {
      await wallConsole.end();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await glass.stop();
  }
}

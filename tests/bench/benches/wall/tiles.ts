import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { call, openSocket, signIn } from '../../../builders/tier-client.ts';
import type { Camera } from '../../../../demo/server/api-types.ts';
import { ffmpegDecodeCores, treeCpuSeconds } from '../../lib/cpu.ts';
import { median } from '../../lib/figure.ts';
import { startGlass } from '../../lib/glass.ts';
import { startWallConsole, type WallConsole } from '../../lib/wall-console.ts';
import { footageOf, pause, pictureBoxes, watchGlass } from '../../lib/wall-watch.ts';

const MEASURE_MS = 10_000;
const SETTLE_MS = 4_000;
/** Of its pictures, what a tile must have shown. */
export const SHARE_GOAL = 0.9;

export interface TilesRun {
  /** Shown pictures of all there were, by tile. */
  readonly shares: readonly number[];
  readonly agesMs: readonly number[];
  /** Capture stamp to a client that does nothing but receive, median. */
  readonly transportMs: number;
  readonly coresPerTile: number;
  /** A paced ffmpeg of the same streams. */
  readonly referenceCores: number;
}

/** The transport's own delay: how old units are when they reach a client that only receives. */
async function transportDelayMs({ city }: WallConsole, cameras: readonly Camera[]): Promise<number> {
  const { accessToken } = await signIn(city.province, 'truc.an');
  const socket = await openSocket(city.province, '/v1/live', accessToken);
  const agesMs: number[] = [];
  for (const [index, { id }] of cameras.entries()) socket.send({ type: 'open', stream: index + 1, cameraId: id, profile: 'sub' });
  const until = performance.now() + 3_000;
  let seen = 0;
  while (performance.now() < until) {
    const now = Date.now();
    for (const frame of socket.frames.slice(seen)) if (!frame.preRoll) agesMs.push(now - frame.captureUtcMs);
    seen = socket.frames.length;
    await pause(1);
  }
  socket.close();
  await call(city.province, 'DELETE', '/v1/sessions/current', { token: accessToken });
  return Math.max(0, median(agesMs));
}

/** One run: so many tiles of 640x360 at 15 frames/s on one monitor, seen on the glass. */
export async function runTiles(tiles: 16 | 36 | 49 | 64, say: (line: string) => void): Promise<TilesRun> {
  const glass = await startGlass();
  const folder = mkdtempSync(path.join(tmpdir(), 'vonglau-bench-'));
  const scene = await startWallConsole(glass.display).catch(async (failure: unknown) => {
    await glass.stop();
    throw failure;
  });
  try {
    const cameras = await scene.fill(scene.surfaceOf(1), `${tiles}`);
    await scene.hideDesk();
    const wall = await scene.wall(1);
    await scene.allLive(wall, tiles);
    const footage = footageOf(scene, cameras);
    const boxes = await pictureBoxes(wall);
    if (boxes.length !== tiles) throw new Error(`${String(boxes.length)} pictures on the wall, ${String(tiles)} wanted`);
    const transportMs = tiles === 16 ? await transportDelayMs(scene, cameras) : 0;
    await pause(SETTLE_MS);
    const root = scene.console.app.process().pid ?? 0;
    const cpuBefore = treeCpuSeconds(root);
    const startedMs = performance.now();
    const counts = await watchGlass(glass, boxes, footage.map(({ timing }) => timing), MEASURE_MS);
    const tookS = (performance.now() - startedMs) / 1000;
    const coresPerTile = (treeCpuSeconds(root) - cpuBefore) / tookS / tiles;
    const shares = counts.map(({ pictures }, tile) => Math.min(1, pictures / ((footage[tile]?.timing.frameRate ?? 15) * tookS)));
    await scene.console.close();
    // The same streams as on the wall, written out as files for ffmpeg.
    const references: number[] = [];
    for (const [index, clip] of [...new Set(footage.map(({ source }) => source))].slice(0, 4).entries()) {
      const file = path.join(folder, `${String(index)}.h264`);
      writeFileSync(file, Buffer.concat(clip.units));
      references.push(await ffmpegDecodeCores(file, clip.frameRate, 8));
    }
    const referenceCores = references.reduce((sum, cores) => sum + cores, 0) / references.length;
    const agesMs = counts.flatMap((count) => count.agesMs);
    say(
      `${String(tiles)} tiles: least ${Math.min(...shares).toFixed(3)}, ${String(shares.filter((share) => share >= SHARE_GOAL).length)} with ${String(SHARE_GOAL)}; age ${median(agesMs).toFixed(0)} ms (transport ${transportMs.toFixed(1)} ms); ${coresPerTile.toFixed(4)} cores a tile, ffmpeg ${referenceCores.toFixed(4)}`,
    );
    return { shares, agesMs, transportMs, coresPerTile, referenceCores };
  } finally {
    await scene.end();
    rmSync(folder, { recursive: true, force: true });
    await glass.stop();
  }
}

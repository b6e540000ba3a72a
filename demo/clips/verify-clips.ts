/**
 * Decodes every frame of every clip, at its own size and scaled to a 480x270 tile, and reads its frame code:
 * `node demo/clips/verify-clips.ts`. Ends with status 1 when a frame cannot be read or is not the one expected. Needs ffmpeg.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ClipFile, ClipIndex } from './index-format.ts';
import { readFrameCode } from './frame-code.ts';

const DIR = fileURLToPath(new URL('../../assets/demo/clips/', import.meta.url));
const TILE = { widthPx: 480, heightPx: 270 } as const;

const DEMUXERS = { annexb: 'h264', fmp4: 'mp4', mpegts: 'mpegts', jpeg: 'mjpeg' } as const;

async function greyFrames({ file, format }: ClipFile, widthPx: number, heightPx: number): Promise<readonly Uint8Array[]> {
  const ffmpeg = spawn(
    'ffmpeg',
    ['-hide_banner', '-loglevel', 'error', '-nostdin', '-f', file.endsWith('.h265') ? 'hevc' : DEMUXERS[format ?? 'annexb'], '-i', `${DIR}${file}`, '-vsync', 'passthrough', '-vf', `scale=${widthPx}:${heightPx}:flags=bilinear,format=gray`, '-f', 'rawvideo', '-'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const chunks: Buffer[] = [];
  ffmpeg.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
  await once(ffmpeg, 'close');
  const all = Buffer.concat(chunks);
  const size = widthPx * heightPx;
  return Array.from({ length: Math.floor(all.length / size) }, (_, frame) => all.subarray(frame * size, (frame + 1) * size));
}

async function misread(clip: ClipFile, widthPx: number, heightPx: number): Promise<number> {
  const frames = await greyFrames(clip, widthPx, heightPx);
  const wrong = frames.filter((luma, number) => readFrameCode(luma, widthPx, heightPx, widthPx, 0, 0, widthPx) !== number).length;
  return wrong + Math.abs(frames.length - clip.sizes.length);
}

const index = JSON.parse(await readFile(`${DIR}index.json`, 'utf8')) as ClipIndex;
let wrong = 0;
for (const { main, sub } of [...index.clips, ...index.samples]) {
  for (const file of [main, sub]) {
    if (file === undefined) continue;
    const [own, tile] = [await misread(file, file.widthPx, file.heightPx), await misread(file, TILE.widthPx, TILE.heightPx)];
    wrong += own + tile;
    process.stdout.write(`${file.file}: ${file.sizes.length} frames, unread at own size ${own}, at ${TILE.widthPx}x${TILE.heightPx} ${tile}\n`);
  }
}
process.stdout.write(`${index.clips.length} clips, ${index.samples.length} samples, ${wrong} unread\n`);
process.exitCode = wrong === 0 ? 0 : 1;

import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { codecOf, splitAccessUnits } from '../clips/annexb.ts';
import { clipProfile, type Clip, type ClipProfile } from './clips.ts';

const run = promisify(execFile);

/** Longest part of a file that is served; the loop lies in memory. */
const MAX_S = 600;
const KEY_EVERY_S = 2;
const PROFILES = [
  { profile: 'main', widthPx: 1280, heightPx: 720, frameRate: 25, kbps: 2000 },
  { profile: 'sub', widthPx: 640, heightPx: 360, frameRate: 15, kbps: 500 },
] as const;

/**
 * Turns any video file that ffmpeg reads into a clip of the demo's format (H.264 Annex-B, main and sub, a key frame every 2 s,
 * no B-frames), at most its first 10 minutes. The result is kept in `folder` for the next start. Throws an error with a readable
 * message when there is no such file, no ffmpeg, or no picture in it.
 */
export async function makeVideoClip(file: string, folder: string, say: (line: string) => void): Promise<Clip> {
  const path = resolve(file);
  const info = await stat(path).catch(() => null);
  if (info?.isFile() !== true) throw new Error(`There is no video file ${path}.`);
  await checkFfmpeg();
  await mkdir(folder, { recursive: true });
  const key = createHash('sha256').update(`${path} ${String(info.size)} ${String(info.mtimeMs)}`).digest('hex').slice(0, 16);
  const targets = PROFILES.map((profile) => join(folder, `${key}.${profile.profile}.h264`));
  const [mainFile = '', subFile = ''] = targets;
  if (!targets.every((target) => existsSync(target))) {
    say(`Preparing ${basename(path)} (at most ${String(MAX_S / 60)} minutes of it)...`);
    await transcode(path, targets);
  }
  const [main, sub] = await Promise.all([readProfile(PROFILES[0], mainFile), readProfile(PROFILES[1], subFile)]);
  const loopMs = Math.max(...[main, sub].map(({ units, frameRate }) => (units.length * 1000) / frameRate));
  return { id: `video-${key}`, suits: [], loopMs, main, sub };
}

async function checkFfmpeg(): Promise<void> {
  try {
    await run('ffmpeg', ['-version']);
  } catch {
    throw new Error('--video needs the program ffmpeg (Debian: apt-get install ffmpeg).');
  }
}

async function transcode(path: string, targets: readonly string[]): Promise<void> {
  const outputs = PROFILES.flatMap(({ widthPx, heightPx, frameRate, kbps }, index) => {
    const [width, height, gop] = [String(widthPx), String(heightPx), String(frameRate * KEY_EVERY_S)];
    const scale = `scale=${width}:${height}:force_original_aspect_ratio=decrease:force_divisible_by=2,pad=${width}:${height}:-1:-1,setsar=1,fps=${String(frameRate)}`;
    return [
      ...['-map', '0:v:0', '-an', '-sn', '-t', String(MAX_S), '-vf', scale, '-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-preset', 'veryfast', '-profile:v', 'main'],
      ...['-bf', '0', '-g', gop, '-keyint_min', gop, '-sc_threshold', '0', '-x264-params', 'open-gop=0:repeat-headers=1:sliced-threads=0'],
      ...['-b:v', `${String(kbps)}k`, '-maxrate', `${String(kbps * 1.5)}k`, '-bufsize', `${String(kbps * 2)}k`, '-f', 'h264', `${targets[index] ?? ''}.part`],
    ];
  });
  const error = await new Promise<string | null>((done) => {
    const ffmpeg = spawn('ffmpeg', ['-hide_banner', '-nostdin', '-loglevel', 'error', '-y', '-i', path, ...outputs], { stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    ffmpeg.stderr.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-2000);
    });
    ffmpeg.once('error', (failure) => {
      done(failure.message);
    });
    ffmpeg.once('close', (code) => {
      done(code === 0 ? null : log.trim());
    });
  });
  if (error !== null) throw new Error(`ffmpeg cannot turn ${path} into a camera: ${error}`);
  for (const target of targets) await rename(`${target}.part`, target);
}

async function readProfile({ profile, widthPx, heightPx, frameRate }: (typeof PROFILES)[number], file: string): Promise<ClipProfile> {
  const bytes = await readFile(file);
  const units = splitAccessUnits(bytes);
  const first = units[0];
  const codec = codecOf(bytes);
  if (first === undefined || codec === null) throw new Error('There is no picture in the video file.');
  const keyEvery = frameRate * KEY_EVERY_S;
  if (units.some((unit, index) => unit.key !== (index % keyEvery === 0))) throw new Error('ffmpeg did not place the key frames where they were wanted.');
  const sizes = units.map((unit) => unit.length);
  const entry = { widthPx, heightPx, frameRate, codec, sizes, keyEvery };
  return clipProfile(profile, entry, bytes.subarray(first.offset, first.offset + sizes.reduce((sum, size) => sum + size, 0)));
}

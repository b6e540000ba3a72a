import { spawn } from 'node:child_process';
import { createAviReader } from './avi.ts';

export const FILM_RATE = 15;
/** A key picture a second. */
export const KEY_EVERY = FILM_RATE;

export interface EncoderOptions {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly kbps: number;
  /** One picture of H.264 in Annex-B form, with parameter sets before each key one; in the order they were given. */
  readonly onUnit: (bytes: Uint8Array) => void;
  /** It ended without being asked to; once. */
  readonly onFailed: (reason: string) => void;
}

/** An ffmpeg that turns I420 pictures into H.264, each out before the next one comes in. */
export interface Encoder {
  /** The bytes may be used again once this returns. */
  readonly add: (i420: Uint8Array) => void;
  /** Ends the program; may be called twice. */
  readonly close: () => void;
}

export function startEncoder({ widthPx, heightPx, kbps, onUnit, onFailed }: EncoderOptions): Encoder {
  let closed = false;
  const x264 = ['cabac=1', 'aud=1', 'repeat-headers=1', `keyint=${String(KEY_EVERY)}`, `min-keyint=${String(KEY_EVERY)}`, 'scenecut=0', 'sliced-threads=0', 'threads=1', 'open-gop=0'];
  const ffmpeg = spawn(
    'ffmpeg',
    [
      ...['-hide_banner', '-nostdin', '-loglevel', 'error', '-fflags', 'nobuffer', '-probesize', '32', '-analyzeduration', '0'],
      ...['-f', 'rawvideo', '-pix_fmt', 'yuv420p', '-s', `${String(widthPx)}x${String(heightPx)}`, '-r', String(FILM_RATE), '-i', 'pipe:0'],
      ...['-an', '-c:v', 'libx264', '-preset', 'ultrafast', '-tune', 'zerolatency', '-profile:v', 'main', '-level:v', widthPx > 640 ? '3.1' : '3.0'],
      ...['-b:v', `${String(kbps)}k`, '-maxrate', `${String(Math.round(kbps * 1.5))}k`, '-bufsize', `${String(kbps)}k`],
      ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv', '-x264-params', x264.join(':'), '-bsf:v', 'filter_units=remove_types=6'],
      ...['-flush_packets', '1', '-f', 'avi', 'pipe:1'],
    ],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const fail = (reason: string): void => {
    if (closed) return;
    closed = true;
    ffmpeg.kill('SIGKILL');
    onFailed(reason);
  };
  let words = '';
  ffmpeg.stderr.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-500);
  });
  const read = createAviReader((bytes) => {
    if (!closed) onUnit(bytes);
  });
  ffmpeg.stdout.on('data', read);
  ffmpeg.stdin.on('error', () => undefined);
  ffmpeg.once('error', (error) => fail(error.message));
  ffmpeg.once('close', (code) => fail(`ffmpeg ended with ${String(code)} ${words.trim()}`));
  return {
    add: (i420) => {
      if (!closed) ffmpeg.stdin.write(Buffer.from(i420));
    },
    close: () => {
      if (closed) return;
      closed = true;
      ffmpeg.kill('SIGKILL');
    },
  };
}

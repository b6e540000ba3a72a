import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { GROUP_S } from './profiles.ts';
import type { Profile } from './profiles.ts';

type Ffmpeg = ChildProcessByStdio<Writable, null, Readable>;

/**
 * Takes frames and leaves an H.264 Annex-B file: Main profile, no B-frames, closed groups of pictures of even length,
 * an access unit delimiter before each picture and parameter sets before each key picture. Two passes, so that the
 * size is known beforehand; the frames lie losslessly packed in the work folder in between.
 */
export class ClipEncoder {
  readonly #profile: Profile;
  readonly #bitrateShare: number;
  readonly #packed: string;
  readonly #log: string;
  readonly #packer: Ffmpeg;
  readonly #packedDone: Promise<void>;

  /**
   * @param workDir an existing folder for intermediate files; its owner removes it
   * @param bitrateShare factor on the profile's bitrates
   */
  constructor(profile: Profile, workDir: string, bitrateShare: number) {
    this.#profile = profile;
    this.#bitrateShare = bitrateShare;
    this.#packed = join(workDir, `${profile.id}.nut`);
    this.#log = join(workDir, `${profile.id}-pass`);
    const size = `${profile.widthPx}x${profile.heightPx}`;
    this.#packer = run([
      ...['-f', 'rawvideo', '-pix_fmt', 'rgba', '-s', size, '-r', String(profile.frameRate), '-i', 'pipe:0'],
      ...['-vf', 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p'],
      ...['-c:v', 'libx264', '-preset', 'ultrafast', '-qp', '0', '-y', this.#packed],
    ]);
    this.#packedDone = finished(this.#packer);
  }

  /** Adds the next frame, RGBA. */
  async add(rgba: Uint8ClampedArray): Promise<void> {
    const written = this.#packer.stdin.write(Buffer.from(rgba.buffer, rgba.byteOffset, rgba.byteLength));
    if (!written) await Promise.race([once(this.#packer.stdin, 'drain'), this.#packedDone]);
  }

  /** Ends the film and writes the file. @throws Error with the encoder's own words when it fails */
  async finish(file: string): Promise<void> {
    this.#packer.stdin.end();
    await this.#packedDone;
    const { profile, packed, log } = { profile: this.#profile, packed: this.#packed, log: this.#log };
    const group = GROUP_S * profile.frameRate;
    const averageKbps = Math.round(profile.averageKbps * this.#bitrateShare);
    const peakKbps = Math.round(profile.peakKbps * this.#bitrateShare);
    const coding = [
      ...['-i', packed, '-an', '-c:v', 'libx264', '-preset', 'slow', '-profile:v', 'main', '-level:v', profile.level],
      ...['-pix_fmt', 'yuv420p', '-bf', '0', '-refs', '2', '-g', String(group), '-keyint_min', String(group), '-sc_threshold', '0'],
      ...['-b:v', `${averageKbps}k`, '-maxrate', `${peakKbps}k`, '-bufsize', `${peakKbps}k`],
      ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
      ...['-x264-params', 'aud=1:repeat-headers=1:open-gop=0:force-cfr=1:threads=2', '-passlogfile', log],
    ];
    await finished(run([...coding, '-pass', '1', '-f', 'null', '-y', '-']));
    // Type 6 is the encoder's own settings as text: nobody needs it.
    await finished(run([...coding, '-pass', '2', '-bsf:v', 'filter_units=remove_types=6', '-f', 'h264', '-y', file]));
  }
}

function run(args: readonly string[]): Ffmpeg {
  return spawn('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostdin', ...args], { stdio: ['pipe', 'ignore', 'pipe'] });
}

async function finished(ffmpeg: Ffmpeg): Promise<void> {
  const words: Buffer[] = [];
  ffmpeg.stderr.on('data', (chunk: Buffer) => words.push(chunk));
  ffmpeg.stdin.on('error', () => undefined);
  const [code] = await once(ffmpeg, 'close');
  if (code !== 0) throw new Error(`ffmpeg failed: ${Buffer.concat(words).toString('utf8').trim()}`);
}

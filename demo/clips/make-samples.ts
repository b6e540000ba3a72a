/**
 * Makes the streams of other kinds (MPEG-1, motion JPEG, fragmented MP4, H.265, sound) from the recorded clips:
 * `node demo/clips/make-samples.ts`, half a minute. Needs ffmpeg with libx264 and libx265. Then writes the index.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeClipIndex } from './clip-index.ts';
import { FRAME_CODE_BITS, FRAME_CODE_BLACK, FRAME_CODE_BLOCKS_PER_WIDTH, FRAME_CODE_WHITE } from './frame-code.ts';
import { SOUND_RATE_HZ } from './samples.ts';
import { SCENES } from './scenes/index.ts';
import { mp4Boxes } from './units.ts';

const run = promisify(execFile);
const DIR = fileURLToPath(new URL('../../assets/demo/clips/', import.meta.url));
const h264 = (name: string, frameRate: number): readonly string[] => ['-f', 'h264', '-framerate', String(frameRate), '-i', join(DIR, name)];
const EXACT = ['-fflags', '+bitexact', '-flags:v', '+bitexact', '-threads', '1'] as const;

async function ffmpeg(args: readonly string[]): Promise<void> {
  await run('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-nostdin', '-y', ...args]);
}

/** Draws the frame code anew (frame-code.ts): the number of the picture in *this* stream, whatever its rate. */
function frameCodeFilter(widthPx: number): string {
  const side = widthPx / FRAME_CODE_BLOCKS_PER_WIDTH;
  const grey = (level: number): string => `0x${level.toString(16).padStart(2, '0').repeat(3)}`;
  const box = (index: number, level: number, when = ''): string => `drawbox=x=${String(index * side)}:y=0:w=${String(side)}:h=${String(side)}:color=${grey(level)}:t=fill${when}`;
  const bits = Array.from({ length: FRAME_CODE_BITS }, (_, bit) => `mod(floor(n/${String(2 ** bit)}),2)`);
  const coded = [...bits, `mod(${bits.join('+')},2)`];
  return ['format=yuv444p', box(0, FRAME_CODE_WHITE), box(1, FRAME_CODE_BLACK), ...coded.flatMap((isSet, at) => [box(at + 2, FRAME_CODE_BLACK), box(at + 2, FRAME_CODE_WHITE, `:enable='${isSet}'`)])].join(',');
}

async function mpeg1(target: string): Promise<void> {
  const coding = ['-c:v', 'mpeg1video', '-b:v', '380k', '-maxrate', '700k', '-bufsize', '400k', '-g', '25', '-bf', '0', '-sc_threshold', '1000000000'];
  // With its length in the header a picture is whole as soon as its last packet is there.
  const packing = ['-f', 'mpegts', '-omit_video_pes_length', '0', '-muxdelay', '0', '-muxpreload', '0'];
  await ffmpeg([...h264('pho-ngay.main.h264', 25), '-vf', `scale=320:180:flags=area,${frameCodeFilter(320)},format=yuv420p`, ...EXACT, ...coding, ...packing, target]);
}

async function mjpeg(target: string): Promise<void> {
  await ffmpeg([...h264('mua.main.h264', 25), '-vf', `fps=10,scale=320:180:flags=area,${frameCodeFilter(320)},scale=out_range=pc,format=yuvj420p`, ...EXACT, '-r', '10', '-c:v', 'mjpeg', '-q:v', '6', '-huffman', 'default', '-f', 'mjpeg', target]);
}

/** The sub stream as it is, packed anew; the init segment stands before every key fragment. */
async function fmp4(target: string): Promise<void> {
  const whole = `${target}.whole`;
  await ffmpeg([...h264('cho.sub.h264', 15), '-c', 'copy', '-fflags', '+bitexact', '-movflags', 'frag_every_frame+empty_moov+default_base_moof+skip_trailer', '-video_track_timescale', '15000', '-f', 'mp4', whole]);
  const bytes = await readFile(whole);
  const boxes = mp4Boxes(bytes);
  const part = ({ offset, length }: { readonly offset: number; readonly length: number }): Buffer => bytes.subarray(offset, offset + length);
  const init = boxes.filter(({ type }) => type === 'ftyp' || type === 'moov').map(part);
  const moofs = boxes.filter(({ type }) => type === 'moof');
  const fragments = moofs.map((moof, index) => {
    const end = moofs[index + 1]?.offset ?? bytes.length;
    return [...(index % 30 === 0 ? init : []), ...boxes.filter(({ type, offset }) => offset >= moof.offset && offset < end && (type === 'moof' || type === 'mdat')).map(part)];
  });
  await writeFile(target, Buffer.concat(fragments.flat()));
}

async function hevc(target: string): Promise<void> {
  const coding = ['-c:v', 'libx265', '-preset', 'medium', '-b:v', '420k', '-maxrate', '900k', '-bufsize', '900k'];
  const params = 'keyint=50:min-keyint=50:scenecut=0:bframes=0:open-gop=0:aud=1:repeat-headers=1:info=0:pools=1:frame-threads=1:log-level=error';
  await ffmpeg([...h264('cau.main.h264', 25), '-pix_fmt', 'yuv420p', ...coding, '-x265-params', params, '-f', 'hevc', target]);
}

/** A street to hear: the murmur of traffic that comes and goes, and three horns of two tones each. */
async function street(target: string): Promise<void> {
  const horn = (fromS: number, toS: number, lowHz: number): string => `between(t,${String(fromS)},${String(toS)})*(0.16*sin(2*PI*${String(lowHz)}*t)+0.12*sin(2*PI*${String(lowHz * 1.25)}*t))`;
  const horns = [horn(2.1, 2.5, 420), horn(6.4, 6.55, 510), horn(6.65, 7.1, 510), horn(11.2, 11.6, 380)].join('+');
  const graph = [
    `anoisesrc=color=brown:amplitude=0.5:seed=7:sample_rate=${String(SOUND_RATE_HZ)}:duration=14,lowpass=f=900,volume='0.5+0.3*sin(2*PI*t/7)':eval=frame[traffic]`,
    `aevalsrc='${horns}':s=${String(SOUND_RATE_HZ)}:d=14[horns]`,
    '[traffic][horns]amix=inputs=2:normalize=0',
  ].join(';');
  await ffmpeg(['-filter_complex', graph, '-ac', '1', '-ar', String(SOUND_RATE_HZ), '-c:a', 'pcm_mulaw', '-f', 'mulaw', target]);
}

const MAKERS = { 'pho-ngay.mpeg1.ts': mpeg1, 'mua.mjpeg': mjpeg, 'cho.sub.fmp4': fmp4, 'cau.main.h265': hevc, 'duong-pho.ulaw': street } as const;

const work = await mkdtemp(join(tmpdir(), 'vong-lau-samples-'));
try {
  for (const [name, make] of Object.entries(MAKERS)) {
    const made = join(work, name);
    await make(made);
    const bytes = await readFile(made);
    // Written whole and then renamed: a demo that is running never reads half a stream.
    await writeFile(join(DIR, `${name}.part`), bytes);
    await rename(join(DIR, `${name}.part`), join(DIR, name));
    process.stdout.write(`${name}: ${String(bytes.length)} bytes\n`);
  }
} finally {
  await rm(work, { recursive: true, force: true });
}
await writeClipIndex(DIR, SCENES);

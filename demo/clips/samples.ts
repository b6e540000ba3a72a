import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { codecOf } from './annexb.ts';
import type { ClipFile, SampleEntry, SoundFile } from './index-format.ts';
import { hevcCodecOf, SPLITTERS } from './units.ts';

/** One stream of a sample: cut and named by `coding`; made by make-samples.ts, or a stream the clips already have. */
export interface SampleStream {
  readonly file: string;
  readonly coding: keyof typeof SPLITTERS;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly frameRate: number;
  readonly keyEvery: number;
}

/** A camera of another kind than most: what it sends and how it is called in the index. */
export interface Sample {
  readonly id: string;
  readonly nameVi: string;
  readonly nameEn: string;
  readonly loopS: number;
  readonly main?: SampleStream;
  readonly sub?: SampleStream;
  readonly sound?: string;
}

const h264Sub = (file: string): SampleStream => ({ file, coding: 'annexb', widthPx: 640, heightPx: 360, frameRate: 15, keyEvery: 30 });
const h264Main = (file: string): SampleStream => ({ file, coding: 'annexb', widthPx: 1280, heightPx: 720, frameRate: 25, keyEvery: 50 });
const hevcMain: SampleStream = { file: 'cau.main.h265', coding: 'hevc', widthPx: 1280, heightPx: 720, frameRate: 25, keyEvery: 50 };

export const SAMPLES: readonly Sample[] = [
  { id: 'mpeg1', nameVi: 'Cổng kết nối cũ (MPEG-1)', nameEn: 'Old gateway (MPEG-1)', loopS: 12, sub: { file: 'pho-ngay.mpeg1.ts', coding: 'mpegts', widthPx: 320, heightPx: 180, frameRate: 25, keyEvery: 25 } },
  { id: 'mjpeg', nameVi: 'Ảnh nối tiếp (MJPEG)', nameEn: 'Motion JPEG', loopS: 12, sub: { file: 'mua.mjpeg', coding: 'jpeg', widthPx: 320, heightPx: 180, frameRate: 10, keyEvery: 1 } },
  { id: 'fmp4', nameVi: 'Phân mảnh MP4 (H.264)', nameEn: 'Fragmented MP4 (H.264)', loopS: 14, sub: { file: 'cho.sub.fmp4', coding: 'fmp4', widthPx: 640, heightPx: 360, frameRate: 15, keyEvery: 30 } },
  { id: 'hevc', nameVi: 'H.265 và luồng phụ H.264', nameEn: 'H.265 with an H.264 sub stream', loopS: 12, main: hevcMain, sub: h264Sub('cau.sub.h264') },
  { id: 'hevc-only', nameVi: 'Chỉ H.265', nameEn: 'H.265 only', loopS: 12, main: hevcMain },
  { id: 'sound', nameVi: 'Có tiếng (G.711)', nameEn: 'With sound (G.711)', loopS: 14, main: h264Main('nga-tu.main.h264'), sub: h264Sub('nga-tu.sub.h264'), sound: 'duong-pho.ulaw' },
];

/** 8 kHz, one byte a sample. */
export const SOUND_RATE_HZ = 8000;

/**
 * Reads the produced files of the samples, as they go into the index; a sample one of whose files is missing is left out.
 * @throws Error when a file is not what the sample says
 */
export async function describeSamples(dir: string): Promise<readonly SampleEntry[]> {
  const entries = await Promise.all(SAMPLES.map((sample) => describe(dir, sample)));
  return entries.filter((entry) => entry !== null);
}

async function describe(dir: string, { id, nameVi, nameEn, loopS, main, sub, sound }: Sample): Promise<SampleEntry | null> {
  const files = [main?.file, sub?.file, sound].filter((file) => file !== undefined);
  const there = await Promise.all(files.map((file) => stat(join(dir, file)).then((found) => found.isFile(), () => false)));
  if (there.includes(false)) return null;
  return {
    id,
    nameVi,
    nameEn,
    loopMs: loopS * 1000,
    ...(main === undefined ? {} : { main: await describeStream(dir, main, loopS) }),
    ...(sub === undefined ? {} : { sub: await describeStream(dir, sub, loopS) }),
    ...(sound === undefined ? {} : { sound: await describeSound(dir, sound) }),
  };
}

async function describeStream(dir: string, { file, coding, widthPx, heightPx, frameRate, keyEvery }: SampleStream, loopS: number): Promise<ClipFile> {
  const bytes = await readFile(join(dir, file));
  const units = SPLITTERS[coding](bytes);
  const codec = codecName(coding, bytes);
  const sizes = units.map((unit) => unit.length);
  if (codec === null) throw new Error(`${file}: no parameter set`);
  if (units.length !== loopS * frameRate) throw new Error(`${file}: ${String(units.length)} pictures, not one loop`);
  if (sizes.reduce((sum, size) => sum + size, 0) !== bytes.length) throw new Error(`${file}: pictures do not fill the file`);
  if (units.some((unit, at) => unit.key !== (at % keyEvery === 0))) throw new Error(`${file}: key pictures are not where they should be`);
  const format = coding === 'hevc' || coding === 'annexb' ? {} : { format: coding };
  return { file, widthPx, heightPx, frameRate, codec, ...format, keyEvery, sizes };
}

async function describeSound(dir: string, file: string): Promise<SoundFile> {
  const { size } = await stat(join(dir, file));
  return { file, codec: 'pcmu', sampleRateHz: SOUND_RATE_HZ, samples: size };
}

function codecName(coding: SampleStream['coding'], bytes: Uint8Array): string | null {
  switch (coding) {
    case 'annexb':
      return codecOf(bytes);
    case 'hevc':
      return hevcCodecOf(bytes);
    case 'fmp4':
      return 'avc1.4d401e';
    case 'mpegts':
      return 'mp1v';
    case 'jpeg':
      return 'jpeg';
  }
}

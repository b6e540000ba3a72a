import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClipEntry, ClipFile, SampleEntry, SoundFile } from '../clips/index-format.ts';
import type { StreamProfile } from './api-types.ts';

/** Where the recorded clips lie. */
export const CLIPS_DIR = join(import.meta.dirname, '../../assets/demo/clips');

/** One encoded loop of a clip in memory. Unit k is a key frame when k is a multiple of `keyEvery`; unit 0 always is. */
export interface ClipProfile extends Omit<StreamProfile, 'bitrateKbps' | 'format'> {
  readonly format: NonNullable<StreamProfile['format']>;
  readonly units: readonly Uint8Array[];
  readonly keyEvery: number;
  readonly bitrateKbps: number;
}

/** A recorded scene that repeats without a visible jump. */
export interface Clip {
  readonly id: string;
  /** What can be seen: `day`, `junction`, `market`... */
  readonly suits: readonly string[];
  /** Length of the loop, the same for both profiles. */
  readonly loopMs: number;
  readonly main?: ClipProfile;
  readonly sub?: ClipProfile;
  readonly sound?: Sound;
}

/** A sound that repeats without a gap: G.711 µ-law, one byte a sample. */
export interface Sound {
  readonly codec: 'pcmu';
  readonly sampleRateHz: number;
  readonly bytes: Uint8Array;
}

/** What `index.json` describes. */
export interface Recordings {
  readonly clips: readonly Clip[];
  /** Streams for single cameras, by sample id (demo/clips/samples.ts). */
  readonly samples: ReadonlyMap<string, Clip>;
}

/**
 * Reads `index.json` and all it names into memory. A clip or sample that is missing or does not fit is left out, with a line
 * for `warn`; throws when there is no index or no clip is left.
 */
export function loadClips(folder = CLIPS_DIR, warn: (line: string) => void = () => undefined): Recordings {
  const indexFile = join(folder, 'index.json');
  let index: unknown;
  try {
    index = JSON.parse(readFileSync(indexFile, 'utf8'));
  } catch (error) {
    throw new Error(`The demo's video clips are missing: ${indexFile} cannot be read (${error instanceof Error ? error.message : 'unknown'}).`);
  }
  const list: unknown = typeof index === 'object' && index !== null && 'clips' in index ? index.clips : null;
  if (!Array.isArray(list) || list.length === 0 || !list.every(isClipEntry)) throw new Error(`${indexFile} does not describe clips.`);
  const orLeftOut = (id: string, load: () => Clip): readonly Clip[] => {
    try {
      return [load()];
    } catch (error) {
      warn(error instanceof Error ? error.message : `The video clip ${id} cannot be used.`);
      return [];
    }
  };
  const clips = list.flatMap(({ id, suits, loopMs, main, sub }) => orLeftOut(id, () => ({ id, suits, loopMs, main: loadProfile(folder, 'main', main), sub: loadProfile(folder, 'sub', sub) })));
  if (clips.length === 0) throw new Error(`No video clip in ${folder} can be used.`);
  const more: unknown = typeof index === 'object' && index !== null && 'samples' in index ? index.samples : [];
  const samples = Array.isArray(more) ? more.filter(isSampleEntry).flatMap((entry) => orLeftOut(entry.id, () => loadSample(folder, entry))) : [];
  return { clips, samples: new Map(samples.map((sample) => [sample.id, sample])) };
}

/** Cuts a clip's bytes into its access units, without copying. Throws when the sizes do not add up to the file. */
export function clipProfile(profile: 'main' | 'sub', entry: Omit<ClipFile, 'file'>, bytes: Uint8Array): ClipProfile {
  const { widthPx, heightPx, frameRate, codec, format, sizes, keyEvery } = entry;
  let offset = 0;
  const units = sizes.map((size) => {
    offset += size;
    return bytes.subarray(offset - size, offset);
  });
  if (units.length === 0 || offset !== bytes.length) throw new Error(`sizes add up to ${String(offset)} bytes, not to ${String(bytes.length)}`);
  const bitrateKbps = Math.round((offset * 8 * frameRate) / units.length / 1000);
  return { profile, codec, format: format ?? 'annexb', widthPx, heightPx, frameRate, bitrateKbps, keyEvery, units };
}

function loadProfile(folder: string, profile: 'main' | 'sub', entry: ClipFile): ClipProfile {
  const file = join(folder, entry.file);
  try {
    return clipProfile(profile, entry, readFileSync(file));
  } catch (error) {
    throw new Error(`The video clip ${file} cannot be used: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}

function loadSample(folder: string, { id, loopMs, main, sub, sound }: SampleEntry): Clip {
  return {
    id,
    suits: [],
    loopMs,
    ...(main === undefined ? {} : { main: loadProfile(folder, 'main', main) }),
    ...(sub === undefined ? {} : { sub: loadProfile(folder, 'sub', sub) }),
    ...(sound === undefined ? {} : { sound: loadSound(folder, sound) }),
  };
}

function loadSound(folder: string, { file, codec, sampleRateHz, samples }: SoundFile): Sound {
  const bytes = readFileSync(join(folder, file));
  if (bytes.length !== samples || samples === 0) throw new Error(`The sound ${join(folder, file)} cannot be used: ${String(bytes.length)} samples, not ${String(samples)}`);
  return { codec, sampleRateHz, bytes };
}

function isSampleEntry(value: unknown): value is SampleEntry {
  if (typeof value !== 'object' || value === null || !('id' in value && 'loopMs' in value) || typeof value.loopMs !== 'number') return false;
  const streams = [Reflect.get(value, 'main'), Reflect.get(value, 'sub')].filter((stream) => stream !== undefined);
  return streams.length > 0 && streams.every(isClipFile);
}

function isClipEntry(value: unknown): value is ClipEntry {
  if (typeof value !== 'object' || value === null) return false;
  if (!('id' in value && 'suits' in value && 'loopMs' in value && 'main' in value && 'sub' in value)) return false;
  return typeof value.loopMs === 'number' && Array.isArray(value.suits) && isClipFile(value.main) && isClipFile(value.sub);
}

function isClipFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'file' in value && typeof value.file === 'string' && 'sizes' in value && Array.isArray(value.sizes) && 'keyEvery' in value;
}

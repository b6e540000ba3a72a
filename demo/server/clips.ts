import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ClipEntry, ClipFile } from '../clips/clip-index.ts';
import type { StreamProfile } from './api-types.ts';

/** Where the recorded clips lie. */
export const CLIPS_DIR = join(import.meta.dirname, '../../assets/demo/clips');

/** One encoded loop of a clip in memory. Unit k is a key frame when k is a multiple of `keyEvery`; unit 0 always is. */
export interface ClipProfile extends Omit<StreamProfile, 'bitrateKbps'> {
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
  readonly main: ClipProfile;
  readonly sub: ClipProfile;
}

/**
 * Reads `index.json` and all clips of a folder into memory. A clip that is missing or does not fit is left out, with a line
 * for `warn`; throws when there is no index or no clip is left.
 */
export function loadClips(folder = CLIPS_DIR, warn: (line: string) => void = () => undefined): readonly Clip[] {
  const indexFile = join(folder, 'index.json');
  let index: unknown;
  try {
    index = JSON.parse(readFileSync(indexFile, 'utf8'));
  } catch (error) {
    throw new Error(`The demo's video clips are missing: ${indexFile} cannot be read (${error instanceof Error ? error.message : 'unknown'}).`);
  }
  const list: unknown = typeof index === 'object' && index !== null && 'clips' in index ? index.clips : null;
  if (!Array.isArray(list) || list.length === 0 || !list.every(isClipEntry)) throw new Error(`${indexFile} does not describe clips.`);
  const clips = list.flatMap(({ id, suits, loopMs, main, sub }): readonly Clip[] => {
    try {
      return [{ id, suits, loopMs, main: loadProfile(folder, 'main', main), sub: loadProfile(folder, 'sub', sub) }];
    } catch (error) {
      warn(error instanceof Error ? error.message : `The video clip ${id} cannot be used.`);
      return [];
    }
  });
  if (clips.length === 0) throw new Error(`No video clip in ${folder} can be used.`);
  return clips;
}

/** Cuts a clip's bytes into its access units, without copying. Throws when the sizes do not add up to the file. */
export function clipProfile(profile: 'main' | 'sub', entry: Omit<ClipFile, 'file'>, bytes: Uint8Array): ClipProfile {
  const { widthPx, heightPx, frameRate, codec, sizes, keyEvery } = entry;
  let offset = 0;
  const units = sizes.map((size) => {
    offset += size;
    return bytes.subarray(offset - size, offset);
  });
  if (units.length === 0 || offset !== bytes.length) throw new Error(`sizes add up to ${String(offset)} bytes, not to ${String(bytes.length)}`);
  const bitrateKbps = Math.round((offset * 8 * frameRate) / units.length / 1000);
  return { profile, codec, widthPx, heightPx, frameRate, bitrateKbps, keyEvery, units };
}

function loadProfile(folder: string, profile: 'main' | 'sub', entry: ClipFile): ClipProfile {
  const file = join(folder, entry.file);
  try {
    return clipProfile(profile, entry, readFileSync(file));
  } catch (error) {
    throw new Error(`The video clip ${file} cannot be used: ${error instanceof Error ? error.message : 'unknown'}`);
  }
}

function isClipEntry(value: unknown): value is ClipEntry {
  if (typeof value !== 'object' || value === null) return false;
  if (!('id' in value && 'suits' in value && 'loopMs' in value && 'main' in value && 'sub' in value)) return false;
  return typeof value.loopMs === 'number' && Array.isArray(value.suits) && isClipFile(value.main) && isClipFile(value.sub);
}

function isClipFile(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'file' in value && typeof value.file === 'string' && 'sizes' in value && Array.isArray(value.sizes) && 'keyEvery' in value;
}

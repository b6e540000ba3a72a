import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { codecOf, splitAccessUnits } from './annexb.ts';
import { GROUP_S, PROFILES } from './profiles.ts';
import type { Profile } from './profiles.ts';
import type { ClipEntry, ClipFile, ClipIndex } from './index-format.ts';
import { describeSamples } from './samples.ts';
import type { Scene } from './scenes/scene.ts';

/**
 * Reads the produced files of all scenes that have them and writes the index beside them.
 * @returns the ids in the index
 * @throws Error when a file is not what the index promises
 */
export async function writeClipIndex(dir: string, scenes: readonly Scene[]): Promise<readonly string[]> {
  const clips: ClipEntry[] = [];
  for (const scene of scenes) {
    const [main, sub] = await Promise.all(PROFILES.map((profile) => describe(dir, scene, profile)));
    if (main === undefined || sub === undefined || main === null || sub === null) continue;
    clips.push({ id: scene.id, nameVi: scene.nameVi, nameEn: scene.nameEn, suits: scene.suits, loopMs: scene.loopS * 1000, main, sub });
  }
  const index: ClipIndex = { version: 1, clips, samples: await describeSamples(dir) };
  const rows = (items: readonly object[]): string => items.map((item) => `    ${JSON.stringify(item)}`).join(',\n');
  await writeFile(join(dir, 'index.json'), `{\n  "version": 1,\n  "clips": [\n${rows(index.clips)}\n  ],\n  "samples": [\n${rows(index.samples)}\n  ]\n}\n`);
  return clips.map((clip) => clip.id);
}

/** The file name of a clip in one profile. */
export function clipFileName(sceneId: string, profile: Profile): string {
  return `${sceneId}.${profile.id}.h264`;
}

async function describe(dir: string, scene: Scene, profile: Profile): Promise<ClipFile | null> {
  const file = clipFileName(scene.id, profile);
  const path = join(dir, file);
  if (!(await stat(path).then((found) => found.isFile(), () => false))) return null;
  const bytes = await readFile(path);
  const units = splitAccessUnits(bytes);
  const codec = codecOf(bytes);
  const keyEvery = GROUP_S * profile.frameRate;
  const sizes = units.map((unit) => unit.length);
  if (codec === null) throw new Error(`${file}: no sequence parameter set`);
  if (units.length !== scene.loopS * profile.frameRate) throw new Error(`${file}: ${units.length} pictures, not one loop`);
  if (sizes.reduce((sum, size) => sum + size, 0) !== bytes.length) throw new Error(`${file}: pictures do not fill the file`);
  if (units.some((unit, at) => unit.key !== (at % keyEvery === 0))) throw new Error(`${file}: key pictures are not where they should be`);
  return { file, widthPx: profile.widthPx, heightPx: profile.heightPx, frameRate: profile.frameRate, codec, keyEvery, sizes };
}

/**
 * Draws and encodes the recorded clips of the demo city: `node demo/clips/make-clips.ts [--index] [id ...]`.
 * Without ids, all of them; `--index` only writes the index of what is there. Needs ffmpeg with libx264.
 */
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { clipFileName, writeClipIndex } from './clip-index.ts';
import { ClipEncoder } from './encode.ts';
import { PROFILES } from './profiles.ts';
import type { Profile } from './profiles.ts';
import { SceneRenderer } from './render.ts';
import { SCENES } from './scenes/index.ts';
import type { Scene } from './scenes/scene.ts';

const OUT_DIR = fileURLToPath(new URL('../../assets/demo/clips/', import.meta.url));

async function makeClip(scene: Scene, profile: Profile, workDir: string): Promise<void> {
  const startedMs = performance.now();
  const renderer = new SceneRenderer(scene, profile.widthPx, profile.heightPx);
  const encoder = new ClipEncoder(profile, workDir, scene.bitrateShare ?? 1);
  const frames = scene.loopS * profile.frameRate;
  for (let frame = 0; frame < frames; frame += 1) await encoder.add(renderer.frame(frame, frame / profile.frameRate));
  const name = clipFileName(scene.id, profile);
  const made = join(workDir, name);
  await encoder.finish(made);
  // Copied whole and then renamed: a demo that is running never reads half a clip.
  await copyFile(made, join(OUT_DIR, `${name}.part`));
  await rename(join(OUT_DIR, `${name}.part`), join(OUT_DIR, name));
  process.stdout.write(`${scene.id} ${profile.id}: ${frames} frames in ${((performance.now() - startedMs) / 1000).toFixed(0)} s\n`);
}

const args = process.argv.slice(2);
const ids = args.filter((arg) => !arg.startsWith('--'));
const unknown = ids.filter((id) => !SCENES.some((scene) => scene.id === id));
if (unknown.length > 0) {
  process.stderr.write(`no such clip: ${unknown.join(', ')}; there are ${SCENES.map((scene) => scene.id).join(', ')}\n`);
  process.exit(2);
}
await mkdir(OUT_DIR, { recursive: true });
if (!args.includes('--index')) {
  const workDir = await mkdtemp(join(tmpdir(), 'vong-lau-clips-'));
  try {
    for (const scene of SCENES) {
      if (ids.length > 0 && !ids.includes(scene.id)) continue;
      for (const profile of PROFILES) await makeClip(scene, profile, workDir);
    }
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}
const written = await writeClipIndex(OUT_DIR, SCENES);
process.stdout.write(`index: ${written.join(', ')}\n`);

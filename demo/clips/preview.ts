/** Writes single frames as PNG files, to look at while drawing: `node demo/clips/preview.ts OUT_DIR ID [SECONDS] [main|sub]`. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PROFILES } from './profiles.ts';
import { SceneRenderer } from './render.ts';
import { SCENES } from './scenes/index.ts';

const [outDir, id, seconds = '0', profileId = 'main'] = process.argv.slice(2);
const scene = SCENES.find((candidate) => candidate.id === id);
const profile = PROFILES.find((candidate) => candidate.id === profileId);
if (outDir === undefined || scene === undefined || profile === undefined) {
  process.stderr.write(`usage: preview.ts OUT_DIR ID [SECONDS,SECONDS] [main|sub]\nscenes: ${SCENES.map((known) => known.id).join(' ')}\n`);
  process.exit(2);
}
await mkdir(outDir, { recursive: true });
const startedMs = performance.now();
const renderer = new SceneRenderer(scene, profile.widthPx, profile.heightPx);
const readyMs = performance.now();
for (const second of seconds.split(',').map(Number)) {
  renderer.frame(Math.round(second * profile.frameRate), second);
  await writeFile(join(outDir, `${scene.id}-${profile.id}-${second}.png`), renderer.png());
}
process.stdout.write(`${scene.id}: scenery ${Math.round(readyMs - startedMs)} ms, frames ${Math.round(performance.now() - readyMs)} ms\n`);

import { readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codecOf, splitAccessUnits } from '../../../../demo/clips/annexb.ts';
import type { ClipIndex } from '../../../../demo/clips/clip-index.ts';

const DIR = fileURLToPath(new URL('../../../../assets/demo/clips/', import.meta.url));
const MEGABYTE = 1_000_000;

const index = JSON.parse(await readFile(`${DIR}index.json`, 'utf8')) as ClipIndex;
const files = index.clips.flatMap((clip) => [clip.main, clip.sub].map((file) => ({ clip, file })));

describe('the recorded clips', () => {
  it('are at least eight, with names of their own', () => {
    expect(index.clips.length).toBeGreaterThanOrEqual(8);
    for (const key of ['id', 'nameVi', 'nameEn'] as const) {
      expect(new Set(index.clips.map((clip) => clip[key])).size).toBe(index.clips.length);
    }
  });

  it('stay small enough for the repository', async () => {
    const sizes = await Promise.all(files.map(async ({ file }) => (await stat(`${DIR}${file.file}`)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(18 * MEGABYTE);
  });

  it('cover day and night, streets, junctions, gates and markets', () => {
    const tags = new Set(index.clips.flatMap((clip) => clip.suits));
    for (const tag of ['day', 'night', 'street', 'junction', 'gate', 'market']) expect(tags).toContain(tag);
  });

  it.each(files.map(({ clip, file }) => [file.file, clip, file] as const))('%s is what the index says', async (_, clip, file) => {
    const bytes = await readFile(`${DIR}${file.file}`);
    const units = splitAccessUnits(bytes);
    expect(units.map((unit) => unit.length)).toEqual(file.sizes);
    expect(units.map((unit) => unit.key)).toEqual(file.sizes.map((_size, at) => at % file.keyEvery === 0));
    expect(file.sizes.length * 1000).toBe(clip.loopMs * file.frameRate);
    expect(file.sizes.length % file.keyEvery).toBe(0);
    expect(file.sizes.length).toBeLessThanOrEqual(512);
    expect(codecOf(bytes)).toBe(file.codec);
    expect(file.codec).toMatch(/^avc1\.4d[0-9a-f]{4}$/);
  });
});

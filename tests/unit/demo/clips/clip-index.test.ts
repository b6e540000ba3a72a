import { readdir, readFile, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codecOf, splitAccessUnits } from '../../../../demo/clips/annexb.ts';
import type { ClipIndex } from '../../../../demo/clips/index-format.ts';
import { SPLITTERS } from '../../../../demo/clips/units.ts';

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
    const sizes = await Promise.all((await readdir(DIR)).map(async (name) => (await stat(`${DIR}${name}`)).size));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(20 * MEGABYTE);
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

describe('the samples', () => {
  const streams = index.samples.flatMap(({ id, loopMs, main, sub }) => [main, sub].flatMap((file) => (file === undefined ? [] : [{ id, loopMs, file }])));

  it('are of every kind a console must cope with', () => {
    expect(index.samples.map(({ id }) => id)).toEqual(['mpeg1', 'mjpeg', 'fmp4', 'hevc', 'hevc-only', 'sound']);
    expect(new Set(streams.map(({ file }) => file.format ?? 'annexb'))).toEqual(new Set(['annexb', 'fmp4', 'mpegts', 'jpeg']));
    expect(new Set(streams.map(({ file }) => file.codec))).toEqual(new Set(['mp1v', 'jpeg', 'avc1.4d401e', 'avc1.4d401f', 'hvc1.1.6.L93.90']));
  });

  it.each(streams.map(({ id, loopMs, file }) => [id, file.file, loopMs, file] as const))('%s: %s is what the index says', async (_id, name, loopMs, file) => {
    const bytes = await readFile(`${DIR}${name}`);
    const coding = name.endsWith('.h265') ? 'hevc' : (file.format ?? 'annexb');
    const units = SPLITTERS[coding](bytes);
    expect(units.map(({ length }) => length)).toEqual(file.sizes);
    expect(units.map(({ key }) => key)).toEqual(file.sizes.map((_size, at) => at % file.keyEvery === 0));
    expect(file.sizes.length * 1000).toBe(loopMs * file.frameRate);
    expect(file.sizes.length % file.keyEvery).toBe(0);
    const textAt = (unit: number, offset: number, length: number): string => bytes.toString('latin1', (units[unit]?.offset ?? 0) + offset, (units[unit]?.offset ?? 0) + offset + length);
    if (coding === 'fmp4') expect([textAt(0, 4, 4), textAt(1, 4, 4)]).toEqual(['ftyp', 'moof']);
    if (coding === 'mpegts') expect(units.every(({ offset, length }) => offset % 188 === 0 && length % 188 === 0)).toBe(true);
  });
});

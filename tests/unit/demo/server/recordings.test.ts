import { expect, test } from 'vitest';
import { SAMPLE_CAMERAS, syntheticCameras } from '../../../../demo/city/sample-cameras.ts';
import { mp4Boxes, type Mp4Box } from '../../../../demo/clips/units.ts';
import { loadClips } from '../../../../demo/server/clips.ts';
import { createFilm } from '../../../../demo/server/fragment.ts';

const warnings: string[] = [];
const { clips, samples } = loadClips(undefined, (line) => warnings.push(line));

const child = (bytes: Uint8Array, box: Mp4Box | undefined, type: string): Mp4Box | undefined => (box === undefined ? undefined : mp4Boxes(bytes, box.offset + 8, box.offset + box.length).find((found) => found.type === type));
const told = (unit: Uint8Array | null) => {
  if (unit === null) throw new Error('no unit');
  const view = new DataView(unit.buffer, unit.byteOffset, unit.byteLength);
  const moof = mp4Boxes(unit).find(({ type }) => type === 'moof');
  const [mfhd, tfdt] = [child(unit, moof, 'mfhd'), child(unit, child(unit, moof, 'traf'), 'tfdt')];
  return { number: view.getUint32((mfhd?.offset ?? 0) + 12), ticks: Number(view.getBigUint64((tfdt?.offset ?? 0) + 12)), begins: mp4Boxes(unit)[0]?.type };
};

test('every recording the sample cameras show is there and whole', () => {
  expect(warnings).toEqual([]);
  for (const { shows } of SAMPLE_CAMERAS) expect(samples.has(shows) || clips.some(({ id }) => id === shows)).toBe(true);
  expect(new Set(SAMPLE_CAMERAS.map(({ camera }) => camera.number)).size).toBe(SAMPLE_CAMERAS.length);
  expect(samples.get('sound')?.sound?.bytes.length).toBe(14 * 8000);
});

test('synthetic cameras have ids and numbers of their own', () => {
  const cameras = syntheticCameras(128);
  expect(new Set(cameras.flatMap(({ id, number }) => [id, number])).size).toBe(256);
});

test('a loop of fragments goes on as one film: numbers and times rise over its end, and key units begin with the init segment', () => {
  const source = samples.get('fmp4')?.sub;
  if (source === undefined) throw new Error('no fragments');
  const film = createFilm(source);
  const count = source.units.length;
  const pictures = Array.from({ length: count + 40 }, (_, index) => told(film(5000 + index, index % count, 0)));
  expect(pictures.map(({ number }) => number)).toEqual(pictures.map((_, index) => index + 1));
  expect(pictures.map(({ ticks }, index) => ticks - index * 1000)).toEqual(pictures.map(() => 7200 * 15_000));
  expect(pictures.filter(({ begins }) => begins === 'ftyp')).toHaveLength((count + 30) / 30 + 1);
  expect(told(film(5000 + count, 0, 3_600_000)).ticks - told(film(5000 + count, 0, -3_600_000)).ticks).toBe(2 * 3600 * 15_000);
  // What one viewer is sent never touches the recording that others see.
  expect(told(source.units[0] ?? null)).toMatchObject({ ticks: 0 });
});

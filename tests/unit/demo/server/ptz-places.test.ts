import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { openPtzPlaces } from '../../../../demo/server/ptz-places.ts';

const PLACE = { number: 3, name: 'Cổng chợ', position: { panDeg: 10, tiltDeg: -5, zoom: 2 } };

test('saved places outlive a restart, and a damaged file counts as none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vonglau-places-'));
  const file = join(folder, 'places.json');
  openPtzPlaces(file, () => undefined).save('c1', [PLACE]);
  await vi.waitFor(() => expect(openPtzPlaces(file, () => undefined).of('c1')).toEqual([PLACE]));
  expect(openPtzPlaces(file, () => undefined).of('c2')).toBeNull();
  await writeFile(file, '{"version":1,"places":[["c1",[{"number":1}]],7]}');
  expect(openPtzPlaces(file, () => undefined).of('c1')).toEqual([]);
  await writeFile(file, 'junk');
  expect(openPtzPlaces(file, () => undefined).of('c1')).toBeNull();
  await rm(folder, { recursive: true });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openArchive } from '../../../../../main/app/map-source/pmtiles-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pmtiles-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** An archive (PMTiles 3, nothing packed) that holds the one tile of zoom 0. */
function archive(tile: Uint8Array, tileType: number): Buffer {
  // One entry: tile id 0, run of 1, its length, offset 0 (written as 1).
  const directory = Buffer.from([1, 0, 1, tile.length, 1]);
  const metadata = Buffer.from('{}');
  const header = Buffer.alloc(127);
  header.write('PMTiles', 0);
  header[7] = 3;
  const places = [127, directory.length, 127 + directory.length, metadata.length, 0, 0, 127 + directory.length + metadata.length, tile.length, 1, 1, 1];
  for (const [index, value] of places.entries()) header.writeBigUInt64LE(BigInt(value), 8 + index * 8);
  header[96] = 1;
  header[97] = 1;
  header[98] = 1;
  header[99] = tileType;
  header[100] = 0;
  header[101] = 5;
  return Buffer.concat([header, directory, metadata, tile]);
}

const write = (bytes: Uint8Array): string => {
  const file = path.join(folder, 'city.pmtiles');
  writeFileSync(file, bytes);
  return file;
};

describe('a PMTiles file', () => {
  it('gives its tiles, and says what they are', async () => {
    const opened = await openArchive(write(archive(new Uint8Array([1, 2, 3]), 1)));
    if (!opened.ok) throw new Error('not opened');
    expect([opened.value.format, opened.value.minzoom, opened.value.maxzoom]).toEqual(['vector', 0, 5]);
    expect(await opened.value.tile({ z: 0, x: 0, y: 0 })).toEqual(new Uint8Array([1, 2, 3]));
    expect(await opened.value.tile({ z: 1, x: 0, y: 0 })).toBeNull();
    await opened.value.close();
    expect(await opened.value.tile({ z: 0, x: 0, y: 0 })).toBeNull();
  });

  it('may hold pictures', async () => {
    const opened = await openArchive(write(archive(new Uint8Array([1]), 2)));
    expect(opened.ok && opened.value.format).toBe('raster');
    if (opened.ok) await opened.value.close();
  });

  it('is refused when it is missing, is something else, or was cut off', async () => {
    const whole = archive(new Uint8Array([1, 2, 3]), 1);
    for (const file of [path.join(folder, 'none.pmtiles'), write(Buffer.from('no archive at all'.repeat(20)))]) expect(await openArchive(file)).toMatchObject({ ok: false, error: { code: 'map/source-unreadable' } });
    const cut = await openArchive(write(whole.subarray(0, 128)));
    if (cut.ok) {
      expect(await cut.value.tile({ z: 0, x: 0, y: 0 })).toBeNull();
      await cut.value.close();
    }
  });
});

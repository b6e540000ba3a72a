import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '@contract/domain/result.ts';
import { archiveWith } from '../../../../builders/map-files.ts';
import { openArchive } from '../../../../../main/app/map-source/pmtiles-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'pmtiles-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const write = (bytes: Uint8Array): string => {
  const file = path.join(folder, 'city.pmtiles');
  writeFileSync(file, bytes);
  return file;
};

describe('a PMTiles file', () => {
  it('gives its tiles, and says what they are', async () => {
    const opened = await openArchive(write(archiveWith(new Uint8Array([1, 2, 3]), 1)));
    if (!opened.ok) throw new Error('not opened');
    expect([opened.value.format, opened.value.minzoom, opened.value.maxzoom]).toEqual(['vector', 0, 5]);
    expect(await opened.value.tile({ z: 0, x: 0, y: 0 })).toEqual(ok(new Uint8Array([1, 2, 3])));
    expect(await opened.value.tile({ z: 1, x: 0, y: 0 })).toEqual(ok(null));
    await opened.value.close();
    expect(await opened.value.tile({ z: 0, x: 0, y: 0 })).toMatchObject({ ok: false, error: { code: 'map/source-unreadable' } });
  });

  it('may hold pictures', async () => {
    const opened = await openArchive(write(archiveWith(new Uint8Array([1]), 2)));
    expect(opened.ok && opened.value.format).toBe('raster');
    if (opened.ok) await opened.value.close();
  });

  it('cannot fill the memory: a tile that unpacks to more than any map needs is none', async () => {
    const opened = await openArchive(write(archiveWith(gzipSync(Buffer.alloc(40 * 1024 * 1024)), 1, { tileCompression: 2 })));
    if (!opened.ok) throw new Error('not opened');
    expect(await opened.value.tile({ z: 0, x: 0, y: 0 })).toMatchObject({ ok: false, error: { code: 'map/source-unreadable' } });
    await opened.value.close();
    const packed = await openArchive(write(archiveWith(gzipSync(Buffer.from([1, 2, 3])), 1, { tileCompression: 2 })));
    if (!packed.ok) throw new Error('not opened');
    expect(await packed.value.tile({ z: 0, x: 0, y: 0 })).toEqual(ok(new Uint8Array([1, 2, 3])));
    await packed.value.close();
  });

  it('is refused when its tiles are of a kind, or packed in a way, that cannot be shown', async () => {
    for (const [tileType, tileCompression] of [[0, 1], [6, 1], [1, 3], [2, 4]] as const) {
      expect(await openArchive(write(archiveWith(new Uint8Array([1]), tileType, { tileCompression }))), String(tileType)).toMatchObject({ ok: false, error: { code: 'map/source-unreadable' } });
    }
  });

  it('says which ground it has, where it knows', async () => {
    for (const [facts, bounds] of [[{}, null], [{ bounds: [105.2, 20.5, 106.1, 21.4] }, { west: 105.2, south: 20.5, east: 106.1, north: 21.4 }]] as const) {
      const opened = await openArchive(write(archiveWith(new Uint8Array([1]), 1, facts)));
      expect(opened.ok && opened.value.bounds).toEqual(bounds);
      if (opened.ok) await opened.value.close();
    }
  });

  it('is refused when it is missing, is something else, or was cut off', async () => {
    const whole = archiveWith(new Uint8Array([1, 2, 3]), 1);
    for (const file of [path.join(folder, 'none.pmtiles'), write(Buffer.from('no archive at all'.repeat(20)))]) expect(await openArchive(file)).toMatchObject({ ok: false, error: { code: 'map/source-unreadable' } });
    const cut = await openArchive(write(whole.subarray(0, 128)));
    if (cut.ok) {
      expect(await cut.value.tile({ z: 0, x: 0, y: 0 })).toMatchObject({ ok: false });
      await cut.value.close();
    }
  });
});

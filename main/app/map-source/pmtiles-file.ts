import { open, type FileHandle } from 'node:fs/promises';
import { PMTiles, TileType, type Source } from 'pmtiles';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { TilePlace } from './tile-address.ts';

const MAX_READ_BYTES = 32 * 1024 * 1024;

/** A PMTiles archive on disk, open until `close`. */
export interface TileArchive {
  readonly format: 'vector' | 'raster';
  readonly minzoom: number;
  readonly maxzoom: number;
  /** Null: there is no such tile. Code map/source-unreadable: the file cannot be read any more. */
  readonly tile: (place: TilePlace) => Promise<Result<Uint8Array | null>>;
  readonly close: () => Promise<void>;
}

/** Opens an archive. Code map/source-unreadable: no file, or none that can be read. */
export async function openArchive(file: string): Promise<Result<TileArchive>> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file, 'r');
    const archive = new PMTiles(sourceOf(handle));
    const { tileType, minZoom, maxZoom } = await archive.getHeader();
    if (tileType === TileType.Unknown) throw new Error('tiles of an unknown kind');
    const opened = handle;
    return ok({
      format: tileType === TileType.Mvt ? 'vector' : 'raster',
      minzoom: minZoom,
      maxzoom: maxZoom,
      tile: async ({ z, x, y }) => {
        try {
          const found = await archive.getZxy(z, x, y);
          return ok(found === undefined ? null : new Uint8Array(found.data));
        } catch (error) {
          return unreadable(error);
        }
      },
      close: () => opened.close(),
    });
  } catch (error) {
    await handle?.close();
    return unreadable(error);
  }
}

const unreadable = (error: unknown): Result<never> => err('map/source-unreadable', { detail: error instanceof Error ? error.name : 'pmtiles' });

const sourceOf = (handle: FileHandle): Source => ({
  getKey: () => 'site',
  getBytes: async (offset, length) => {
    // A broken directory may name any length: nothing is reserved that no tile needs.
    if (length > MAX_READ_BYTES) throw new RangeError('too long');
    const bytes = new Uint8Array(length);
    const { bytesRead } = await handle.read(bytes, 0, length, offset);
    if (bytesRead === 0) throw new RangeError('cut off');
    return { data: bytes.buffer.slice(0, bytesRead) };
  },
});

import { open, type FileHandle } from 'node:fs/promises';
import { Compression, PMTiles, TileType, type DecompressFunc, type Source } from 'pmtiles';
import type { MapBounds } from '@contract/domain/camera-query.ts';
import { err, ok, type Result } from '@contract/domain/result.ts';
import type { TilePlace } from './tile-address.ts';
import { unpackedWithin } from './unpack.ts';

const MAX_READ_BYTES = 32 * 1024 * 1024;

/** A PMTiles archive on disk, open until `close`. */
export interface TileArchive {
  readonly format: 'vector' | 'raster';
  readonly minzoom: number;
  readonly maxzoom: number;
  /** The ground it says it has; null: it does not say. */
  readonly bounds: MapBounds | null;
  /** Null: there is no such tile. Code map/source-unreadable: the file cannot be read any more, or its tile is broken or too large. */
  readonly tile: (place: TilePlace) => Promise<Result<Uint8Array | null>>;
  readonly close: () => Promise<void>;
}

const SHOWN = [TileType.Mvt, TileType.Png, TileType.Jpeg, TileType.Webp, TileType.Avif];
const UNPACKED = [Compression.Unknown, Compression.None, Compression.Gzip];

/** Opens an archive. Code map/source-unreadable: no file, none that can be read, or one with tiles that cannot be unpacked or shown. */
export async function openArchive(file: string): Promise<Result<TileArchive>> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(file, 'r');
    const archive = new PMTiles(sourceOf(handle), undefined, unpack);
    const { tileType, tileCompression, minZoom, maxZoom, minLon, minLat, maxLon, maxLat } = await archive.getHeader();
    if (!SHOWN.includes(tileType) || !UNPACKED.includes(tileCompression)) throw new TypeError('tiles of an unknown kind');
    const opened = handle;
    return ok({
      format: tileType === TileType.Mvt ? 'vector' : 'raster',
      minzoom: minZoom,
      maxzoom: maxZoom,
      bounds: minLon < maxLon && minLat < maxLat ? { west: minLon, south: minLat, east: maxLon, north: maxLat } : null,
      tile: async ({ z, x, y }) => {
        try {
          const found = await archive.getZxy(z, x, y);
          return ok(found === undefined ? null : new Uint8Array(found.data));
        } catch (error) {
          return unreadable(error);
        }
      },
      // A disk that is gone refuses this too.
      close: () => opened.close().catch(() => undefined),
    });
  } catch (error) {
    await handle?.close();
    return unreadable(error);
  }
}

const unreadable = (error: unknown): Result<never> => err('map/source-unreadable', { detail: error instanceof Error ? error.name : 'pmtiles' });

/** The library's own has no bound. */
const unpack: DecompressFunc = async (data, compression) => {
  if (compression === Compression.None || compression === Compression.Unknown) return data;
  if (compression !== Compression.Gzip) throw new TypeError('packed in an unknown way');
  return (await unpackedWithin(new Uint8Array(data))).buffer;
};

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

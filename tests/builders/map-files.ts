import { crc32, deflateSync } from 'node:zlib';

interface ArchiveFacts {
  readonly maxzoom?: number;
  /** 1 nothing, 2 gzip, 3 Brotli, 4 Zstandard. */
  readonly tileCompression?: number;
  /** Degrees: west, south, east, north; left out: it does not say. */
  readonly bounds?: readonly number[];
}

/** As many bytes as a number needs (protobuf). */
const varint = (value: number): readonly number[] => (value < 128 ? [value] : [128 + (value % 128), ...varint(Math.floor(value / 128))]);

/** A vector tile (MVT 2) with empty layers of these names. */
export function vectorTile(...names: readonly string[]): Uint8Array {
  return new Uint8Array(
    names.flatMap((name) => {
      const text = [...Buffer.from(name)];
      const layer = [0x0a, ...varint(text.length), ...text, 0x78, 2];
      return [0x1a, ...varint(layer.length), ...layer];
    }),
  );
}

/** An archive (PMTiles 3, its directory not packed) that holds the one tile of zoom 0. `tileType`: 1 vector, 2 PNG, 6 MLT. */
export function archiveWith(tile: Uint8Array, tileType: number, { maxzoom = 5, tileCompression = 1, bounds = [] }: ArchiveFacts = {}): Buffer {
  // One entry: tile id 0, run of 1, its length, offset 0 (written as 1).
  const directory = Buffer.from([1, 0, 1, ...varint(tile.length), 1]);
  const metadata = Buffer.from('{}');
  const header = Buffer.alloc(127);
  header.write('PMTiles', 0);
  header[7] = 3;
  const places = [127, directory.length, 127 + directory.length, metadata.length, 0, 0, 127 + directory.length + metadata.length, tile.length, 1, 1, 1];
  for (const [index, value] of places.entries()) header.writeBigUInt64LE(BigInt(value), 8 + index * 8);
  header[96] = 1;
  header[97] = 1;
  header[98] = tileCompression;
  header[99] = tileType;
  header[100] = 0;
  header[101] = maxzoom;
  for (const [index, deg] of bounds.entries()) header.writeInt32LE(Math.round(deg * 1e7), 102 + index * 4);
  return Buffer.concat([header, directory, metadata, tile]);
}

const chunk = (name: string, data: Uint8Array): Buffer => {
  const named = Buffer.concat([Buffer.from(name), data]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(data.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
};

/** A PNG of 256 x 256 pixels in one colour, with a darker line at its left and upper edge. */
export function tilePicture(colour: readonly [red: number, green: number, blue: number]): Buffer {
  const size = 256;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc(size * (1 + size * 3));
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) rows.set(x === 0 || y === 0 ? colour.map((value) => value >> 1) : colour, y * (1 + size * 3) + 1 + x * 3);
  }
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]);
}

const SIGNATURES: readonly (readonly [mime: string, bytes: readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46]],
  ['image/gif', [0x47, 0x49, 0x46, 0x38]],
];
const PROTOBUF = 'application/x-protobuf';

/** What a tile is, by its first bytes: no service's word is passed on to the page. */
export const mimeOf = (bytes: Uint8Array): string => SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte))?.[0] ?? PROTOBUF;

/** A vector tile is a row of layers and nothing else; each begins with this byte. */
const VECTOR_LAYER = 0x1a;
export const isTileOf = (format: 'vector' | 'raster', bytes: Uint8Array): boolean => (format === 'raster' ? mimeOf(bytes) !== PROTOBUF : bytes[0] === VECTOR_LAYER);

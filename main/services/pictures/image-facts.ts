/** What the first bytes of a file say of the picture in it. */
export interface ImageFacts {
  readonly mime: 'image/png' | 'image/jpeg';
  readonly widthPx: number;
  readonly heightPx: number;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52] as const;
const PNG_DIMENSIONS_AT = 16;
const startsWith = (bytes: Uint8Array, start: readonly number[]): boolean => start.every((byte, index) => bytes[index] === byte);

/** SOF0..SOF15 without DHT, JPG and DAC: the segments with the dimensions. */
const isFrameHeader = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
const hasNoLength = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Walks the segments of a JPEG (ITU-T T.81 B.1) to the one that has the dimensions. */
function jpegFacts(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 9 <= bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff || hasNoLength(marker)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    // Pixels or the end before any dimensions.
    if (marker === 0xda || marker === 0xd9) return null;
    if (isFrameHeader(marker)) return { mime: 'image/jpeg', widthPx: view.getUint16(at + 7), heightPx: view.getUint16(at + 5) };
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

/** A PNG or JPEG by its own bytes, never by its name; null: neither, or no dimensions in it. */
export function readImageFacts(bytes: Uint8Array): ImageFacts | null {
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return jpegFacts(bytes);
  if (!startsWith(bytes, PNG) || bytes.length < PNG_DIMENSIONS_AT + 8) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { mime: 'image/png', widthPx: view.getUint32(PNG_DIMENSIONS_AT), heightPx: view.getUint32(PNG_DIMENSIONS_AT + 4) };
}

/** PNG (ISO/IEC 15948): chunks of length, type, data and CRC; and what is written about a picture into it. */

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
const HEAD_BYTES = 8;
const CRC_BYTES = 4;
const IHDR_BYTES = 13;
export const PNG_SIDE_MAX_PX = 16_384;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = (value & 1) === 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** CRC-32 as PNG has it (Annex D). */
export function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (CRC_TABLE[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

interface Chunk {
  readonly type: string;
  /** The whole of it, length and CRC included. */
  readonly bytes: Uint8Array;
}

/** The chunks of a well-formed PNG: in order, every CRC right, one header, pictures in it, and nothing after its end. Null: it is none. */
function readChunks(png: Uint8Array): readonly Chunk[] | null {
  if (!SIGNATURE.every((byte, index) => png[index] === byte)) return null;
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength);
  const chunks: Chunk[] = [];
  for (let at: number = SIGNATURE.length; at < png.length; ) {
    if (at + HEAD_BYTES + CRC_BYTES > png.length) return null;
    const end = at + HEAD_BYTES + view.getUint32(at) + CRC_BYTES;
    if (end > png.length || crc32(png.subarray(at + 4, end - CRC_BYTES)) !== view.getUint32(end - CRC_BYTES)) return null;
    const type = String.fromCharCode(...png.subarray(at + 4, at + HEAD_BYTES));
    if (!/^[A-Za-z]{4}$/.test(type)) return null;
    chunks.push({ type, bytes: png.subarray(at, end) });
    at = end;
  }
  const [head] = chunks;
  if (head === undefined || head.type !== 'IHDR' || head.bytes.length !== HEAD_BYTES + IHDR_BYTES + CRC_BYTES) return null;
  const count = (type: string) => chunks.filter((chunk) => chunk.type === type).length;
  const isWhole = count('IHDR') === 1 && count('IDAT') >= 1 && count('IEND') === 1 && chunks.at(-1)?.type === 'IEND';
  const side = (offset: number) => view.getUint32(SIGNATURE.length + HEAD_BYTES + offset);
  return isWhole && [side(0), side(4)].every((px) => px >= 1 && px <= PNG_SIDE_MAX_PX) ? chunks : null;
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const isLatin1 = (text: string): boolean => /^[\x20-\x7e\xa1-\xff]*$/.test(text);

function chunkOf(type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(HEAD_BYTES + data.length + CRC_BYTES);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(latin1(type), 4);
  chunk.set(data, HEAD_BYTES);
  view.setUint32(HEAD_BYTES + data.length, crc32(chunk.subarray(4, HEAD_BYTES + data.length)));
  return chunk;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** tEXt where the text is Latin-1, else iTXt (UTF-8, not compressed, no language). */
const textChunk = (keyword: string, text: string): Uint8Array =>
  isLatin1(text) ? chunkOf('tEXt', joined([latin1(keyword), Uint8Array.of(0), latin1(text)])) : chunkOf('iTXt', joined([latin1(keyword), Uint8Array.of(0, 0, 0, 0, 0), new TextEncoder().encode(text)]));

/** What tells about a picture; any the maker of the bytes left is replaced, so that what stands in the file is what this console says. */
const TELLING = new Set(['tEXt', 'iTXt', 'zTXt', 'tIME', 'eXIf']);

/**
 * The same picture with texts about it, put before the pixels. Keywords are Latin-1, 1..79 characters, no two of them the same; control
 * characters of a text become spaces. Null: the bytes are no well-formed PNG of at most PNG_SIDE_MAX_PX a side.
 */
export function withPngTexts(png: Uint8Array, texts: Readonly<Record<string, string>>): Uint8Array | null {
  const chunks = readChunks(png);
  const [head, ...rest] = chunks ?? [];
  if (head === undefined) return null;
  // A text is one line: what an operator reads in it cannot be made to look like another entry.
  const written = Object.entries(texts).map(([keyword, text]) => textChunk(keyword, text.replace(/\p{Cc}+/gu, ' ')));
  return joined([Uint8Array.from(SIGNATURE), head.bytes, ...written, ...rest.filter(({ type }) => !TELLING.has(type)).map(({ bytes }) => bytes)]);
}

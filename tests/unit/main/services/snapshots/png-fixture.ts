import { crc32 } from '../../../../../main/services/snapshots/png-text.ts';

export const bytesOf = (hexText: string): Uint8Array => Uint8Array.from(Buffer.from(hexText, 'hex'));

/** One grey pixel, written by another program. */
export const PNG_1X1 = bytesOf('89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082');

/** The picture with a chunk of Latin-1 data before its pixels. */
export function withChunkBefore(png: Uint8Array, type: string, data: string): Uint8Array {
  const body = Buffer.from(type + data, 'latin1');
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(data.length);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return Uint8Array.from(Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]));
}

const bytesOf = (hexText: string): Uint8Array => Uint8Array.from(Buffer.from(hexText, 'hex'));

/** The start of a PNG of this size; `mark` makes it another one. */
export function pngSized(widthPx: number, heightPx: number, mark = 0): Uint8Array {
  const head = Buffer.from('89504e470d0a1a0a0000000d494844520000000000000000080000000000', 'hex');
  head.writeUInt32BE(widthPx, 16);
  head.writeUInt32BE(heightPx, 20);
  return Uint8Array.from([...head, mark]);
}

/** Start of a baseline JPEG, 3 wide and 2 high: APP0, a quantisation table, a fill byte, SOF0. */
export const JPEG_3X2 = bytesOf('ffd8ffe000104a46494600010101004800480000ffdb000400ffffffc0000b080002000301011100');

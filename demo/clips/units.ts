import { splitAccessUnits, splitNalUnits, type AccessUnit } from './annexb.ts';

/*
 * Where the units of a stream lie, for every format the demo serves (contract/tier-api/events.yaml). As in annexb.ts nothing is
 * copied, nothing throws, units follow each other without gaps, and bytes that are no stream give an empty list.
 */

const TS_PACKET_BYTES = 188;
const TS_SYNC = 0x47;
const HEVC_DELIMITER = 35;
const HEVC_SPS = 33;

/** MPEG-1 video in a transport stream: the whole packets of one picture, with the tables that stand before them. */
export function splitTransportStream(bytes: Uint8Array): readonly AccessUnit[] {
  const units: AccessUnit[] = [];
  let start = 0;
  let key = false;
  let hasPicture = false;
  let lastVideoEnd = 0;
  for (let at = 0; at + TS_PACKET_BYTES <= bytes.length && bytes[at] === TS_SYNC; at += TS_PACKET_BYTES) {
    const pes = videoStart(bytes.subarray(at, at + TS_PACKET_BYTES));
    if (pes !== null) {
      if (hasPicture) units.push({ offset: start, length: lastVideoEnd - start, key });
      start = hasPicture ? lastVideoEnd : 0;
      hasPicture = true;
      key = pes.key;
    }
    if (pes !== null || !isTable(bytes, at)) lastVideoEnd = at + TS_PACKET_BYTES;
  }
  if (hasPicture) units.push({ offset: start, length: lastVideoEnd - start, key });
  return units;
}

/** H.265 with a delimiter before each picture. Key: a random access picture (types 16 to 21). */
export function splitHevc(bytes: Uint8Array): readonly AccessUnit[] {
  const units: { offset: number; length: number; key: boolean }[] = [];
  for (const nal of splitNalUnits(bytes)) {
    const type = hevcType(bytes, nal.payloadOffset);
    if (type === HEVC_DELIMITER) units.push({ offset: nal.offset, length: 0, key: false });
    const open = units.at(-1);
    if (open === undefined) continue;
    open.length = nal.offset + nal.length - open.offset;
    if (type >= 16 && type <= 21) open.key = true;
  }
  return units;
}

/** RFC 6381 name of an H.265 stream (ISO/IEC 14496-15, Annex E), for example `hvc1.1.6.L93.90`; null without a parameter set. */
export function hevcCodecOf(bytes: Uint8Array): string | null {
  const sps = splitNalUnits(bytes).find((nal) => hevcType(bytes, nal.payloadOffset) === HEVC_SPS);
  if (sps === undefined) return null;
  const [general = 0, ...rest] = withoutEmulation(bytes.subarray(sps.payloadOffset + 3, sps.offset + sps.length)).subarray(0, 12);
  if (rest.length < 11) return null;
  const compatibility = rest.slice(0, 4).reduce((sum, byte) => sum * 256 + byte, 0);
  let reversed = 0;
  for (let bit = 0; bit < 32; bit += 1) reversed = reversed * 2 + (Math.floor(compatibility / 2 ** bit) % 2);
  const constraints = rest.slice(4, 10);
  while (constraints.at(-1) === 0) constraints.pop();
  const space = ['', 'A', 'B', 'C'][general >> 6] ?? '';
  const tier = (general & 0x20) === 0 ? 'L' : 'H';
  const tail = constraints.map((byte) => `.${byte.toString(16).toUpperCase()}`).join('');
  return `hvc1.${space}${String(general & 0x1f)}.${reversed.toString(16).toUpperCase()}.${tier}${String(rest[10] ?? 0)}${tail}`;
}

/** Motion JPEG: one picture after the other, every one a key unit. */
export function splitJpegs(bytes: Uint8Array): readonly AccessUnit[] {
  const starts: number[] = [];
  for (let at = 0; at + 2 < bytes.length; at += 1) {
    const afterEnd = at === 0 || (bytes[at - 2] === 0xff && bytes[at - 1] === 0xd9);
    if (afterEnd && bytes[at] === 0xff && bytes[at + 1] === 0xd8 && bytes[at + 2] === 0xff) starts.push(at);
  }
  return starts.map((offset, index) => ({ offset, length: (starts[index + 1] ?? bytes.length) - offset, key: true }));
}

/** A box of an MP4 file: offset and length in bytes, header included. */
export interface Mp4Box {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

/** The boxes of one level, as far as they are whole. */
export function mp4Boxes(bytes: Uint8Array, from = 0, until = bytes.length): readonly Mp4Box[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const boxes: Mp4Box[] = [];
  let at = from;
  while (at + 8 <= until) {
    const length = view.getUint32(at);
    if (length < 8 || at + length > until) break;
    boxes.push({ type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)), offset: at, length });
    at += length;
  }
  return boxes;
}

/** Fragments of one picture each; a key unit begins with the init segment (ftyp, moov). */
export function splitFragments(bytes: Uint8Array): readonly AccessUnit[] {
  const units: { offset: number; length: number; key: boolean }[] = [];
  let before = '';
  for (const { type, offset, length } of mp4Boxes(bytes)) {
    if (type === 'ftyp' || (type === 'moof' && before !== 'moov')) units.push({ offset, length: 0, key: type === 'ftyp' });
    const open = units.at(-1);
    if (open !== undefined) open.length = offset + length - open.offset;
    before = type;
  }
  return units;
}

/** How each format is cut. */
export const SPLITTERS = { annexb: splitAccessUnits, hevc: splitHevc, fmp4: splitFragments, mpegts: splitTransportStream, jpeg: splitJpegs } as const;

const hevcType = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) >> 1) & 0x3f;

/** Where in a transport packet the payload begins; its length when there is none. */
function payloadStart(packet: Uint8Array): number {
  const control = ((packet[3] ?? 0) >> 4) & 3;
  if ((control & 1) === 0) return packet.length;
  return control === 3 ? 5 + (packet[4] ?? 0) : 4;
}

/** The beginning of a video packet (PES, stream 0xe0), and whether its picture begins with a sequence header; null for anything else. */
function videoStart(packet: Uint8Array): { readonly key: boolean } | null {
  if (((packet[1] ?? 0) & 0x40) === 0) return null;
  const pes = packet.subarray(payloadStart(packet));
  if (pes[0] !== 0 || pes[1] !== 0 || pes[2] !== 1 || ((pes[3] ?? 0) & 0xf0) !== 0xe0) return null;
  const picture = pes.subarray(9 + (pes[8] ?? 0));
  return { key: picture[0] === 0 && picture[1] === 0 && picture[2] === 1 && picture[3] === 0xb3 };
}

/** Whether the packet belongs to the stream's tables (PAT, SDT, PMT) rather than to the picture. */
function isTable(bytes: Uint8Array, at: number): boolean {
  const pid = (((bytes[at + 1] ?? 0) & 0x1f) << 8) | (bytes[at + 2] ?? 0);
  return pid < 0x20 || pid === 0x1000;
}

/** Without the byte 3 that stands after two zeros so that no start code appears in the payload. */
function withoutEmulation(bytes: Uint8Array): Uint8Array {
  return bytes.filter((byte, at) => !(byte === 3 && bytes[at - 1] === 0 && bytes[at - 2] === 0));
}

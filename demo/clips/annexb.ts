/**
 * H.264 byte streams in Annex-B form (ISO/IEC 14496-10, Annex B): where NAL units and access units lie, and which codec
 * string names them. Nothing is copied and nothing throws: bytes that are no stream give empty answers.
 */

/** One NAL unit. `offset` is the first byte of its start code (a leading zero byte belongs to it), `length` in bytes. */
export interface NalUnit {
  readonly offset: number;
  readonly length: number;
  /** First byte after the start code. */
  readonly payloadOffset: number;
  /** `nal_unit_type`, 0..31. */
  readonly type: number;
}

/** One coded picture with what belongs to it. Offset and length in bytes; `key` when decoding can start here. */
export interface AccessUnit {
  readonly offset: number;
  readonly length: number;
  readonly key: boolean;
}

const NAL_SLICE = 1;
const NAL_PARTITION_A = 2;
const NAL_IDR_SLICE = 5;
const NAL_SEI = 6;
const NAL_SPS = 7;
const NAL_PPS = 8;
const NAL_DELIMITER = 9;

/** All NAL units of a stream, in order. Bytes before the first start code are skipped; empty units are left out. */
export function splitNalUnits(bytes: Uint8Array): readonly NalUnit[] {
  const starts: { readonly offset: number; readonly payloadOffset: number }[] = [];
  let at = 0;
  while (at + 2 < bytes.length) {
    const third = bytes[at + 2] ?? 0;
    if (third > 1) at += 3;
    else if (bytes[at] === 0 && bytes[at + 1] === 0 && third === 1) {
      starts.push({ offset: at > 0 && bytes[at - 1] === 0 ? at - 1 : at, payloadOffset: at + 3 });
      at += 3;
    } else at += 1;
  }
  return starts.flatMap(({ offset, payloadOffset }, index) => {
    const end = starts[index + 1]?.offset ?? bytes.length;
    const header = bytes[payloadOffset];
    if (header === undefined || payloadOffset >= end) return [];
    return [{ offset, length: end - offset, payloadOffset, type: header & 0x1f }];
  });
}

/**
 * The access units of a stream, in order and without gaps (clause 7.4.1.2.3: a delimiter, parameter set, SEI or the
 * first slice of a picture opens a new unit once the current one has a slice). A last unit without a slice is left out.
 */
export function splitAccessUnits(bytes: Uint8Array): readonly AccessUnit[] {
  const units: AccessUnit[] = [];
  let open: { offset: number; length: number; key: boolean; hasSlice: boolean } | null = null;
  for (const nal of splitNalUnits(bytes)) {
    if (open === null || (open.hasSlice && opensAccessUnit(bytes, nal))) {
      if (open !== null) units.push({ offset: open.offset, length: open.length, key: open.key });
      open = { offset: nal.offset, length: 0, key: false, hasSlice: false };
    }
    open.length = nal.offset + nal.length - open.offset;
    if (isSlice(nal.type)) open.hasSlice = true;
    if (nal.type === NAL_IDR_SLICE) open.key = true;
  }
  if (open?.hasSlice === true) units.push({ offset: open.offset, length: open.length, key: open.key });
  return units;
}

/**
 * The RFC 6381 name of the stream's codec, for example `avc1.4d401f`, from its first sequence parameter set
 * (profile, constraint flags, level); null when there is none.
 */
export function codecOf(bytes: Uint8Array): string | null {
  const sps = splitNalUnits(bytes).find((nal) => nal.type === NAL_SPS);
  if (sps === undefined || sps.offset + sps.length < sps.payloadOffset + 4) return null;
  const named = bytes.subarray(sps.payloadOffset + 1, sps.payloadOffset + 4);
  return `avc1.${Array.from(named, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

function isSlice(type: number): boolean {
  return type >= NAL_SLICE && type <= NAL_IDR_SLICE;
}

function opensAccessUnit(bytes: Uint8Array, nal: NalUnit): boolean {
  switch (nal.type) {
    case NAL_SEI:
    case NAL_SPS:
    case NAL_PPS:
    case NAL_DELIMITER:
      return true;
    case NAL_SLICE:
    case NAL_PARTITION_A:
    case NAL_IDR_SLICE:
      // first_mb_in_slice is an Exp-Golomb number: a leading 1 bit is zero, the first slice of a picture.
      return ((bytes[nal.payloadOffset + 1] ?? 0) & 0x80) !== 0;
    default:
      return nal.type >= 14 && nal.type <= 18;
  }
}

/** A binary frame of `/v1/live`, read; `payload` is a view of the frame. */
export interface AccessUnitFrame {
  readonly stream: number;
  readonly key: boolean;
  readonly preroll: boolean;
  /** Sound, not a picture. */
  readonly isAudio: boolean;
  /** From a recording, not from now. */
  readonly isRecorded: boolean;
  /** Server clock, µs since 1970. */
  readonly captureUtcUs: number;
  readonly sequence: number;
  readonly payload: Uint8Array;
}

export type ParsedFrame = { readonly kind: 'unit'; readonly unit: AccessUnitFrame } | { readonly kind: 'bad'; readonly reason: 'short' | 'version' | 'time' };

const HEADER_BYTES = 24;
const VERSION = 1;
const FLAG_KEY = 1;
const FLAG_PREROLL = 2;
const FLAG_AUDIO = 4;
const FLAG_RECORDED = 8;

/** Reads a binary frame of the Tier API's live WebSocket (contract/tier-api/events.yaml). Never throws; unknown flags are let go. */
export function parseAccessUnit(frame: Uint8Array): ParsedFrame {
  if (frame.byteLength <= HEADER_BYTES) return { kind: 'bad', reason: 'short' };
  const header = new DataView(frame.buffer, frame.byteOffset, HEADER_BYTES);
  if (header.getUint8(0) !== VERSION) return { kind: 'bad', reason: 'version' };
  const captureUtcUs = header.getUint32(8) * 2 ** 32 + header.getUint32(12);
  if (!Number.isSafeInteger(captureUtcUs)) return { kind: 'bad', reason: 'time' };
  const flags = header.getUint8(1);
  return {
    kind: 'unit',
    unit: {
      stream: header.getUint32(4),
      key: (flags & FLAG_KEY) !== 0,
      preroll: (flags & FLAG_PREROLL) !== 0,
      isAudio: (flags & FLAG_AUDIO) !== 0,
      isRecorded: (flags & FLAG_RECORDED) !== 0,
      captureUtcUs,
      sequence: header.getUint32(16),
      payload: frame.subarray(HEADER_BYTES),
    },
  };
}

/** The bytes of a view in a buffer of their own. */
export function ownBuffer(view: Uint8Array): ArrayBuffer {
  const copy = new ArrayBuffer(view.byteLength);
  new Uint8Array(copy).set(view);
  return copy;
}

export interface AccessUnitFrameFields {
  readonly version: number;
  readonly stream: number;
  readonly key: boolean;
  readonly preroll: boolean;
  readonly isAudio: boolean;
  readonly isRecorded: boolean;
  readonly captureUtcUs: number;
  readonly sequence: number;
  readonly payload: Uint8Array;
}

/** A binary frame of `/v1/live` (contract/tier-api/events.yaml). */
export function accessUnitFrame(over: Partial<AccessUnitFrameFields> = {}): Uint8Array {
  const fields = { version: 1, stream: 1, key: false, preroll: false, isAudio: false, isRecorded: false, captureUtcUs: 1_700_000_000_000_000, sequence: 0, payload: Uint8Array.of(0, 0, 0, 1, 0x65), ...over };
  const frame = new Uint8Array(24 + fields.payload.length);
  const view = new DataView(frame.buffer);
  view.setUint8(0, fields.version);
  view.setUint8(1, (fields.key ? 1 : 0) | (fields.preroll ? 2 : 0) | (fields.isAudio ? 4 : 0) | (fields.isRecorded ? 8 : 0));
  view.setUint32(4, fields.stream);
  view.setBigUint64(8, BigInt(fields.captureUtcUs));
  view.setUint32(16, fields.sequence);
  frame.set(fields.payload, 24);
  return frame;
}

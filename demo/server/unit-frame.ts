/** Bytes before the access unit in a binary frame of `/v1/live` (events.yaml). */
export const HEADER_BYTES = 24;

const VERSION = 1;
const FLAG_KEY = 1;
const FLAG_PRE_ROLL = 2;
const FLAG_SOUND = 4;
const FLAG_RECORDED = 8;

/** What the header says about an access unit. */
export interface UnitHeader {
  readonly stream: number;
  readonly key: boolean;
  /** Older than now, sent to start the decoder. */
  readonly preRoll: boolean;
  /** Sound instead of a picture. */
  readonly sound?: boolean;
  /** From a recording, not from now. */
  readonly recorded?: boolean;
  /** UTC milliseconds, with a fraction. */
  readonly captureUtcMs: number;
  /** 0..2^32-1 */
  readonly sequence: number;
}

/** One binary frame of the live WebSocket: header and a copy of the access unit. */
export function encodeUnitFrame(header: UnitHeader, unit: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(HEADER_BYTES + unit.length);
  frame.writeUInt8(VERSION, 0);
  frame.writeUInt8((header.key ? FLAG_KEY : 0) | (header.preRoll ? FLAG_PRE_ROLL : 0) | (header.sound === true ? FLAG_SOUND : 0) | (header.recorded === true ? FLAG_RECORDED : 0), 1);
  frame.writeUInt16BE(0, 2);
  frame.writeUInt32BE(header.stream, 4);
  frame.writeBigUInt64BE(BigInt(Math.round(header.captureUtcMs * 1000)), 8);
  frame.writeUInt32BE(header.sequence, 16);
  frame.writeUInt32BE(0, 20);
  frame.set(unit, HEADER_BYTES);
  return frame;
}

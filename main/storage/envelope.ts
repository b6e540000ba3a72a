import { createHash } from 'node:crypto';

/**
 * One saved value as a file: one JSON object `{schema, version, checksum, savedUtcMs, payload}` in exactly this order and
 * without white space before the payload, so that the checksum is over the very bytes of the payload. This form never
 * changes; only `version` and the payload do.
 */
const HEAD = /^\{"schema":"([a-z-]{1,40})","version":([0-9]{1,6}),"checksum":"([0-9a-f]{64})","savedUtcMs":([0-9]{1,16}),"payload":/;
const HEAD_MAX_BYTES = 256;
const TAIL = Buffer.from('}\n');

/** What an envelope adds to its payload, at most. */
export const ENVELOPE_MAX_BYTES = HEAD_MAX_BYTES + TAIL.length;

export interface Envelope {
  readonly version: number;
  /** SHA-256, hex, over schema name, version and payload: a flipped digit of the version is damage too. */
  readonly checksum: string;
  readonly savedUtcMs: number;
  /** UTF-8 JSON, not parsed yet. */
  readonly payload: Uint8Array;
}

export type Decoded = { readonly kind: 'good'; readonly envelope: Envelope } | { readonly kind: 'damaged'; readonly why: string };

/** The checksum an envelope with this payload carries. */
export const payloadChecksum = (schema: string, version: number, payload: Uint8Array): string => createHash('sha256').update(`${schema}\n${version}\n`).update(payload).digest('hex');

export function encodeEnvelope(schema: string, envelope: Envelope): Uint8Array {
  const { version, checksum, savedUtcMs, payload } = envelope;
  const head = `{"schema":"${schema}","version":${version},"checksum":"${checksum}","savedUtcMs":${Math.max(0, Math.trunc(savedUtcMs))},"payload":`;
  return Buffer.concat([Buffer.from(head), payload, TAIL]);
}

/** Takes a file apart. Damaged: cut short, not of this form, another schema's, or its checksum does not fit. */
export function decodeEnvelope(schema: string, file: Uint8Array): Decoded {
  const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
  const match = HEAD.exec(bytes.toString('latin1', 0, HEAD_MAX_BYTES));
  if (match === null) return { kind: 'damaged', why: 'no envelope' };
  const [head, name, version, checksum, savedUtcMs] = match;
  if (name !== schema) return { kind: 'damaged', why: 'another schema' };
  if (bytes.length < head.length + TAIL.length || !bytes.subarray(-TAIL.length).equals(TAIL)) return { kind: 'damaged', why: 'cut short' };
  const payload = bytes.subarray(head.length, -TAIL.length);
  if (payloadChecksum(schema, Number(version), payload) !== checksum) return { kind: 'damaged', why: 'checksum' };
  return { kind: 'good', envelope: { version: Number(version), checksum, savedUtcMs: Number(savedUtcMs), payload } };
}

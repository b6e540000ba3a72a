const HEADER_BYTES = 8;
/** A list's own name stands between its header and what is in it. */
const LIST_NAME_BYTES = 4;

/**
 * Cuts the packets out of an AVI stream as it comes: the one container of ffmpeg's that leaves Annex-B as it is and says before each
 * packet how long it is, so that no packet waits for the next one. `onPacket` gets bytes of its own.
 */
export function createAviReader(onPacket: (bytes: Uint8Array) => void): (chunk: Uint8Array) => void {
  let kept: Buffer = Buffer.alloc(0);
  let skipBytes = 0;
  return (chunk) => {
    kept = kept.length === 0 ? Buffer.from(chunk) : Buffer.concat([kept, chunk]);
    let at = 0;
    while (at < kept.length) {
      if (skipBytes > 0) {
        const skipped = Math.min(skipBytes, kept.length - at);
        skipBytes -= skipped;
        at += skipped;
        continue;
      }
      if (kept.length - at < HEADER_BYTES + LIST_NAME_BYTES) break;
      const name = kept.toString('latin1', at, at + 4);
      const sizeBytes = kept.readUInt32LE(at + 4);
      const list = kept.toString('latin1', at + HEADER_BYTES, at + HEADER_BYTES + LIST_NAME_BYTES);
      if (name === 'RIFF' || (name === 'LIST' && list === 'movi')) at += HEADER_BYTES + LIST_NAME_BYTES;
      else if (name === '00dc') {
        const padded = sizeBytes + (sizeBytes % 2);
        if (kept.length - at < HEADER_BYTES + padded) break;
        if (sizeBytes > 0) onPacket(Uint8Array.from(kept.subarray(at + HEADER_BYTES, at + HEADER_BYTES + sizeBytes)));
        at += HEADER_BYTES + padded;
      } else {
        skipBytes = HEADER_BYTES + sizeBytes + (sizeBytes % 2);
      }
    }
    kept = kept.subarray(at);
  };
}

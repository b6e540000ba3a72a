import { assertNever } from '../../contract/domain/result.ts';
import type { Random } from '../city/random.ts';

/** A damaged copy: cut short, or with bytes turned over. */
export function damaged(bytes: Uint8Array, random: Random): Uint8Array {
  const kind = random.pick(['cut short', 'turned', 'turned', 'turned'] as const);
  switch (kind) {
    case 'cut short':
      return bytes.subarray(0, Math.max(1, Math.floor((bytes.length - 1) * random.next())));
    case 'turned': {
      // Not slice(): a Buffer's slice shares its memory with the clip.
      const copy = new Uint8Array(bytes);
      const count = Math.max(1, Math.ceil(bytes.length / 200));
      for (let turned = 0; turned < count; turned += 1) {
        const at = random.between(0, copy.length - 1);
        copy[at] = (copy[at] ?? 0) ^ random.between(1, 255);
      }
      return copy;
    }
    default:
      return assertNever(kind);
  }
}

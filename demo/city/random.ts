/** Repeatable pseudo-random numbers: the same seed, the same city. Not for secrets. */
export interface Random {
  /** 0 <= x < 1 */
  readonly next: () => number;
  /** A whole number, `from` and `to` included. */
  readonly between: (from: number, to: number) => number;
  /** One of a non-empty list. */
  readonly pick: <T>(list: readonly T[]) => T;
  /** One of a non-empty list of values with positive weights. */
  readonly weighted: <T>(list: readonly (readonly [T, number])[]) => T;
  /** A shuffled copy. */
  readonly shuffled: <T>(list: readonly T[]) => T[];
}

/** FNV-1a, 32 bits, of the UTF-8 of a text. Without an encoder: it is asked for every camera that is made. */
export function hashText(text: string): number {
  let hash = 0x811c9dc5;
  const take = (byte: number): void => {
    hash = Math.imul(hash ^ byte, 0x01000193);
  };
  for (let index = 0; index < text.length; index += 1) {
    const point = text.codePointAt(index) ?? 0;
    if (point < 0x80) {
      take(point);
      continue;
    }
    if (point > 0xffff) index += 1;
    const code = point >= 0xd800 && point < 0xe000 ? 0xfffd : point;
    if (code < 0x800) take(0xc0 | (code >> 6));
    else {
      if (code < 0x10000) take(0xe0 | (code >> 12));
      else {
        take(0xf0 | (code >> 18));
        take(0x80 | ((code >> 12) & 0x3f));
      }
      take(0x80 | ((code >> 6) & 0x3f));
    }
    take(0x80 | (code & 0x3f));
  }
  return hash >>> 0;
}

/** mulberry32, seeded by a text. */
export function createRandom(seed: string): Random {
  let state = hashText(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(list: readonly T[]): T => at(list, between(0, list.length - 1));
  return {
    next,
    between,
    pick,
    weighted: (list) => {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return at(list, list.length - 1)[0];
    },
    shuffled: (list) => {
      const copy = [...list];
      for (let index = copy.length - 1; index > 0; index -= 1) {
        const other = between(0, index);
        const kept = at(copy, index);
        copy[index] = at(copy, other);
        copy[other] = kept;
      }
      return copy;
    },
  };
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new RangeError(`nothing at ${String(index)} of ${String(list.length)}`);
  return value;
}

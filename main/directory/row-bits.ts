/** A set of rows, a bit each. */
export type RowBits = Uint32Array;

export const noRows = (end: number): RowBits => new Uint32Array((end + 31) >>> 5);

export function bitsOf(rows: ArrayLike<number>, end: number): RowBits {
  const bits = noRows(end);
  for (let index = 0; index < rows.length; index += 1) setRow(bits, rows[index] ?? 0);
  return bits;
}

/** Rows past the end of the set are passed over. */
export function setRow(bits: RowBits, row: number): void {
  const at = row >>> 5;
  if (at < bits.length) bits[at] = (bits[at] ?? 0) | (1 << (row & 31));
}

export function clearRow(bits: RowBits, row: number): void {
  const at = row >>> 5;
  if (at < bits.length) bits[at] = (bits[at] ?? 0) & ~(1 << (row & 31));
}

export const hasRow = (bits: RowBits, row: number): boolean => (((bits[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;

/** The same rows, with room for those below `end`. */
export function grown(bits: RowBits, end: number): RowBits {
  const wider = noRows(end);
  wider.set(bits);
  return wider;
}

export function inBoth(one: RowBits, other: RowBits): RowBits {
  const both = new Uint32Array(Math.min(one.length, other.length));
  for (let at = 0; at < both.length; at += 1) both[at] = (one[at] ?? 0) & (other[at] ?? 0);
  return both;
}

export function countRows(bits: RowBits): number {
  let count = 0;
  for (let at = 0; at < bits.length; at += 1) {
    let left = bits[at] ?? 0;
    left -= (left >>> 1) & 0x55555555;
    left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
    count += Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

/** Rising. */
export function rowsOfBits(bits: RowBits): Int32Array {
  const rows = new Int32Array(countRows(bits));
  let next = 0;
  for (let at = 0; at < bits.length; at += 1) {
    for (let left = bits[at] ?? 0; left !== 0; next += 1) {
      const bit = left & -left;
      rows[next] = (at << 5) + 31 - Math.clz32(bit);
      left ^= bit;
    }
  }
  return rows;
}

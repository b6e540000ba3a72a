/**
 * The first rows in an order, without ordering the others: at most `most`, in order. `before` says whether one comes before another;
 * equal ones come as they came in.
 */
export function topRows(rows: Iterable<number>, most: number, compare: (one: number, other: number) => number): readonly number[] {
  let kept: number[] = [];
  let last: number | null = null;
  const byOrder = (one: number, other: number): number => compare(one, other) || one - other;
  const cut = (): void => {
    kept.sort(byOrder);
    kept = kept.slice(0, most);
    last = kept[most - 1] ?? null;
  };
  for (const row of rows) {
    if (last !== null && byOrder(row, last) >= 0) continue;
    kept.push(row);
    // Put in order seldom, so that each costs little.
    if (kept.length >= most * 2) cut();
  }
  cut();
  return kept;
}

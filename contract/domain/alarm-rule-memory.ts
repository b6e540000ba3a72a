/** A table that is copied with every change, in buckets, so that a change costs little however much is in it. */
export interface Table<V> {
  readonly buckets: readonly (ReadonlyMap<string, V> | undefined)[];
  readonly size: number;
}

const BUCKETS = 128;

export const emptyTable = <V>(): Table<V> => ({ buckets: [], size: 0 });

function bucketOf(key: string): number {
  let hash = 7;
  for (let place = 0; place < key.length; place += 1) hash = (hash * 31 + key.charCodeAt(place)) | 0;
  return (hash >>> 0) % BUCKETS;
}

export const inTable = <V>(table: Table<V>, key: string): V | undefined => table.buckets[bucketOf(key)]?.get(key);

/** The table with a value. What `isOver` names of the same bucket is left out on the way, so that no table grows for ever. */
export function withEntry<V>(table: Table<V>, key: string, value: V, isOver: (value: V) => boolean): Table<V> {
  const place = bucketOf(key);
  const before = table.buckets[place];
  const bucket = new Map<string, V>();
  for (const [other, held] of before ?? []) if (!isOver(held)) bucket.set(other, held);
  bucket.set(key, value);
  const buckets = Array.from({ length: BUCKETS }, (_, index) => (index === place ? bucket : table.buckets[index]));
  return { buckets, size: table.size - (before?.size ?? 0) + bucket.size };
}

/** The values that pass, and the table without them. */
export function takeOut<V>(table: Table<V>, isWanted: (value: V) => boolean): { readonly taken: readonly V[]; readonly table: Table<V> } {
  const taken: V[] = [];
  let size = 0;
  const buckets = table.buckets.map((bucket) => {
    if (bucket === undefined) return undefined;
    const left = new Map<string, V>();
    for (const [key, value] of bucket) {
      if (isWanted(value)) taken.push(value);
      else left.set(key, value);
    }
    size += left.size;
    return left;
  });
  return { taken, table: { buckets, size } };
}

export const entriesOf = <V>(table: Table<V>): readonly (readonly [string, V])[] => table.buckets.flatMap((bucket) => (bucket === undefined ? [] : [...bucket]));

export const valuesOf = <V>(table: Table<V>): readonly V[] => table.buckets.flatMap((bucket) => (bucket === undefined ? [] : [...bucket.values()]));

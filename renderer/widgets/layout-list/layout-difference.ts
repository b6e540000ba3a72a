import { isSameArrangement } from '@contract/domain/arrangement.ts';
import { isSameContent } from '@contract/domain/tile-content.ts';
import type { Layout } from '@contract/domain/wall.ts';

export interface LayoutDifference {
  /** The tiles lie otherwise: numbers of tiles cannot be compared one by one. */
  readonly arrangement: boolean;
  /** Indexes of tiles that hold something else, in either version. */
  readonly tiles: ReadonlySet<number>;
  readonly name: boolean;
  readonly shared: boolean;
  readonly locked: boolean;
}

/** What two versions of a layout differ in. */
export function layoutDifference(one: Layout, other: Layout): LayoutDifference {
  const count = Math.max(one.contents.length, other.contents.length);
  const tiles = Array.from({ length: count }, (_, index) => index).filter((index) => !isSameContent(one.contents[index] ?? null, other.contents[index] ?? null));
  return {
    arrangement: !isSameArrangement(one.arrangement, other.arrangement),
    tiles: new Set(tiles),
    name: one.name !== other.name,
    shared: one.shared !== other.shared,
    locked: one.locked !== other.locked,
  };
}

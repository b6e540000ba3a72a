import { PACES } from '@contract/domain/stream.ts';
import { isLowered, isWrong, type TileCondition, type WallTile } from '../../state/selectors/wall-tiles.ts';

export const COLUMNS = ['place', 'camera', 'state', 'fps', 'age', 'player', 'codec', 'size', 'kbps', 'profile', 'pace', 'lowered'] as const;
export type Column = (typeof COLUMNS)[number];
export interface Order {
  readonly column: Column;
  readonly isDown: boolean;
}
export const FILTERS = ['all', 'wrong', 'lowered'] as const;
export type Filter = (typeof FILTERS)[number];

/** Worst first. */
const CONDITION_RANK: readonly TileCondition[] = ['away', 'lost', 'old', 'stale', 'delayed', 'denied', 'unsupported', 'connecting', 'silent', 'reduced', 'playback', 'live', 'plain', 'idle'];

const valueOf = (tile: WallTile, column: Exclude<Column, 'place'>, cameraNumber: (tile: WallTile) => number | null): number | string | null => {
  const { report } = tile;
  switch (column) {
    case 'camera':
      return cameraNumber(tile);
    case 'state':
      return CONDITION_RANK.indexOf(tile.condition);
    case 'fps':
      return report?.fps ?? null;
    case 'age':
      return report?.ageMs ?? null;
    case 'player':
      return report?.player ?? null;
    case 'codec':
      return report?.codec ?? null;
    case 'size':
      return report === null || report.widthPx === 0 ? null : report.widthPx * report.heightPx;
    case 'kbps':
      return report?.kbps ?? null;
    case 'profile':
      return report?.profile ?? null;
    case 'pace':
      return report === null ? null : PACES.indexOf(report.pace);
    case 'lowered':
      return report?.lowered ?? null;
  }
};

/** Keys of the tiles in an order. What has no value in the column comes last either way; equals stay by place. */
export function orderedKeys(tiles: readonly WallTile[], { column, isDown }: Order, cameraNumber: (tile: WallTile) => number | null): readonly string[] {
  if (column === 'place') return (isDown ? [...tiles].reverse() : tiles).map(({ key }) => key);
  const sign = isDown ? -1 : 1;
  const compare = (one: number | string | null, other: number | string | null): number => {
    if (one === null || other === null) return Number(one === null) - Number(other === null);
    return one === other ? 0 : (one < other ? -1 : 1) * sign;
  };
  return [...tiles].sort((one, other) => compare(valueOf(one, column, cameraNumber), valueOf(other, column, cameraNumber))).map(({ key }) => key);
}

export const passes = (tile: WallTile, filter: Filter): boolean => filter === 'all' || (filter === 'wrong' ? isWrong(tile.condition) : isLowered(tile));

/**
 * The rows in the order and choice made last, so that nothing jumps while figures change: a row that came in stays, though it is well
 * again or now sorts elsewhere; new ones follow at the end; only tiles that are gone leave.
 */
export function keptKeys(before: readonly string[], wanted: readonly string[], standing: ReadonlySet<string>): readonly string[] {
  const kept = before.filter((key) => standing.has(key));
  const known = new Set(kept);
  const added = wanted.filter((key) => !known.has(key));
  return added.length === 0 && kept.length === before.length ? before : [...kept, ...added];
}

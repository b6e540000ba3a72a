import type { Layout, LayoutBody } from './api-types.ts';

type Tile = LayoutBody['tiles'][number];
type Arrangement = LayoutBody['arrangement'];
type Rect = Arrangement['tiles'][number];

/** What is wrong with a layout whose form is right already; null when nothing is. */
export function layoutFault({ arrangement, tiles }: LayoutBody): string | null {
  const { columns, rows } = arrangement;
  const overlap = (one: Rect, other: Rect): boolean => one.column < other.column + other.columns && other.column < one.column + one.columns && one.row < other.row + other.rows && other.row < one.row + one.rows;
  if (arrangement.tiles.some((tile) => tile.column + tile.columns > columns || tile.row + tile.rows > rows)) return 'a tile leaves the raster';
  if (arrangement.tiles.some((tile, index) => arrangement.tiles.slice(0, index).some((before) => overlap(before, tile)))) return 'tiles overlap';
  if (tiles.some(({ index }) => index >= arrangement.tiles.length)) return 'content for a tile that is not there';
  if (new Set(tiles.map(({ index }) => index)).size !== tiles.length) return 'two contents for one tile';
  return null;
}

/** A stored layout as this version has it: those of 1.0 had a square grid and cameras only. Null for what is no layout. */
export function migratedLayout(stored: unknown): Layout | null {
  if (typeof stored !== 'object' || stored === null) return null;
  if ('arrangement' in stored) return isLayout(stored) ? stored : null;
  const { grid, tiles, ...rest }: { readonly grid?: unknown; readonly tiles?: unknown } = stored;
  const side = Math.sqrt(Number(grid));
  if (!Number.isInteger(side) || side < 1 || side > 8 || !Array.isArray(tiles)) return null;
  const cells = Array.from({ length: side * side }, (_, index): Rect => ({ column: index % side, row: Math.floor(index / side), columns: 1, rows: 1 }));
  const contents = tiles.flatMap((tile: unknown): readonly Tile[] => {
    if (typeof tile !== 'object' || tile === null || !('index' in tile && 'cameraId' in tile)) return [];
    const { index, cameraId } = tile;
    if (typeof index !== 'number' || typeof cameraId !== 'string' || index >= cells.length) return [];
    return [{ index, content: { kind: 'camera', camera: cameraId, zoom: null } }];
  });
  const migrated = { ...rest, arrangement: { columns: side, rows: side, tiles: cells }, tiles: contents, locked: false };
  return isLayout(migrated) ? migrated : null;
}

function isLayout(value: object): value is Layout {
  return ['id', 'ownerId', 'etag', 'name'].every((key) => typeof Reflect.get(value, key) === 'string') && 'arrangement' in value && 'tiles' in value && Array.isArray(value.tiles);
}

/** A tile's place on the raster of its arrangement, in cells; `column`, `row` from 0. */
export interface TileRect {
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
}

/**
 * How tiles cut a monitor: a raster of cells, and rectangles on it that never overlap. Cells may stay bare. The order of `tiles` is
 * the operator's numbering: tile 1 is `tiles[0]`.
 */
export interface Arrangement {
  /** 1..RASTER_MAX */
  readonly columns: number;
  readonly rows: number;
  /** 1..TILES_MAX */
  readonly tiles: readonly TileRect[];
}

export const RASTER_MAX = 24;
export const TILES_MAX = 64;

/** Ready arrangements. The name is the number of tiles; `p…` stand upright (portrait monitors). */
export const READY_NAMES = ['1', '2', '4', '6', '8', '9', '10', '13', '16', '25', '36', '49', '64', 'p2', 'p3', 'p8', 'p10', 'p18'] as const;
export type ReadyName = (typeof READY_NAMES)[number];
export const isReadyName = (text: string): text is ReadyName => (READY_NAMES as readonly string[]).includes(text);

/** A regular grid, row by row. */
export const regular = (columns: number, rows: number): Arrangement => ({
  columns,
  rows,
  tiles: Array.from({ length: columns * rows }, (_, index) => ({ column: index % columns, row: Math.floor(index / columns), columns: 1, rows: 1 })),
});

/** Large tiles first, then single cells in what is left, row by row. */
const around = (columns: number, rows: number, large: readonly TileRect[]): Arrangement => {
  const isTaken = (column: number, row: number): boolean => large.some((tile) => column >= tile.column && column < tile.column + tile.columns && row >= tile.row && row < tile.row + tile.rows);
  return { columns, rows, tiles: [...large, ...regular(columns, rows).tiles.filter(({ column, row }) => !isTaken(column, row))] };
};

const square = (column: number, row: number, size: number): TileRect => ({ column, row, columns: size, rows: size });

export const READY: Readonly<Record<ReadyName, Arrangement>> = {
  '1': regular(1, 1),
  '2': regular(2, 1),
  '4': regular(2, 2),
  '6': around(3, 3, [square(0, 0, 2)]),
  '8': around(4, 4, [square(0, 0, 3)]),
  '9': regular(3, 3),
  '10': around(4, 4, [square(0, 0, 2), square(2, 0, 2)]),
  '13': around(4, 4, [square(1, 1, 2)]),
  '16': regular(4, 4),
  '25': regular(5, 5),
  '36': regular(6, 6),
  '49': regular(7, 7),
  '64': regular(8, 8),
  p2: regular(1, 2),
  p3: regular(1, 3),
  p8: regular(2, 4),
  p10: regular(2, 5),
  p18: regular(3, 6),
};

const byPictureSize = (names: readonly ReadyName[]): readonly Arrangement[] =>
  names.map((name) => READY[name]).sort((one, other) => one.columns * one.rows - other.columns * other.rows || one.tiles.length - other.tiles.length);
const LYING = byPictureSize(READY_NAMES.filter((name) => !name.startsWith('p')));
const UPRIGHT = [READY['1'], ...byPictureSize(READY_NAMES.filter((name) => name.startsWith('p'))), ...LYING];

/** The ready arrangement for so many pictures of the same weight: all have room, and the smallest is as large as can be. For more than TILES_MAX the largest. `isUpright`: of a monitor that stands. */
export const arrangementFor = (count: number, isUpright = false): Arrangement => (isUpright ? UPRIGHT : LYING).find(({ tiles }) => tiles.length >= count) ?? READY['64'];

const sameRect = (one: TileRect, other: TileRect): boolean => one.column === other.column && one.row === other.row && one.columns === other.columns && one.rows === other.rows;

export const isSameArrangement = (one: Arrangement, other: Arrangement): boolean =>
  one === other ||
  (one.columns === other.columns &&
    one.rows === other.rows &&
    one.tiles.length === other.tiles.length &&
    one.tiles.every((tile, index) => {
      const its = other.tiles[index];
      return its !== undefined && sameRect(tile, its);
    }));

/** The ready arrangement this one is, or null: one of somebody's own. */
export const readyNameOf = (arrangement: Arrangement): ReadyName | null => READY_NAMES.find((name) => isSameArrangement(READY[name], arrangement)) ?? null;

const isWhole = (value: number, min: number, max: number): boolean => Number.isInteger(value) && value >= min && value <= max;

export const overlaps = (one: TileRect, other: TileRect): boolean =>
  one.column < other.column + other.columns && other.column < one.column + one.columns && one.row < other.row + other.rows && other.row < one.row + one.rows;

/** Whether it can be shown: whole numbers, on the raster, no tile over another. What comes from outside is asked this first. */
export function isArrangement({ columns, rows, tiles }: Arrangement): boolean {
  if (!isWhole(columns, 1, RASTER_MAX) || !isWhole(rows, 1, RASTER_MAX) || tiles.length < 1 || tiles.length > TILES_MAX) return false;
  return tiles.every(
    (tile, index) =>
      isWhole(tile.column, 0, columns - 1) &&
      isWhole(tile.row, 0, rows - 1) &&
      isWhole(tile.columns, 1, columns - tile.column) &&
      isWhole(tile.rows, 1, rows - tile.row) &&
      tiles.slice(0, index).every((before) => !overlaps(before, tile)),
  );
}

/** Size of a tile in pixels on a monitor or panel of this size, gaps not counted. */
export const tileSizePx = (arrangement: Arrangement, tile: TileRect, box: { readonly widthPx: number; readonly heightPx: number }): { readonly widthPx: number; readonly heightPx: number } => ({
  widthPx: (box.widthPx * tile.columns) / arrangement.columns,
  heightPx: (box.heightPx * tile.rows) / arrangement.rows,
});

/** The tile a step away from another, by where they lie: the nearest whose middle is on that side; at the edge the same tile. */
export function tileBeside({ tiles }: Arrangement, from: number, step: { readonly columns: -1 | 0 | 1; readonly rows: -1 | 0 | 1 }): number {
  const start = tiles[from];
  if (start === undefined) return 0;
  const middle = (tile: TileRect) => ({ x: tile.column + tile.columns / 2, y: tile.row + tile.rows / 2 });
  const origin = middle(start);
  let best = from;
  let bestCost = Infinity;
  for (const [index, tile] of tiles.entries()) {
    const { x, y } = middle(tile);
    const along = (x - origin.x) * step.columns + (y - origin.y) * step.rows;
    const aside = Math.abs((x - origin.x) * step.rows) + Math.abs((y - origin.y) * step.columns);
    const cost = along + aside * 2;
    if (index === from || along <= 0 || cost >= bestCost) continue;
    best = index;
    bestCost = cost;
  }
  return best;
}

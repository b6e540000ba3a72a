import { type Arrangement, type TileRect } from '@contract/domain/arrangement.ts';
import type { TileEdge } from '@contract/domain/arrangement-edit.ts';

export interface Cell {
  readonly column: number;
  readonly row: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const clamp = (value: number, max: number): number => Math.max(0, Math.min(max, value));

/** The cell under a point of the page; outside the canvas the nearest one. */
export const cellAt = ({ columns, rows }: Arrangement, box: Box, xPx: number, yPx: number): Cell => ({
  column: clamp(Math.floor(((xPx - box.left) / Math.max(1, box.width)) * columns), columns - 1),
  row: clamp(Math.floor(((yPx - box.top) / Math.max(1, box.height)) * rows), rows - 1),
});

/** The rectangle between two cells, both taken in. */
export const between = (one: Cell, other: Cell): TileRect => ({
  column: Math.min(one.column, other.column),
  row: Math.min(one.row, other.row),
  columns: Math.abs(one.column - other.column) + 1,
  rows: Math.abs(one.row - other.row) + 1,
});

/** The tile on a cell, or -1: bare. */
export const tileAt = ({ tiles }: Arrangement, { column, row }: Cell): number =>
  tiles.findIndex((tile) => column >= tile.column && column < tile.column + tile.columns && row >= tile.row && row < tile.row + tile.rows);

/** How many cells an edge dragged to a point moves outwards; the nearest line between cells counts. */
export function edgeShift({ columns, rows }: Arrangement, box: Box, tile: TileRect, edge: TileEdge, xPx: number, yPx: number): number {
  const column = clamp(Math.round(((xPx - box.left) / Math.max(1, box.width)) * columns), columns);
  const row = clamp(Math.round(((yPx - box.top) / Math.max(1, box.height)) * rows), rows);
  switch (edge) {
    case 'left':
      return tile.column - column;
    case 'right':
      return column - (tile.column + tile.columns);
    case 'top':
      return tile.row - row;
    case 'bottom':
      return row - (tile.row + tile.rows);
  }
}

/** The first bare cell, row by row; the first cell of all when none is bare. */
export function firstBare(arrangement: Arrangement): Cell {
  for (let row = 0; row < arrangement.rows; row += 1) {
    for (let column = 0; column < arrangement.columns; column += 1) if (tileAt(arrangement, { column, row }) < 0) return { column, row };
  }
  return { column: 0, row: 0 };
}

/** A rectangle moved and grown by keys, kept on the raster. */
export function steppedRect({ columns, rows }: Arrangement, rect: TileRect, step: { readonly columns: number; readonly rows: number }, grows: boolean): TileRect {
  if (grows) {
    return { ...rect, columns: Math.max(1, Math.min(columns - rect.column, rect.columns + step.columns)), rows: Math.max(1, Math.min(rows - rect.row, rect.rows + step.rows)) };
  }
  return { ...rect, column: clamp(rect.column + step.columns, columns - rect.columns), row: clamp(rect.row + step.rows, rows - rect.rows) };
}

/** Place of a rectangle as CSS percentages of the canvas. */
export const placeOf = ({ columns, rows }: Arrangement, rect: TileRect): { readonly left: string; readonly top: string; readonly width: string; readonly height: string } => ({
  left: `${String((rect.column / columns) * 100)}%`,
  top: `${String((rect.row / rows) * 100)}%`,
  width: `${String((rect.columns / columns) * 100)}%`,
  height: `${String((rect.rows / rows) * 100)}%`,
});

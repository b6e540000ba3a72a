import type { CSSProperties } from 'react';
import type { Arrangement, TileRect } from '@contract/domain/arrangement.ts';

/** An arrangement as a CSS grid: its raster… */
export const rasterStyle = ({ columns, rows }: Arrangement): CSSProperties => ({
  gridTemplateColumns: `repeat(${String(columns)}, minmax(0, 1fr))`,
  gridTemplateRows: `repeat(${String(rows)}, minmax(0, 1fr))`,
});

/** …and the place of a tile on it. */
export const tileStyle = ({ column, row, columns, rows }: TileRect): CSSProperties => ({
  gridColumn: `${String(column + 1)} / span ${String(columns)}`,
  gridRow: `${String(row + 1)} / span ${String(rows)}`,
});

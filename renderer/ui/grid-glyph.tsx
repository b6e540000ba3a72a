import type { ReactNode } from 'react';
import { gridColumns, type Grid } from '@contract/domain/wall.ts';

const SIDE = 16;

/** A small drawing of a grid. */
export const GridGlyph = ({ grid, sizePx = 16 }: { readonly grid: Grid; readonly sizePx?: number }): ReactNode => {
  const columns = gridColumns(grid);
  const step = SIDE / columns;
  const places = Array.from({ length: columns * columns }, (_, index) => index);
  return (
    <svg width={sizePx} height={sizePx} viewBox={`0 0 ${String(SIDE)} ${String(SIDE)}`} aria-hidden="true">
      {places.map((place) => (
        <rect key={place} x={(place % columns) * step + 0.75} y={Math.floor(place / columns) * step + 0.75} width={step - 1.5} height={step - 1.5} rx={columns > 2 ? 0.5 : 1} fill="currentColor" />
      ))}
    </svg>
  );
};

import type { ReactNode } from 'react';
import type { Arrangement } from '@contract/domain/arrangement.ts';

interface ArrangementGlyphProps {
  readonly arrangement: Arrangement;
  /** Width; the height is nine sixteenths of it, or the other way round for one that stands upright. */
  readonly sizePx?: number;
  /** Tiles that are drawn hollow, by index. */
  readonly hollow?: (tile: number) => boolean;
  /** Tiles to be told from the others, by index. */
  readonly marked?: (tile: number) => boolean;
}

const LONG = 32;
const SHORT = 22;

/** A small drawing of an arrangement. */
export const ArrangementGlyph = ({ arrangement, sizePx = 20, hollow, marked }: ArrangementGlyphProps): ReactNode => {
  const isUpright = arrangement.rows > arrangement.columns;
  const width = isUpright ? SHORT : LONG;
  const height = isUpright ? LONG : SHORT;
  const stepX = width / arrangement.columns;
  const stepY = height / arrangement.rows;
  const gap = Math.min(1.6, stepX * 0.22, stepY * 0.22);
  const scale = sizePx / LONG;
  return (
    <svg width={width * scale} height={height * scale} viewBox={`0 0 ${String(width)} ${String(height)}`} aria-hidden="true">
      {arrangement.tiles.map((tile, index) => (
        <rect
          key={index}
          x={tile.column * stepX + gap / 2}
          y={tile.row * stepY + gap / 2}
          width={tile.columns * stepX - gap}
          height={tile.rows * stepY - gap}
          rx={Math.min(1.5, stepX / 4)}
          fill={marked?.(index) === true ? 'var(--amber)' : 'currentColor'}
          opacity={hollow?.(index) === true ? 0.35 : 1}
        />
      ))}
    </svg>
  );
};

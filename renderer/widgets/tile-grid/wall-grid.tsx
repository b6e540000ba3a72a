import { memo, useMemo, useRef, type ReactNode } from 'react';
import type { TileRect } from '@contract/domain/arrangement.ts';
import type { TileContent } from '@contract/domain/tile-content.ts';
import type { SurfaceId } from '@contract/domain/units.ts';
import type { Surface } from '@contract/domain/wall.ts';
import { useText } from '../../i18n/use-text.ts';
import { rasterStyle, tileStyle } from '../../ui/arrangement-style.ts';
import { classNames } from '../../ui/class-names.ts';
import { contentKey, TileContentView } from '../tile-content/index.ts';
import { EmptyTile } from '../video-tile/index.ts';
import { useKept } from './use-kept.ts';
import { useTileSizes } from './use-tile-sizes.ts';
import { useWebPlaces } from './use-web-places.ts';
import styles from './tile-grid.module.css';

interface WallGridProps {
  readonly surface: Surface;
  readonly label: string;
  /** Tiles to be told apart for a moment. */
  readonly flashed: ReadonlySet<number>;
}

/** The tiles of one monitor of the wall. Shows; takes no input. */
export const WallGrid = ({ surface, label, flashed }: WallGridProps): ReactNode => {
  const box = useRef<HTMLDivElement>(null);
  const { arrangement } = surface;
  const contents = useKept(surface.contents);
  const rects = useKept(arrangement.tiles);
  const sizes = useTileSizes(box, arrangement);
  useWebPlaces(box, contents, sizes);
  return (
    <div ref={box} role="group" aria-label={label} className={classNames(styles['grid'], styles['wall'])} style={rasterStyle(arrangement)}>
      {sizes !== null &&
        rects.map((rect, index) => {
          const content = contents[index] ?? null;
          const size = sizes[index];
          return (
            <WallTile
              key={`${String(index)} ${contentKey(content)}`}
              surface={surface.id}
              index={index}
              rect={rect}
              content={content}
              widthPx={size?.widthPx ?? 0}
              heightPx={size?.heightPx ?? 0}
              isFlashed={flashed.has(index)}
            />
          );
        })}
    </div>
  );
};

interface WallTileProps {
  readonly surface: SurfaceId;
  readonly index: number;
  readonly rect: TileRect;
  readonly content: TileContent | null;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly isFlashed: boolean;
}

const WallTile = memo(({ surface, index, rect, content, widthPx, heightPx, isFlashed }: WallTileProps): ReactNode => {
  const t = useText();
  const figure = useMemo(() => ({ style: tileStyle(rect), 'data-tile': index, className: classNames(styles['tile'], isFlashed && styles['flash']) }), [rect, index, isFlashed]);
  if (content === null) return <EmptyTile {...figure} label={t('tiles:emptyTile', { number: index + 1 })} isQuiet />;
  return <TileContentView content={content} place={{ surface, index, widthPx, heightPx, isSelected: false, figure }} />;
});
WallTile.displayName = 'WallTile';

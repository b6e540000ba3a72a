import type { CSSProperties, ReactNode } from 'react';
import { BellRing, Clock, Globe, Image, ListVideo, LocateFixed, Map as MapIcon, MonitorPlay, Type, type LucideIcon } from 'lucide-react';
import type { TileContent } from '@contract/domain/tile-content.ts';
import type { Surface } from '@contract/domain/wall.ts';
import type { WallTile } from '../../state/selectors/wall-tiles.ts';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { rasterStyle, tileStyle } from '../../ui/arrangement-style.ts';
import { classNames } from '../../ui/class-names.ts';
import { conditionTone, CONDITION_SHAPE } from '../../ui/tile-state-mark.tsx';
import styles from './monitor-map.module.css';
import { MINI_TILE } from './use-monitor-drop.ts';

/** Shape of a content that is not one camera. */
const KIND_SHAPE: Readonly<Record<Exclude<TileContent['kind'], 'camera'>, LucideIcon>> = {
  sequence: ListVideo,
  hotspot: LocateFixed,
  map: MapIcon,
  alarms: BellRing,
  clock: Clock,
  text: Type,
  picture: Image,
  web: Globe,
  desk: MonitorPlay,
};

interface MiniGridProps {
  readonly surface: Surface;
  /** How the tiles of this place stand; empty: not told here. */
  readonly tiles: readonly WallTile[];
  readonly overTile?: number | null;
}

/** A monitor's tiles to scale: numbers of cameras, shapes of other contents, and the shape and colour of what is not as it should be. */
export const MiniGrid = ({ surface, tiles, overTile = null }: MiniGridProps): ReactNode => (
  <div className={styles['mini']} style={rasterStyle(surface.arrangement)} aria-hidden="true">
    {surface.contents.map((content, index) => (
      <MiniTile key={index} index={index} content={content} tile={tiles.find((each) => each.tile === index) ?? null} place={placeOf(surface, index)} isOver={overTile === index} />
    ))}
  </div>
);

interface MiniTileProps {
  readonly index: number;
  readonly content: TileContent | null;
  readonly tile: WallTile | null;
  readonly place: CSSProperties;
  readonly isOver: boolean;
}

const MiniTile = ({ index, content, tile, place, isOver }: MiniTileProps): ReactNode => {
  const camera = tile?.camera ?? (content?.kind === 'camera' ? content.camera : null);
  const record = useCameraRecord(camera);
  const number = camera === null ? '' : String(record?.number ?? '?');
  const Kind = content === null || content.kind === 'camera' ? null : KIND_SHAPE[content.kind];
  const condition = tile?.condition ?? null;
  const isTold = condition !== null && condition !== 'live' && condition !== 'plain' && condition !== 'idle' && condition !== 'silent';
  const Shape = isTold ? CONDITION_SHAPE[condition] : null;
  return (
    <span className={classNames(styles['miniTile'], content !== null && styles['filled'], isTold && styles[conditionTone(condition)], isOver && styles['miniOver'])} style={place} {...{ [MINI_TILE]: index }}>
      <span className={styles['miniWords']}>
        {Shape !== null && <Shape size={12} strokeWidth={2.25} />}
        {Kind !== null && <Kind size={12} />}
        {number !== '' && <span>{number}</span>}
      </span>
    </span>
  );
};

const placeOf = ({ arrangement }: Surface, index: number): CSSProperties => {
  const tile = arrangement.tiles[index];
  return tile === undefined ? {} : tileStyle(tile);
};

import { useRef, type CSSProperties, type ReactNode } from 'react';
import type { CameraId, SurfaceId } from '@contract/domain/units.ts';
import { gridColumns, type Surface } from '@contract/domain/wall.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSlice } from '../../state/state-context.tsx';
import { classNames } from '../../ui/class-names.ts';
import { EmptyTile, VideoTile } from '../video-tile/index.ts';
import { profileFor, useTileHeight } from './use-tile-profile.ts';
import styles from './tile-grid.module.css';

/** The tiles of one monitor of the wall. Shows; takes no input. */
export const WallGrid = ({ surface, label }: { readonly surface: Surface; readonly label: string }): ReactNode => {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const tileHeightPx = useTileHeight(box, surface.grid);
  return (
    <div ref={box} role="group" aria-label={label} className={classNames(styles['grid'], styles['wall'])} style={{ '--columns': gridColumns(surface.grid) } as CSSProperties}>
      {tileHeightPx > 0 &&
        surface.cameras.map((camera, index) =>
          camera === null ? (
            <EmptyTile key={index} label={t('tiles:emptyTile', { number: index + 1 })} isQuiet />
          ) : (
            <WallTile key={`${String(index)} ${camera}`} surface={surface.id} camera={camera} tileHeightPx={tileHeightPx} />
          ),
        )}
    </div>
  );
};

const WallTile = ({ surface, camera, tileHeightPx }: { readonly surface: SurfaceId; readonly camera: CameraId; readonly tileHeightPx: number }): ReactNode => {
  const record = useSlice('shownCameras', (replica) => replica.records.get(camera));
  return <VideoTile surface={surface} camera={camera} record={record} profile={profileFor(record, tileHeightPx)} />;
};

import { useRef, type ReactNode } from 'react';
import { DESK_SURFACE, type CameraId } from '@contract/domain/units.ts';
import { useBoxSize } from '../../ui/use-box-size.ts';
import { VideoTile } from '../video-tile/index.ts';
import styles from './camera-page.module.css';

/** The camera's picture now, by the rules of every tile: masks, truth about its age, the link's budget. It goes before those of the grid. */
export const LivePicture = ({ camera }: { readonly camera: CameraId }): ReactNode => {
  const box = useRef<HTMLDivElement>(null);
  const { widthPx, heightPx } = useBoxSize(box);
  return (
    <div ref={box} className={styles['picture']}>
      {widthPx > 0 && <VideoTile place={{ surface: DESK_SURFACE, index: -1, widthPx, heightPx, isSelected: true, figure: { className: styles['tile'] } }} camera={camera} isBeside />}
    </div>
  );
};

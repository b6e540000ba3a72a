import { useRef, type ReactNode } from 'react';
import { VideoOff } from 'lucide-react';
import { DESK_SURFACE, type CameraId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import { useBoxSize } from '../../ui/use-box-size.ts';
import { VideoTile } from '../video-tile/index.ts';
import styles from './alarm-view.module.css';

/** Draws a camera's live picture; tests draw something else. */
export type RenderPicture = (camera: CameraId, size: { readonly widthPx: number; readonly heightPx: number }, isFirst: boolean) => ReactNode;

const livePicture: RenderPicture = (camera, size, isFirst) => <VideoTile key={camera} isBeside place={{ surface: DESK_SURFACE, index: -1, ...size, isSelected: isFirst, figure: { className: styles['tile'] } }} camera={camera} />;

interface LiveBoxProps {
  /** Null: the alarm has none. */
  readonly camera: CameraId | null;
  /** It goes before other pictures. */
  readonly isFirst?: boolean;
  readonly renderPicture?: RenderPicture | undefined;
}

/** A camera's picture of now, by the rules of every tile. */
export const LiveBox = ({ camera, isFirst = false, renderPicture = livePicture }: LiveBoxProps): ReactNode => {
  const t = useText();
  const box = useRef<HTMLDivElement>(null);
  const size = useBoxSize(box);
  return (
    <div ref={box} className={styles['picture']}>
      {camera === null ? (
        <p className={styles['noPicture']}>
          <VideoOff size={20} aria-hidden />
          {t('alarms:view.noCamera')}
        </p>
      ) : (
        size.widthPx > 0 && renderPicture(camera, size, isFirst)
      )}
    </div>
  );
};

import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import type { TileSession } from '../../players/tile-session.ts';
import styles from './tile-strip.module.css';

interface TileStripProps {
  readonly number: number | null;
  readonly name: string;
  readonly session: TileSession | null;
  readonly isLive: boolean;
  /** The time of the picture is told elsewhere in the tile. */
  readonly isTimed?: boolean;
  /** Marks between name and time: privacy masks, sequence, zoom. */
  readonly marks?: ReactNode;
}

/** Number, name, the picture's own time, and LIVE when it is. */
export const TileStrip = ({ number, name, session, isLive, isTimed = false, marks }: TileStripProps): ReactNode => {
  const t = useText();
  return (
    <div className={styles['strip']}>
      {number !== null && <span className={styles['number']}>{number}</span>}
      <span className={styles['name']} title={name}>
        {name}
      </span>
      <span className={styles['marks']}>{marks}</span>
      {!isTimed && <FrameTime session={session} title={t('tiles:frameTime')} />}
      {isLive && (
        <span className={styles['liveBadge']}>
          <span className={styles['dot']} aria-hidden="true" />
          {t('tiles:word.live')}
        </span>
      )}
    </div>
  );
};

/** The time at which the picture on the glass was taken; written without React as pictures come. */
const FrameTime = ({ session, title }: { readonly session: TileSession | null; readonly title: string }): ReactNode => {
  const place = useRef<HTMLTimeElement>(null);
  useLayoutEffect(() => {
    if (session === null) return undefined;
    return session.onMeter(({ captureUtcMs }) => {
      const text = captureUtcMs === null ? '' : formatTime(captureUtcMs);
      if (place.current !== null && place.current.textContent !== text) place.current.textContent = text;
    });
  }, [session]);
  return <time ref={place} className={styles['time']} title={title} />;
};

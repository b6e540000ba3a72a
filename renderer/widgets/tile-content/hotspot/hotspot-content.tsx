import type { ReactNode } from 'react';
import { MousePointerClick } from 'lucide-react';
import { DESK_SURFACE } from '@contract/domain/units.ts';
import { useText } from '../../../i18n/use-text.ts';
import { selectPicked } from '../../../state/selectors/records.ts';
import { useSlice } from '../../../state/state-context.tsx';
import { PlainTile, VideoTile } from '../../video-tile/index.ts';
import { TileTools } from '../../tile-tools/index.ts';
import type { ContentProps } from '../content-kind.ts';
import styles from '../tile-content.module.css';

/** The camera picked last at the desk. */
export const HotspotContent = ({ content, place }: ContentProps<'hotspot'>): ReactNode => {
  const t = useText();
  const picked = useSlice('picked', selectPicked);
  if (picked === null) {
    return (
      <PlainTile {...place.figure} label={t('content:kind.hotspot')} content="hotspot">
        <div className={styles['words']}>
          <MousePointerClick className={styles['wordsShape']} strokeWidth={1.75} aria-hidden />
          <p className={styles['wordsTitle']}>{t('content:kind.hotspot')}</p>
          <p>{t('content:hotspot.nothing')}</p>
        </div>
        {place.children}
      </PlainTile>
    );
  }
  return (
    <VideoTile
      place={place}
      camera={picked}
      marks={
        <span className={styles['hotspot']} title={t('content:hotspot.tip')}>
          <MousePointerClick aria-hidden />
          <span className="visually-hidden">{t('content:kind.hotspot')}</span>
        </span>
      }
      {...(place.surface === DESK_SURFACE && { over: (session, state) => <TileTools place={place} content={content} camera={picked} session={session} state={state} /> })}
    />
  );
};

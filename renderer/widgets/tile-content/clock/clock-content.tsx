import type { ReactNode } from 'react';
import { CloudOff } from 'lucide-react';
import { formatDate, formatShortMoment, formatTime } from '../../../i18n/format.ts';
import { useText } from '../../../i18n/use-text.ts';
import { selectTier } from '../../../state/selectors/records.ts';
import { useSlice } from '../../../state/state-context.tsx';
import { useServerTime } from '../../../state/use-server-time.ts';
import { PlainTile } from '../../video-tile/index.ts';
import type { ContentProps } from '../content-kind.ts';
import styles from '../tile-content.module.css';

/** The server's time, and an honest word when the server is away and this PC's clock has to stand for it. */
export const ClockContent = ({ place }: ContentProps<'clock'>): ReactNode => {
  const t = useText();
  const nowUtcMs = useServerTime();
  const connection = useSlice('tier', (replica) => selectTier(replica)?.connection ?? null);
  const isAway = connection?.kind !== 'online';
  return (
    <PlainTile {...place.figure} label={t('common:clock.label')} content="clock">
      <div className={styles['clock']} role="timer" aria-live="off">
        <time className={styles['clockTime']}>{formatTime(nowUtcMs)}</time>
        <p className={styles['clockDate']}>{formatDate(nowUtcMs)}</p>
        {isAway ? (
          <p className={styles['clockAway']}>
            <CloudOff aria-hidden />
            {connection?.kind === 'offline' ? t('content:clock.awaySince', { time: formatShortMoment(connection.sinceUtcMs) }) : t('content:clock.away')}
          </p>
        ) : (
          <p className={styles['clockNote']}>{t('content:clock.server')}</p>
        )}
      </div>
      {place.children}
    </PlainTile>
  );
};

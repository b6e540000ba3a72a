import type { ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import { formatDate, formatTenths, formatTime } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useServerTime } from '../../state/use-server-time.ts';
import styles from './top-bar.module.css';

/** A difference smaller than this is not worth an operator's eye. */
const TOLD_OFFSET_MS = 2_000;

/** The server's time; tells when this PC's clock is wrong. */
export const ServerClockFace = (): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const nowUtcMs = useServerTime();
  const offsetMs = useSlice('tier', (replica) => selectTier(replica)?.clockOffsetMs ?? 0);
  const isOff = Math.abs(offsetMs) > TOLD_OFFSET_MS;
  const words = t(offsetMs > 0 ? 'common:clock.ahead' : 'common:clock.behind', { seconds: formatTenths(Math.abs(offsetMs) / 1_000, language) });
  return (
    <div className={styles['clock']} role="timer" aria-live="off" aria-label={t('common:clock.label')} title={t('common:clock.zone')}>
      {isOff && (
        <span className={styles['offset']} title={words}>
          <TriangleAlert size={14} aria-hidden />
          {`${offsetMs > 0 ? '−' : '+'}${formatTenths(Math.abs(offsetMs) / 1_000, language)} s`}
        </span>
      )}
      <time className={styles['time']}>{formatTime(nowUtcMs)}</time>
      <span className={styles['date']}>{formatDate(nowUtcMs)}</span>
    </div>
  );
};

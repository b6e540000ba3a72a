import type { ReactNode } from 'react';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { selectTier } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { useServerTime } from '../../state/use-server-time.ts';
import { BrandMark } from '../../ui/brand-mark.tsx';
import { ConnectionWords } from '../../ui/connection-words.tsx';
import styles from './standby.module.css';

interface StandbyProps {
  readonly reason: 'signedOut' | 'nothing' | 'deviceUnenrolled';
  readonly monitorNumber: number | null;
}

/** A monitor with nothing to show: calm, and clear about why. Names no camera. */
export const Standby = ({ reason, monitorNumber }: StandbyProps): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const tier = useSlice('tier', selectTier);
  const nowUtcMs = useServerTime();
  return (
    <div className={styles['standby']}>
      <div className={styles['brand']}>
        <BrandMark sizePx={72} />
        <div>
          <p className={styles['product']}>{t('common:product')}</p>
          <p className={styles['tier']}>{tier?.service?.name[language] ?? t('common:productLine')}</p>
        </div>
      </div>
      <div className={styles['clock']} role="timer" aria-live="off" aria-label={t('common:clock.label')}>
        <time className={styles['time']}>{formatTime(nowUtcMs)}</time>
        <p className={styles['date']}>{formatDate(nowUtcMs)}</p>
      </div>
      <div className={styles['words']}>
        {monitorNumber !== null && <p className={styles['monitor']}>{t('wall:monitor', { number: monitorNumber })}</p>}
        <p className={styles['reason']}>{t(`wall:standby.${reason}`)}</p>
        <p className={styles['hint']}>{t(`wall:standby.${reason}Hint`)}</p>
        {tier?.connection.kind === 'offline' && (
          <p className={styles['connection']}>
            <ConnectionWords tier={tier} withTime />
          </p>
        )}
      </div>
    </div>
  );
};

import type { ReactNode } from 'react';
import type { Notice } from '@contract/domain/escalation.ts';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './alarm-escalation.module.css';

const KNOWN = ['not-configured', 'no-address', 'quiet-hours'] as const;

/** Who was told, by what channel, and what became of it; newest first. */
export const NoticeList = ({ notices }: { readonly notices: readonly Notice[] }): ReactNode => {
  const t = useText();
  const detailOf = (detail: string): string => {
    const known = KNOWN.find((code) => code === detail);
    return known === undefined ? detail : t(`escalation:notices.detail.${known}`);
  };
  return (
    <div className={styles['part']}>
      <h3 className={styles['heading']}>{t('escalation:notices.title')}</h3>
      {notices.length === 0 && <p className={styles['muted']}>{t('escalation:notices.none')}</p>}
      <ul className={styles['rungs']}>
        {[...notices].sort((one, other) => other.utcMs - one.utcMs).map(({ id, utcMs, contactName, inPlaceOf, level, channel, state, detail, tries }) => (
          <li key={id} className={styles['notice']}>
            <time className={styles['time']}>{formatTime(utcMs)}</time>
            <span className={styles['strong']}>
              {contactName}
              {inPlaceOf !== '' && <span className={styles['muted']}>{` ${t('escalation:notices.inPlaceOf', { name: inPlaceOf })}`}</span>}
            </span>
            <span className={styles['result']} data-state={state}>
              {t(`escalation:notices.${state}`)}
            </span>
            <span className={styles['under']}>{[t(`escalation:level.${level}`), t(`escalation:channel.${channel}`), ...(detail === '' ? [] : [detailOf(detail)]), ...(tries > 1 ? [t('escalation:notices.tries', { count: tries })] : [])].join(' · ')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};

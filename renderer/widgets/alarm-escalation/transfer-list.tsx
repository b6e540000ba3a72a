import type { ReactNode } from 'react';
import type { Transfer } from '@contract/domain/escalation.ts';
import { formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import styles from './alarm-escalation.module.css';

/** Where an alarm went, who signed it, and what was answered. */
export const TransferList = ({ transfers }: { readonly transfers: readonly Transfer[] }): ReactNode => {
  const t = useText();
  const nowUtcMs = useServerTime();
  if (transfers.length === 0) return <p className={styles['muted']}>{t('escalation:transfer.none')}</p>;
  return (
    <ul className={styles['transfers']}>
      {transfers.map(({ id, from, to, by, reason, sentUtcMs, dueUtcMs, state, answers }) => {
        const isLate = dueUtcMs !== null && dueUtcMs < nowUtcMs && (state === 'sent' || state === 'accepted');
        return (
          <li key={id} className={styles['transfer']}>
            <p className={styles['row']}>
              <span className={styles['strong']}>{t('escalation:transfer.route', { from: from.name, to: to.name })}</span>
              <span className={styles['badge']} data-state={state}>
                {t(`escalation:transfer.state.${state}`)}
              </span>
            </p>
            <p className={styles['muted']}>{t('escalation:transfer.by', { name: by.name, time: formatShortMoment(sentUtcMs) })}</p>
            <p>{reason}</p>
            {dueUtcMs !== null && (
              <p className={styles['dueTime']} data-late={isLate || undefined}>
                {t(isLate ? 'escalation:transfer.overdue' : 'escalation:transfer.due', { time: formatShortMoment(dueUtcMs) })}
              </p>
            )}
            {answers.map((answer) => (
              <div key={`${String(answer.utcMs)} ${answer.state}`} className={styles['answer']}>
                <p className={styles['strong']}>{t(`escalation:transfer.state.${answer.state}`)}</p>
                <p className={styles['muted']}>{t('escalation:transfer.by', { name: answer.by.name, time: formatShortMoment(answer.utcMs) })}</p>
                {answer.reason !== '' && <p>{answer.reason}</p>}
              </div>
            ))}
          </li>
        );
      })}
    </ul>
  );
};

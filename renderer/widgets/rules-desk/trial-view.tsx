import type { ReactNode } from 'react';
import type { RuleTrial } from '@contract/domain/alarm-rule-test.ts';
import { formatNumber, formatShortMoment } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectLanguage } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import styles from './rules-desk.module.css';

const COUNTS = ['events', 'raised', 'suppressed', 'joined', 'delayed', 'dropped'] as const;

/** What a rule would have made of the alarms of the last 24 hours. */
export const TrialView = ({ trial }: { readonly trial: RuleTrial }): ReactNode => {
  const t = useText();
  const language = useSlice('settings', selectLanguage);
  return (
    <section className={styles['trial']} aria-label={t('rules:trial.title')} role="status">
      <h3 className={styles['heading']}>{t('rules:trial.title')}</h3>
      <dl className={styles['counts']}>
        {COUNTS.map((count) => (
          <div key={count} className={styles['count']}>
            <dt>{t(`rules:trial.${count}`)}</dt>
            <dd>{formatNumber(trial[count], language)}</dd>
          </div>
        ))}
      </dl>
      {trial.samples.length === 0 ? (
        <p className={styles['muted']}>{t('rules:trial.none')}</p>
      ) : (
        <table className={styles['samples']}>
          <thead>
            <tr>
              <th scope="col">{t('rules:trial.time')}</th>
              <th scope="col">{t('rules:trial.alarm')}</th>
              <th scope="col">{t('rules:trial.fate')}</th>
            </tr>
          </thead>
          <tbody>
            {trial.samples.map(({ utcMs, title, fate }, index) => (
              <tr key={index}>
                <td>{formatShortMoment(utcMs)}</td>
                <td>{title === '' ? t('alarms:restricted') : title}</td>
                <td>{t(`rules:fate.${fate}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
};

import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import styles from './alarm-statistics.module.css';

export interface Bar {
  readonly key: string;
  readonly name: ReactNode;
  readonly value: number;
  /** Said behind the number; null: nothing. */
  readonly more: string | null;
}

/** A table whose numbers are bars too: name, bar, number. `shown`: how many stand here, the rest is counted. */
export const Bars = ({ title, bars, shown = 12, empty }: { readonly title: string; readonly bars: readonly Bar[]; readonly shown?: number; readonly empty: string }): ReactNode => {
  const t = useText();
  const number = useNumberFormat();
  const most = Math.max(1, ...bars.map(({ value }) => value));
  return (
    <section className={styles['part']}>
      <h2>{title}</h2>
      {bars.length === 0 ? (
        <p className={styles['muted']}>{empty}</p>
      ) : (
        <table className={styles['bars']} aria-label={title}>
          {bars.some(({ more }) => more !== null) && (
            <thead>
              <tr>
                <td className={styles['name']} />
                <td />
                <td className={styles['number']} />
                <th scope="col">{t('statistics:falseOf')}</th>
              </tr>
            </thead>
          )}
          <tbody>
            {bars.slice(0, shown).map(({ key, name, value, more }) => (
              <tr key={key}>
                <th scope="row" className={styles['name']}>
                  {name}
                </th>
                <td className={styles['bar']} aria-hidden>
                  <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                    <rect width={(value / most) * 100} height="10" />
                  </svg>
                </td>
                <td className={styles['number']}>{number(value)}</td>
                <td className={styles['muted']}>{more}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {bars.length > shown && <p className={styles['muted']}>{t('statistics:more', { count: bars.length - shown })}</p>}
    </section>
  );
};

/** Counts by hour of the day, as columns side by side. */
export const Hours = ({ title, byHour }: { readonly title: string; readonly byHour: readonly number[] }): ReactNode => {
  const t = useText();
  const most = Math.max(1, ...byHour);
  return (
    <section className={styles['part']}>
      <h2>{title}</h2>
      <ol className={styles['hours']}>
        {byHour.map((count, hour) => (
          <li key={hour} title={`${String(hour).padStart(2, '0')}:00 – ${t('statistics:count', { count })}`}>
            <svg viewBox="0 0 10 100" preserveAspectRatio="none" aria-hidden>
              <rect y={100 - (count / most) * 100} width="10" height={(count / most) * 100} />
            </svg>
            <span aria-hidden>{hour % 3 === 0 ? String(hour).padStart(2, '0') : '\u00a0'}</span>
            <span className="visually-hidden">{`${String(hour).padStart(2, '0')}:00 ${t('statistics:count', { count })}`}</span>
          </li>
        ))}
      </ol>
    </section>
  );
};

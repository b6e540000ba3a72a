import type { ReactNode } from 'react';
import { falseRate, type AlarmStatistics, type Spread, type Tally } from '@contract/domain/alarm-statistics.ts';
import { formatTenths } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { AlarmShape } from '../../ui/alarm-shape.tsx';
import { EmptyNote } from '../../ui/empty-note.tsx';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { Bars, Hours } from './bars.tsx';
import { useDurationWords } from './use-duration-words.ts';
import styles from './alarm-statistics.module.css';

/** Share of false ones in words; a dash where none was judged. */
function useRateWords(): (tally: Tally) => string {
  const t = useText();
  const language = useLanguage();
  return (tally) => {
    const rate = falseRate(tally);
    return rate === null ? t('statistics:noRate') : t('statistics:falseRate', { rate: formatTenths(rate * 100, language), false: tally.false, judged: tally.judged });
  };
}

/** The statistics of a time, drawn. */
export const StatisticsView = ({ statistics }: { readonly statistics: AlarmStatistics }): ReactNode => {
  const t = useText();
  const number = useNumberFormat();
  const rateWords = useRateWords();
  const { all, open, merged, byKind, byPriority, byPlace, byHour, byOutcome, times, byCamera, byRule } = statistics;
  if (all.total === 0) return <EmptyNote title={t('statistics:none')}>{t('statistics:noneHint')}</EmptyNote>;
  const none = t('statistics:judgedNone');
  return (
    <>
      <dl className={styles['sums']}>
        <Sum name={t('statistics:total')} value={number(all.total)} />
        <Sum name={t('statistics:open')} value={number(open)} />
        <Sum name={t('statistics:merged')} value={number(merged)} />
        <Sum name={t('statistics:falseOf')} value={rateWords(all)} />
      </dl>
      <dl className={styles['sums']} aria-label={t('statistics:part.time')}>
        <Time name={t('statistics:time.acknowledge')} spread={times.acknowledge} />
        <Time name={t('statistics:time.claim')} spread={times.claim} />
        <Time name={t('statistics:time.close')} spread={times.close} />
      </dl>
      <div className={styles['parts']}>
        <Bars title={t('statistics:part.kind')} empty={none} bars={byKind.map((row) => ({ key: row.kind, name: t(`alarms:kind.${row.kind}`), value: row.total, more: rateWords(row) }))} />
        <Bars title={t('statistics:part.place')} empty={none} bars={byPlace.map((row) => ({ key: row.site, name: row.site === '' ? t('statistics:noPlace') : row.site, value: row.total, more: null }))} />
        <Hours title={t('statistics:part.hour')} byHour={byHour} />
        <Bars
          title={t('statistics:part.priority')}
          empty={none}
          bars={byPriority.map((row) => ({
            key: String(row.priority),
            name: (
              <span className={styles['priority']}>
                <AlarmShape priority={row.priority} className={styles['shape']} />
                {t(`content:alarms.priority.${row.priority}`)}
              </span>
            ),
            value: row.total,
            more: rateWords(row),
          }))}
        />
        <Bars title={t('statistics:part.outcome')} empty={none} bars={byOutcome.map(({ outcome, total }) => ({ key: outcome, name: t(`alarms:outcome.${outcome}`), value: total, more: null }))} />
        <Bars title={t('statistics:part.camera')} empty={none} bars={byCamera.map((row) => ({ key: row.camera, name: row.name, value: row.false, more: rateWords(row) }))} />
        <Bars title={t('statistics:part.rule')} empty={t('statistics:ruleNone')} bars={byRule.map((row) => ({ key: row.rule, name: row.name, value: row.false, more: rateWords(row) }))} />
      </div>
    </>
  );
};

const Sum = ({ name, value }: { readonly name: string; readonly value: string }): ReactNode => (
  <div>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </div>
);

const Time = ({ name, spread }: { readonly name: string; readonly spread: Spread | null }): ReactNode => {
  const t = useText();
  const words = useDurationWords();
  const number = useNumberFormat();
  return (
    <div>
      <dt>{name}</dt>
      {spread === null ? (
        <dd>{t('statistics:noTime')}</dd>
      ) : (
        <>
          <dd>
            {words(spread.medianMs)} <small>{t('statistics:median')}</small>
          </dd>
          <dd className={styles['muted']}>{`${t('statistics:p90')} ${words(spread.p90Ms)}, ${t('statistics:of', { count: spread.count, number: number(spread.count) })}`}</dd>
        </>
      )}
    </div>
  );
};

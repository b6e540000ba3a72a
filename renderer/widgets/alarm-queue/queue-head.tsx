import type { ReactNode } from 'react';
import { Activity, Gauge, Siren, TriangleAlert, type LucideIcon } from 'lucide-react';
import { ALARM_PRIORITIES, type AlarmPriority } from '@contract/domain/alarm.ts';
import type { FloodBand } from '@contract/domain/alarm-queue.ts';
import { useText } from '../../i18n/use-text.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { AlarmShape } from '../../ui/alarm-shape.tsx';
import { priorityWord } from '../../ui/alarm-words.ts';
import { useNumberFormat } from '../../ui/error-sentence.ts';
import { selectAlarmDesk } from './use-alarm-queue.ts';
import styles from './queue-head.module.css';

/** Shape of each band; colour is for the two that are too much. */
const BAND_SHAPE: Readonly<Record<FloodBand, LucideIcon>> = { calm: Activity, manageable: Gauge, high: TriangleAlert, flood: Siren };
/** Alarms in ten minutes at the right end of the meter. */
const METER_END = 15;

/** What waits, always in sight: by priority, mine, shelved, suppressed, and how much is coming in. */
export const QueueHead = (): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const desk = useSlice('alarmDesk', selectAlarmDesk);
  const filter = useView((view) => view.alarms.filter);
  const { keepAlarms } = useViewActions();
  const counts = desk?.counts;
  const sums = [
    ['mine', counts?.mine],
    ['forMe', counts?.forMe],
    ['shelved', counts?.shelved],
    ['suppressed', counts?.suppressed],
  ] as const;
  const only = (priority: AlarmPriority): void => {
    const isOnly = filter.show === 'queue' && filter.priorities.length === 1 && filter.priorities[0] === priority;
    keepAlarms({ filter: { ...filter, show: 'queue', priorities: isOnly ? [] : [priority] } });
  };
  return (
    <div className={styles['head']}>
      <div className={styles['priorities']} role="group" aria-label={t('alarms:head.counters')}>
        {ALARM_PRIORITIES.map((priority) => {
          const unseen = counts?.unseen[priority] ?? 0;
          const open = counts?.open[priority] ?? 0;
          return (
            <button
              key={priority}
              type="button"
              className={styles['priority']}
              data-priority={priority}
              data-unseen={unseen > 0}
              aria-pressed={filter.priorities.includes(priority)}
              title={t('alarms:head.priority', { priority: priorityWord(t, priority), unseen: format(unseen), open: format(open) })}
              onClick={() => {
                only(priority);
              }}
            >
              <AlarmShape priority={priority} className={styles['shape']} />
              <span className={styles['word']}>{priorityWord(t, priority)}</span>
              <span className={styles['open']}>{format(open)}</span>
              <span className={styles['unseen']}>{t('alarms:head.unseen', { count: unseen })}</span>
            </button>
          );
        })}
      </div>
      <dl className={styles['sums']}>
        {sums.map(([name, count]) => (
          <div key={name} className={styles['sum']} data-sum={name}>
            <dt>{t(`alarms:head.${name}`)}</dt>
            <dd>{format(count ?? 0)}</dd>
          </div>
        ))}
      </dl>
      <Rate band={desk?.band ?? 'calm'} inTenMinutes={desk?.inTenMinutes ?? 0} />
    </div>
  );
};

const Rate = ({ band, inTenMinutes }: { readonly band: FloodBand; readonly inTenMinutes: number }): ReactNode => {
  const t = useText();
  const format = useNumberFormat();
  const Shape = BAND_SHAPE[band];
  const words = t('alarms:head.rateWords', { count: format(inTenMinutes), band: t(`alarms:head.band.${band}`) });
  return (
    <div className={styles['rate']} data-band={band} title={t('alarms:head.rateTip')}>
      <span className={styles['rateName']}>{t('alarms:head.rate')}</span>
      <span className={styles['rateWords']} role="status" aria-label={words}>
        <Shape size={16} aria-hidden />
        <strong>{t(`alarms:head.band.${band}`)}</strong>
        <span className={styles['rateNumber']}>{format(inTenMinutes)}</span>
      </span>
      <span className={styles['meter']} role="meter" aria-label={t('alarms:head.rate')} aria-valuemin={0} aria-valuemax={METER_END} aria-valuenow={Math.min(METER_END, inTenMinutes)} aria-valuetext={words}>
        <span className={styles['meterFill']} style={{ width: `${String(Math.min(100, (inTenMinutes / METER_END) * 100))}%` }} />
      </span>
    </div>
  );
};

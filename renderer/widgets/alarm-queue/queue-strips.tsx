import { useMemo, type ReactNode } from 'react';
import { Clock, History, Siren, TriangleAlert, WifiOff } from 'lucide-react';
import { isErrorCode } from '@contract/domain/error-code.ts';
import type { MissedInterval } from '@contract/domain/alarm-queue.ts';
import type { OutboxRecord } from '@contract/state/slices.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { alarmTitle } from '../../ui/alarm-words.ts';
import { Button } from '../../ui/button.tsx';
import { selectAlarmDesk } from './use-alarm-queue.ts';
import styles from './queue-strips.module.css';

/** Most lines of an outbox that are told one by one. */
const MOST_TOLD = 4;

interface FloodProps {
  /** Bursts are grouped now. */
  readonly isGrouped: boolean;
  readonly onGroup: (on: boolean) => void;
}

/** What must be known about the list itself. Below the rows, so that none of them moves when something comes or goes. */
export const QueueStrips = ({ isGrouped, onGroup }: FloodProps): ReactNode => {
  const t = useText();
  const desk = useSlice('alarmDesk', selectAlarmDesk);
  return (
    <>
      {desk?.missed.map((interval) => <Missed key={interval.gap} interval={interval} />)}
      {desk !== null && !desk.isCurrent && (
        <p className={styles['strip']} role="status">
          <WifiOff size={16} aria-hidden />
          <span className={styles['words']}>{t('alarms:kept')}</span>
        </p>
      )}
      {desk?.band === 'flood' && <Flood isGrouped={isGrouped} onGroup={onGroup} />}
      <Outbox />
    </>
  );
};

const Missed = ({ interval: { gap, fromUtcMs, untilUtcMs } }: { readonly interval: MissedInterval }): ReactNode => {
  const t = useText();
  const { alarms } = useCommands();
  const days = { fromDay: formatDate(fromUtcMs), untilDay: formatDate(untilUtcMs) };
  const times = { from: formatTime(fromUtcMs), until: formatTime(untilUtcMs) };
  return (
    <div className={styles['strip']} data-strip="missed" role="alert">
      <TriangleAlert size={16} aria-hidden className={styles['abnormal']} />
      <span className={styles['words']}>{days.fromDay === days.untilDay ? t('alarms:missed.words', times) : t('alarms:missed.wordsDays', { ...times, ...days })}</span>
      <Button
        onClick={() => {
          alarms.gapSeen(gap);
        }}
      >
        {t('alarms:missed.seen')}
      </Button>
    </div>
  );
};

const Flood = ({ isGrouped, onGroup }: FloodProps): ReactNode => {
  const t = useText();
  return (
    <div className={styles['strip']} data-strip="flood" role="status">
      <Siren size={16} aria-hidden className={styles['abnormal']} />
      <span className={styles['words']}>{t(isGrouped ? 'alarms:flood.words' : 'alarms:flood.offWords')}</span>
      <Button
        onClick={() => {
          onGroup(!isGrouped);
        }}
      >
        {t(isGrouped ? 'alarms:flood.off' : 'alarms:flood.on')}
      </Button>
    </div>
  );
};

/** Acts that wait for the server, and what became of those that waited, until read. */
const Outbox = (): ReactNode => {
  const t = useText();
  const { alarms } = useCommands();
  const records = useSlice('alarmOutbox', selectRecords<OutboxRecord>);
  const [waiting, told] = useMemo(() => {
    const all = [...records.values()].sort((one, other) => one.madeUtcMs - other.madeUtcMs);
    return [all.filter(({ state }) => state === 'waiting'), all.filter(({ state }) => state !== 'waiting')];
  }, [records]);
  if (waiting.length + told.length === 0) return null;
  return (
    <section className={styles['outbox']} aria-label={t('alarms:outbox.title')} data-strip="outbox">
      {waiting.length > 0 && (
        <p className={styles['strip']} role="status">
          <Clock size={16} aria-hidden />
          <span className={styles['words']}>
            <strong>{t('alarms:outbox.waiting', { count: waiting.length })}</strong> {t('alarms:outbox.waitingHint')}
          </span>
        </p>
      )}
      {told.slice(0, MOST_TOLD).map((item) => {
        const values = { act: t(`alarms:act.${item.act}`), title: alarmTitle(t, item), time: formatTime(item.madeUtcMs) };
        return (
          <div key={item.id} className={styles['strip']} data-outbox={item.state} role="status">
            {item.state === 'refused' ? <TriangleAlert size={16} aria-hidden className={styles['abnormal']} /> : <History size={16} aria-hidden />}
            <span className={styles['words']}>{item.state === 'refused' ? t('alarms:outbox.refused', { ...values, why: item.code !== null && isErrorCode(item.code) ? t(`errors:${item.code}`) : (item.code ?? '') }) : t('alarms:outbox.done', values)}</span>
            <Button
              aria-label={t('alarms:outbox.seenOf', values)}
              onClick={() => {
                alarms.outboxSeen(item.id);
              }}
            >
              {t('alarms:outbox.seen')}
            </Button>
          </div>
        );
      })}
      {told.length > 1 && (
        <div className={styles['strip']}>
          <span className={styles['words']}>{told.length > MOST_TOLD && t('alarms:outbox.more', { count: told.length - MOST_TOLD })}</span>
          <Button
            onClick={() => {
              for (const { id } of told) alarms.outboxSeen(id);
            }}
          >
            {t('alarms:outbox.seenAll')}
          </Button>
        </div>
      )}
    </section>
  );
};

import type { ReactNode } from 'react';
import type { AlarmStep } from '@contract/domain/alarm.ts';
import { LEVELS } from '@contract/domain/escalation.ts';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { PageSection } from '../camera-page/index.ts';
import styles from './alarm-view.module.css';

type Text = ReturnType<typeof useText>;
type Act = AlarmStep['act'];

/** A level as a person calls it; one this console does not know as the server does. */
function levelWords(t: Text, level: string): string {
  const known = LEVELS.find((each) => each === level);
  return known === undefined ? level : t(`escalation:level.${known}`);
}

/** What was done, in words. */
function actWords(t: Text, act: Act): string {
  switch (act.kind) {
    case 'claim':
      return t(act.takeOver === undefined ? 'alarms:step.claim' : 'alarms:step.takeOver');
    case 'assign':
      return t('alarms:step.assign', { name: act.to.name });
    case 'resolve':
    case 'false':
      return t(`alarms:step.${act.kind}`, { outcome: t(`alarms:outcome.${act.outcome}`) });
    case 'shelve':
      return t('alarms:step.shelve', { time: formatTime(act.untilUtcMs).slice(0, 5) });
    case 'suppress':
      return t('alarms:step.suppress', { name: act.ruleName });
    case 'escalated':
      return t('alarms:step.escalated', { level: levelWords(t, act.level) });
    case 'transferred':
      return `${t('alarms:step.transferred', { name: act.toName })} (${t(`alarms:view.transfer.${act.how}`, { name: act.toName })})`;
    case 'raised':
    case 'acknowledge':
    case 'release':
    case 'start':
    case 'merge':
    case 'close':
    case 'unshelve':
    case 'unsuppress':
    case 'note':
    case 'undo':
      return t(`alarms:step.${act.kind}`);
  }
}

/** Why, as it was typed; empty: nothing was. */
function whyWords(act: Act): string {
  if ('reason' in act) return act.reason;
  if ('note' in act) return act.note;
  if ('text' in act) return act.text;
  return act.kind === 'claim' ? (act.takeOver ?? '') : '';
}

/** Who did what, when, where and why; the newest first. */
export const AlarmRecord = ({ steps }: { readonly steps: readonly AlarmStep[] }): ReactNode => {
  const t = useText();
  const newest = [...steps].sort((one, other) => other.utcMs - one.utcMs || other.version - one.version);
  return (
    <PageSection title={t('alarms:view.record')}>
      {newest.length === 0 && <p className={styles['quiet']}>{t('alarms:view.recordNone')}</p>}
      <ol className={styles['record']}>
        {newest.map((step, index) => {
          const { by, act, utcMs } = step;
          const why = whyWords(act);
          return (
            <li key={`${String(step.version)} ${String(index)}`} className={styles['step']}>
              <time className={styles['stepTime']} title={formatDate(utcMs)}>
                {formatTime(utcMs)}
              </time>
              <span className={styles['stepWords']}>
                <strong>{actWords(t, act)}</strong>
                <span className={styles['stepBy']}>{[by.unitName === '' || by.unitName === by.name ? by.name : t('alarms:step.by', { name: by.name, unit: by.unitName }), by.workstation !== '' && t('alarms:step.at', { workstation: by.workstation })].filter(Boolean).join(' ')}</span>
                {why !== '' && <span className={styles['stepWhy']}>{why}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </PageSection>
  );
};

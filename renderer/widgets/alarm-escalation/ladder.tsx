import type { ReactNode } from 'react';
import { ArrowUp, Check, Circle, Clock, Minus } from 'lucide-react';
import type { Alarm } from '@contract/domain/alarm.ts';
import { stillHolds } from '@contract/domain/escalation-plan.ts';
import type { EscalationPlan } from '@contract/domain/escalation.ts';
import { formatCountdown } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import styles from './alarm-escalation.module.css';

type StepState = 'taken' | 'next' | 'late' | 'later' | 'idle';

const SHAPE = { taken: Check, next: Clock, late: ArrowUp, later: Circle, idle: Minus } as const;

/** The rungs of the plan of an alarm: told, next with its time running down, and still to come. `plan` undefined: not known yet. */
export const Ladder = ({ alarm, plan }: { readonly alarm: Alarm; readonly plan: EscalationPlan | null | undefined }): ReactNode => {
  const t = useText();
  const nowUtcMs = useServerTime();
  const { steps: taken, nextUtcMs } = alarm.climb;
  if (plan === undefined) return nextUtcMs === null ? null : <p className={styles['muted']}>{t('escalation:ladder.next', { time: formatCountdown(nextUtcMs - nowUtcMs) })}</p>;
  if (plan === null) return <p className={styles['muted']}>{t('escalation:ladder.none')}</p>;
  const next = nextUtcMs === null ? -1 : plan.steps.findIndex((step, index) => index >= taken && stillHolds(step.cause, alarm));
  const stateOf = (index: number, cause: EscalationPlan['steps'][number]['cause']): StepState => {
    if (index < taken) return 'taken';
    if (index === next) return nextUtcMs !== null && nextUtcMs <= nowUtcMs ? 'late' : 'next';
    return stillHolds(cause, alarm) ? 'later' : 'idle';
  };
  return (
    <div className={styles['part']}>
      <h3 className={styles['heading']}>{t('escalation:ladder.title')}</h3>
      <p className={styles['muted']}>{t('escalation:ladder.plan', { name: plan.name })}</p>
      <ol className={styles['rungs']}>
        {plan.steps.map(({ cause, afterS, level, channels }, index) => {
          const state = stateOf(index, cause);
          const Shape = SHAPE[state];
          return (
            <li key={index} className={styles['rung']} data-state={state} aria-current={state === 'next' || state === 'late' ? 'step' : undefined}>
              <Shape className={styles['shape']} size={16} aria-hidden />
              <span className={styles['strong']}>{t(`escalation:level.${level}`)}</span>
              <span className={styles['result']}>{t(`escalation:ladder.${state}`, { time: nextUtcMs === null ? '' : formatCountdown(nextUtcMs - nowUtcMs) })}</span>
              <span className={styles['under']}>{`${t(`escalation:cause.${cause}`)}, ${t('escalation:ladder.after', { time: formatCountdown(afterS * 1_000) })} · ${channels.map((channel) => t(`escalation:channel.${channel}`)).join(', ')}`}</span>
            </li>
          );
        })}
      </ol>
    </div>
  );
};

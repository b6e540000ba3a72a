import type { ReactNode } from 'react';
import type { EscalationPlan } from '@contract/domain/escalation.ts';
import type { PlanId } from '@contract/domain/units.ts';
import { useText } from '../../i18n/use-text.ts';
import styles from './escalation-desk.module.css';

interface PlanListProps {
  readonly plans: readonly EscalationPlan[];
  readonly openId: PlanId | null;
  readonly onOpen: (plan: EscalationPlan) => void;
}

/** The plans in the order they are looked through. */
export const PlanList = ({ plans, openId, onOpen }: PlanListProps): ReactNode => {
  const t = useText();
  if (plans.length === 0) return <p className={styles['warning']}>{t('escalation:desk.noPlans')}</p>;
  return (
    <ol className={styles['list']}>
      {plans.map((plan) => (
        <li key={plan.id}>
          <button
            type="button"
            className={styles['line']}
            aria-current={plan.id === openId || undefined}
            onClick={() => {
              onOpen(plan);
            }}
          >
            <span className={styles['strong']}>{plan.name}</span>
            <span className={styles['muted']}>
              {[
                plan.kinds.length === 0 ? t('escalation:plan.allKinds') : plan.kinds.map((kind) => t(`alarms:kind.${kind}`)).join(', '),
                plan.priorityAtLeast === 1 ? t('escalation:plan.priorityOne') : t('escalation:plan.priorityLine', { priority: plan.priorityAtLeast }),
                t('escalation:plan.stepCount', { count: plan.steps.length }),
              ].join(' · ')}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
};

import { useEffect, useState, type ReactNode } from 'react';
import { isClosed } from '@contract/domain/alarm.ts';
import type { AlarmDetailView } from '@contract/domain/alarm-queue.ts';
import { planFor } from '@contract/domain/escalation-plan.ts';
import type { EscalationPlan } from '@contract/domain/escalation.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { holdsRight, selectPerson, selectRecords } from '../../state/selectors/records.ts';
import { useSlice } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { AnswerForm } from './answer-form.tsx';
import { Ladder } from './ladder.tsx';
import { NoticeList } from './notice-list.tsx';
import { TransferForm } from './transfer-form.tsx';
import { TransferList } from './transfer-list.tsx';
import styles from './alarm-escalation.module.css';

/** How far an alarm climbed, who was told of it, and what other tiers it was given to. */
export const EscalationPanel = ({ detail }: { readonly detail: AlarmDetailView }): ReactNode => {
  const t = useText();
  const { escalation } = useCommands();
  const person = useSlice('session', selectPerson);
  const serverId = [...useSlice('tier', selectRecords).values()][0]?.service?.serverId ?? '';
  const [plans, setPlans] = useState<readonly EscalationPlan[] | null>(null);
  const [isGiving, setGiving] = useState(false);
  const { alarm, notices, transfers, isCached } = detail;
  const mayHandle = holdsRight(person, 'alarm.handle');
  useEffect(() => {
    if (!mayHandle || isCached) return undefined;
    let isGone = false;
    void escalation.plans().then((answer) => {
      if (!isGone && answer.ok) setPlans(answer.value);
    });
    return () => {
      isGone = true;
    };
  }, [escalation, mayHandle, isCached]);
  const waiting = transfers.find(({ to, state }) => to.serverId === serverId && (state === 'sent' || state === 'accepted'));
  const isAway = transfers.some(({ from, state }) => from.serverId === serverId && state !== 'returned');
  const canAct = mayHandle && !isCached && !isClosed(alarm);
  // What waits for an answer here stands first.
  const given = (
    <div className={styles['part']}>
      <h3 className={styles['heading']}>{t('escalation:transfer.title')}</h3>
      <TransferList transfers={transfers} />
      {canAct && waiting !== undefined && <AnswerForm key={`${waiting.id} ${waiting.state}`} transfer={waiting} />}
      {canAct && waiting === undefined && !isAway && !isGiving && (
        <Button
          onClick={() => {
            setGiving(true);
          }}
        >
          {t('escalation:transfer.new')}
        </Button>
      )}
      {canAct && waiting === undefined && !isAway && isGiving && (
        <TransferForm
          alarm={alarm.id}
          onDone={() => {
            setGiving(false);
          }}
        />
      )}
    </div>
  );
  return (
    <section className={styles['panel']} aria-label={t('escalation:title')}>
      {isCached && <p className={styles['muted']}>{t('escalation:offline')}</p>}
      {waiting !== undefined && given}
      <Ladder alarm={alarm} plan={plans === null ? undefined : planFor(plans, alarm)} />
      <NoticeList notices={notices} />
      {waiting === undefined && given}
    </section>
  );
};

import { useState, type ReactNode } from 'react';
import { REASON_MIN } from '@contract/domain/alarm.ts';
import type { AlarmId } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useWindowState } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { CodeField, DueChoice, dueFrom, ReasonField, TargetChoice } from './signed-fields.tsx';
import styles from './alarm-escalation.module.css';

/** Gives an alarm to another tier, signed with the person's second factor. */
export const TransferForm = ({ alarm, onDone }: { readonly alarm: AlarmId; readonly onDone: () => void }): ReactNode => {
  const t = useText();
  const { escalation } = useCommands();
  const { clock } = useWindowState();
  const sentence = useErrorSentence();
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [due, setDue] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const send = async (): Promise<void> => {
    if (to === '' || reason.trim().length < REASON_MIN || code.length !== 6) return setProblem(t('escalation:transfer.missing'));
    setBusy(true);
    const answer = await escalation.transfer(alarm, to, reason.trim(), dueFrom(due, clock.nowUtcMs()), code);
    setBusy(false);
    if (answer.ok) return onDone();
    setCode('');
    return setProblem(sentence(answer.error));
  };
  return (
    <form
      className={styles['form']}
      aria-label={t('escalation:transfer.new')}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <TargetChoice value={to} onChange={setTo} />
      <ReasonField label={t('escalation:transfer.reason')} value={reason} onChange={setReason} />
      <DueChoice value={due} onChange={setDue} />
      <CodeField value={code} onChange={setCode} />
      <FormProblem problem={problem} />
      <div className={formLook.buttons}>
        <Button look="primary" type="submit" disabled={isBusy}>
          {t('escalation:transfer.send')}
        </Button>
        <Button onClick={onDone}>{t('escalation:transfer.cancel')}</Button>
      </div>
    </form>
  );
};

import { useState, type ReactNode } from 'react';
import { REASON_MIN } from '@contract/domain/alarm.ts';
import type { Transfer } from '@contract/domain/escalation.ts';
import type { Result } from '@contract/domain/result.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { useWindowState } from '../../state/state-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem } from '../../ui/form.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { CodeField, DueChoice, dueFrom, ReasonField, TargetChoice } from './signed-fields.tsx';
import styles from './alarm-escalation.module.css';

type Kind = 'accepted' | 'returned' | 'passed-on';

/** Answers an alarm another tier gave: accept it, return it with a reason, or pass it on. Signed with the person's second factor. */
export const AnswerForm = ({ transfer: { id, from, state } }: { readonly transfer: Transfer }): ReactNode => {
  const t = useText();
  const { escalation } = useCommands();
  const { clock } = useWindowState();
  const sentence = useErrorSentence();
  const kinds: readonly Kind[] = state === 'sent' ? ['accepted', 'returned', 'passed-on'] : ['returned', 'passed-on'];
  const [kind, setKind] = useState<Kind>(kinds[0] ?? 'returned');
  const [to, setTo] = useState('');
  const [reason, setReason] = useState('');
  const [due, setDue] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const isComplete = code.length === 6 && (kind === 'accepted' || reason.trim().length >= REASON_MIN) && (kind !== 'passed-on' || to !== '');
  const ask = (): Promise<Result<Transfer>> => {
    const words = reason.trim();
    return escalation.answer(id, kind === 'passed-on' ? { state: kind, reason: words, to, dueUtcMs: dueFrom(due, clock.nowUtcMs()) } : { state: kind, reason: words }, code);
  };
  const send = async (): Promise<void> => {
    if (!isComplete) return setProblem(t('escalation:transfer.missing'));
    setBusy(true);
    const answer = await ask();
    setBusy(false);
    setCode('');
    return setProblem(answer.ok ? null : sentence(answer.error));
  };
  const title = t('escalation:transfer.answerTitle', { name: from.name });
  return (
    <form
      className={styles['form']}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p className={styles['strong']}>{title}</p>
      <Segmented label={title} value={kind} options={kinds.map((value) => ({ value, name: t(`escalation:transfer.answer.${value}`), content: t(`escalation:transfer.answer.${value}`) }))} onPick={setKind} />
      {kind === 'passed-on' && <TargetChoice value={to} onChange={setTo} without={from.serverId} />}
      <ReasonField label={t(kind === 'accepted' ? 'escalation:transfer.note' : 'escalation:transfer.reason')} value={reason} onChange={setReason} />
      {kind === 'passed-on' && <DueChoice value={due} onChange={setDue} />}
      <CodeField value={code} onChange={setCode} />
      <FormProblem problem={problem} />
      <Button look="primary" type="submit" disabled={isBusy}>
        {t('escalation:transfer.sendAnswer')}
      </Button>
    </form>
  );
};

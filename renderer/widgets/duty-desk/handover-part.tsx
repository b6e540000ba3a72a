import { useState, type ReactNode } from 'react';
import type { Handover } from '@contract/domain/duty.ts';
import { SHEET_NOTES_MAX } from '@contract/domain/duty-sheet.ts';
import type { Person } from '@contract/domain/person.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatDate, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { FormProblem, formLook } from '../../ui/form.tsx';
import { PrintButton } from './print-button.tsx';
import { SheetView } from './sheet-view.tsx';
import { SignBox } from './sign-box.tsx';
import styles from './duty-desk.module.css';

interface HandoverPartProps {
  /** The one under way; null: none. */
  readonly handover: Handover | null;
  readonly person: Person;
  readonly isOnDuty: boolean;
  readonly isOnline: boolean;
}

/** The handover under way: made, looked through, signed by both in place, printed. */
export const HandoverPart = ({ handover, person, isOnDuty, isOnline }: HandoverPartProps): ReactNode => {
  const t = useText();
  // Signed by both it leaves the record of what is under way; here it stays to be printed.
  const [signed, setSigned] = useState<Handover | null>(null);
  const shown = handover ?? (signed?.state === 'signed' ? signed : null);
  const isMine = shown?.from.personId === person.id;
  return (
    <section className={styles['handover']} aria-label={t('duty:handover.title')}>
      <h2>{t('duty:handover.title')}</h2>
      {shown?.state === 'signed' && (
        <p className={styles['done']} role="status">
          {t('duty:handover.signed', { name: shown.to?.name ?? '' })}
        </p>
      )}
      {(shown === null || (shown.state !== 'open' && isOnDuty)) && <MakeForm isOnDuty={isOnDuty} isOnline={isOnline} first={null} />}
      {shown !== null && (
        <>
          {shown.state === 'open' && !isMine && <p>{t('duty:handover.theirs', { name: shown.from.name })}</p>}
          <p className={styles['muted']}>{t('duty:handover.madeAt', { time: formatTime(shown.madeUtcMs), date: formatDate(shown.madeUtcMs), workstation: shown.from.workstation })}</p>
          <div className={styles['paper']} tabIndex={0} role="region" aria-label={t('duty:handover.sheet')}>
            <SheetView sheet={shown.sheet} />
          </div>
          {shown.state === 'open' && (
            <div className={styles['signatures']}>
              <SignBox key={`${shown.id} from`} side="from" handover={shown} person={person} isOff={!isOnline || !isMine} onSigned={setSigned} />
              <SignBox key={`${shown.id} to`} side="to" handover={shown} person={person} isOff={!isOnline} onSigned={setSigned} />
            </div>
          )}
          <div className={formLook.buttons}>
            <PrintButton handover={shown} />
            {shown.state === 'open' && isMine && <Withdraw handover={shown} isOff={!isOnline} />}
          </div>
          {shown.state === 'open' && isMine && shown.signatures.length === 0 && <MakeForm key={shown.id} isOnDuty={isOnDuty} isOnline={isOnline} first={shown.sheet.notes} />}
        </>
      )}
    </section>
  );
};

/** `first`: the notes of the sheet it makes anew; null: it makes the first one. */
const MakeForm = ({ isOnDuty, isOnline, first }: { readonly isOnDuty: boolean; readonly isOnline: boolean; readonly first: string | null }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const [notes, setNotes] = useState(first ?? '');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const make = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const answer = await commands.duty.handOver(notes);
    setBusy(false);
    if (!answer.ok) setProblem(sentence(answer.error));
  };
  if (!isOnDuty) return <p className={styles['muted']}>{t('duty:handover.needsShift')}</p>;
  return (
    <form
      className={styles['make']}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      {first === null && <p>{t('duty:handover.makeHint')}</p>}
      <label className={formLook.line}>
        {t('duty:handover.notes')}
        <textarea className="field-box" rows={first === null ? 5 : 2} maxLength={SHEET_NOTES_MAX} value={notes} placeholder={t('duty:handover.notesHint')} onChange={(event) => { setNotes(event.target.value); }} />
      </label>
      <div className={formLook.buttons}>
        <Button type="submit" look={first === null ? 'primary' : 'plain'} disabled={isBusy || !isOnline}>
          {t(first === null ? 'duty:handover.make' : 'duty:handover.remake')}
        </Button>
      </div>
      <FormProblem problem={problem} />
    </form>
  );
};

const Withdraw = ({ handover, isOff }: { readonly handover: Handover; readonly isOff: boolean }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const [problem, setProblem] = useState<string | null>(null);
  const withdraw = async (): Promise<void> => {
    const answer = await commands.duty.withdraw(handover.id);
    if (!answer.ok) setProblem(sentence(answer.error));
  };
  return (
    <>
      <Button disabled={isOff} onClick={() => void withdraw()}>
        {t('duty:handover.withdraw')}
      </Button>
      <FormProblem problem={problem} />
    </>
  );
};

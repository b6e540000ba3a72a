import { useState, type FormEvent, type ReactNode } from 'react';
import { Check } from 'lucide-react';
import type { Handover } from '@contract/domain/duty.ts';
import type { Person } from '@contract/domain/person.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './duty-desk.module.css';

const CODE = /^[0-9]{6}$/;

interface SignBoxProps {
  readonly side: 'from' | 'to';
  readonly handover: Handover;
  readonly person: Person;
  readonly isOff: boolean;
  /** As it stands with this signature. */
  readonly onSigned: (handover: Handover) => void;
}

/** Where one side signs with a code of their own factor: the giver, or at the same desk the taker with their user name. */
export const SignBox = ({ side, handover, person, isOff, onSigned }: SignBoxProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const sentence = useErrorSentence();
  const isGiver = handover.from.personId === person.id;
  // At their own desk the taker is who is signed in.
  const [username, setUsername] = useState(side === 'to' && isGiver ? '' : person.username);
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const signature = handover.signatures.find((known) => known.side === side);
  const isNamed = side === 'to' && isGiver;
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (username.trim() === '' || !CODE.test(code)) {
      setProblem(t('duty:sign.missing'));
      return;
    }
    setBusy(true);
    setProblem(null);
    const answer = await commands.duty.sign(handover.id, side, username, code);
    setBusy(false);
    setCode('');
    if (answer.ok) onSigned(answer.value);
    else setProblem(sentence(answer.error));
  };
  const title = t(`duty:sign.${side}`);
  return (
    <form className={styles['sign']} noValidate aria-label={title} onSubmit={(event) => void submit(event)}>
      <h3>{title}</h3>
      {signature !== undefined ? (
        <p className={styles['signed']}>
          <Check size={16} aria-hidden />
          {t('duty:sign.done', { name: signature.name, time: formatTime(signature.utcMs) })}
        </p>
      ) : (
        <>
          <p className={styles['muted']}>{side === 'from' ? t('duty:sign.fromHint', { name: handover.from.name }) : t('duty:sign.toHint')}</p>
          {!isOff && (
            <>
              {isNamed && <TextField label={t('duty:sign.username')} value={username} maxLength={100} autoComplete="off" spellCheck={false} onChange={(event) => { setUsername(event.target.value); }} />}
              <TextField
                label={t('duty:sign.code')}
                hint={t('duty:sign.codeHint')}
                error={problem}
                look="code"
                inputMode="numeric"
                autoComplete="off"
                maxLength={6}
                value={code}
                onChange={(event) => { setCode(event.target.value.replace(/\D/g, '')); }}
              />
              <Button type="submit" look="primary" disabled={isBusy}>
                {t(side === 'from' ? 'duty:sign.signFrom' : 'duty:sign.signTo')}
              </Button>
            </>
          )}
        </>
      )}
    </form>
  );
};

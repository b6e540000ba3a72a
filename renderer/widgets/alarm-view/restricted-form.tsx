import { useState, type ReactNode } from 'react';
import { Lock } from 'lucide-react';
import type { AppError, Result } from '@contract/domain/result.ts';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { TextField } from '../../ui/text-field.tsx';
import styles from './alarm-view.module.css';

const CODE_DIGITS = 6;

/** What a restricted alarm is about is told for a fresh code of the second factor, in place. */
export const RestrictedForm = ({ onOpen }: { readonly onOpen: (code: string) => Promise<Result<null>> }): ReactNode => {
  const t = useText();
  const sentence = useErrorSentence();
  const [code, setCode] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<AppError | null>(null);
  const send = async (): Promise<void> => {
    setBusy(true);
    const answer = await onOpen(code);
    setBusy(false);
    setCode('');
    setError(answer.ok ? null : answer.error);
  };
  return (
    <form
      className={styles['restricted']}
      onSubmit={(event) => {
        event.preventDefault();
        if (code.length === CODE_DIGITS && !isBusy) void send();
      }}
    >
      <p className={styles['restrictedWords']}>
        <Lock size={18} aria-hidden />
        {t('alarms:view.restrictedWords')}
      </p>
      <TextField
        label={t('alarms:view.code')}
        hint={t('alarms:view.codeHint')}
        look="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        error={error === null ? null : sentence(error)}
        onChange={(event) => {
          setCode(event.target.value.replace(/[^0-9]/g, '').slice(0, CODE_DIGITS));
        }}
      />
      <Button type="submit" look="primary" disabled={code.length !== CODE_DIGITS || isBusy}>
        {t('alarms:view.open')}
      </Button>
    </form>
  );
};

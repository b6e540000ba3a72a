import { useRef, useState, type ReactNode } from 'react';
import type { UtcMs } from '@contract/domain/units.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatCountdown } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { CODE_DIGITS, codeDigits } from './code-digits.ts';
import { useSubmit } from './use-submit.ts';
import styles from './sign-in-form.module.css';

interface CodeFormProps {
  readonly title: string;
  readonly expiresUtcMs: UtcMs;
  readonly hint?: string;
}

/** The six digits of the second factor. */
export const CodeForm = ({ title, expiresUtcMs, hint }: CodeFormProps): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { isBusy, error, tell, send } = useSubmit();
  const [code, setCode] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const leftMs = expiresUtcMs - useServerTime();
  const submit = async (): Promise<void> => {
    if (code.length !== CODE_DIGITS) {
      tell(t('signin:code.incomplete'));
      field.current?.focus();
      return;
    }
    const done = await send(() => commands.confirmCode(code));
    if (!done) {
      setCode('');
      field.current?.focus();
    }
  };
  return (
    <form
      className={styles['form']}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        ref={field}
        label={t('signin:code.label')}
        hint={hint ?? t('signin:code.hint')}
        error={error}
        look="code"
        value={code}
        autoFocus
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        onChange={(event) => {
          setCode(codeDigits(event.target.value));
        }}
      />
      <Button type="submit" look="primary" size="large" disabled={isBusy}>
        {isBusy ? t('signin:working') : t('signin:code.submit')}
      </Button>
      <div className={styles['below']}>
        <Button
          look="quiet"
          onClick={() => {
            commands.cancelSignIn();
          }}
        >
          {t('signin:code.back')}
        </Button>
        <span className="tabular">{leftMs > 0 ? t('signin:code.expiresIn', { time: formatCountdown(leftMs) }) : t('errors:session/challenge-expired')}</span>
      </div>
    </form>
  );
};

import { useState, type ReactNode } from 'react';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSubmit } from './use-submit.ts';
import styles from './sign-in-form.module.css';

/** The one-time code that gives a wall PC its own identity. */
export const DeviceForm = ({ isBlocked }: { readonly isBlocked: boolean }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { isBusy, error, tell, send } = useSubmit();
  const [code, setCode] = useState('');
  return (
    <form
      className={styles['form']}
      aria-label={t('signin:device.title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (code.trim() === '') tell(t('signin:device.missing'));
        else void send(() => commands.enrolDevice(code.trim()));
      }}
    >
      <TextField
        label={t('signin:device.label')}
        error={error}
        value={code}
        autoFocus
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        disabled={isBlocked}
        onChange={(event) => {
          setCode(event.target.value);
        }}
      />
      <Button type="submit" look="primary" size="large" disabled={isBusy || isBlocked}>
        {isBusy ? t('signin:working') : t('signin:device.submit')}
      </Button>
    </form>
  );
};

import { useRef, useState, type ReactNode } from 'react';
import { Eye, EyeOff } from 'lucide-react';
import { useCommands } from '../../commands/commands-context.tsx';
import { useText } from '../../i18n/use-text.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useSubmit } from './use-submit.ts';
import styles from './sign-in-form.module.css';

/** Username and password. The password is forgotten here as soon as it was sent. */
export const PasswordForm = ({ isBlocked }: { readonly isBlocked: boolean }): ReactNode => {
  const t = useText();
  const commands = useCommands();
  const { isBusy, error, tell, send } = useSubmit();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const submit = async (): Promise<void> => {
    if (username.trim() === '') {
      tell(t('signin:usernameMissing'));
      form.current?.querySelector<HTMLInputElement>('input[name="username"]')?.focus();
      return;
    }
    if (password === '') {
      tell(t('signin:passwordMissing'));
      form.current?.querySelector<HTMLInputElement>('input[name="password"]')?.focus();
      return;
    }
    const done = await send(() => commands.signIn({ username: username.trim(), password }));
    if (!done) {
      setPassword('');
      form.current?.querySelector<HTMLInputElement>('input[name="password"]')?.focus();
    }
  };
  return (
    <form
      ref={form}
      className={styles['form']}
      aria-label={t('signin:title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <TextField
        label={t('signin:username')}
        name="username"
        value={username}
        autoFocus
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={100}
        disabled={isBlocked}
        onChange={(event) => {
          setUsername(event.target.value);
        }}
      />
      <TextField
        label={t('signin:password')}
        name="password"
        type={isShown ? 'text' : 'password'}
        value={password}
        autoComplete="current-password"
        spellCheck={false}
        maxLength={200}
        disabled={isBlocked}
        error={error}
        onChange={(event) => {
          setPassword(event.target.value);
        }}
        after={
          <IconButton
            label={isShown ? t('signin:hidePassword') : t('signin:showPassword')}
            aria-pressed={isShown}
            onClick={() => {
              setShown(!isShown);
            }}
          >
            {isShown ? <EyeOff size={18} aria-hidden /> : <Eye size={18} aria-hidden />}
          </IconButton>
        }
      />
      <Button type="submit" look="primary" size="large" disabled={isBusy || isBlocked}>
        {isBusy ? t('signin:working') : t('signin:submit')}
      </Button>
    </form>
  );
};

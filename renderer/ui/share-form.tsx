import { useEffect, useId, useRef, useState, type FormEvent, type KeyboardEvent, type ReactNode } from 'react';
import type { Result } from '@contract/domain/result.ts';
import { useText } from '../i18n/use-text.ts';
import { Button } from './button.tsx';
import { useErrorSentence } from './error-sentence.ts';
import { FormProblem } from './form.tsx';
import styles from './share-form.module.css';

export interface NameAndShare {
  readonly name: string;
  readonly shared: boolean;
}

interface ShareFormProps {
  readonly title: string;
  readonly nameLabel: string;
  readonly start: NameAndShare;
  /** Without the right to share it stays as it is. */
  readonly canShare: boolean;
  /** Said when no name was typed. */
  readonly nameMissing: string;
  readonly onSave: (values: NameAndShare) => Promise<Result<unknown>>;
  /** Saved, or given up. The focus goes back to where it was. */
  readonly onClose: () => void;
}

/** Names a thing of the server's lists and says whether others see it. */
export const ShareForm = ({ title, nameLabel, start, canShare, nameMissing, onSave, onClose }: ShareFormProps): ReactNode => {
  const t = useText();
  const id = useId();
  const sentence = useErrorSentence();
  const [{ name, shared }, setValues] = useState(start);
  const [problem, setProblem] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  // After the menu that led here has given the focus back.
  useEffect(() => {
    field.current?.select();
    field.current?.focus();
  }, []);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (name.trim() === '') return setProblem(nameMissing);
    setBusy(true);
    const answer = await onSave({ name: name.trim(), shared });
    setBusy(false);
    if (answer.ok) onClose();
    else setProblem(sentence(answer.error));
  };
  return (
    <form
      className={styles['form']}
      aria-label={title}
      noValidate
      data-own-keys=""
      onSubmit={(event) => {
        void submit(event);
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onClose();
      }}
    >
      <label htmlFor={id} className={styles['title']}>
        {title}
      </label>
      <input
        ref={field}
        id={id}
        className="field-box"
        aria-label={nameLabel}
        placeholder={nameLabel}
        value={name}
        maxLength={100}
        autoComplete="off"
        aria-invalid={problem !== null}
        onChange={(event) => {
          setValues({ name: event.target.value, shared });
          setProblem(null);
        }}
      />
      <FormProblem problem={problem} />
      {canShare && (
        <label className={styles['share']}>
          <input
            type="checkbox"
            checked={shared}
            onChange={(event) => {
              setValues({ name, shared: event.target.checked });
            }}
          />
          {t('find:share.label')}
        </label>
      )}
      <div className={styles['buttons']}>
        <Button type="submit" look="primary" disabled={isBusy}>
          {t('find:share.save')}
        </Button>
        <Button onClick={onClose}>{t('common:action.cancel')}</Button>
      </div>
    </form>
  );
};

import { useId, type ComponentProps, type ReactNode } from 'react';
import { CircleAlert } from 'lucide-react';
import { classNames } from './class-names.ts';
import styles from './text-field.module.css';

type TextFieldProps = Omit<ComponentProps<'input'>, 'id'> & {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with what was typed; spoken at once. */
  readonly error?: string | null;
  /** Stands inside the field, at its end. */
  readonly after?: ReactNode;
  readonly look?: 'normal' | 'code';
};

/** A labelled field of one line. */
export const TextField = ({ label, hint, error = null, after, look = 'normal', className, ...rest }: TextFieldProps): ReactNode => {
  const id = useId();
  const note = error ?? hint ?? null;
  return (
    <div className={classNames(styles['field'], className)}>
      <label className={styles['label']} htmlFor={id}>
        {label}
      </label>
      <span className={classNames(styles['box'], error !== null && styles['wrong'])}>
        <input
          {...rest}
          id={id}
          className={classNames(styles['input'], look === 'code' && styles['code'])}
          aria-invalid={error !== null}
          aria-describedby={note === null ? undefined : `${id}-note`}
        />
        {after}
      </span>
      <p id={`${id}-note`} className={classNames(styles['note'], error !== null && styles['noteWrong'])} role={error === null ? undefined : 'alert'} hidden={note === null}>
        {error !== null && <CircleAlert size={16} aria-hidden />}
        <span>{note}</span>
      </p>
    </div>
  );
};

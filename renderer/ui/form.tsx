import type { ReactNode } from 'react';
import styles from './form.module.css';

/** Classes of a form, for what stands in it; a box to write in is `field-box` of global.css. */
export const formLook = {
  form: styles['form'],
  /** A field with its name above it. */
  line: styles['line'],
  none: styles['none'],
  buttons: styles['buttons'],
};

/** Why the form cannot be done yet, said at once; null: nothing. */
export const FormProblem = ({ problem }: { readonly problem: string | null }): ReactNode =>
  problem !== null && (
    <p className={styles['problem']} role="alert">
      {problem}
    </p>
  );

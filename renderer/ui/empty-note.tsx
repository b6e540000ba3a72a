import type { ReactNode } from 'react';
import styles from './empty-note.module.css';

interface EmptyNoteProps {
  readonly title?: string;
  /** What can be done about it. */
  readonly children?: ReactNode;
}

/** Why a list is empty, in the middle of where its lines would stand. */
export const EmptyNote = ({ title, children }: EmptyNoteProps): ReactNode => (
  <div className={styles['note']} role="status">
    {title !== undefined && <p className={styles['title']}>{title}</p>}
    {children}
  </div>
);

import type { ReactNode } from 'react';
import { useText } from '../../i18n/use-text.ts';
import styles from './standby.module.css';

/** The monitor's number, small, in a corner. */
export const MonitorBadge = ({ number }: { readonly number: number }): ReactNode => {
  const t = useText();
  return (
    <p className={styles['badge']} role="img" aria-label={t('wall:monitor', { number })}>
      {number}
    </p>
  );
};

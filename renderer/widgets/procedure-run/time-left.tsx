import type { ReactNode } from 'react';
import { Clock, TriangleAlert } from 'lucide-react';
import { formatCountdown } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import { classNames } from '../../ui/class-names.ts';
import styles from './procedure-run.module.css';

/** What is left of a step's time by the server's clock, or how long it is over. */
export const TimeLeft = ({ sinceUtcMs, limitS }: { readonly sinceUtcMs: number; readonly limitS: number }): ReactNode => {
  const t = useText();
  const leftMs = sinceUtcMs + limitS * 1_000 - useServerTime();
  const isLate = leftMs < 0;
  const Shape = isLate ? TriangleAlert : Clock;
  return (
    <span className={classNames(styles['time'], isLate && styles['late'])} role="timer">
      <Shape size={16} aria-hidden />
      {t(isLate ? 'procedures:run.late' : 'procedures:run.left', { time: formatCountdown(Math.abs(leftMs)) })}
    </span>
  );
};

import type { ReactNode } from 'react';
import { CircleAlert, Info, TriangleAlert, X, type LucideIcon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { NoticeRecord } from '@contract/state/slices.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { selectRecords } from '../../state/selectors/records.ts';
import { useSlice, useView, useViewActions } from '../../state/state-context.tsx';
import { IconButton } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import styles from './notice-strip.module.css';

const SHAPE: Readonly<Record<NoticeRecord['level'], LucideIcon>> = { info: Info, warning: TriangleAlert, error: CircleAlert };
const MOST_LINES = 3;

/** What main wants known, and what this window could not do: quiet lines that push the tiles down and never cover them. */
export const NoticeStrip = (): ReactNode => {
  const t = useText();
  const { i18n } = useTranslation('notices');
  const commands = useCommands();
  const sentence = useErrorSentence();
  const notices = useSlice('notices', selectRecords);
  const failures = useView((view) => view.failures);
  const { dismissFailure } = useViewActions();
  const newest = [...notices.values()].sort((one, other) => other.utcMs - one.utcMs).slice(0, MOST_LINES);
  return (
    <section className={styles['strip']} aria-label={t('notices:region')} aria-live="polite">
      {failures.map(({ id, error }) => (
        <Line key={id} level="error" code={error.code} onDismiss={() => { dismissFailure(id); }}>
          {sentence(error)}
        </Line>
      ))}
      {newest.map((notice) => (
        <Line key={notice.id} level={notice.level} time={formatTime(notice.utcMs)} onDismiss={() => { commands.dismissNotice(notice.id); }}>
          {i18n.exists(notice.messageKey, { ns: 'notices' }) ? i18n.getFixedT(null, 'notices')(notice.messageKey as 'unknown', notice.values) : t('notices:unknown')}
        </Line>
      ))}
    </section>
  );
};

interface LineProps {
  readonly level: NoticeRecord['level'];
  readonly time?: string;
  readonly code?: string;
  readonly onDismiss: () => void;
  readonly children: ReactNode;
}

const Line = ({ level, time, code, onDismiss, children }: LineProps): ReactNode => {
  const t = useText();
  const Shape = SHAPE[level];
  return (
    <div className={styles['line']} data-level={level}>
      <Shape size={16} aria-hidden className={styles['shape']} />
      {time !== undefined && <time className={styles['time']}>{time}</time>}
      <p className={styles['words']}>{children}</p>
      {code !== undefined && <span className={styles['code']}>{t('common:errorCode', { code })}</span>}
      <IconButton label={t('common:action.dismiss')} onClick={onDismiss}>
        <X size={16} aria-hidden />
      </IconButton>
    </div>
  );
};

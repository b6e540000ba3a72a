import type { ReactNode } from 'react';
import { CloudOff, Monitor, RotateCw, User } from 'lucide-react';
import type { CameraMore } from '@contract/domain/camera-page.ts';
import { RIGHTS } from '@contract/domain/right.ts';
import type { CameraMoreState } from '../../commands/use-camera-more.ts';
import { formatDate, formatShortMoment, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import { useServerTime } from '../../state/use-server-time.ts';
import { Button } from '../../ui/button.tsx';
import { ConditionMark } from './condition-mark.tsx';
import { PageSection } from './page-section.tsx';
import { lastedStates, useDurationWords } from './page-words.ts';
import styles from './camera-page.module.css';

/** What only the server can say: rights, who watches, history. Of a server that is away the last answer stays, and that it is away is said. */
export const ServerFacts = ({ state: { more, error, again } }: { readonly state: CameraMoreState }): ReactNode => {
  const t = useText();
  const waiting = <p className={styles['quiet']}>{error === null ? t('find:page.loading') : t('find:page.notTold')}</p>;
  return (
    <>
      {error !== null && (
        <div className={styles['offline']} role="status">
          <CloudOff size={16} aria-hidden />
          <span>{error.code === 'camera/unknown' ? t('find:page.gone') : t('find:page.offline')}</span>
          <Button look="quiet" onClick={again}>
            <RotateCw size={14} aria-hidden />
            {t('find:page.again')}
          </Button>
        </div>
      )}
      <PageSection title={t('find:page.rights')}>{more === null ? waiting : <RightsWords more={more} />}</PageSection>
      <PageSection title={t('find:page.viewers')}>{more === null ? waiting : <Viewers viewers={more.viewers} />}</PageSection>
      <PageSection title={t('find:page.history')}>{more === null ? waiting : <History more={more} />}</PageSection>
    </>
  );
};

const RightsWords = ({ more }: { readonly more: CameraMore }): ReactNode => {
  const t = useText();
  const held = RIGHTS.filter((right) => more.rights.includes(right)).map((right) => t(`find:right.${right}`));
  return <p>{held.length === 0 ? t('find:page.rightsNone') : t('find:page.rightsWords', { list: held.join(', ') })}</p>;
};

const Viewers = ({ viewers }: Pick<CameraMore, 'viewers'>): ReactNode => {
  const t = useText();
  if (viewers === null || viewers.length === 0) return <p className={styles['quiet']}>{t(viewers === null ? 'find:page.viewersHidden' : 'find:page.viewersNone')}</p>;
  return (
    <ul className={styles['lines']}>
      {viewers.map(({ name, unitName, sinceUtcMs, place }, index) => (
        <li key={`${name} ${String(sinceUtcMs)} ${String(index)}`} className={styles['line']}>
          {place === 'desk' ? <User size={14} aria-hidden /> : <Monitor size={14} aria-hidden />}
          <span className={styles['lineWords']}>
            <span>{[name, unitName].filter(Boolean).join(' · ')}</span>
            <span className={styles['since']}>{t(place === 'desk' ? 'find:page.viewerDesk' : 'find:page.viewerWall', { time: formatShortMoment(sinceUtcMs) })}</span>
          </span>
        </li>
      ))}
    </ul>
  );
};

const History = ({ more }: { readonly more: CameraMore }): ReactNode => {
  const t = useText();
  const durationWords = useDurationWords();
  const nowUtcMs = useServerTime();
  const states = lastedStates(more.history, nowUtcMs);
  if (states.length === 0) return <p className={styles['quiet']}>{t('find:page.historyNone')}</p>;
  return (
    <ol className={styles['lines']}>
      {states.map(({ state, sinceUtcMs, cause, lastedMs, isNow }) => (
        <li key={`${state} ${String(sinceUtcMs)}`} className={styles['line']}>
          <time className={styles['moment']} dateTime={new Date(sinceUtcMs).toISOString()} title={`${formatTime(sinceUtcMs)} ${formatDate(sinceUtcMs)}`}>
            {formatShortMoment(sinceUtcMs)}
          </time>
          <span className={styles['lineWords']}>
            <ConditionMark condition={state} isCalm={!isNow} />
            <span className={styles['since']}>
              {t(isNow ? 'find:page.now' : 'find:page.lasted', { duration: durationWords(lastedMs) })}
              {cause !== undefined && ` · ${cause}`}
            </span>
          </span>
        </li>
      ))}
    </ol>
  );
};

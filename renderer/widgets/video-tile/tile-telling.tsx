import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { ChevronsDown, CircleSlash, Ellipsis, History, Hourglass, Lock, Pause, VideoOff, type LucideIcon } from 'lucide-react';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import type { TileSession } from '../../players/tile-session.ts';
import { classNames } from '../../ui/class-names.ts';
import type { TileTelling } from './tile-words.ts';
import styles from './tile-telling.module.css';

type Veil = Extract<TileTelling, { readonly place: 'veil' }>;
type Bar = Extract<TileTelling, { readonly place: 'bar' }>;
type Note = Extract<TileTelling, { readonly place: 'note' }>;
type ReplayBar = Extract<TileTelling, { readonly place: 'replay' }>;

const VEIL_SHAPE: Readonly<Record<Veil['kind'], LucideIcon>> = { idle: Ellipsis, connecting: Ellipsis, lost: VideoOff, denied: Lock, unsupported: CircleSlash };

/** No picture to trust: what is so, since when, and why, in the middle of the tile. */
export const TileVeil = ({ telling }: { readonly telling: Veil }): ReactNode => {
  const t = useText();
  const Shape = VEIL_SHAPE[telling.kind];
  return (
    <div className={classNames(styles['veil'], styles[telling.kind])}>
      <Shape className={styles['shape']} aria-hidden strokeWidth={1.75} />
      <p className={styles['word']}>{t(`tiles:word.${telling.kind}`)}</p>
      {telling.sinceUtcMs !== null && <p className={styles['since']}>{t('tiles:lostSince', { time: formatTime(telling.sinceUtcMs) })}</p>}
      {telling.cause !== null && <p className={styles['cause']}>{t(`tiles:cause.${telling.cause}`)}</p>}
    </div>
  );
};

/** A picture that shows but is not now: amber, with its age counted. */
export const TileBar = ({ telling, session }: { readonly telling: Bar; readonly session: TileSession | null }): ReactNode => {
  const t = useText();
  const Shape = telling.kind === 'stale' ? Pause : Hourglass;
  return (
    <div className={styles['bar']} data-telling="bar">
      <Shape className={styles['barShape']} aria-hidden strokeWidth={2.5} />
      <strong className={styles['barWord']}>{barWord(t, telling, session)}</strong>
      <span className={styles['barCause']}>{t(`tiles:cause.${telling.cause}`)}</span>
    </div>
  );
};

/** Pictures of now, but fewer than the camera makes: which, and why. Not an alarm: this console chose it. */
export const TileNote = ({ telling }: { readonly telling: Note }): ReactNode => {
  const t = useText();
  return (
    <div className={styles['note']} data-telling="note" title={t(`tiles:cause.${telling.cause}`)}>
      <ChevronsDown className={styles['barShape']} aria-hidden strokeWidth={2.5} />
      <strong className={styles['barWord']}>{t('tiles:word.reduced')}</strong>
      <span className={styles['barCause']}>
        {t(`tiles:pace.${telling.pace}`)} · {t(`tiles:loweredBy.${telling.cause === 'link' ? 'link' : 'machine'}`)}
      </span>
    </div>
  );
};

/** Recorded pictures, and of when. */
export const TileReplayBar = ({ telling }: { readonly telling: ReplayBar }): ReactNode => {
  const t = useText();
  return (
    <div className={styles['replayBar']}>
      <History className={styles['barShape']} aria-hidden strokeWidth={2.5} />
      <strong className={styles['barWord']}>{t('tiles:word.playback')}</strong>
      {telling.atUtcMs !== null && <span className={styles['replayTime']}>{formatTime(telling.atUtcMs)}</span>}
    </div>
  );
};

const barWord = (t: ReturnType<typeof useText>, { kind, cause, ageS }: Bar, session: TileSession | null): ReactNode => {
  if (kind === 'delayed') return ageS === null ? t('tiles:word.delayed') : t('tiles:delayedBy', { seconds: ageS });
  // A repeated picture says of itself that it is young: its age means nothing.
  return cause === 'unchanged' ? t('tiles:word.stale') : <StaleAge session={session} />;
};

const StaleAge = ({ session }: { readonly session: TileSession | null }): ReactNode => {
  const t = useText();
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    if (session === null) return undefined;
    return session.onMeter(({ ageMs }) => {
      const text = ageMs === null ? t('tiles:word.stale') : t('tiles:staleFor', { seconds: Math.floor(ageMs / 1_000) });
      if (place.current !== null && place.current.textContent !== text) place.current.textContent = text;
    });
  }, [session, t]);
  return <span ref={place} className="tabular" />;
};

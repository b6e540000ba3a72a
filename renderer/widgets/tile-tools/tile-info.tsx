import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { formatTenths } from '../../i18n/format.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import type { TileSession } from '../../players/tile-session.ts';
import { figuresOf, type CountersAt, type TileFigures } from './tile-figures.ts';
import styles from './tile-tools.module.css';

/** What is behind the picture, in figures, once a second; written without React. */
export const TileInfo = ({ session }: { readonly session: TileSession }): ReactNode => {
  const t = useText();
  const language = useLanguage();
  const place = useRef<HTMLPreElement>(null);
  useLayoutEffect(() => {
    let before: CountersAt | null = null;
    const lines = (figures: TileFigures): string =>
      [
        figures.codec === null ? t('tiles:info.noStream') : t('tiles:info.stream', { codec: figures.codec, width: figures.widthPx, height: figures.heightPx, profile: t(`tiles:info.profile.${figures.profile ?? 'sub'}`) }),
        t('tiles:info.rate', { fps: figures.fps === null ? '–' : formatTenths(figures.fps, language), kbps: figures.kbps === null ? '–' : Math.round(figures.kbps) }),
        figures.ageMs === null ? t('tiles:info.noAge') : t('tiles:info.age', { ms: figures.ageMs }),
        t('tiles:info.player', { player: figures.player ?? '–' }),
        ...(figures.lowered === null ? [] : [t('tiles:info.lowered', { pace: t(`tiles:pace.${figures.pace}`), cause: t(`tiles:loweredBy.${figures.lowered}`) })]),
        ...(figures.cadence === 1 ? [] : [t('tiles:info.cadence', { count: figures.cadence })]),
      ].join('\n');
    return session.onMeter(({ ageMs }) => {
      const nowMs = performance.now();
      if (before !== null && nowMs - before.atMs < 1_000) return;
      const stats = session.stats();
      const info = session.info();
      const figures = figuresOf({ atMs: nowMs, shown: info.shown, receivedBytes: stats.receivedBytes }, before, info, ageMs);
      before = { atMs: nowMs, shown: info.shown, receivedBytes: stats.receivedBytes };
      const text = lines(figures);
      if (place.current !== null && place.current.textContent !== text) place.current.textContent = text;
    });
  }, [session, t, language]);
  return <pre ref={place} className={styles['info']} aria-label={t('tiles:info.title')} />;
};

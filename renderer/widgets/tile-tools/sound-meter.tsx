import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { Volume2 } from 'lucide-react';
import { useText } from '../../i18n/use-text.ts';
import type { TileSession } from '../../players/tile-session.ts';
import styles from './tile-tools.module.css';

/** -48 dB and below is silence to the eye. */
const FLOOR_DB = 48;

/** Height of the meter for a loudness (RMS 0..1), 0..1 on a scale as the ear has it. */
export const meterShare = (level: number): number => (level <= 0 ? 0 : Math.min(1, Math.max(0, 1 + (20 * Math.log10(level)) / FLOOR_DB)));

/** Says that this tile is heard, and how loud; written without React. */
export const SoundMeter = ({ session }: { readonly session: TileSession }): ReactNode => {
  const t = useText();
  const bar = useRef<HTMLSpanElement>(null);
  const words = useRef<HTMLSpanElement>(null);
  useLayoutEffect(
    () =>
      session.onMeter(() => {
        if (bar.current !== null) bar.current.style.transform = `scaleX(${meterShare(session.audioLevel()).toFixed(2)})`;
        const text = t(`tiles:sound.${session.info().audio}`);
        if (words.current !== null && words.current.textContent !== text) words.current.textContent = text;
      }),
    [session, t],
  );
  return (
    <div className={styles['sound']}>
      <Volume2 size={14} aria-hidden />
      <span ref={words} />
      <span className={styles['soundTrack']} aria-hidden="true">
        <span ref={bar} className={styles['soundBar']} />
      </span>
    </div>
  );
};

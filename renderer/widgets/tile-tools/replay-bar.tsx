import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { Pause, Play, Radio, Rewind, StepForward } from 'lucide-react';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import type { ReplayState } from '../../players/replay-session.ts';
import type { TileSession } from '../../players/tile-session.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import styles from './tile-tools.module.css';

const BACK_S = 5;
const SEEK_STEP_MS = 200;

/** Controls of what is replayed: back, stop, one picture on, where, and back to now. */
export const ReplayBar = ({ session, replay }: { readonly session: TileSession; readonly replay: ReplayState }): ReactNode => {
  const t = useText();
  const seek = useRef<HTMLInputElement>(null);
  const time = useRef<HTMLTimeElement>(null);
  const isHeld = useRef(false);
  useLayoutEffect(
    () =>
      session.onMeter(({ captureUtcMs }) => {
        if (captureUtcMs === null) return;
        if (seek.current !== null && !isHeld.current) seek.current.value = String(Math.round(captureUtcMs));
        const words = formatTime(captureUtcMs);
        if (time.current !== null && time.current.textContent !== words) time.current.textContent = words;
      }),
    [session],
  );
  const isPlaying = replay.motion === 'playing';
  return (
    <div className={styles['replay']} role="group" aria-label={t('tiles:replay.controls')} data-own-keys="" onClick={stop} onDoubleClick={stop}>
      <IconButton
        label={t('tiles:replay.back', { seconds: BACK_S })}
        onClick={() => {
          session.replay()?.skip(-BACK_S);
        }}
      >
        <Rewind size={16} aria-hidden />
      </IconButton>
      <IconButton
        label={t(isPlaying ? 'tiles:replay.pause' : 'tiles:replay.play')}
        onClick={() => {
          if (isPlaying) session.replay()?.pause();
          else session.replay()?.play();
        }}
      >
        {isPlaying ? <Pause size={16} aria-hidden /> : <Play size={16} aria-hidden />}
      </IconButton>
      <IconButton
        label={t('tiles:replay.step')}
        onClick={() => {
          session.replay()?.step();
        }}
      >
        <StepForward size={16} aria-hidden />
      </IconButton>
      <input
        ref={seek}
        type="range"
        className={styles['seek']}
        aria-label={t('tiles:replay.seek')}
        min={replay.fromUtcMs}
        max={replay.untilUtcMs}
        step={SEEK_STEP_MS}
        defaultValue={replay.fromUtcMs}
        onPointerDown={() => {
          isHeld.current = true;
        }}
        onPointerUp={() => {
          isHeld.current = false;
        }}
        onPointerCancel={() => {
          isHeld.current = false;
        }}
        onChange={(event) => {
          session.replay()?.seek(Number(event.target.value));
        }}
      />
      <time ref={time} className={styles['replayTime']} />
      <Button
        className={styles['toLive']}
        onClick={() => {
          session.endReplay();
        }}
      >
        <Radio size={16} aria-hidden />
        <span className={styles['toLiveWord']}>{t('tiles:replay.end')}</span>
      </Button>
    </div>
  );
};

const stop = (event: { readonly stopPropagation: () => void }): void => {
  event.stopPropagation();
};

import { useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { History, Pause, Play, RotateCw } from 'lucide-react';
import type { Alarm } from '@contract/domain/alarm.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import type { PastSession, PastState } from '../../players/past-session.ts';
import { useCameraRecord } from '../../state/use-camera-record.ts';
import { Button, IconButton } from '../../ui/button.tsx';
import { useErrorSentence } from '../../ui/error-sentence.ts';
import { useTilePool } from '../video-tile/index.ts';
import styles from './before-alarm.module.css';

/** How much before and after the alarm is shown, ms. */
const BEFORE_MS = 10_000;
const AFTER_MS = 5_000;

/** Recorded pictures from ten seconds before an alarm to five after, again and again; framed and said to be a recording, with the time of the picture. */
export const BeforeAlarm = ({ alarm: { camera, raisedUtcMs } }: { readonly alarm: Pick<Alarm, 'camera' | 'raisedUtcMs'> }): ReactNode => {
  const t = useText();
  return camera === null ? <p className={styles['note']}>{t('sounds:before.noCamera')}</p> : <Recording key={`${camera} ${String(raisedUtcMs)}`} camera={camera} raisedUtcMs={raisedUtcMs} />;
};

interface RecordingProps {
  readonly camera: CameraId;
  readonly raisedUtcMs: number;
}

const OPENING: PastState = { kind: 'opening' };
const noSubscription = () => () => undefined;

const Recording = ({ camera, raisedUtcMs }: RecordingProps): ReactNode => {
  const t = useText();
  const sentence = useErrorSentence();
  const session = usePast({ camera, raisedUtcMs });
  const state = useSyncExternalStore(session?.subscribe ?? noSubscription, () => session?.getSnapshot() ?? OPENING);
  const host = useRef<HTMLDivElement>(null);
  const self = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    if (session === null || host.current === null) return undefined;
    return session.mount(host.current, self.current);
  }, [session]);
  return (
    <figure ref={self} className={styles['tile']} role="figure" aria-label={t('sounds:before.label')} data-recording={camera}>
      <div ref={host} className={styles['picture']} aria-hidden="true" />
      {state.kind === 'opening' && <p className={styles['note']}>{t('sounds:before.opening')}</p>}
      {state.kind === 'none' && (
        <div className={styles['note']}>
          <p role="status">{state.error.code === 'replay/nothing-kept' ? t('sounds:before.none') : sentence(state.error)}</p>
          <Button onClick={() => { session?.retry(); }}>
            <RotateCw size={16} aria-hidden />
            {t('sounds:before.again')}
          </Button>
        </div>
      )}
      <figcaption className={styles['strip']}>
        <History size={16} aria-hidden />
        <strong className={styles['mark']}>{t('sounds:before.mark')}</strong>
        {session !== null && state.kind === 'open' && <PictureTime session={session} raisedUtcMs={raisedUtcMs} />}
        {session !== null && state.kind === 'open' && (
          <IconButton label={t(state.motion === 'paused' ? 'sounds:before.play' : 'sounds:before.pause')} onClick={() => { if (state.motion === 'paused') session.play(); else session.pause(); }}>
            {state.motion === 'paused' ? <Play size={16} aria-hidden /> : <Pause size={16} aria-hidden />}
          </IconButton>
        )}
      </figcaption>
    </figure>
  );
};

/** The session while the component stands; null until it is known what the camera offers and what of it is covered. */
function usePast({ camera, raisedUtcMs }: RecordingProps): PastSession | null {
  const pool = useTilePool();
  const record = useCameraRecord(camera);
  const [session, setSession] = useState<PastSession | null>(null);
  // Told anew with every change of the camera; another mask or stream begins it anew, its state does not.
  const known = record === undefined ? null : JSON.stringify([record.streams, record.masks ?? []]);
  const latest = useRef(record);
  useLayoutEffect(() => {
    latest.current = record;
  });
  useEffect(() => {
    if (latest.current === undefined || known === null) return undefined;
    const { streams, masks = [] } = latest.current;
    const opened = pool.openPast({ camera, streams, masks, fromUtcMs: raisedUtcMs - BEFORE_MS, untilUtcMs: raisedUtcMs + AFTER_MS });
    setSession(opened);
    return () => {
      setSession(null);
      opened.destroy();
    };
  }, [pool, camera, raisedUtcMs, known]);
  return session;
}

/** The time of the picture, written past React: it changes with every picture. */
const PictureTime = ({ session, raisedUtcMs }: { readonly session: PastSession; readonly raisedUtcMs: number }): ReactNode => {
  const t = useText();
  const time = useRef<HTMLTimeElement>(null);
  const where = useRef<HTMLSpanElement>(null);
  useLayoutEffect(
    () =>
      session.onTime((captureUtcMs) => {
        const seconds = Math.round((captureUtcMs - raisedUtcMs) / 1_000);
        write(time.current, formatTime(captureUtcMs));
        write(where.current, seconds < 0 ? t('sounds:before.before', { seconds: -seconds }) : t('sounds:before.after', { seconds }));
      }),
    [session, raisedUtcMs, t],
  );
  return (
    <>
      <time ref={time} className={styles['time']} />
      <span ref={where} className={styles['where']} />
    </>
  );
};

const write = (element: HTMLElement | null, words: string): void => {
  if (element !== null && element.textContent !== words) element.textContent = words;
};

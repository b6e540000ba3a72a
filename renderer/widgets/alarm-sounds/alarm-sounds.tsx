import { useEffect, useMemo, useRef, type ReactNode } from 'react';
import { Volume2, VolumeX } from 'lucide-react';
import { isBiometric } from '@contract/domain/alarm-kind.ts';
import type { Sounding } from '@contract/domain/alarm-sound.ts';
import { useCommands } from '../../commands/commands-context.tsx';
import { formatCountdown, formatTime } from '../../i18n/format.ts';
import { useText } from '../../i18n/use-text.ts';
import type { AlarmAudio } from '../../lib/alarm-audio.ts';
import { windowLater } from '../../lib/later.ts';
import { useSlice, useViewActions } from '../../state/state-context.tsx';
import { useServerTime } from '../../state/use-server-time.ts';
import { alarmTitle, priorityWord } from '../../ui/alarm-words.ts';
import { AlarmShape } from '../../ui/alarm-shape.tsx';
import { Button } from '../../ui/button.tsx';
import { createAlarmRinger, type AlarmRinger, type Ringing } from './alarm-ringer.ts';
import { soundOfAlarm } from './sound-files.ts';
import { useAlarmAudio, useAudioOutput } from './use-alarm-audio.ts';
import { useMutedUntil, useSounding, useSoundSettings } from './use-sounding.ts';
import styles from './alarm-sounds.module.css';

/** Name of the mark that measurements read: a sound was started, for the alarm in its detail. */
export const SOUND_MARK = 'vonglau-alarm-sound';

const MUTE_S = 60;
const LONG_MUTE_S = 300;

/**
 * Sounds what nobody has seen yet, and shows it: a line with the priority's shape and word, the title, how many, and the way to it.
 * Driven by the state of the desk alone, so that a window that was loaded anew sounds again. Mounted once in the desk window.
 */
export const AlarmSounds = (): ReactNode => {
  const sounding = useSounding();
  const mutedUntilUtcMs = useMutedUntil();
  const audio = useAlarmAudio();
  useRinging(audio, sounding, mutedUntilUtcMs !== null);
  if (sounding === null && mutedUntilUtcMs === null) return null;
  return <SoundingLine sounding={sounding} mutedUntilUtcMs={mutedUntilUtcMs} />;
};

/** Keeps what is heard in step with the state. */
function useRinging(audio: AlarmAudio | null, sounding: Sounding | null, isMuted: boolean): void {
  const settings = useSoundSettings();
  const latest = useRef(settings);
  useEffect(() => {
    latest.current = settings;
  }, [settings]);
  const ringer = useMemo((): AlarmRinger | null => {
    if (audio === null) return null;
    const play = async ({ alarm, kind, priority }: Ringing): Promise<number | null> => {
      const lengthMs = await audio.play(soundOfAlarm(latest.current, priority, kind));
      if (lengthMs !== null) performance.mark(SOUND_MARK, { detail: { alarm, priority } });
      return lengthMs;
    };
    return createAlarmRinger({ play, stop: audio.stop, later: windowLater });
  }, [audio]);
  useEffect(() => () => ringer?.show(null, false), [ringer]);
  useEffect(() => {
    ringer?.show(sounding, isMuted);
  }, [ringer, sounding, isMuted]);
}

const SoundingLine = ({ sounding, mutedUntilUtcMs }: { readonly sounding: Sounding | null; readonly mutedUntilUtcMs: number | null }): ReactNode => {
  const t = useText();
  const { sounds } = useCommands();
  const output = useAudioOutput();
  const isLoud = sounding !== null && mutedUntilUtcMs === null;
  return (
    <section className={styles['line']} aria-label={t('sounds:region')} data-priority={sounding?.priority} data-muted={mutedUntilUtcMs === null ? undefined : ''}>
      {sounding !== null && <What sounding={sounding} />}
      <span className={styles['space']} />
      {output === 'no-device' && (
        <span className={styles['noDevice']} title={t('sounds:noDeviceLong')}>
          <VolumeX size={16} aria-hidden />
          {t('sounds:noDevice')}
        </span>
      )}
      {mutedUntilUtcMs !== null && <MutedFor untilUtcMs={mutedUntilUtcMs} />}
      {isLoud && (
        <Button onClick={() => { sounds.mute(MUTE_S); }}>
          <VolumeX size={16} aria-hidden />
          {t('sounds:mute')}
        </Button>
      )}
      {isLoud && sounding.priority > 1 && <Button onClick={() => { sounds.mute(LONG_MUTE_S); }}>{t('sounds:muteLong')}</Button>}
      {mutedUntilUtcMs !== null && (
        <Button onClick={() => { sounds.mute(0); }}>
          <Volume2 size={16} aria-hidden />
          {t('sounds:unmute')}
        </Button>
      )}
    </section>
  );
};

const What = ({ sounding: { alarm, kind, priority, count } }: { readonly sounding: Sounding }): ReactNode => {
  const t = useText();
  const { showAlarm } = useViewActions();
  const record = useSlice('alarms', (replica) => replica.records.get(alarm) ?? null);
  const title = alarmTitle(t, { title: record?.title ?? t(`alarms:kind.${kind}`), restricted: record?.restricted ?? isBiometric(kind) });
  const site = record?.site ?? '';
  return (
    <>
      <AlarmShape priority={priority} className={styles['shape']} />
      <p className={styles['words']} role="status">
        <strong className={styles['priority']}>{priorityWord(t, priority)}</strong>
        <span className={styles['title']}>{[title, site].filter(Boolean).join(' · ')}</span>
      </p>
      {record !== null && <time className={styles['time']}>{formatTime(record.raisedUtcMs)}</time>}
      {count > 1 && <span className={styles['count']}>{t('sounds:waiting', { count })}</span>}
      <Button look="primary" onClick={() => { showAlarm(alarm); }}>
        {t('sounds:open')}
      </Button>
    </>
  );
};

const MutedFor = ({ untilUtcMs }: { readonly untilUtcMs: number }): ReactNode => {
  const t = useText();
  const nowUtcMs = useServerTime();
  return (
    <span className={styles['muted']}>
      <VolumeX size={16} aria-hidden />
      {t('sounds:muted', { time: formatCountdown(untilUtcMs - nowUtcMs) })}
    </span>
  );
};

/** For the status bar: this PC has no speaker. Nothing when it has one. */
export const NoSpeaker = (): ReactNode => {
  const t = useText();
  const output = useAudioOutput();
  if (output !== 'no-device') return null;
  return (
    <span className={styles['noDevice']} title={t('sounds:noDeviceLong')}>
      <VolumeX size={16} aria-hidden />
      {t('sounds:noDevice')}
    </span>
  );
};

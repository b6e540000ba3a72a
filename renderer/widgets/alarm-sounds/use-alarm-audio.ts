import { useEffect, useState, useSyncExternalStore } from 'react';
import { createAlarmAudio, type AlarmAudio } from '../../lib/alarm-audio.ts';
import { watchAudioOutput, type AudioOutput } from '../../lib/audio-output.ts';
import { SHIPPED_SOUNDS } from './sound-files.ts';

/** Plays alarm sounds while the component stands; null for the first moment. */
export function useAlarmAudio(): AlarmAudio | null {
  const [audio, setAudio] = useState<AlarmAudio | null>(null);
  useEffect(() => {
    const opened = createAlarmAudio();
    opened.prepare(SHIPPED_SOUNDS);
    setAudio(opened);
    return opened.close;
  }, []);
  return audio;
}

let output: AudioOutput = 'unknown';
const outputNow = (): AudioOutput => output;
const watch = (onChange: () => void): (() => void) =>
  watchAudioOutput((next) => {
    if (next === output) return;
    output = next;
    onChange();
  });

/** Whether this PC has a speaker. */
export const useAudioOutput = (): AudioOutput => useSyncExternalStore(watch, outputNow);

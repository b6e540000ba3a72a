import { useMemo } from 'react';
import type { Records } from '@contract/state/patch.ts';
import { nameCollator } from '../../i18n/format.ts';
import type { SceneAlarm, SceneSchedule, WallScene } from '@contract/domain/wall-scene.ts';
import { useLanguage, useText } from '../../i18n/use-text.ts';
import { useCameraRecords } from '../../state/use-camera-record.ts';

export const WEEK = [1, 2, 3, 4, 5, 6, 7] as const;
export type Weekday = (typeof WEEK)[number];

/** `07:30`. */
export const minuteText = (minuteOfDay: number): string => `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;

/** `7:30`, `07.30`, `0730` and `7h30` as minutes of the day; null: not a time. */
export function minuteOf(text: string): number | null {
  const match = /^([0-9]{1,2})(?:[:.hg ]([0-9]{2})|([0-9]{2}))$/i.exec(text.trim());
  const hours = Number(match?.[1]);
  const minutes = Number(match?.[2] ?? match?.[3]);
  return match !== null && hours <= 23 && minutes <= 59 ? hours * 60 + minutes : null;
}

/** Days that follow each other, put together: 1, 2, 3, 5 are 1–3 and 5. */
export function dayRuns(days: readonly number[]): readonly (readonly [Weekday, Weekday])[] {
  const runs: [Weekday, Weekday][] = [];
  for (const day of WEEK) {
    if (!days.includes(day)) continue;
    const last = runs.at(-1);
    if (last !== undefined && last[1] === day - 1) last[1] = day;
    else runs.push([day, day]);
  }
  return runs;
}

export interface SceneWords {
  readonly schedule: (schedule: SceneSchedule) => string;
  readonly alarm: (alarm: SceneAlarm) => string;
  readonly sorted: (scenes: Iterable<WallScene>) => readonly WallScene[];
}

/** When a scene comes by itself, in words; and scenes in the order of their keys, then of their names. */
export function useSceneWords(scenes: Records<WallScene>): SceneWords {
  const t = useText();
  const language = useLanguage();
  // Of one camera alone the name is said.
  const named = useMemo(() => [...scenes.values()].flatMap(({ alarm }) => (alarm?.cameras.length === 1 ? alarm.cameras : [])), [scenes]);
  const records = useCameraRecords(named);
  return {
    schedule: ({ days, minuteOfDay }) => {
      const runs = dayRuns(days);
      const dayWords =
        runs.length === 1 && runs[0]?.[0] === 1 && runs[0][1] === 7
          ? t('control:scenes.everyDay')
          : runs.map(([first, last]) => (first === last ? t(`control:day.${first}`) : t('control:scenes.dayRun', { first: t(`control:day.${first}`), last: t(`control:day.${last}`) }))).join(', ');
      return t('control:scenes.at', { time: minuteText(minuteOfDay), days: dayWords });
    },
    alarm: ({ priorityAtLeast, cameras }) => {
      const what = t(priorityAtLeast === 1 ? 'control:scenes.onAlarmTop' : priorityAtLeast === 4 ? 'control:scenes.onAlarmAny' : 'control:scenes.onAlarm', { priority: t(`content:alarms.priority.${priorityAtLeast}`) });
      const [only] = cameras;
      if (only === undefined) return what;
      if (cameras.length > 1) return t('control:scenes.ofCameras', { what, count: cameras.length });
      return t('control:scenes.ofCamera', { what, name: records.find(({ id }) => id === only)?.name ?? t('tiles:unknownCamera') });
    },
    sorted: (scenes) => {
      const { compare } = nameCollator(language);
      return [...scenes].sort((one, other) => (one.keyDigit ?? 10) - (other.keyDigit ?? 10) || compare(one.name, other.name));
    },
  };
}

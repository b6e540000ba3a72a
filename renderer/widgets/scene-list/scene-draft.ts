import type { CameraId } from '@contract/domain/units.ts';
import type { SceneAlarm, SceneSchedule, WallScene } from '@contract/domain/wall-scene.ts';
import { minuteOf, minuteText } from './scene-words.ts';

/** What the form holds while it is typed in. */
export interface SceneDraft {
  readonly name: string;
  readonly keyDigit: number | null;
  readonly hasSchedule: boolean;
  readonly days: readonly number[];
  readonly time: string;
  readonly hasAlarm: boolean;
  readonly priorityAtLeast: SceneAlarm['priorityAtLeast'];
  readonly cameras: readonly CameraId[];
}

export type DraftProblem = 'nameMissing' | 'daysMissing' | 'timeWrong';

const USUAL_MINUTE = 7 * 60;
export const ALARM_CAMERAS_MAX = 500;

export const draftOf = ({ name, keyDigit, schedule, alarm }: WallScene): SceneDraft => ({
  name,
  keyDigit,
  hasSchedule: schedule !== null,
  days: schedule?.days ?? [1, 2, 3, 4, 5],
  time: minuteText(schedule?.minuteOfDay ?? USUAL_MINUTE),
  hasAlarm: alarm !== null,
  priorityAtLeast: alarm?.priorityAtLeast ?? 1,
  cameras: alarm?.cameras ?? [],
});

export interface FinishedScene {
  readonly name: string;
  readonly keyDigit: number | null;
  readonly schedule: SceneSchedule | null;
  readonly alarm: SceneAlarm | null;
}

/** The scene as typed, or what is wrong with it first. */
export function finishedScene(draft: SceneDraft): FinishedScene | DraftProblem {
  const name = draft.name.trim();
  const minuteOfDay = minuteOf(draft.time);
  if (name === '') return 'nameMissing';
  if (draft.hasSchedule && draft.days.length === 0) return 'daysMissing';
  if (draft.hasSchedule && minuteOfDay === null) return 'timeWrong';
  return {
    name,
    keyDigit: draft.keyDigit,
    schedule: draft.hasSchedule && minuteOfDay !== null ? { days: [...draft.days].sort((one, other) => one - other), minuteOfDay } : null,
    alarm: draft.hasAlarm ? { priorityAtLeast: draft.priorityAtLeast, cameras: draft.cameras } : null,
  };
}

export const withDay = (days: readonly number[], day: number): readonly number[] => (days.includes(day) ? days.filter((each) => each !== day) : [...days, day]);

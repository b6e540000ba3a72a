import type { AlarmBrief } from '@contract/domain/alarm.ts';

/** The highest priority first, the newest first within it; equal ones by id, so that lines never change places by themselves. */
export const alarmsInOrder = <A extends AlarmBrief>(alarms: readonly A[]): readonly A[] =>
  [...alarms].sort((one, other) => one.priority - other.priority || other.raisedUtcMs - one.raisedUtcMs || (one.id < other.id ? -1 : 1));

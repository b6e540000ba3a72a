import { REASON_MIN } from './alarm.ts';
import type { Task, TaskState } from './procedure.ts';
import { err, ok, type Result } from './result.ts';
import type { UtcMs } from './units.ts';

/** Where a task can go from each of its states. */
export const TASK_NEXT: Readonly<Record<TaskState, readonly TaskState[]>> = {
  sent: ['accepted', 'declined', 'cancelled'],
  accepted: ['arrived', 'done', 'declined', 'cancelled'],
  declined: [],
  arrived: ['done', 'cancelled'],
  done: [],
  cancelled: [],
};

/** Nobody has anything to do with it any more. */
export const isTaskOver = ({ state }: Pick<Task, 'state'>): boolean => TASK_NEXT[state].length === 0;

/** The task in its next state. Codes: task/not-now, alarm/reason-missing (declining says why, REASON_MIN characters or more). */
export function advanceTask(task: Task, state: TaskState, by: string, note: string, nowUtcMs: UtcMs): Result<Task> {
  if (!TASK_NEXT[task.state].includes(state)) return err('task/not-now');
  const said = note.trim();
  if (state === 'declined' && [...said].length < REASON_MIN) return err('alarm/reason-missing');
  return ok({ ...task, state, version: task.version + 1, history: [...task.history, { state, utcMs: nowUtcMs, by, note: said }] });
}

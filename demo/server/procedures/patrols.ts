import type { Task, TaskState } from '../../../contract/domain/procedure.ts';
import { TASK_NEXT } from '../../../contract/domain/procedure-task.ts';
import { hashText } from '../../city/random.ts';
import { openTasks, type Tasks } from './tasks.ts';

/** How the demo's forces answer tasks: like people, `decline` all of them, or not at all. */
export const ANSWERINGS = ['accept', 'decline', 'off'] as const;
export type Answering = (typeof ANSWERINGS)[number];

export interface Patrols {
  readonly setAnswering: (answering: Answering) => void;
  readonly answering: () => Answering;
  /** They say nothing more; may be called twice. */
  readonly destroy: () => void;
}

/** What comes after each state, how long it takes at least and at most, and what is said. */
const NEXT: Readonly<Partial<Record<TaskState, { readonly state: TaskState; readonly fromMs: number; readonly untilMs: number; readonly note: string }>>> = {
  sent: { state: 'accepted', fromMs: 4_000, untilMs: 9_000, note: 'Rõ, đang di chuyển đến.' },
  accepted: { state: 'arrived', fromMs: 25_000, untilMs: 45_000, note: 'Đã có mặt tại hiện trường.' },
  arrived: { state: 'done', fromMs: 60_000, untilMs: 120_000, note: 'Đã xử lý xong, tình hình ổn định.' },
};
const DECLINED = 'Đang xử lý vụ việc khác, chưa thể đến.';

/** The forces of the demo answer tasks by themselves, those left over from before a restart too. `timeScale` 0: not until told to. */
export function createPatrols(tasks: Tasks, timeScale: number, say: (line: string) => void): Patrols {
  let answering: Answering = timeScale === 0 ? 'off' : 'accept';
  const scale = timeScale === 0 ? 1 : timeScale;
  const timers = new Map<string, NodeJS.Timeout>();
  const forget = (id: string): void => {
    clearTimeout(timers.get(id));
    timers.delete(id);
  };
  const plan = (task: Task): void => {
    forget(task.id);
    const next = NEXT[task.state];
    if (answering === 'off' || next === undefined || task.to.kind !== 'force') return;
    const waitMs = next.fromMs + (hashText(`${task.id} ${task.state}`) % (next.untilMs - next.fromMs));
    const timer = setTimeout(() => {
      timers.delete(task.id);
      const declines = answering === 'decline' && TASK_NEXT[task.state].includes('declined');
      tasks.set(task.id, declines ? 'declined' : next.state, { personId: null, name: task.to.name }, declines ? DECLINED : next.note).catch(() => say(`${task.to.name}: the answer could not be written.`));
    }, waitMs * scale);
    timer.unref();
    timers.set(task.id, timer);
  };
  const stop = tasks.onDidChange(plan);
  const planAll = (): void => {
    for (const task of openTasks(tasks)) plan(task);
  };
  planAll();
  return {
    answering: () => answering,
    setAnswering: (now) => {
      answering = now;
      planAll();
    },
    destroy: () => {
      stop();
      for (const id of [...timers.keys()]) forget(id);
    },
  };
}

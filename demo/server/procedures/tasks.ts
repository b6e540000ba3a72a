import { randomUUID } from 'node:crypto';
import { isClosed, ownerOf } from '../../../contract/domain/alarm.ts';
import type { Task, TaskState } from '../../../contract/domain/procedure.ts';
import { err, ok, type Result } from '../../../contract/domain/result.ts';
import { advanceTask, isTaskOver } from '../../../contract/domain/procedure-task.ts';
import { taskId, utcMs, type AlarmId, type TaskId } from '../../../contract/domain/units.ts';
import type { ActingPerson, AlarmDesk } from '../alarm-desk/desk.ts';
import type { Clock } from '../clock.ts';
import { cut } from './runs.ts';
import type { ProcedureStore } from './store.ts';

const TOLD_MAX = 200;

export interface Tasks {
  readonly all: () => readonly Task[];
  readonly get: (id: TaskId) => Task | null;
  /** Codes alarm/unknown, alarm/not-now (it is closed). `to` is known to exist. */
  readonly give: (who: ActingPerson, alarm: AlarmId, to: Task['to'], text: string) => Promise<Result<Task>>;
  /** Codes task/unknown, and those of `advanceTask`. `personId` null: a force said so itself. */
  readonly set: (id: TaskId, state: TaskState, by: { readonly personId: string | null; readonly name: string }, note: string) => Promise<Result<Task>>;
  /** After a task was given, and after each of its changes. */
  readonly onDidChange: (listener: (task: Task) => void) => () => void;
}

/** Work given to forces and people. Whoever gave it and whoever has the alarm are told what becomes of it. */
export function createTasks(desk: AlarmDesk, store: ProcedureStore, clock: Clock): Tasks {
  const { state } = store;
  const listeners = new Set<(task: Task) => void>();
  const nowUtcMs = () => utcMs(Math.floor(clock.nowUtcMs()));
  const get = (id: TaskId): Task | null => state.tasks.find((task) => task.id === id) ?? null;
  const keep = async (task: Task): Promise<void> => {
    const kept = state.tasks.filter(({ id, alarm }) => id !== task.id && desk.get(alarm) !== null);
    state.tasks = [...kept, task];
    await store.save();
    desk.detailChanged(task.alarm);
    for (const listener of [...listeners]) listener(task);
  };
  const tell = (task: Task, by: string | null): void => {
    const alarm = desk.get(task.alarm);
    const owner = alarm === null ? undefined : ownerOf(alarm)?.personId;
    const given = state.givers[task.id];
    const to = new Set([owner, given, task.to.kind === 'person' ? task.to.id : undefined].filter((id) => id !== undefined && id !== by));
    desk.tell([...to].flatMap((id) => id ?? []), task.alarm, cut(`${task.to.name}: ${SAID[task.state]}${task.state === 'sent' ? ` ${task.text}` : ''}`, TOLD_MAX), 'task');
  };

  desk.addDetail((alarm) => ({ tasks: state.tasks.filter((task) => task.alarm === alarm) }));

  return {
    all: () => state.tasks,
    get,
    give: async (who, alarmId, to, text) => {
      const alarm = desk.get(alarmId);
      if (alarm === null) return err('alarm/unknown');
      if (isClosed(alarm)) return err('alarm/not-now');
      const task: Task = { id: taskId(`nv-${randomUUID()}`), alarm: alarmId, to, text, state: 'sent', version: 1, history: [{ state: 'sent', utcMs: nowUtcMs(), by: who.person.name, note: '' }] };
      state.givers = { ...state.givers, [task.id]: who.person.id };
      await keep(task);
      if (to.kind === 'person') tell(task, who.person.id);
      return ok(task);
    },
    set: async (id, next, by, note) => {
      const task = get(id);
      if (task === null) return err('task/unknown');
      const changed = advanceTask(task, next, by.name, note, nowUtcMs());
      if (!changed.ok) return changed;
      await keep(changed.value);
      tell(changed.value, by.personId);
      return changed;
    },
    onDidChange: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export const openTasks = (tasks: Pick<Tasks, 'all'>): readonly Task[] => tasks.all().filter((task) => !isTaskOver(task));

const SAID: Readonly<Record<TaskState, string>> = { sent: 'nhiệm vụ mới.', accepted: 'đã nhận nhiệm vụ', declined: 'không nhận nhiệm vụ', arrived: 'đã đến nơi', done: 'đã hoàn thành nhiệm vụ', cancelled: 'nhiệm vụ đã hủy' };

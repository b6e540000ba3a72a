import { expect, test } from 'vitest';
import type { Task } from '@contract/domain/procedure.ts';
import { advanceTask, isTaskOver, TASK_NEXT } from '@contract/domain/procedure-task.ts';
import { alarmId, taskId, utcMs } from '@contract/domain/units.ts';

const task = (more: Partial<Task> = {}): Task => ({ id: taskId('nv-1'), alarm: alarmId('bd-1'), to: { kind: 'person', id: 'p-binh', name: 'Bình' }, text: 'Đến xem', state: 'sent', version: 1, history: [], ...more });

test('a task that is accepted says who and when', () => {
  expect(advanceTask(task(), 'accepted', 'Bình', ' đang đi ', utcMs(5))).toEqual({ ok: true, value: { ...task(), state: 'accepted', version: 2, history: [{ state: 'accepted', utcMs: 5, by: 'Bình', note: 'đang đi' }] } });
});

test('declining says why', () => {
  expect(advanceTask(task(), 'declined', 'Bình', 'bận', utcMs(5))).toMatchObject({ error: { code: 'alarm/reason-missing' } });
  expect(advanceTask(task(), 'declined', 'Bình', 'đang bận vụ khác', utcMs(5)).ok).toBe(true);
});

test('what is over stays over', () => {
  for (const state of ['declined', 'done', 'cancelled'] as const) {
    expect(isTaskOver(task({ state }))).toBe(true);
    expect(advanceTask(task({ state }), 'accepted', 'Bình', '', utcMs(5))).toMatchObject({ error: { code: 'task/not-now' } });
  }
  expect(Object.values(TASK_NEXT).flat()).not.toContain('sent');
});

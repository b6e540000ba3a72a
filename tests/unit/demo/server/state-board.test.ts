import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CameraState } from '../../../../demo/server/api-types.ts';
import { createStateBoard, HISTORY_MAX, historyBefore } from '../../../../demo/server/state-board.ts';
import { createStateChurn } from '../../../../demo/server/state-churn.ts';
import { aClock } from './fakes.ts';

describe('The board of states', () => {
  it('tells changes, keeps the newest of them, and knows nothing of cameras that did not change', () => {
    const clock = aClock(1000);
    const board = createStateBoard(clock);
    const heard: CameraState[] = [];
    const stop = board.onDidChange((state) => heard.push(state));
    board.set('c1', 'lost', 'mất điện');
    clock.advance(500);
    board.set('c1', 'working', 'có tín hiệu lại');
    stop();
    board.set('c1', 'lost', 'mất tín hiệu', 1600);
    expect(heard).toEqual([{ cameraId: 'c1', state: 'lost', sinceUtcMs: 1000 }, { cameraId: 'c1', state: 'working', sinceUtcMs: 1500 }]);
    expect([board.of('c1'), board.of('c2')]).toEqual([{ cameraId: 'c1', state: 'lost', sinceUtcMs: 1600 }, null]);
    expect(board.changes('c1').map(({ sinceUtcMs }) => sinceUtcMs)).toEqual([1600, 1500, 1000]);
    for (let count = 0; count < 300; count += 1) board.set('c1', 'lost', 'x', count);
    expect(board.changes('c1')).toHaveLength(HISTORY_MAX);
    expect(board.changes('c1')[0]?.sinceUtcMs).toBe(299);
  });

  it('has a past for every camera that leads to where it stands', () => {
    for (const state of ['working', 'broken'] as const) {
      const past = historyBefore('c1', { cameraId: 'c1', state, sinceUtcMs: 1_800_000_000_000 });
      expect(past[0]).toMatchObject({ state, sinceUtcMs: 1_800_000_000_000 });
      expect(past.length).toBeGreaterThan(2);
      expect(past.map(({ sinceUtcMs }) => sinceUtcMs)).toEqual(past.map(({ sinceUtcMs }) => sinceUtcMs).toSorted((one, other) => other - one));
    }
  });
});

describe('States that change all the time', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('change as often as asked for, end by themselves, and leave what is out of service alone', () => {
    const board = createStateBoard(aClock());
    const changes = new Map<string, string>();
    let count = 0;
    board.onDidChange(({ cameraId, state }) => {
      expect(state).not.toBe(changes.get(cameraId) ?? 'working');
      changes.set(cameraId, state);
      count += 1;
    });
    const churn = createStateChurn({ states: board, brokenSinceUtcMs: (id) => (id === 'broken' ? 1 : null), stateOf: (cameraId) => board.of(cameraId) ?? { cameraId, state: 'working', sinceUtcMs: 0 } });
    churn.start(['a', 'b', 'c', 'broken'], 2000, 3);
    vi.advanceTimersByTime(1000);
    expect(count).toBe(2000);
    expect(churn.count()).toEqual({ running: true, perSecond: 2000, sent: 2000 });
    vi.advanceTimersByTime(10_000);
    expect([count, churn.count()]).toEqual([6000, { running: false, perSecond: 2000, sent: 6000 }]);
    expect([...changes.keys()].toSorted()).toEqual(['a', 'b', 'c']);
    churn.start(['broken'], 2000, 3);
    vi.advanceTimersByTime(1000);
    expect(churn.count()).toMatchObject({ running: false, sent: 0 });
    churn.stop();
  });
});

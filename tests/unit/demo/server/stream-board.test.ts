import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlowCounter } from '../../../../demo/server/slow-counter.ts';
import type { Person } from '../../../../demo/server/api-types.ts';
import { createStreamBoard, viewersOf } from '../../../../demo/server/stream-board.ts';

const person = (id: string, role: Person['role'] = 'operator'): Person => ({ id, username: id, name: `Người ${id}`, role, unitName: 'Trung tâm', rights: [] });

describe('The board of open streams', () => {
  it('lists what is open, counts all that ever were, and never gives an id twice', () => {
    const board = createStreamBoard({ nowUtcMs: () => 1_700_000_000_000.4 });
    const viewer = person('an');
    const leave = board.enter('cam-1', 'sub', viewer);
    board.enter('cam-2', 'main', viewer);
    leave();
    leave();
    board.enter('cam-1', 'sub', viewer);
    expect(board.list()).toEqual([
      { id: 2, cameraId: 'cam-2', profile: 'main', openedUtcMs: 1_700_000_000_000, viewer },
      { id: 3, cameraId: 'cam-1', profile: 'sub', openedUtcMs: 1_700_000_000_000, viewer },
    ]);
    expect(board.opened()).toBe(3);
  });

  it('tells who else watches a camera: each once, since the first of their streams, a wall as a wall', () => {
    let nowUtcMs = 1000;
    const board = createStreamBoard({ nowUtcMs: () => (nowUtcMs += 1000) });
    for (const viewer of [person('an'), person('binh'), person('wall', 'wall-device'), person('binh')]) board.enter('cam-1', 'sub', viewer);
    board.enter('cam-2', 'sub', person('chau'));
    expect(viewersOf(board.list(), 'cam-1', 'an')).toEqual([
      { name: 'Người binh', unitName: 'Trung tâm', sinceUtcMs: 3000, place: 'desk' },
      { name: 'Người wall', unitName: 'Trung tâm', sinceUtcMs: 4000, place: 'wall' },
    ]);
  });
});

describe('The slow counter', () => {
  let everyMs = 0;
  const served: string[] = [];
  const counter = () => createSlowCounter<string>(() => everyMs, (errand) => void served.push(errand));
  beforeEach(() => {
    vi.useFakeTimers();
    served.length = 0;
  });
  afterEach(() => void vi.useRealTimers());

  it('serves at once while it takes no time', () => {
    everyMs = 0;
    counter().join(1, 'a');
    expect(served).toEqual(['a']);
  });

  it('serves one after another, in order, and not who left', () => {
    everyMs = 100;
    const { join, leave, waiting } = counter();
    for (const [key, errand] of ['a', 'b', 'c'].entries()) join(key, errand);
    leave(1);
    vi.advanceTimersByTime(100);
    expect(served).toEqual(['a']);
    expect([waiting(0), waiting(1), waiting(2)]).toEqual([null, null, 'c']);
    vi.advanceTimersByTime(100);
    expect(served).toEqual(['a', 'c']);
  });

  it('keeps the place of an errand that changes while it waits, and sends everybody away when it closes', () => {
    everyMs = 100;
    const { join, close } = counter();
    join(1, 'a');
    join(2, 'b');
    join(1, 'A');
    vi.advanceTimersByTime(100);
    expect(served).toEqual(['A']);
    close();
    vi.advanceTimersByTime(1_000);
    expect(served).toEqual(['A']);
  });
});

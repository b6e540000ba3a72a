import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSlowCounter } from '../../../../demo/server/slow-counter.ts';
import { createStreamBoard } from '../../../../demo/server/stream-board.ts';

describe('The board of open streams', () => {
  it('lists what is open, counts all that ever were, and never gives an id twice', () => {
    const board = createStreamBoard({ nowUtcMs: () => 1_700_000_000_000.4 });
    const leave = board.enter('cam-1', 'sub');
    board.enter('cam-2', 'main');
    leave();
    leave();
    board.enter('cam-1', 'sub');
    expect(board.list()).toEqual([
      { id: 2, cameraId: 'cam-2', profile: 'main', openedUtcMs: 1_700_000_000_000 },
      { id: 3, cameraId: 'cam-1', profile: 'sub', openedUtcMs: 1_700_000_000_000 },
    ]);
    expect(board.opened()).toBe(3);
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

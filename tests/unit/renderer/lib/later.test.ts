// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { windowLater } from '../../../../renderer/lib/later.ts';

describe('something to be done later', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is done once, unless it was taken back', () => {
    const done: string[] = [];
    windowLater(() => done.push('kept'), 100);
    const cancel = windowLater(() => done.push('cancelled'), 100);
    cancel();
    cancel();
    vi.advanceTimersByTime(1_000);
    expect(done).toEqual(['kept']);
  });
});

import { describe, expect, it } from 'vitest';
import { createHangWatch } from '../../../../main/windows/hang-watch.ts';
import { createFakeTime } from '../../../builders/fake-time.ts';

function watched() {
  const time = createFakeTime();
  const waiting: (() => void)[] = [];
  const state = { hung: 0, answers: true };
  const watch = createHangWatch({
    ping: () => (state.answers ? Promise.resolve(1) : new Promise((resolve) => waiting.push(() => resolve(1)))),
    onHung: () => (state.hung += 1),
    timers: time.timers,
  });
  const pass = async (seconds: number) => {
    for (let second = 0; second < seconds; second += 1) {
      time.advance(1_000);
      await Promise.resolve();
      await Promise.resolve();
    }
  };
  return { watch, state, waiting, pass };
}

describe('The watch over a page', () => {
  it('leaves a page alone that answers', async () => {
    const { watch, state, pass } = watched();
    watch.start();
    await pass(120);
    expect(state.hung).toBe(0);
  });

  it('tells once, within 12 s, of a page that answers no more', async () => {
    const { watch, state, pass } = watched();
    watch.start();
    await pass(20);
    state.answers = false;
    await pass(9);
    expect(state.hung).toBe(0);
    await pass(4);
    expect(state.hung).toBe(1);
    await pass(60);
    expect(state.hung).toBe(1);
  });

  it('forgives a late answer, and what the page before did not answer', async () => {
    const { watch, state, waiting, pass } = watched();
    state.answers = false;
    watch.start();
    await pass(9);
    waiting.shift()?.();
    await pass(9);
    expect(state.hung).toBe(0);
    watch.start();
    await pass(9);
    expect(state.hung).toBe(0);
  });

  it('says nothing after it was stopped', async () => {
    const { watch, state, pass } = watched();
    state.answers = false;
    watch.start();
    await pass(5);
    watch.stop();
    watch.stop();
    await pass(60);
    expect(state.hung).toBe(0);
  });
});

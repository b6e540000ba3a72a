import { describe, expect, it } from 'vitest';
import { createPadWatch } from '../../../../renderer/lib/gamepad-watch.ts';
import { createFakePads, padWith } from '../../../builders/gamepads.ts';

function createScene() {
  const pads = createFakePads();
  let turn: (() => void) | null = null;
  const watch = createPadWatch(pads, (run) => {
    turn = run;
    return () => {
      turn = null;
    };
  });
  return {
    pads,
    watch,
    isPolling: () => turn !== null,
    next: () => {
      const run = turn;
      turn = null;
      run?.();
    },
  };
}

describe('watching joysticks', () => {
  it('reads nothing again while none is plugged in, and at every turn once one is', () => {
    const { pads, watch, isPolling, next } = createScene();
    const seen: number[][] = [];
    const release = watch.subscribe((now) => seen.push(now.map(({ axes }) => axes[0] ?? 0)));
    expect(isPolling()).toBe(false);
    pads.change(padWith());
    pads.set(padWith({ axes: [0.5] }));
    next();
    expect(seen).toEqual([[], [0], [0.5]]);
    expect(isPolling()).toBe(true);
    release();
    expect(isPolling()).toBe(false);
  });

  it('tells at once, not at the next turn, that one was pulled out', () => {
    const { pads, watch, isPolling } = createScene();
    let count = -1;
    watch.subscribe((now) => {
      count = now.length;
    });
    pads.change(padWith());
    expect(count).toBe(1);
    pads.change();
    expect(count).toBe(0);
    expect(isPolling()).toBe(false);
  });

  it('serves several listeners with one reading and stops with the last', () => {
    const { pads, watch, isPolling } = createScene();
    pads.set(padWith());
    const one = watch.subscribe(() => undefined);
    const other = watch.subscribe(() => undefined);
    one();
    one();
    expect(isPolling()).toBe(true);
    other();
    expect(isPolling()).toBe(false);
  });
});

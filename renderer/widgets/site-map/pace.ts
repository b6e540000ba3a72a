import type { Later } from '../../lib/later.ts';

/** How often a map that takes long to draw is drawn. */
export interface Pace {
  /**
   * Draws what `name` stands for: at once after a rest, when it is urgent and while the map is fast; else with all else that waits.
   * A later ask under the same name goes before.
   */
  readonly ask: (name: string, draw: () => void, how: { readonly isUrgent: boolean; readonly isSlow: boolean }) => void;
  readonly release: () => void;
}

/** Every change has the whole map drawn anew, a few times over, each of which takes a processor a tenth of a second or more. */
export const SLOW_EVERY_MS = 3_000;

/** Nothing that is asked for is left out, the last word holds, and it is drawn within `SLOW_EVERY_MS`. */
export function createPace(later: Later): Pace {
  const waiting = new Map<string, () => void>();
  let cancelRest: (() => void) | null = null;
  let isReleased = false;
  const drawAll = (): void => {
    const draws = [...waiting.values()];
    waiting.clear();
    cancelRest?.();
    cancelRest = later(() => {
      cancelRest = null;
      if (waiting.size > 0) drawAll();
    }, SLOW_EVERY_MS);
    for (const draw of draws) draw();
  };
  return {
    ask: (name, draw, { isUrgent, isSlow }) => {
      if (isReleased) return;
      waiting.set(name, draw);
      if (isUrgent || !isSlow || cancelRest === null) drawAll();
    },
    release: () => {
      isReleased = true;
      cancelRest?.();
      waiting.clear();
    },
  };
}

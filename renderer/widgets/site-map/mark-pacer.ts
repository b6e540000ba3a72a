import type { MapMark } from '@contract/domain/camera-query.ts';
import type { MarkDiff } from './map-marks.ts';
import type { Pace } from './pace.ts';

/** Lets marks through to a map that takes long to draw. `isSlow`: the processor draws. */
export interface MarkPacer {
  readonly give: (diff: MarkDiff, isSlow: boolean) => void;
}

/** Marks that come or go are urgent; what changes about marks that stand already is gathered, nothing is left out, the last word holds. */
export function createMarkPacer(draw: (diff: MarkDiff) => void, pace: Pace): MarkPacer {
  const standing = new Set<string>();
  const waiting = new Map<string, MapMark>();
  return {
    give: ({ put, remove }, isSlow) => {
      if (put.length === 0 && remove.length === 0) return;
      const isUrgent = remove.length > 0 || put.some(({ id }) => !standing.has(id));
      for (const id of remove) {
        standing.delete(id);
        waiting.delete(id);
      }
      for (const mark of put) {
        standing.add(mark.id);
        waiting.set(mark.id, mark);
      }
      const drawAll = (): void => {
        const all = [...waiting.values()];
        waiting.clear();
        draw({ put: all, remove });
      };
      // What is removed is urgent: no later ask takes the place of this one.
      pace.ask('marks', drawAll, { isUrgent, isSlow });
    },
  };
}

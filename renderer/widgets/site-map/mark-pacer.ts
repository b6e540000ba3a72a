import type { MapMark } from '@contract/domain/camera-query.ts';
import type { Later } from '../../lib/later.ts';
import type { MarkDiff } from './map-marks.ts';

/** Lets marks through to a map that takes long to draw. */
export interface MarkPacer {
  /** `isSlow`: the processor draws. */
  readonly give: (diff: MarkDiff, isSlow: boolean) => void;
  readonly release: () => void;
}

/** Every change of a mark has the whole map drawn anew, which takes a processor a tenth of a second or more. */
export const SLOW_EVERY_MS = 2_000;

/**
 * Marks that come or go are drawn at once. What changes about marks that stand already is drawn at once after a rest, and gathered
 * while the map is slow: nothing is left out, the last word holds.
 */
export function createMarkPacer(draw: (diff: MarkDiff) => void, later: Later): MarkPacer {
  const standing = new Set<string>();
  const waiting = new Map<string, MapMark>();
  let cancelRest: (() => void) | null = null;
  const rest = (): void => {
    cancelRest?.();
    cancelRest = later(() => {
      cancelRest = null;
      if (waiting.size > 0) drawAll([]);
    }, SLOW_EVERY_MS);
  };
  const drawAll = (remove: readonly string[]): void => {
    const put = [...waiting.values()];
    waiting.clear();
    rest();
    draw({ put, remove });
  };
  return {
    give: ({ put, remove }, isSlow) => {
      const isNews = remove.length > 0 || put.some(({ id }) => !standing.has(id));
      for (const id of remove) {
        standing.delete(id);
        waiting.delete(id);
      }
      for (const mark of put) {
        standing.add(mark.id);
        waiting.set(mark.id, mark);
      }
      if (isNews || !isSlow || cancelRest === null) drawAll(remove);
    },
    release: () => cancelRest?.(),
  };
}

import type { Later } from '../../lib/later.ts';

/** Draws a map with fewer points of the screen while it moves, or is not whole yet. */
export interface MovingPicture {
  /** The map begins to move. */
  readonly begin: () => void;
  /** It stands. */
  readonly end: () => void;
  /** What the map says just now about moving comes from here, and is no move. */
  readonly isOwn: () => boolean;
  readonly isCoarse: () => boolean;
  /** The map is gone; another begins sharp. */
  readonly release: () => void;
}

/** Two thirds of a line, four ninths of the points: a processor that draws shows twice as many pictures a second. */
export const COARSE = 2 / 3;
/** Longer than the pause between two presses of a key that is held. */
export const SHARP_AFTER_MS = 250;

/** `setPixelRatio`: of the map, which tells of a change as of a move. Sharp (1) at rest. */
export function createMovingPicture(setPixelRatio: (ratio: number) => void, later: Later): MovingPicture {
  let isCoarse = false;
  let isOwn = false;
  let cancelSharp: (() => void) | null = null;
  const draw = (coarse: boolean): void => {
    if (coarse === isCoarse) return;
    isCoarse = coarse;
    isOwn = true;
    setPixelRatio(coarse ? COARSE : 1);
    isOwn = false;
  };
  const stay = (): void => {
    cancelSharp?.();
    cancelSharp = null;
  };
  return {
    begin: () => {
      stay();
      draw(true);
    },
    end: () => {
      stay();
      if (!isCoarse) return;
      cancelSharp = later(() => {
        cancelSharp = null;
        draw(false);
      }, SHARP_AFTER_MS);
    },
    isOwn: () => isOwn,
    isCoarse: () => isCoarse,
    release: () => {
      stay();
      isCoarse = false;
    },
  };
}

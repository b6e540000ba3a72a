/** How often a tile asked for its stream again because the player could not go on. */
export interface ReopenHistory {
  /** Since the tile got its camera. */
  readonly count: number;
  /** Since a picture was last shown. */
  readonly fruitless: number;
  readonly lastPictureUtcMs: number | null;
}

export const NO_REOPENS: ReopenHistory = { count: 0, fruitless: 0, lastPictureUtcMs: null };

const FIRST_WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * The reopen that is due, or null while the stream open now has not had its time: 5 s at first, doubled by each reopen that brought
 * no picture, at most a minute.
 */
export const nextReopen = (
  history: ReopenHistory,
  now: { readonly nowMonoMs: number; readonly openSinceMonoMs: number; readonly lastPictureUtcMs: number | null },
): ReopenHistory | null => {
  const fruitless = now.lastPictureUtcMs === history.lastPictureUtcMs ? history.fruitless : 0;
  const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(10, fruitless));
  if (now.nowMonoMs - now.openSinceMonoMs < waitMs) return null;
  return { count: history.count + 1, fruitless: fruitless + 1, lastPictureUtcMs: now.lastPictureUtcMs };
};

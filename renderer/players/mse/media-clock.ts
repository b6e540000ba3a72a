/** Keeps a media element's time line without holes, whatever the fragments' own times do. Immutable. */
export interface MediaClock {
  /** Added to a fragment's own time, s. */
  readonly offsetS: number;
  /** Own time of the newest fragment, s; null before the first. */
  readonly lastS: number | null;
  /** Distance of the two newest fragments, s. */
  readonly stepS: number;
}

/** The time line begins a little after 0: a media element must not be asked for a time before its first picture. */
export const START_S = 0.1;
const FIRST_STEP_S = 1 / 15;
/** Fragments further apart than this, or going back, are a cut: pictures were left out, or the stream began anew. */
const CUT_S = 0.35;

export const NEW_MEDIA_CLOCK: MediaClock = { offsetS: 0, lastS: null, stepS: FIRST_STEP_S };

/**
 * Places a fragment: after a cut it follows the one before directly, so that the element never waits for what will not come.
 * Pure.
 */
export const placeFragment = (clock: MediaClock, ownS: number): { readonly clock: MediaClock; readonly mediaS: number } => {
  if (clock.lastS === null) {
    const offsetS = START_S - ownS;
    return { clock: { ...clock, offsetS, lastS: ownS }, mediaS: START_S };
  }
  const stepS = ownS - clock.lastS;
  if (stepS > 0 && stepS <= CUT_S) return { clock: { offsetS: clock.offsetS, lastS: ownS, stepS }, mediaS: ownS + clock.offsetS };
  const mediaS = clock.lastS + clock.offsetS + clock.stepS;
  return { clock: { offsetS: mediaS - ownS, lastS: ownS, stepS: clock.stepS }, mediaS };
};

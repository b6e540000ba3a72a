/** What keeps a media element at the newest picture: nothing, another speed, or a leap. */
export type EdgeMove = { readonly kind: 'rate'; readonly rate: number } | { readonly kind: 'seek'; readonly toS: number };

export interface EdgeView {
  readonly currentS: number;
  /** Of the newest buffered range. */
  readonly startS: number;
  readonly endS: number;
}

/** Further behind than this, the element leaps. */
export const SEEK_BEHIND_S = 0.5;
const HURRY_BEHIND_S = 0.22;
const HURRY_RATE = 1.12;
/** Left in front of the element by a leap. */
const LEAD_S = 0.08;

/** Pure. */
export const stayAtEdge = ({ currentS, startS, endS }: EdgeView): EdgeMove => {
  const behindS = endS - currentS;
  if (behindS > SEEK_BEHIND_S || currentS < startS || behindS < -SEEK_BEHIND_S) return { kind: 'seek', toS: Math.max(startS, endS - LEAD_S) };
  return { kind: 'rate', rate: behindS > HURRY_BEHIND_S ? HURRY_RATE : 1 };
};

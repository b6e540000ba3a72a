/** CSS pixels of the window's page. */
export interface WebRect {
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface PlacedWeb {
  readonly tile: number;
  readonly rect: WebRect;
}

export const rectOf = ({ left, top, width, height }: DOMRect): WebRect => ({ xPx: Math.round(left), yPx: Math.round(top), widthPx: Math.round(width), heightPx: Math.round(height) });

const overlap = (one: WebRect, other: WebRect): boolean =>
  one.xPx < other.xPx + other.widthPx && other.xPx < one.xPx + one.widthPx && one.yPx < other.yPx + other.heightPx && other.yPx < one.yPx + one.heightPx;

/** The places that nothing lies over. */
export const uncovered = (places: readonly PlacedWeb[], covers: readonly WebRect[]): PlacedWeb[] => places.filter(({ rect }) => !covers.some((cover) => overlap(rect, cover)));

interface Size {
  readonly widthPx: number;
  readonly heightPx: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const GAP_PX = 8;

/** Where to put something beside a tile: on its right, else its left, else below, else above; over it only when no side has room. */
export function besideBox(tile: Box, it: Size, window: Size): { readonly leftPx: number; readonly topPx: number } {
  const within = (value: number, size: number, most: number): number => Math.max(GAP_PX, Math.min(value, most - size - GAP_PX));
  const top = within(tile.top, it.heightPx, window.heightPx);
  const left = within(tile.left, it.widthPx, window.widthPx);
  if (tile.right + GAP_PX + it.widthPx <= window.widthPx) return { leftPx: tile.right + GAP_PX, topPx: top };
  if (tile.left - GAP_PX - it.widthPx >= 0) return { leftPx: tile.left - GAP_PX - it.widthPx, topPx: top };
  if (tile.bottom + GAP_PX + it.heightPx <= window.heightPx) return { leftPx: left, topPx: tile.bottom + GAP_PX };
  if (tile.top - GAP_PX - it.heightPx >= 0) return { leftPx: left, topPx: tile.top - GAP_PX - it.heightPx };
  return { leftPx: left, topPx: top };
}

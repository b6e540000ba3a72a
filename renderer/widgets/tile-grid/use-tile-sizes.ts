import { useMemo, type RefObject } from 'react';
import { tileSizePx, type Arrangement } from '@contract/domain/arrangement.ts';
import { useBoxSize, type BoxSize } from '../../ui/use-box-size.ts';

/** A window being dragged to another size asks for no other streams meanwhile. */
const SETTLE_MS = 250;

/** Size of each tile on the glass, CSS pixels; null until measured. */
export function useTileSizes(box: RefObject<HTMLElement | null>, arrangement: Arrangement): readonly BoxSize[] | null {
  const size = useBoxSize(box, SETTLE_MS);
  return useMemo(() => {
    if (size.heightPx === 0 || size.widthPx === 0) return null;
    return arrangement.tiles.map((tile) => {
      const { widthPx, heightPx } = tileSizePx(arrangement, tile, size);
      return { widthPx: Math.round(widthPx), heightPx: Math.round(heightPx) };
    });
  }, [arrangement, size]);
}

import type { ComponentProps, ReactNode } from 'react';
import type { SurfaceId } from '@contract/domain/units.ts';

/** Where a tile stands, whatever it holds. */
export interface TilePlace {
  readonly surface: SurfaceId;
  /** Index in the arrangement; the operator's number is one more. */
  readonly index: number;
  /** Size on the glass, CSS pixels. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** The desk's selected tile; never true on a wall. */
  readonly isSelected: boolean;
  /** What the place around adds to the figure: grid area, selection, dragging. */
  readonly figure?: Omit<ComponentProps<'figure'>, 'children' | 'role' | 'ref'>;
  /** Laid over the content. */
  readonly children?: ReactNode;
}

import { assertNever } from '@contract/domain/result.ts';
import type { TileCause, TileState, TileStateKind } from '@contract/domain/tile-state.ts';

/**
 * How a tile tells its state. `badge`: a calm mark in the strip; `bar`: an amber bar over a picture that still shows;
 * `veil`: the picture is covered and the words stand in the middle.
 */
export type TileTelling =
  | { readonly place: 'badge'; readonly kind: 'live' }
  | { readonly place: 'bar'; readonly kind: 'delayed' | 'stale'; readonly cause: TileCause; readonly ageS: number | null }
  | { readonly place: 'veil'; readonly kind: Extract<TileStateKind, 'idle' | 'connecting' | 'lost' | 'denied' | 'unsupported'>; readonly cause: TileCause | null; readonly sinceUtcMs: number | null };

export function tellTile(state: TileState): TileTelling {
  switch (state.kind) {
    case 'idle':
      return { place: 'veil', kind: 'idle', cause: null, sinceUtcMs: null };
    case 'live':
      return { place: 'badge', kind: 'live' };
    case 'delayed':
      return { place: 'bar', kind: 'delayed', cause: state.cause, ageS: state.ageS };
    case 'stale':
      return { place: 'bar', kind: 'stale', cause: state.cause, ageS: null };
    case 'connecting':
    case 'denied':
    case 'unsupported':
      return { place: 'veil', kind: state.kind, cause: state.cause, sinceUtcMs: null };
    case 'lost':
      return { place: 'veil', kind: 'lost', cause: state.cause, sinceUtcMs: state.sinceUtcMs };
    default:
      return assertNever(state);
  }
}

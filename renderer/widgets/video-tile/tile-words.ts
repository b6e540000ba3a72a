import { assertNever } from '@contract/domain/result.ts';
import type { Pace } from '@contract/domain/stream.ts';
import type { TileCause, TileState, TileStateKind } from '@contract/domain/tile-state.ts';

/**
 * How a tile tells its state. `badge`: a calm mark in the strip; `bar`: a bar over a picture that still shows, amber for what is
 * late or stands; `note`: a quiet bar, for pictures that are now but fewer; `replay`: recorded pictures, in a frame of their own;
 * `veil`: the picture is covered and the words stand in the middle.
 */
export type TileTelling =
  | { readonly place: 'badge'; readonly kind: 'live' }
  | { readonly place: 'note'; readonly kind: 'reduced'; readonly cause: TileCause; readonly pace: Exclude<Pace, 'full'> }
  | { readonly place: 'replay'; readonly kind: 'playback'; readonly atUtcMs: number | null }
  | { readonly place: 'bar'; readonly kind: 'delayed' | 'stale'; readonly cause: TileCause; readonly ageS: number | null }
  | { readonly place: 'veil'; readonly kind: Extract<TileStateKind, 'idle' | 'connecting' | 'lost' | 'denied' | 'unsupported'>; readonly cause: TileCause | null; readonly sinceUtcMs: number | null };

export function tellTile(state: TileState): TileTelling {
  switch (state.kind) {
    case 'idle':
      return { place: 'veil', kind: 'idle', cause: null, sinceUtcMs: null };
    case 'live':
      return { place: 'badge', kind: 'live' };
    case 'reduced':
      return { place: 'note', kind: 'reduced', cause: state.cause, pace: state.pace };
    case 'playback':
      return { place: 'replay', kind: 'playback', atUtcMs: state.atUtcMs };
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

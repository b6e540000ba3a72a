import type { LoweredBy, Pace } from './stream.ts';

/** `data-state` of a tile. */
export const TILE_STATE_KINDS = ['idle', 'connecting', 'live', 'reduced', 'delayed', 'stale', 'lost', 'denied', 'unsupported', 'playback'] as const;
export type TileStateKind = (typeof TILE_STATE_KINDS)[number];

/** Why a tile is not live. Each has a sentence in `assets/locales/<lng>/tiles.json` under `cause`. */
export const TILE_CAUSES = [
  'opening',
  'paused',
  'waiting-key-frame',
  'no-frames',
  'unchanged',
  'late',
  'clock',
  'decoder',
  'camera-lost',
  'camera-broken',
  'camera-unknown',
  'server-unreachable',
  'server-error',
  'stream-ended',
  'gateway-down',
  'not-granted',
  'signed-out',
  'codec',
  'link',
  'machine',
] as const;
export type TileCause = (typeof TILE_CAUSES)[number];

/**
 * What a tile may say of its picture. Changes at most once a second while a picture runs: what changes with every frame is in
 * `pictureAgeMs`. Times are the server's.
 */
export type TileState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly cause: 'opening' | 'paused' | 'waiting-key-frame' | 'decoder' }
  | { readonly kind: 'live' }
  /** Pictures are now, but fewer than the camera makes, because this console decided so. */
  | { readonly kind: 'reduced'; readonly cause: LoweredBy; readonly pace: Exclude<Pace, 'full'> }
  /** Recorded pictures, never to be taken for now. `atUtcMs`: capture time of the picture shown, whole seconds; null before the first. */
  | { readonly kind: 'playback'; readonly atUtcMs: number | null }
  /** Pictures come, but are old (`late`: whole seconds of age) or cannot be dated (`clock`: `ageS` null). */
  | { readonly kind: 'delayed'; readonly cause: 'late' | 'clock'; readonly ageS: number | null }
  /** The last picture still stands, but is no longer now. */
  | { readonly kind: 'stale'; readonly cause: 'no-frames' | 'waiting-key-frame' | 'decoder'; readonly lastUtcMs: number }
  /** Pictures come and are young, but every one is the same: a camera that repeats itself. */
  | { readonly kind: 'stale'; readonly cause: 'unchanged'; readonly lastUtcMs: number }
  /** `sinceUtcMs`: capture time of the last picture shown; null when there was none. */
  | { readonly kind: 'lost'; readonly cause: LostCause; readonly sinceUtcMs: number | null }
  | { readonly kind: 'denied'; readonly cause: 'not-granted' | 'signed-out' | 'camera-unknown' }
  | { readonly kind: 'unsupported'; readonly cause: 'codec' };

export type LostCause = Extract<TileCause, 'no-frames' | 'waiting-key-frame' | 'decoder' | 'camera-lost' | 'camera-broken' | 'server-unreachable' | 'server-error' | 'stream-ended' | 'gateway-down'>;

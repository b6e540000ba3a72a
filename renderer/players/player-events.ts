import type { DecoderReport } from '@contract/domain/tile-state.ts';
import type { StreamStatus } from '@contract/domain/stream.ts';

/** A picture was drawn: the only ground on which a tile may say LIVE. */
export interface PictureEvidence {
  /** When the server says it was taken, ms since 1970, with fractions. */
  readonly captureUtcMs: number;
  /** Of the picture within its stream, µs; starts again with each `restarted`. */
  readonly mediaTimeUs: number;
  /** `performance.now()` of the page when it was handed to the compositor. */
  readonly nowMonoMs: number;
  /** How much later it is expected on the glass, ms. */
  readonly displayDelayMs: number;
}

export type PlayerEvent =
  | { readonly kind: 'status'; readonly status: StreamStatus }
  | { readonly kind: 'decoder'; readonly report: DecoderReport }
  /** All pictures of the last ten seconds were the same one, though time went on; or that is over. */
  | { readonly kind: 'stillness'; readonly isStill: boolean }
  /** Media time starts again: a new stream or a new decoder worker. */
  | { readonly kind: 'restarted' }
  /** The player's own means are used up: the owner should close this stream and open another. */
  | { readonly kind: 'reopen-needed' };

/** Counters since the player was made; they only rise. Recovery steps are counted apart. */
export interface PlayerStats {
  readonly received: number;
  readonly decoded: number;
  /** Handed to the track. */
  readonly written: number;
  /** Drawn, as seen by the page. */
  readonly presented: number;
  /** Units and pictures left out: late, hidden, or before a key frame. */
  readonly dropped: number;
  readonly gaps: number;
  readonly keyFrameRequests: number;
  readonly decoderResets: number;
  readonly reopens: number;
  /** VideoFrames held by the player now. 0 or 1 in health; more is a leak. */
  readonly openFrames: number;
}

export const NO_STATS: PlayerStats = {
  received: 0,
  decoded: 0,
  written: 0,
  presented: 0,
  dropped: 0,
  gaps: 0,
  keyFrameRequests: 0,
  decoderResets: 0,
  reopens: 0,
  openFrames: 0,
};

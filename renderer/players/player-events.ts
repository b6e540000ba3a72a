import type { DecoderReport } from '@contract/domain/tile-truth.ts';
import type { StreamStatus } from '@contract/domain/stream.ts';
import type { PlayerName } from './choose-player.ts';

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

/** Hands over every picture, every second one, or every third. */
export type Cadence = 1 | 2 | 3;

/** How a tile's sound stands. `no-device`: this PC has nothing to play it on. */
export type AudioState = 'off' | 'waiting' | 'playing' | 'no-device';

export type PlayerEvent =
  | { readonly kind: 'status'; readonly status: StreamStatus }
  | { readonly kind: 'decoder'; readonly report: DecoderReport }
  /** All pictures of the last ten seconds were the same one, though time went on; or that is over. */
  | { readonly kind: 'stillness'; readonly isStill: boolean }
  /** Media time starts again: a new stream or a new decoder worker. */
  | { readonly kind: 'restarted' }
  | { readonly kind: 'audio'; readonly state: AudioState }
  /** A replay came to the end of what is kept; the last picture stands. */
  | { readonly kind: 'replay-ended' }
  /** The player's own means are used up: the owner should close this stream and open another. */
  | { readonly kind: 'reopen-needed' };

/** Counters since the player was made, all of one moment and told once a second; they only rise, but for `player` and `openFrames`. Recovery steps are counted apart. */
export interface PlayerStats {
  /** What decodes now; null before the first unit. */
  readonly player: PlayerName | null;
  readonly received: number;
  readonly receivedBytes: number;
  readonly decoded: number;
  /** Handed to the track, or to the media element's buffer. */
  readonly written: number;
  /** Drawn, as seen by the page. */
  readonly presented: number;
  /** Units and pictures left out: late, hidden, thinned out, or before a key frame. */
  readonly dropped: number;
  readonly gaps: number;
  readonly keyFrameRequests: number;
  readonly decoderResets: number;
  readonly reopens: number;
  /** VideoFrames held by the player now. 0 to 2 in health; more is a leak. */
  readonly openFrames: number;
}

export const NO_STATS: PlayerStats = {
  player: null,
  received: 0,
  receivedBytes: 0,
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

import type { StreamId } from '@contract/domain/units.ts';
import type { CaptureMark } from '../mse/capture-marks.ts';
import type { Cadence, PlayerEvent, PlayerStats } from '../player-events.ts';

/** Number of a player inside its window. */
export type PlayerKey = number;

/** From the page to its media worker. */
export type PageToWorker =
  /** Comes with the gateway's MessagePort; replaces the one before. */
  | { readonly kind: 'port' }
  | { readonly kind: 'player'; readonly player: PlayerKey }
  /** Answers `writable-wanted`. Transferred. */
  | { readonly kind: 'writable'; readonly player: PlayerKey; readonly writable: WritableStream<VideoFrame> }
  | { readonly kind: 'play'; readonly player: PlayerKey; readonly stream: StreamId }
  | { readonly kind: 'stop'; readonly player: PlayerKey }
  | { readonly kind: 'visible'; readonly player: PlayerKey; readonly visible: boolean }
  | { readonly kind: 'cadence'; readonly player: PlayerKey; readonly everyNth: Cadence }
  /** Whether the stream's sound is wanted on the page. */
  | { readonly kind: 'audio'; readonly player: PlayerKey; readonly on: boolean }
  /** The media element could not play what it was given. */
  | { readonly kind: 'media-failed'; readonly player: PlayerKey }
  | { readonly kind: 'end'; readonly player: PlayerKey };

export type WorkerCounters = Omit<PlayerStats, 'presented' | 'reopens'>;

/** From the media worker to its page. */
export type WorkerToPage =
  /** This worker makes tracks itself; `track` is transferred. */
  | { readonly kind: 'track'; readonly player: PlayerKey; readonly track: unknown }
  /** Only the page can make tracks here: it shall send the writable of one. */
  | { readonly kind: 'writable-wanted'; readonly player: PlayerKey }
  | { readonly kind: 'event'; readonly player: PlayerKey; readonly event: Exclude<PlayerEvent, { readonly kind: 'restarted' | 'audio' }> }
  /** The next pictures come through the track. */
  | { readonly kind: 'show-track'; readonly player: PlayerKey }
  /** The next pictures come through a media element: `handle` is its MediaSourceHandle, transferred. */
  | { readonly kind: 'show-media'; readonly player: PlayerKey; readonly handle: unknown }
  /** Of the newest media element. */
  | { readonly kind: 'mark'; readonly player: PlayerKey; readonly mark: CaptureMark }
  /** Sound of the player's stream, while it is wanted. `data` is transferred. */
  | { readonly kind: 'sound'; readonly player: PlayerKey; readonly data: ArrayBuffer }
  /** Timestamps of this player's pictures count from here (server's clock, µs since 1970). Sent before the first such picture. */
  | { readonly kind: 'base'; readonly player: PlayerKey; readonly baseUtcUs: number }
  /** Once a second: the worker lives. */
  | { readonly kind: 'beat'; readonly counters: readonly (readonly [PlayerKey, WorkerCounters])[] };

import type { StreamId } from '@contract/domain/units.ts';
import type { PictureEvidence, PlayerEvent, PlayerStats } from './player-events.ts';

/** Releases what a subscription or a mount holds; may be called twice. */
export type Release = () => void;

/** A media port came. `replaced`: the gateway was restarted, streams opened before are gone. */
export type PortNews = 'first' | 'replaced';

/**
 * Shows one camera's live stream. A class without React, one per tile; the owner releases it with `destroy`, after which every
 * method does nothing. No method throws for a bad stream.
 */
export interface TilePlayer {
  /** Puts the picture into `host`, filling it; the release takes it out again without ending the stream. */
  readonly attach: (host: HTMLElement) => Release;
  /** Shows this stream instead of the one before. Its units may have arrived already. */
  readonly play: (source: { readonly stream: StreamId }) => void;
  /** Ends the feed; the last picture stays on the glass. */
  readonly stop: () => void;
  /** Hidden tiles cost nothing but the feed: units are dropped unseen. */
  readonly setVisible: (visible: boolean) => void;
  readonly stats: () => PlayerStats;
  readonly onEvidence: (listener: (evidence: PictureEvidence) => void) => Release;
  readonly onEvent: (listener: (event: PlayerEvent) => void) => Release;
  /** Releases decoder, track, frames and element; may be called twice. */
  readonly destroy: () => void;
}

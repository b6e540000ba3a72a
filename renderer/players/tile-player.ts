import type { StreamId } from '@contract/domain/units.ts';
import type { Cadence, PictureEvidence, PlayerEvent, PlayerStats } from './player-events.ts';

export type { Cadence };

/** Releases what a subscription or a mount holds; may be called twice. */
export type Release = () => void;

/** A media port came. `replaced`: the gateway was restarted, streams opened before are gone. */
export type PortNews = 'first' | 'replaced';

/** The picture that was on the glass. Whoever got it closes it. */
export interface GrabbedPicture {
  readonly image: VideoFrame;
  /** When the server says it was taken, ms since 1970. */
  readonly captureUtcMs: number;
}

/**
 * Shows one camera's stream, whatever its format, and goes on when that changes. A class without React, one per tile; the owner releases
 * it with `destroy`, after which every method does nothing. No method throws for a bad stream.
 */
export interface TilePlayer {
  /** Fills its host; holds the picture. To zoom, transform it; its children are the player's own. */
  readonly element: HTMLElement;
  /** Puts the picture into `host`, filling it; the release takes it out again without ending the stream. */
  readonly attach: (host: HTMLElement) => Release;
  /** Shows this stream instead of the one before. Its units may have arrived already. */
  readonly play: (source: { readonly stream: StreamId }) => void;
  /** Ends the feed; the last picture stays on the glass. */
  readonly stop: () => void;
  /** Hidden tiles cost nothing but the feed: units are dropped unseen. */
  readonly setVisible: (visible: boolean) => void;
  /** Fewer pictures to the compositor; all are decoded. The media element of `mse` draws what it is given and is not lowered by this. */
  readonly setCadence: (everyNth: Cadence) => void;
  /** Off at first. The stream must have been asked for its sound as well (`StreamDemand.audio`). */
  readonly setAudio: (on: boolean) => void;
  /** Loudness of what is being played now, RMS 0..1; 0 when nothing is. */
  readonly audioLevel: () => number;
  /** The picture on the glass now; null when there is none. */
  readonly grab: () => Promise<GrabbedPicture | null>;
  readonly stats: () => PlayerStats;
  readonly onEvidence: (listener: (evidence: PictureEvidence) => void) => Release;
  readonly onEvent: (listener: (event: PlayerEvent) => void) => Release;
  /** Releases decoder, track, frames, sound and element; may be called twice. */
  readonly destroy: () => void;
}

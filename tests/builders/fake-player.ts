import type { StreamStatus } from '@contract/domain/stream.ts';
import type { StreamId } from '@contract/domain/units.ts';
import { createListeners } from '../../renderer/lib/listeners.ts';
import { NO_STATS, type PictureEvidence, type PlayerEvent, type PlayerStats } from '../../renderer/players/player-events.ts';
import type { Cadence, GrabbedPicture, TilePlayer } from '../../renderer/players/tile-player.ts';

type OpenStatus = Extract<StreamStatus, { readonly kind: 'open' }>;

/** A stream as cameras of the tests bring it: H.264, 640x360, 15 pictures a second. */
export const openStatus = (more: Partial<OpenStatus> = {}): OpenStatus => ({
  kind: 'open',
  profile: 'sub',
  codec: 'avc1.4d401f',
  format: 'annexb',
  widthPx: 640,
  heightPx: 360,
  frameRate: 15,
  pace: 'full',
  lowered: null,
  audio: null,
  ...more,
});

/** A player whose pictures and troubles the test makes. */
export class FakePlayer implements TilePlayer {
  readonly element = document.createElement('video');
  readonly played: StreamId[] = [];
  playing: StreamId | null = null;
  visible = true;
  cadence: Cadence = 1;
  audio = false;
  destroyed = 0;
  counts: PlayerStats = NO_STATS;
  grabbed: GrabbedPicture | null = null;
  /** Where its picture was put. */
  host: HTMLElement | null = null;
  readonly #evidence = createListeners<PictureEvidence>();
  readonly #events = createListeners<PlayerEvent>();
  readonly attach = (host: HTMLElement): (() => void) => {
    this.host = host;
    host.append(this.element);
    return () => {
      if (this.element.parentElement === host) this.element.remove();
    };
  };
  readonly play = ({ stream }: { readonly stream: StreamId }): void => {
    this.played.push(stream);
    this.playing = stream;
  };
  readonly stop = (): void => {
    this.playing = null;
  };
  readonly setVisible = (visible: boolean): void => {
    this.visible = visible;
  };
  readonly setCadence = (everyNth: Cadence): void => {
    this.cadence = everyNth;
  };
  readonly setAudio = (on: boolean): void => {
    this.audio = on;
  };
  readonly audioLevel = (): number => (this.audio ? 0.5 : 0);
  readonly grab = (): Promise<GrabbedPicture | null> => Promise.resolve(this.grabbed);
  readonly stats = (): PlayerStats => this.counts;
  readonly onEvidence = this.#evidence.add;
  readonly onEvent = this.#events.add;
  readonly destroy = (): void => {
    this.destroyed += 1;
  };
  /** A picture reaches the glass. */
  draw(captureUtcMs: number, nowMonoMs: number): void {
    this.#evidence.emit({ captureUtcMs, mediaTimeUs: captureUtcMs * 1_000, nowMonoMs, displayDelayMs: 0 });
  }
  status(status: StreamStatus): void {
    this.#events.emit({ kind: 'status', status });
  }
  say(event: PlayerEvent): void {
    this.#events.emit(event);
  }
}

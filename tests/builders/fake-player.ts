import type { StreamStatus } from '@contract/domain/stream.ts';
import type { StreamId } from '@contract/domain/units.ts';
import { createListeners } from '../../renderer/lib/listeners.ts';
import { NO_STATS, type PictureEvidence, type PlayerEvent } from '../../renderer/players/player-events.ts';
import type { TilePlayer } from '../../renderer/players/tile-player.ts';

/** A player whose pictures and troubles the test makes. */
export class FakePlayer implements TilePlayer {
  readonly played: StreamId[] = [];
  playing: StreamId | null = null;
  visible = true;
  destroyed = 0;
  readonly #evidence = createListeners<PictureEvidence>();
  readonly #events = createListeners<PlayerEvent>();
  readonly attach = (host: HTMLElement): (() => void) => {
    const video = document.createElement('video');
    host.append(video);
    return () => {
      video.remove();
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
  readonly stats = (): typeof NO_STATS => NO_STATS;
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

import type { StreamId } from '@contract/domain/units.ts';
import { createListeners } from '../../lib/listeners.ts';
import type {} from '../../lib/media-globals.ts';
import { NO_STATS, type PictureEvidence, type PlayerEvent, type PlayerStats } from '../player-events.ts';
import type { Release, TilePlayer } from '../tile-player.ts';
import type { EngineLine, FromWorker, MediaEngine } from './media-engine.ts';

/** Class of the `<video>` a player puts into its host; the style sheet decides its fit. */
export const VIDEO_CLASS = 'tile-picture';

/** Plays H.264 access units: decoded in the window's media worker, shown by a muted `<video>` through a generated track. */
export class WebcodecsPlayer implements TilePlayer {
  readonly #video: HTMLVideoElement;
  readonly #line: EngineLine;
  readonly #evidence = createListeners<PictureEvidence>();
  readonly #events = createListeners<PlayerEvent>();
  #track: MediaStreamTrack | null = null;
  #stats: PlayerStats = NO_STATS;
  #presented = 0;
  #baseUtcUs: number | null = null;
  #stream: StreamId | null = null;
  #isVisible = true;
  #frameCallback: number;
  #isDestroyed = false;

  constructor(engine: MediaEngine) {
    this.#video = createVideo();
    this.#frameCallback = this.#video.requestVideoFrameCallback(this.#onFrame);
    this.#line = engine.addPlayer(
      (message) => {
        this.#hear(message);
      },
      () => {
        this.#onWorkerRestart();
      },
    );
  }

  readonly attach = (host: HTMLElement): Release => {
    if (this.#isDestroyed) return () => undefined;
    host.append(this.#video);
    // An element taken out of the document was paused by that.
    this.#startVideo();
    return () => {
      if (this.#video.parentElement === host) this.#video.remove();
    };
  };

  readonly play = ({ stream }: { readonly stream: StreamId }): void => {
    this.#stream = stream;
    this.#line.send({ kind: 'play', player: this.#line.key, stream });
  };

  readonly stop = (): void => {
    if (this.#stream === null) return;
    this.#stream = null;
    this.#line.send({ kind: 'stop', player: this.#line.key });
  };

  readonly setVisible = (visible: boolean): void => {
    if (this.#isVisible === visible) return;
    this.#isVisible = visible;
    this.#line.send({ kind: 'visible', player: this.#line.key, visible });
    if (visible) this.#startVideo();
  };

  readonly stats = (): PlayerStats => ({ ...this.#stats, presented: this.#presented });
  readonly onEvidence = (listener: (evidence: PictureEvidence) => void): Release => this.#evidence.add(listener);
  readonly onEvent = (listener: (event: PlayerEvent) => void): Release => this.#events.add(listener);

  readonly destroy = (): void => {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#line.close();
    this.#video.cancelVideoFrameCallback(this.#frameCallback);
    this.#useTrack(null);
    this.#video.remove();
    this.#evidence.clear();
    this.#events.clear();
  };

  readonly #onFrame = (_now: number, { mediaTime, expectedDisplayTime }: VideoFrameCallbackMetadata): void => {
    if (this.#isDestroyed) return;
    this.#frameCallback = this.#video.requestVideoFrameCallback(this.#onFrame);
    this.#presented += 1;
    if (this.#baseUtcUs === null) return;
    const mediaTimeUs = Math.round(mediaTime * 1e6);
    const nowMonoMs = performance.now();
    this.#evidence.emit({ captureUtcMs: (this.#baseUtcUs + mediaTimeUs) / 1_000, mediaTimeUs, nowMonoMs, displayDelayMs: Math.max(0, expectedDisplayTime - nowMonoMs) });
  };

  #hear(message: FromWorker): void {
    if (this.#isDestroyed) return;
    switch (message.kind) {
      case 'writable-wanted':
        this.#feedOwnTrack();
        return;
      case 'track':
        if (message.track instanceof MediaStreamTrack) this.#useTrack(message.track);
        return;
      case 'base':
        this.#baseUtcUs = message.baseUtcUs;
        return;
      case 'counters':
        this.#stats = { ...message.counters, presented: this.#presented, reopens: 0 };
        return;
      case 'event':
        this.#events.emit(message.event);
        return;
    }
  }

  #feedOwnTrack(): void {
    if (typeof MediaStreamTrackGenerator === 'undefined') {
      this.#events.emit({ kind: 'decoder', report: 'unsupported' });
      return;
    }
    const generator = new MediaStreamTrackGenerator({ kind: 'video' });
    this.#useTrack(generator);
    const { writable } = generator;
    this.#line.send({ kind: 'writable', player: this.#line.key, writable }, [writable]);
  }

  #useTrack(track: MediaStreamTrack | null): void {
    this.#track?.stop();
    this.#track = track;
    this.#video.srcObject = track === null ? null : new MediaStream([track]);
    if (track !== null) this.#startVideo();
  }

  #startVideo(): void {
    if (this.#video.srcObject === null || !this.#video.paused) return;
    // Refused while the element is out of the document or being moved; attach and show try again.
    this.#video.play().catch(() => undefined);
  }

  #onWorkerRestart(): void {
    this.#baseUtcUs = null;
    this.#events.emit({ kind: 'restarted' });
    if (!this.#isVisible) this.#line.send({ kind: 'visible', player: this.#line.key, visible: false });
    if (this.#stream !== null) this.#line.send({ kind: 'play', player: this.#line.key, stream: this.#stream });
  }
}

const createVideo = (): HTMLVideoElement => {
  const video = document.createElement('video');
  video.className = VIDEO_CLASS;
  video.muted = true;
  video.autoplay = true;
  video.playsInline = true;
  video.disablePictureInPicture = true;
  video.setAttribute('aria-hidden', 'true');
  return video;
};

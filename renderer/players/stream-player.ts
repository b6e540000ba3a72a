import type { StreamId } from '@contract/domain/units.ts';
import { createListeners } from '../lib/listeners.ts';
import type {} from '../lib/media-globals.ts';
import { createSpeaker, type Speaker, type SpeakerFactory } from './audio/speaker.ts';
import { MediaView } from './mse/media-view.ts';
import { PICTURE_CLASS, PictureView } from './picture-view.ts';
import { NO_STATS, type Cadence, type PictureEvidence, type PlayerEvent, type PlayerStats } from './player-events.ts';
import type { GrabbedPicture, Release, TilePlayer } from './tile-player.ts';
import type { EngineLine, FromWorker, MediaEngine } from './webcodecs/media-engine.ts';

const DEFAULT_SAMPLE_RATE_HZ = 8_000;

/**
 * The page's half of a tile's player: what the window's media worker decodes is shown by a muted `<video>` through a generated track, or,
 * for fragmented MP4, by a media element that the worker feeds. When one takes over from the other, the old picture stays on top until
 * the new one is drawn.
 */
export class StreamPlayer implements TilePlayer {
  readonly element: HTMLElement;
  readonly #line: EngineLine;
  readonly #createSpeaker: SpeakerFactory;
  readonly #evidence = createListeners<PictureEvidence>();
  readonly #events = createListeners<PlayerEvent>();
  readonly #trackView: PictureView;
  #track: MediaStreamTrack | null = null;
  #media: MediaView | null = null;
  /** What the next pictures come through. */
  #wanted: PictureView;
  /** What lies on top. */
  #shown: PictureView;
  #stats: PlayerStats = NO_STATS;
  #presented = 0;
  #baseUtcUs: number | null = null;
  #lastCaptureUtcMs: number | null = null;
  #stream: StreamId | null = null;
  #isVisible = true;
  #cadence: Cadence = 1;
  #speaker: Speaker | null = null;
  #wantsAudio = false;
  #sampleRateHz = DEFAULT_SAMPLE_RATE_HZ;
  #isDestroyed = false;

  constructor(engine: MediaEngine, speakerFactory: SpeakerFactory = createSpeaker) {
    this.#createSpeaker = speakerFactory;
    this.#trackView = new PictureView(({ mediaTimeUs, displayDelayMs }) => {
      if (this.#baseUtcUs !== null) this.#onPicture(this.#trackView, this.#baseUtcUs + mediaTimeUs, displayDelayMs);
    });
    this.#wanted = this.#shown = this.#trackView;
    this.element = document.createElement('div');
    this.element.className = PICTURE_CLASS;
    Object.assign(this.element.style, { position: 'relative', width: '100%', height: '100%', overflow: 'hidden' });
    this.element.append(this.#trackView.video);
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
    host.append(this.element);
    this.#startVideos();
    return () => {
      if (this.element.parentElement === host) this.element.remove();
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
    if (visible) this.#startVideos();
  };

  readonly setCadence = (everyNth: Cadence): void => {
    if (this.#cadence === everyNth) return;
    this.#cadence = everyNth;
    this.#line.send({ kind: 'cadence', player: this.#line.key, everyNth });
  };

  readonly setAudio = (on: boolean): void => {
    if (this.#isDestroyed || this.#wantsAudio === on) return;
    this.#wantsAudio = on;
    this.#line.send({ kind: 'audio', player: this.#line.key, on });
    this.#closeSpeaker();
    if (on) this.#openSpeaker();
    else this.#events.emit({ kind: 'audio', state: 'off' });
  };

  readonly audioLevel = (): number => this.#speaker?.level() ?? 0;

  readonly grab = (): Promise<GrabbedPicture | null> => {
    if (this.#isDestroyed || this.#lastCaptureUtcMs === null) return Promise.resolve(null);
    try {
      return Promise.resolve({ image: new VideoFrame(this.#shown.video), captureUtcMs: this.#lastCaptureUtcMs });
    } catch {
      return Promise.resolve(null);
    }
  };

  readonly stats = (): PlayerStats => this.#stats;
  readonly onEvidence = (listener: (evidence: PictureEvidence) => void): Release => this.#evidence.add(listener);
  readonly onEvent = (listener: (event: PlayerEvent) => void): Release => this.#events.add(listener);

  readonly destroy = (): void => {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.#line.close();
    this.#closeSpeaker();
    this.#track?.stop();
    this.#trackView.destroy();
    for (const each of [this.#media, this.#fading]) each?.destroy();
    this.element.remove();
    this.#evidence.clear();
    this.#events.clear();
  };

  /** The media element that still lies on top of the one to come. */
  #fading: MediaView | null = null;

  #onPicture(view: PictureView, captureUtcUs: number, displayDelayMs: number): void {
    if (this.#isDestroyed || view !== this.#wanted) return;
    if (view !== this.#shown) this.#bringUp(view);
    this.#presented += 1;
    const captureUtcMs = captureUtcUs / 1_000;
    this.#lastCaptureUtcMs = captureUtcMs;
    this.#evidence.emit({ captureUtcMs, mediaTimeUs: captureUtcUs - (this.#baseUtcUs ?? 0), nowMonoMs: performance.now(), displayDelayMs });
  }

  #bringUp(view: PictureView): void {
    this.#shown = view;
    this.#fading?.destroy();
    this.#fading = null;
    if (view !== this.#trackView) {
      this.#trackView.video.remove();
      return;
    }
    this.#media?.destroy();
    this.#media = null;
  }

  #hear(message: FromWorker): void {
    if (this.#isDestroyed) return;
    switch (message.kind) {
      case 'writable-wanted':
        this.#feedOwnTrack();
        return;
      case 'track':
        if (message.track instanceof MediaStreamTrack) this.#useTrack(message.track);
        return;
      case 'show-track':
        this.#showTrack();
        return;
      case 'show-media':
        this.#showMedia(message.handle);
        return;
      case 'mark':
        this.#media?.mark(message.mark);
        return;
      case 'sound':
        this.#speaker?.push(message.data);
        return;
      case 'base':
        this.#baseUtcUs = message.baseUtcUs;
        return;
      case 'counters':
        this.#stats = { ...message.counters, presented: this.#presented, reopens: 0 };
        return;
      case 'event':
        this.#onEvent(message.event);
        return;
    }
  }

  #onEvent(event: PlayerEvent): void {
    if (event.kind === 'status' && event.status.kind === 'open') this.#useSampleRate(event.status.audio?.sampleRateHz ?? DEFAULT_SAMPLE_RATE_HZ);
    this.#events.emit(event);
  }

  #showTrack(): void {
    if (this.#wanted === this.#trackView) return;
    this.#wanted = this.#trackView;
    this.element.prepend(this.#trackView.video);
    this.#trackView.start();
  }

  #showMedia(handle: unknown): void {
    if (!isMediaHandle(handle)) return;
    // One that never drew goes at once; one that lies on top stays until the new one has drawn.
    if (this.#media !== null && this.#media.view === this.#shown) this.#fading = this.#media;
    else this.#media?.destroy();
    const media: MediaView = new MediaView(handle, {
      onPicture: ({ captureUtcUs, displayDelayMs }) => {
        this.#onPicture(media.view, captureUtcUs, displayDelayMs);
      },
      onError: () => {
        if (this.#media === media) this.#line.send({ kind: 'media-failed', player: this.#line.key });
      },
    });
    this.#media = media;
    this.#wanted = media.view;
    this.element.prepend(media.view.video);
    media.view.start();
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

  #useTrack(track: MediaStreamTrack): void {
    this.#track?.stop();
    this.#track = track;
    this.#trackView.show(new MediaStream([track]));
  }

  #startVideos(): void {
    this.#trackView.start();
    this.#media?.view.start();
    this.#fading?.view.start();
  }

  #openSpeaker(): void {
    this.#speaker = this.#createSpeaker({
      sampleRateHz: this.#sampleRateHz,
      onState: (state) => {
        this.#events.emit({ kind: 'audio', state });
      },
    });
  }

  #closeSpeaker(): void {
    this.#speaker?.close();
    this.#speaker = null;
  }

  #useSampleRate(sampleRateHz: number): void {
    if (this.#sampleRateHz === sampleRateHz) return;
    this.#sampleRateHz = sampleRateHz;
    if (this.#speaker === null) return;
    this.#closeSpeaker();
    this.#openSpeaker();
  }

  /** The new worker knows nothing: everything is said again. */
  #onWorkerRestart(): void {
    const { key } = this.#line;
    this.#baseUtcUs = null;
    this.#showTrack();
    this.#events.emit({ kind: 'restarted' });
    if (!this.#isVisible) this.#line.send({ kind: 'visible', player: key, visible: false });
    if (this.#cadence !== 1) this.#line.send({ kind: 'cadence', player: key, everyNth: this.#cadence });
    if (this.#wantsAudio) this.#line.send({ kind: 'audio', player: key, on: true });
    if (this.#stream !== null) this.#line.send({ kind: 'play', player: key, stream: this.#stream });
  }
}

const isMediaHandle = (value: unknown): value is MediaProvider => typeof MediaSourceHandle !== 'undefined' && value instanceof MediaSourceHandle;

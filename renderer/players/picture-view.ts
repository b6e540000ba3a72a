import type {} from '../lib/media-globals.ts';

/** Class of the element a player puts into its host, and of each `<video>` in it. */
export const PICTURE_CLASS = 'tile-picture';

/** One picture came to the glass. */
export interface ViewedPicture {
  readonly mediaTimeUs: number;
  readonly displayDelayMs: number;
}

/** A muted `<video>` that tells of each picture it draws. The owner destroys it. */
export class PictureView {
  readonly video: HTMLVideoElement;
  readonly #onPicture: (picture: ViewedPicture) => void;
  #frameCallback: number;
  #isDestroyed = false;

  constructor(onPicture: (picture: ViewedPicture) => void) {
    this.#onPicture = onPicture;
    this.video = createVideo();
    this.#frameCallback = this.video.requestVideoFrameCallback(this.#onFrame);
  }

  show(source: MediaProvider | null): void {
    this.video.srcObject = source;
    this.start();
  }

  /** An element taken out of the document was paused by that. */
  start(): void {
    if (this.video.srcObject === null || !this.video.paused) return;
    // Refused while the element is out of the document or being moved; attach and show try again.
    this.video.play().catch(() => undefined);
  }

  /** May be called twice. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.video.cancelVideoFrameCallback(this.#frameCallback);
    this.video.srcObject = null;
    this.video.remove();
  }

  readonly #onFrame = (_now: number, { mediaTime, expectedDisplayTime }: VideoFrameCallbackMetadata): void => {
    if (this.#isDestroyed) return;
    this.#frameCallback = this.video.requestVideoFrameCallback(this.#onFrame);
    this.#onPicture({ mediaTimeUs: Math.round(mediaTime * 1e6), displayDelayMs: Math.max(0, expectedDisplayTime - performance.now()) });
  };
}

const createVideo = (): HTMLVideoElement => {
  const video = document.createElement('video');
  video.className = PICTURE_CLASS;
  video.muted = true;
  video.autoplay = true;
  video.playsInline = true;
  video.disablePictureInPicture = true;
  video.setAttribute('aria-hidden', 'true');
  // Two lie on each other while one player takes over from another.
  Object.assign(video.style, { position: 'absolute', inset: '0', width: '100%', height: '100%' });
  return video;
};

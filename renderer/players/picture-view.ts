import type {} from '../lib/media-globals.ts';

/** Class of the element a player puts into its host, and of each `<video>` in it. */
export const PICTURE_CLASS = 'tile-picture';

/** One picture came to the glass. */
export interface ViewedPicture {
  readonly mediaTimeUs: number;
  readonly displayDelayMs: number;
}

/** Drawings of the page after which a picture is on the glass: the element stands in one, its picture comes into it with the next. */
const DRAWINGS_TO_GLASS = 2;

/**
 * A muted `<video>` that tells of each picture it draws; of the first since it came to its place, once that is on the glass. The owner
 * destroys it.
 */
export class PictureView {
  readonly video: HTMLVideoElement;
  readonly #onPicture: (picture: ViewedPicture) => void;
  #frameCallback: number;
  #drawing = 0;
  /** Drawings still to come before pictures are told. */
  #drawingsLeft = DRAWINGS_TO_GLASS;
  /** The newest picture not told yet. */
  #early: ViewedPicture | null = null;
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
    cancelAnimationFrame(this.#drawing);
    this.#drawingsLeft = DRAWINGS_TO_GLASS;
    this.#early = null;
    // Refused while the element is out of the document or being moved; attach and show try again.
    this.video.play().catch(() => undefined);
  }

  /** May be called twice. */
  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    this.video.cancelVideoFrameCallback(this.#frameCallback);
    cancelAnimationFrame(this.#drawing);
    this.video.srcObject = null;
    this.video.remove();
  }

  readonly #onFrame = (_now: number, { mediaTime, expectedDisplayTime }: VideoFrameCallbackMetadata): void => {
    if (this.#isDestroyed) return;
    this.#frameCallback = this.video.requestVideoFrameCallback(this.#onFrame);
    const picture = { mediaTimeUs: Math.round(mediaTime * 1e6), displayDelayMs: Math.max(0, expectedDisplayTime - performance.now()) };
    if (this.#drawingsLeft === 0) {
      this.#onPicture(picture);
      return;
    }
    if (this.#early === null) this.#awaitDrawing();
    this.#early = picture;
  };

  #awaitDrawing(): void {
    this.#drawing = requestAnimationFrame(() => {
      this.#drawingsLeft -= 1;
      if (this.#drawingsLeft > 0) {
        this.#awaitDrawing();
        return;
      }
      const picture = this.#early;
      this.#early = null;
      if (picture !== null) this.#onPicture(picture);
    });
  }
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

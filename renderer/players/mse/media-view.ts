import { PictureView, type ViewedPicture } from '../picture-view.ts';
import { CaptureMarks, type CaptureMark } from './capture-marks.ts';
import { stayAtEdge } from './live-edge.ts';

/** A media element fed by the worker, kept at the newest picture. The owner destroys it. */
export class MediaView {
  readonly view: PictureView;
  readonly #marks = new CaptureMarks();

  /** `onPicture` has the capture time, server clock in µs. */
  constructor(handle: MediaProvider, on: { readonly onPicture: (picture: ViewedPicture & { readonly captureUtcUs: number }) => void; readonly onError: () => void }) {
    this.view = new PictureView((picture) => {
      this.#keepUp();
      const captureUtcUs = this.#marks.captureUtcUs(picture.mediaTimeUs);
      if (captureUtcUs !== null) on.onPicture({ ...picture, captureUtcUs });
    });
    this.view.video.addEventListener('error', on.onError);
    // New bytes came while the element waited for them.
    this.view.video.addEventListener('progress', this.#keepUp);
    this.view.video.addEventListener('waiting', this.#keepUp);
    this.view.show(handle);
  }

  mark(mark: CaptureMark): void {
    this.#marks.add(mark);
    if (this.view.video.readyState < HTMLMediaElement.HAVE_FUTURE_DATA) this.#keepUp();
  }

  /** May be called twice. */
  destroy(): void {
    this.view.destroy();
  }

  readonly #keepUp = (): void => {
    const { video } = this.view;
    const { buffered } = video;
    if (buffered.length === 0 || video.seeking) return;
    const newest = buffered.length - 1;
    const move = stayAtEdge({ currentS: video.currentTime, startS: buffered.start(newest), endS: buffered.end(newest) });
    if (move.kind === 'seek') video.currentTime = move.toS;
    else if (video.playbackRate !== move.rate) video.playbackRate = move.rate;
  };
}

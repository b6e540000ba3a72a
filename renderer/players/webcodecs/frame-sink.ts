import type { PresentationPace } from './presentation-pace.ts';

/** The part of a VideoFrame's writer that a sink needs. */
export interface FrameWriter<F> {
  readonly desiredSize: number | null;
  readonly ready: Promise<unknown>;
  /** Takes the frame over and closes it. */
  readonly write: (frame: F) => Promise<void>;
  readonly abort: () => Promise<void>;
}

/**
 * Hands pictures to a tile's track. Owns every frame given to it until the track takes it. When the track is behind, only the newest
 * waits: a live picture is replaced, never queued.
 */
export class FrameSink<F extends { close: () => void }> {
  written = 0;
  dropped = 0;
  readonly #pace: PresentationPace;
  #writer: FrameWriter<F> | null = null;
  #waiting: F | null = null;
  #isAwaitingReady = false;
  #isEnded = false;

  constructor(pace: PresentationPace) {
    this.#pace = pace;
  }

  /** Frames held now: 0 or 1. */
  get held(): number {
    return this.#waiting === null ? 0 : 1;
  }

  /** The track's writer, which may come after the first picture. */
  connect(writer: FrameWriter<F>): void {
    if (this.#isEnded) {
      void writer.abort().catch(() => undefined);
      return;
    }
    this.#writer = writer;
    this.#flush();
  }

  /** Takes the frame over. */
  present(frame: F): void {
    if (this.#isEnded) {
      frame.close();
      return;
    }
    this.clear();
    this.#waiting = frame;
    this.#pace.schedule(this.#flush);
  }

  /** Forgets the picture that waits. */
  clear(): void {
    if (this.#waiting === null) return;
    this.#waiting.close();
    this.#waiting = null;
    this.dropped += 1;
  }

  /** Ends the track's feed; may be called twice. */
  end(): void {
    this.#isEnded = true;
    this.clear();
    void this.#writer?.abort().catch(() => undefined);
    this.#writer = null;
  }

  readonly #flush = (): void => {
    const writer = this.#writer;
    if (writer === null || this.#waiting === null) return;
    if ((writer.desiredSize ?? 0) <= 0) {
      this.#flushWhenReady(writer);
      return;
    }
    const frame = this.#waiting;
    this.#waiting = null;
    this.written += 1;
    writer.write(frame).catch(() => {
      // The track has ended and may not have taken it.
      frame.close();
    });
  };

  #flushWhenReady(writer: FrameWriter<F>): void {
    if (this.#isAwaitingReady) return;
    this.#isAwaitingReady = true;
    const resume = (): void => {
      this.#isAwaitingReady = false;
      this.#flush();
    };
    writer.ready.then(resume, () => {
      this.#isAwaitingReady = false;
      this.clear();
    });
  }
}

import type { Cadence } from '../player-events.ts';
import type { PresentationPace } from './presentation-pace.ts';

/** The part of a VideoFrame's writer that a sink needs. */
export interface FrameWriter<F> {
  readonly desiredSize: number | null;
  readonly ready: Promise<unknown>;
  /** Takes the frame over and closes it. */
  readonly write: (frame: F) => Promise<void>;
  readonly abort: () => Promise<void>;
}

interface SinkFrame {
  /** Of the picture within its stream, µs. */
  readonly timestamp: number;
  readonly close: () => void;
}

/**
 * Hands pictures to a tile's track. Owns every frame given to it until the track takes it. No more wait than the pace says, one or
 * two, and the oldest gives way: a live picture is replaced, never queued up.
 */
export class FrameSink<F extends SinkFrame> {
  written = 0;
  dropped = 0;
  readonly #pace: PresentationPace;
  #writer: FrameWriter<F> | null = null;
  /** In the order they came. */
  readonly #waiting: F[] = [];
  #lastTimestampUs: number | null = null;
  #isAwaitingReady = false;
  #isEnded = false;

  constructor(pace: PresentationPace) {
    this.#pace = pace;
  }

  /** Frames held now: 0 to 2. */
  get held(): number {
    return this.#waiting.length;
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

  /** Takes the frame over; `everyNth`: how many of the tile's pictures come to one that is given. */
  present(frame: F, everyNth: Cadence = 1): void {
    if (this.#isEnded) {
      frame.close();
      return;
    }
    this.#leave(this.#pace.mostWaiting() - 1);
    this.#waiting.push(frame);
    const sinceUs = frame.timestamp - (this.#lastTimestampUs ?? frame.timestamp);
    this.#lastTimestampUs = frame.timestamp;
    this.#pace.schedule(this.#flush, everyNth === 1 ? 0 : sinceUs / 1_000);
  }

  /** Forgets the pictures that wait. */
  clear(): void {
    this.#leave(0);
  }

  /** Ends the track's feed; may be called twice. */
  end(): void {
    this.#isEnded = true;
    this.clear();
    void this.#writer?.abort().catch(() => undefined);
    this.#writer = null;
  }

  #leave(most: number): void {
    while (this.#waiting.length > most) {
      this.#waiting.shift()?.close();
      this.dropped += 1;
    }
  }

  readonly #flush = (): void => {
    const writer = this.#writer;
    const [frame] = this.#waiting;
    if (writer === null || frame === undefined) return;
    if ((writer.desiredSize ?? 0) <= 0) {
      this.#flushWhenReady(writer);
      return;
    }
    this.#waiting.shift();
    this.written += 1;
    writer.write(frame).catch(() => {
      // The track has ended and may not have taken it.
      frame.close();
    });
    // Two that wait are one too many: the second does not wait for its tile's next turn.
    if (this.#waiting.length > 0) this.#pace.schedule(this.#flush, 0);
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

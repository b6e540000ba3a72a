import { STILL_EVERY_S } from '@contract/domain/stream.ts';

/** How often a picture is looked at. */
export const LOOK_EVERY_MS = 1_000;
/** The same picture for this long, while new ones keep coming: the camera repeats itself. */
export const STILL_AFTER_MS = 10_000;
/** Nothing to look at for this long, stills included: pictures stopped coming, which is another matter. */
const PAUSE_MS = (STILL_EVERY_S + 3) * 1_000;

export interface StillWatchOptions<F> {
  /** Null: not now, the next picture will do. Resolves with a signature of the picture, or null when it cannot be read. Does not close the frame. */
  readonly readLuma: (frame: F) => Promise<Uint32Array | null> | null;
  readonly nowMs: () => number;
  /** Told each time it becomes so or ends. */
  readonly onChange: (isStill: boolean) => void;
}

const isSame = (one: Uint32Array, other: Uint32Array): boolean => one.length === other.length && one.every((sum, at) => sum === other[at]);

/** Finds a camera that sends one picture again and again with new times. Looks once a second; a scene that only seems still has noise. */
export class StillWatch<F> {
  readonly #options: StillWatchOptions<F>;
  #lastLookMs = -Infinity;
  #last: { readonly signature: Uint32Array; readonly sinceMs: number } | null = null;
  #isStill = false;
  /** Counts restarts: an answer from before one is worth nothing. */
  #epoch = 0;

  constructor(options: StillWatchOptions<F>) {
    this.#options = options;
  }

  /** A picture is about to be shown. Does not close it. */
  see(frame: F): void {
    const nowMs = this.#options.nowMs();
    if (nowMs - this.#lastLookMs < LOOK_EVERY_MS) return;
    const reading = this.#options.readLuma(frame);
    if (reading === null) return;
    if (nowMs - this.#lastLookMs > PAUSE_MS) this.#last = null;
    this.#lastLookMs = nowMs;
    const epoch = this.#epoch;
    void reading.then((signature) => {
      if (signature !== null && epoch === this.#epoch) this.#judge(signature, nowMs);
    });
  }

  /** Another stream, or hidden for a while: what was seen before says nothing. */
  restart(): void {
    this.#epoch += 1;
    this.#last = null;
    this.#lastLookMs = -Infinity;
    this.#say(false);
  }

  #judge(signature: Uint32Array, nowMs: number): void {
    if (this.#last !== null && isSame(this.#last.signature, signature)) {
      if (nowMs - this.#last.sinceMs >= STILL_AFTER_MS) this.#say(true);
      return;
    }
    const isFirst = this.#last === null;
    this.#last = { signature, sinceMs: nowMs };
    if (!isFirst) this.#say(false);
  }

  #say(isStill: boolean): void {
    if (this.#isStill === isStill) return;
    this.#isStill = isStill;
    this.#options.onChange(isStill);
  }
}

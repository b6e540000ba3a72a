import type { Release } from './tile-player.ts';

export interface DrawingWatchOptions {
  readonly monoMs: () => number;
  /** Runs a callback when the page is drawn next; answers how to forget it. Never called where the page is not drawn. */
  readonly beforeDrawing: (run: () => void) => Release;
}

/** A page that was not drawn for so long is not looked at, as on a display that is off. */
const NOT_DRAWN_MS = 2_500;

/** How long a page lets a drawing wait: what a key would wait for its answer. Released with `destroy`. */
export class DrawingWatch {
  readonly #options: DrawingWatchOptions;
  #asked: { readonly monoMs: number; countedFromMonoMs: number } | null = null;
  #longestMs = 0;
  #forget: Release = () => undefined;

  constructor(options: DrawingWatchOptions) {
    this.#options = options;
  }

  /** Asks for a drawing, unless one is waited for. */
  ask(): void {
    if (this.#asked !== null) return;
    const nowMonoMs = this.#options.monoMs();
    const asked = { monoMs: nowMonoMs, countedFromMonoMs: nowMonoMs };
    this.#asked = asked;
    this.#forget = this.#options.beforeDrawing(() => {
      this.#count(asked.countedFromMonoMs);
      this.#asked = null;
    });
  }

  /** The longest wait since it was last taken, ms; no millisecond is told twice. Null: the page is not drawn. */
  take(): number | null {
    const nowMonoMs = this.#options.monoMs();
    const asked = this.#asked;
    if (asked !== null) {
      this.#count(asked.countedFromMonoMs);
      asked.countedFromMonoMs = nowMonoMs;
    }
    const longestMs = this.#longestMs;
    this.#longestMs = 0;
    return asked !== null && nowMonoMs - asked.monoMs > NOT_DRAWN_MS ? null : longestMs;
  }

  destroy(): void {
    this.#forget();
  }

  #count(fromMonoMs: number): void {
    this.#longestMs = Math.max(this.#longestMs, this.#options.monoMs() - fromMonoMs);
  }
}

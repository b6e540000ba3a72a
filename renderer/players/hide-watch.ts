import type { Later } from '../lib/later.ts';

/** A tile that is out of sight for this long has its stream closed. */
export const HIDE_GRACE_MS = 300;

/** What can hide a tile: itself (scrolled away, covered, a part of the window not shown) or the whole window (minimised, covered). */
export type HiddenBy = 'tile' | 'window';

/** Tells when a tile has been out of sight for a while, and at once when it is back. A short blink tells nothing. */
export class HideWatch {
  readonly #options: { readonly later: Later; readonly onHidden: () => void; readonly onSeen: () => void };
  readonly #hiddenBy = new Set<HiddenBy>();
  #cancel: (() => void) | null = null;
  #isHidden = false;

  constructor(options: { readonly later: Later; readonly onHidden: () => void; readonly onSeen: () => void }) {
    this.#options = options;
  }

  set(visible: boolean, by: HiddenBy): void {
    if (visible) this.#hiddenBy.delete(by);
    else this.#hiddenBy.add(by);
    if (this.#hiddenBy.size === 0) this.#seen();
    else if (!this.#isHidden) this.#cancel ??= this.#options.later(() => {
      this.#cancel = null;
      this.#isHidden = true;
      this.#options.onHidden();
    }, HIDE_GRACE_MS);
  }

  destroy(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #seen(): void {
    this.destroy();
    if (!this.#isHidden) return;
    this.#isHidden = false;
    this.#options.onSeen();
  }
}

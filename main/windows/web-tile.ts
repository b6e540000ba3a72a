import type { Surface } from '@contract/domain/wall.ts';
import type { KnownWindow } from '../ipc/sender.ts';
import type { Cancel, Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';

/** Device-independent pixels of the window's page. */
export interface WebRect {
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface PlacedTile {
  readonly tile: number;
  readonly rect: WebRect;
}

/** A web page laid over a window. */
export interface WebView {
  readonly setRect: (rect: WebRect) => void;
  /** Out of sight it takes no room and no mouse, and its page goes on. */
  readonly setSeen: (isSeen: boolean) => void;
  /** Takes it off the window and ends its page; may be called twice. */
  readonly destroy: () => void;
}

export interface WebTilesEnvironment {
  /** Size of a window's page, or null when it is gone. */
  readonly sizeOf: (window: number) => { readonly widthPx: number; readonly heightPx: number } | null;
  /** Lays a page over a window. `onGone` is called once: the page crashed, hangs, or could not be loaded. Null: the window is gone. */
  readonly openView: (window: number, url: string, rect: WebRect, onGone: (why: string) => void) => WebView | null;
  readonly surfaceOf: (window: KnownWindow) => Surface | undefined;
  readonly onDidChangeSurfaces: (listener: () => void) => void;
  readonly isAllowed: (url: string) => boolean;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
}

export interface WebTiles {
  /**
   * Where a window shows its web tiles now; replaces what it said before. What is not on its surface, not on the list, or not in the
   * window is not shown. A tile that is left out for a moment (a menu lies over it) keeps its page, unseen, for HIDDEN_KEPT_MS.
   */
  readonly place: (window: KnownWindow, tiles: readonly PlacedTile[]) => void;
  /** The window closed, or loads its page anew. */
  readonly forget: (window: number) => void;
  /** Nobody is here: no page is shown any more. */
  readonly close: () => void;
}

interface Shown {
  tile: number;
  readonly url: string;
  view: WebView | null;
  rect: WebRect;
  /** When it failed, monotonic ms. */
  readonly failures: number[];
  cancelRetry: Cancel | null;
  /** Ends a page that stays out of sight; null: it is seen. */
  cancelEnd: Cancel | null;
}

const RETRIES_ALLOWED = 3;
const RETRY_WINDOW_MS = 5 * 60_000;
const RETRY_SOON_MS = 5_000;
/** A page that keeps failing is left alone for so long. */
const RETRY_LATE_MS = 60_000;
/** A page out of sight is kept this long, as under a menu, and then ended. */
export const HIDDEN_KEPT_MS = 30_000;
/** Smaller than this nobody can read. */
const SIDE_MIN_PX = 16;

/** A rectangle as far as it lies in the window, whole pixels; null: not enough of it does. */
function clipped({ xPx, yPx, widthPx, heightPx }: WebRect, size: { readonly widthPx: number; readonly heightPx: number }): WebRect | null {
  const left = Math.max(0, Math.round(xPx));
  const top = Math.max(0, Math.round(yPx));
  const right = Math.min(size.widthPx, Math.round(xPx + widthPx));
  const bottom = Math.min(size.heightPx, Math.round(yPx + heightPx));
  return right - left < SIDE_MIN_PX || bottom - top < SIDE_MIN_PX ? null : { xPx: left, yPx: top, widthPx: right - left, heightPx: bottom - top };
}

const isSameRect = (one: WebRect, other: WebRect): boolean => one.xPx === other.xPx && one.yPx === other.yPx && one.widthPx === other.widthPx && one.heightPx === other.heightPx;

/** Web pages over the tiles that hold them: there while their tile is shown, gone with it, loaded again when they fail. */
export function createWebTiles(environment: WebTilesEnvironment): WebTiles {
  const { clock, timers, log } = environment;
  const windows = new Map<number, { readonly window: KnownWindow; placed: readonly PlacedTile[]; shown: Shown[] }>();

  const end = (shown: Shown): void => {
    shown.cancelRetry?.();
    shown.cancelRetry = null;
    shown.cancelEnd?.();
    shown.cancelEnd = null;
    shown.view?.destroy();
    shown.view = null;
  };
  const drop = (id: number, shown: Shown): void => {
    end(shown);
    const known = windows.get(id);
    if (known !== undefined) known.shown = known.shown.filter((each) => each !== shown);
  };
  const open = (window: number, shown: Shown): void => {
    shown.cancelRetry = null;
    shown.view = environment.openView(window, shown.url, shown.rect, (why) => {
      shown.view?.destroy();
      shown.view = null;
      if (shown.cancelEnd !== null) {
        drop(window, shown);
        return;
      }
      const now = clock.monoMs();
      shown.failures.push(now);
      while ((shown.failures[0] ?? now) < now - RETRY_WINDOW_MS) shown.failures.shift();
      const delayMs = shown.failures.length > RETRIES_ALLOWED ? RETRY_LATE_MS : RETRY_SOON_MS;
      log.warn('web-tile.gone', { why, tile: shown.tile, retryMs: delayMs });
      shown.cancelRetry = timers.after(delayMs, () => open(window, shown));
    });
  };
  const hide = (id: number, shown: Shown): void => {
    if (shown.cancelEnd !== null) return;
    shown.view?.setSeen(false);
    shown.cancelEnd = timers.after(HIDDEN_KEPT_MS, () => drop(id, shown));
  };
  const reveal = (shown: Shown): void => {
    if (shown.cancelEnd === null) return;
    shown.cancelEnd();
    shown.cancelEnd = null;
    shown.view?.setSeen(true);
  };

  const refresh = (id: number): void => {
    const known = windows.get(id);
    if (known === undefined) return;
    const size = environment.sizeOf(id);
    const surface = environment.surfaceOf(known.window);
    const wanted = known.placed.flatMap(({ tile, rect }) => {
      const content = surface?.contents[tile];
      const inside = size === null ? null : clipped(rect, size);
      return content?.kind === 'web' && environment.isAllowed(content.url) && inside !== null ? [{ tile, url: content.url, rect: inside }] : [];
    });
    const left = [...known.shown];
    const take = (fits: (shown: Shown) => boolean): Shown | undefined => {
      const index = left.findIndex(fits);
      return index < 0 ? undefined : left.splice(index, 1)[0];
    };
    // A tile keeps its own page; one that moved takes its page with it.
    const own = new Map(wanted.map((want) => [want, take(({ tile, url }) => tile === want.tile && url === want.url)]));
    const seen = wanted.map((want) => {
      const before = own.get(want) ?? take(({ url }) => url === want.url);
      if (before === undefined) {
        const fresh: Shown = { ...want, view: null, failures: [], cancelRetry: null, cancelEnd: null };
        open(id, fresh);
        return fresh;
      }
      if (!isSameRect(before.rect, want.rect)) before.view?.setRect(want.rect);
      before.rect = want.rect;
      before.tile = want.tile;
      reveal(before);
      return before;
    });
    const isStillHeld = ({ tile, url, view }: Shown): boolean => {
      const content = surface?.contents[tile];
      return view !== null && content?.kind === 'web' && content.url === url && environment.isAllowed(url) && !wanted.some((want) => want.tile === tile);
    };
    const unseen = left.filter(isStillHeld);
    for (const shown of left) {
      if (unseen.includes(shown)) hide(id, shown);
      else end(shown);
    }
    known.shown = [...seen, ...unseen];
  };
  const forget = (id: number): void => {
    for (const shown of windows.get(id)?.shown ?? []) end(shown);
    windows.delete(id);
  };

  environment.onDidChangeSurfaces(() => {
    for (const id of windows.keys()) refresh(id);
  });

  return {
    place: (window, tiles) => {
      const distinct = tiles.filter(({ tile }, index) => tiles.findIndex((other) => other.tile === tile) === index);
      const known = windows.get(window.id);
      if (known === undefined) windows.set(window.id, { window, placed: distinct, shown: [] });
      else known.placed = distinct;
      refresh(window.id);
    },
    forget,
    close: () => {
      for (const id of [...windows.keys()]) forget(id);
    },
  };
}

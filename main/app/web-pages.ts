import { session as sessions, type BrowserWindow, type Session } from 'electron';
import type { Log } from '../platform/log.ts';
import type { WebTilesEnvironment } from '../windows/web-tile.ts';
import { openWebView, WEB_PARTITION } from '../windows/web-tile-view.ts';
import { clearSession, guardWebSession } from './session-guard.ts';

export interface WebPagesEnvironment {
  readonly origins: readonly string[];
  readonly windowOf: (window: number) => BrowserWindow | null;
  readonly log: Log;
}

/** The pages of web tiles: their session, guarded before the first of them is made, and the windows they lie over. */
export interface WebPages extends Pick<WebTilesEnvironment, 'sizeOf' | 'openView' | 'isAllowed'> {
  /** Forgets what pages left. */
  readonly clear: () => Promise<void>;
}

export function createWebPages({ origins, windowOf, log }: WebPagesEnvironment): WebPages {
  let opened: { readonly session: Session; readonly ready: Promise<void> } | null = null;
  const open = () => {
    const session = sessions.fromPartition(WEB_PARTITION, { cache: false });
    return { session, ready: guardWebSession(session, origins, log) };
  };
  return {
    sizeOf: (id) => {
      const [widthPx = 0, heightPx = 0] = windowOf(id)?.getContentSize() ?? [];
      return widthPx > 0 && heightPx > 0 ? { widthPx, heightPx } : null;
    },
    openView: (id, url, rect, onGone) => {
      const window = windowOf(id);
      if (window === null) return null;
      opened ??= open();
      return openWebView(window, opened.session, opened.ready, url, rect, onGone);
    },
    isAllowed: (url) => {
      try {
        return origins.includes(new URL(url).origin);
      } catch {
        return false;
      }
    },
    clear: async () => (opened === null ? undefined : clearSession(opened.session)),
  };
}

import { BrowserView, WebContentsView, type BrowserWindow, type Session, type WebContents, type WebPreferences } from 'electron';
import { LOCKED_PREFERENCES } from './locked-preferences.ts';
import type { WebRect, WebView } from './web-tile.ts';

/** In memory only, and nothing of the console's own session in it. */
export const WEB_PARTITION = 'vonglau-web';

/** Settings no page can change: nothing of the console reaches it, nothing of this PC is given to it. */
export const WEB_PREFERENCES: WebPreferences = {
  ...LOCKED_PREFERENCES,
  disableDialogs: true,
  devTools: false,
};

/** Another load took the place of this one. */
const ERR_ABORTED = -3;

interface Laid {
  readonly contents: WebContents;
  readonly setRect: (rect: WebRect) => void;
  readonly setSeen: (isSeen: boolean) => void;
  readonly takeOff: () => void;
}

const bounds = ({ xPx, yPx, widthPx, heightPx }: WebRect) => ({ x: xPx, y: yPx, width: widthPx, height: heightPx });

/** Before 30 a window has no views to add to, whatever the module exports; the newer ones keep BrowserView only for old programs. */
const HAS_VIEWS = Number.parseInt(process.versions.electron ?? '0', 10) >= 30;

function lay(window: BrowserWindow, session: Session): Laid {
  const options = { webPreferences: { ...WEB_PREFERENCES, session } };
  if (HAS_VIEWS) {
    const view = new WebContentsView(options);
    window.contentView.addChildView(view);
    return { contents: view.webContents, setRect: (rect) => view.setBounds(bounds(rect)), setSeen: (isSeen) => view.setVisible(isSeen), takeOff: () => window.contentView.removeChildView(view) };
  }
  const view = new BrowserView(options);
  window.addBrowserView(view);
  let last: WebRect | null = null;
  return {
    contents: view.webContents,
    setRect: (rect) => {
      last = rect;
      view.setBounds(bounds(rect));
    },
    // A window forgets the place of a view that is taken off.
    setSeen: (isSeen) => {
      if (!isSeen) window.removeBrowserView(view);
      else {
        window.addBrowserView(view);
        if (last !== null) view.setBounds(bounds(last));
      }
    },
    takeOff: () => window.removeBrowserView(view),
  };
}

/** Lays a page of the web session over a window, silent and deaf to keys; `ready` resolves when that session may load. */
export function openWebView(window: BrowserWindow, session: Session, ready: Promise<void>, url: string, rect: WebRect, onGone: (why: string) => void): WebView {
  const { contents, setRect, setSeen, takeOff } = lay(window, session);
  let isOver = false;
  const gone = (why: string): void => {
    if (isOver) return;
    isOver = true;
    onGone(why);
  };
  contents.setAudioMuted(true);
  // The operator's keys are the console's, wherever the mouse was clicked last: the first one that comes here takes them back to it.
  contents.on('before-input-event', (event) => {
    event.preventDefault();
    if (!window.isDestroyed()) window.webContents.focus();
  });
  contents.on('render-process-gone', (_event, details) => gone(details.reason));
  contents.on('unresponsive', () => gone('unresponsive'));
  contents.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
    if (isMainFrame && code !== ERR_ABORTED) gone(`load ${code}`);
  });
  setRect(rect);
  // A failed load is heard by `did-fail-load`.
  void ready.then(() => (contents.isDestroyed() || isOver ? undefined : contents.loadURL(url).catch(() => undefined)));
  let isTakenOff = false;
  return {
    setRect,
    setSeen: (isSeen) => {
      if (!isTakenOff && !window.isDestroyed()) setSeen(isSeen);
    },
    destroy: () => {
      isOver = true;
      if (isTakenOff) return;
      isTakenOff = true;
      if (!window.isDestroyed()) takeOff();
      if (!contents.isDestroyed()) contents.close();
    },
  };
}

import type { BrowserWindow, Screen, WebContents } from 'electron';
import type { Monitor } from '@contract/domain/wall.ts';
import type { MonitorKey } from '@contract/domain/units.ts';
import type { WindowKind } from '@contract/state/slices.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { windowUrl, type KnownWindow } from '../ipc/sender.ts';
import { createHangWatch } from './hang-watch.ts';
import { createSecureWindow } from './secure-window.ts';
import { monitorOf, planWalls, type Bounds, type StandingWindow } from './wall-placement.ts';

const RELOADS_ALLOWED = 3;
const RELOAD_WINDOW_MS = 5 * 60_000;
const HANG_MS = 10_000;
/** How long a page that keeps dying is left on the safe page before it is tried again. */
const SAFE_PAGE_MS = 60_000;
const LOAD_RETRY_MS = 5_000;
/** A page may ask to be loaded again this often. */
const RELOAD_EVERY_MS = 5_000;
const WALL_RETURN_MS = 1_000;
/** Another load took the place of this one. */
const ERR_ABORTED = -3;

export interface WindowManagerEnvironment {
  readonly screen: Screen;
  readonly preloadPath: string;
  readonly title: string;
  readonly allowDevTools: boolean;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Log;
  readonly onPageLoaded: (window: KnownWindow) => void;
  readonly onClosed: (window: KnownWindow) => void;
  /** A window was minimised or hidden, or can be seen again; told again to a page that was loaded meanwhile. */
  readonly onSeen: (window: KnownWindow, isSeen: boolean) => void;
  /** The operator closed the desk. */
  readonly onDeskClosed: () => void;
}

export interface WindowManager {
  readonly known: ReadonlyMap<number, KnownWindow>;
  readonly find: (id: number) => BrowserWindow | null;
  /** Makes the wall windows fit the monitors. */
  readonly placeWalls: (monitors: readonly Monitor[]) => void;
  readonly openDesk: () => void;
  readonly closeDesk: () => void;
  readonly focusDesk: () => void;
  /** Loads a window's own page again, as it asked; once in five seconds at most. */
  readonly reload: (id: number) => void;
  /** The console ends: from now on walls let themselves be closed. */
  readonly letGo: () => void;
  /** Every window with the monitor most of it is on. */
  readonly places: (monitors: readonly Monitor[]) => readonly { readonly contents: WebContents; readonly monitor: Monitor }[];
}

interface Entry {
  readonly known: KnownWindow;
  readonly window: BrowserWindow;
  placed: Bounds;
  readonly reload: () => void;
  /** The console itself closes it. */
  isDismissed: boolean;
}

/** Owns every window: the desk, and one full-screen window for each monitor that is there. */
export function createWindowManager(environment: WindowManagerEnvironment): WindowManager {
  const { screen, log, clock, timers } = environment;
  const entries = new Map<number, Entry>();
  const known = new Map<number, KnownWindow>();
  let desk: Entry | null = null;
  let deskClosing = false;
  let isEnding = false;
  let monitorsNow: readonly Monitor[] = [];

  const open = (kind: WindowKind, monitor: MonitorKey | null, bounds: Bounds): Entry => {
    const window = createSecureWindow({ kind, monitor, bounds, title: environment.title, preloadPath: environment.preloadPath, allowDevTools: environment.allowDevTools });
    const id = window.webContents.id;
    let reloads: readonly number[] = [];
    let cancelHang: (() => void) | null = null;
    let cancelLoad: (() => void) | null = null;
    /** The window shows the safe page instead of its own. */
    let isSafe = false;
    let isSeen = true;
    let lastAskedMs = -Infinity;

    const hangWatch = createHangWatch({
      ping: () => window.webContents.executeJavaScript('1'),
      onHung: () => {
        log.error('window.hung', { kind });
        if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
      },
      timers,
    });
    /** Shows the window's own page, or says on the safe page why that is not shown. A failed load is heard by `did-fail-load`. */
    const load = (safeReason?: string) => {
      cancelLoad?.();
      cancelLoad = null;
      isSafe = safeReason !== undefined;
      hangWatch.stop();
      window.loadURL(windowUrl(isSafe ? 'safe' : kind, safeReason)).catch(() => undefined);
    };
    const loadLater = (delayMs: number) => {
      cancelLoad?.();
      cancelLoad = timers.after(delayMs, () => {
        if (!window.isDestroyed()) load();
      });
    };
    const reload = () => {
      const now = clock.monoMs();
      if (window.isDestroyed() || isSafe || now - lastAskedMs < RELOAD_EVERY_MS) return;
      lastAskedMs = now;
      log.warn('window.reloaded', { kind });
      load();
    };
    const entry: Entry = { known: { id, kind, monitor }, window, placed: bounds, reload, isDismissed: false };
    entries.set(id, entry);
    known.set(id, entry.known);
    window.webContents.on('did-finish-load', () => {
      hangWatch.start();
      if (isSafe) return;
      environment.onPageLoaded(entry.known);
      if (!isSeen) environment.onSeen(entry.known, false);
    });
    window.webContents.on('did-fail-load', (_event, code, description, _url, isMainFrame) => {
      if (!isMainFrame || code === ERR_ABORTED) return;
      log.error('window.not-loaded', { kind, code, description });
      if (!isSafe) loadLater(LOAD_RETRY_MS);
    });
    window.webContents.on('render-process-gone', (_event, details) => {
      const now = clock.monoMs();
      hangWatch.stop();
      reloads = [...reloads.filter((at) => now - at < RELOAD_WINDOW_MS), now];
      log.error('window.renderer-gone', { kind, reason: details.reason, exit: details.exitCode, reloads: reloads.length });
      if (details.reason === 'clean-exit' || window.isDestroyed()) return;
      if (isSafe) return;
      if (reloads.length <= RELOADS_ALLOWED) {
        load();
        return;
      }
      load(details.reason);
      loadLater(SAFE_PAGE_MS);
    });
    const see = (seen: boolean) => () => {
      if (seen === isSeen) return;
      isSeen = seen;
      environment.onSeen(entry.known, seen);
    };
    window.on('minimize', see(false));
    window.on('hide', see(false));
    window.on('restore', see(true));
    window.on('show', see(true));
    window.on('unresponsive', () => {
      log.error('window.unresponsive', { kind });
      cancelHang ??= timers.after(HANG_MS, () => {
        cancelHang = null;
        if (!window.isDestroyed()) window.webContents.forcefullyCrashRenderer();
      });
    });
    window.on('responsive', () => {
      cancelHang?.();
      cancelHang = null;
    });
    window.once('closed', () => {
      hangWatch.stop();
      cancelHang?.();
      cancelLoad?.();
      entries.delete(id);
      known.delete(id);
      environment.onClosed(entry.known);
      if (kind === 'wall' && !entry.isDismissed && !isEnding) {
        log.error('wall.window-gone', { monitor });
        timers.after(WALL_RETURN_MS, () => {
          if (!isEnding) placeWalls(monitorsNow);
        });
      }
    });
    // Not `closable: false`: on Windows that would stop the console from quitting.
    if (kind === 'wall') {
      window.on('close', (event) => {
        if (!isEnding) event.preventDefault();
      });
    }
    // A window manager keeps a full-screen window above all others while it has the focus.
    if (kind === 'wall') window.on('enter-full-screen', raiseDesk);
    window.once('ready-to-show', () => {
      if (kind === 'wall') {
        window.showInactive();
        fitWall(entry, entry.placed);
      } else {
        window.maximize();
        window.show();
        window.focus();
      }
    });
    load();
    return entry;
  };

  const raiseDesk = () => {
    if (desk === null || !desk.window.isVisible() || desk.window.isMinimized()) return;
    desk.window.moveTop();
    desk.window.focus();
  };

  const fitWall = (entry: Entry, bounds: Bounds) => {
    entry.placed = bounds;
    const { window } = entry;
    // A window manager does not move a full-screen window to another monitor, nor resize it on a mode change.
    if (window.isFullScreen()) window.setFullScreen(false);
    window.setBounds(bounds);
    window.setFullScreen(true);
  };

  const walls = () => [...entries.values()].filter((entry) => entry.known.kind === 'wall');

  const placeWalls = (monitors: readonly Monitor[]) => {
    monitorsNow = monitors;
    const standing = walls().flatMap((entry): StandingWindow[] => (entry.known.monitor === null ? [] : [{ monitor: entry.known.monitor, bounds: entry.placed }]));
    for (const step of planWalls(monitors, standing)) {
      const entry = walls().find((candidate) => candidate.known.monitor === step.monitor);
      log.info('wall.window', { step: step.kind, monitor: step.monitor });
      if (step.kind === 'open') open('wall', step.monitor, step.bounds);
      else if (step.kind === 'move' && entry !== undefined) fitWall(entry, step.bounds);
      else if (entry !== undefined) {
        entry.isDismissed = true;
        entry.window.destroy();
      }
    }
    // The window manager may have carried a wall to another monitor while its own was away or changing.
    for (const entry of walls()) {
      const now = entry.window.getBounds();
      if (entry.window.isVisible() && (now.x !== entry.placed.x || now.y !== entry.placed.y || now.width !== entry.placed.width || now.height !== entry.placed.height)) fitWall(entry, entry.placed);
    }
    raiseDesk();
  };

  return {
    known,
    find: (id) => entries.get(id)?.window ?? null,
    placeWalls,
    openDesk: () => {
      if (desk !== null) return;
      desk = open('desk', null, screen.getPrimaryDisplay().workArea);
      desk.window.once('closed', () => {
        desk = null;
        if (!deskClosing) environment.onDeskClosed();
        deskClosing = false;
      });
    },
    closeDesk: () => {
      if (desk === null) return;
      deskClosing = true;
      desk.window.destroy();
    },
    focusDesk: () => {
      if (desk === null) return;
      if (desk.window.isMinimized()) desk.window.restore();
      desk.window.focus();
    },
    reload: (id) => entries.get(id)?.reload(),
    letGo: () => {
      isEnding = true;
    },
    places: (monitors) =>
      [...entries.values()].flatMap(({ window }) => {
        const monitor = monitorOf(window.getBounds(), monitors);
        return monitor === null ? [] : [{ contents: window.webContents, monitor }];
      }),
  };
}

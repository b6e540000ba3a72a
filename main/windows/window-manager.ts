import type { BrowserWindow, Screen, WebContents } from 'electron';
import type { Monitor } from '@contract/domain/wall.ts';
import type { MonitorKey } from '@contract/domain/units.ts';
import type { WindowKind } from '@contract/state/slices.ts';
import type { Clock, Timers } from '../platform/clock.ts';
import type { Log } from '../platform/log.ts';
import { windowUrl, type KnownWindow } from '../ipc/sender.ts';
import { createSecureWindow } from './secure-window.ts';
import { monitorOf, planWalls, type Bounds, type StandingWindow } from './wall-placement.ts';

const RELOADS_ALLOWED = 3;
const RELOAD_WINDOW_MS = 5 * 60_000;
const HANG_MS = 10_000;

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
  /** Every window with the monitor most of it is on. */
  readonly places: (monitors: readonly Monitor[]) => readonly { readonly contents: WebContents; readonly monitor: Monitor }[];
}

interface Entry {
  readonly known: KnownWindow;
  readonly window: BrowserWindow;
  placed: Bounds;
}

/** Owns every window: the desk, and one full-screen window for each monitor that is there. */
export function createWindowManager(environment: WindowManagerEnvironment): WindowManager {
  const { screen, log, clock, timers } = environment;
  const entries = new Map<number, Entry>();
  const known = new Map<number, KnownWindow>();
  let desk: Entry | null = null;
  let deskClosing = false;

  const open = (kind: WindowKind, monitor: MonitorKey | null, bounds: Bounds): Entry => {
    const window = createSecureWindow({ kind, monitor, bounds, title: environment.title, preloadPath: environment.preloadPath, allowDevTools: environment.allowDevTools });
    const id = window.webContents.id;
    const entry: Entry = { known: { id, kind, monitor }, window, placed: bounds };
    entries.set(id, entry);
    known.set(id, entry.known);
    let reloads: readonly number[] = [];
    let cancelHang: (() => void) | null = null;

    const load = () => {
      window.loadURL(windowUrl(kind)).catch((failure: unknown) => log.error('window.not-loaded', { kind, message: failure instanceof Error ? failure.message : '' }));
    };
    window.webContents.on('did-finish-load', () => environment.onPageLoaded(entry.known));
    window.webContents.on('render-process-gone', (_event, details) => {
      const now = clock.monoMs();
      reloads = [...reloads.filter((at) => now - at < RELOAD_WINDOW_MS), now];
      log.error('window.renderer-gone', { kind, reason: details.reason, exit: details.exitCode, reloads: reloads.length });
      if (details.reason === 'clean-exit' || window.isDestroyed()) return;
      if (reloads.length <= RELOADS_ALLOWED) load();
      else timers.after(RELOAD_WINDOW_MS / 5, () => void (window.isDestroyed() || load()));
    });
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
      cancelHang?.();
      entries.delete(id);
      known.delete(id);
      environment.onClosed(entry.known);
    });
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

  return {
    known,
    find: (id) => entries.get(id)?.window ?? null,
    placeWalls: (monitors) => {
      const standing = walls().flatMap((entry): StandingWindow[] => (entry.known.monitor === null ? [] : [{ monitor: entry.known.monitor, bounds: entry.placed }]));
      for (const step of planWalls(monitors, standing)) {
        const entry = walls().find((candidate) => candidate.known.monitor === step.monitor);
        log.info('wall.window', { step: step.kind, monitor: step.monitor });
        if (step.kind === 'open') open('wall', step.monitor, step.bounds);
        else if (step.kind === 'move' && entry !== undefined) fitWall(entry, step.bounds);
        else entry?.window.destroy();
      }
      // The window manager may have carried a wall to another monitor while its own was away or changing.
      for (const entry of walls()) {
        const now = entry.window.getBounds();
        if (entry.window.isVisible() && (now.x !== entry.placed.x || now.y !== entry.placed.y || now.width !== entry.placed.width || now.height !== entry.placed.height)) fitWall(entry, entry.placed);
      }
      raiseDesk();
    },
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
    places: (monitors) =>
      [...entries.values()].flatMap(({ window }) => {
        const monitor = monitorOf(window.getBounds(), monitors);
        return monitor === null ? [] : [{ contents: window.webContents, monitor }];
      }),
  };
}

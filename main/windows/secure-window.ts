import { BrowserWindow, type BrowserWindowConstructorOptions, type WebPreferences } from 'electron';
import type { MonitorKey } from '@contract/domain/units.ts';
import type { WindowKind } from '@contract/state/slices.ts';
import { LOCKED_PREFERENCES } from './locked-preferences.ts';
import type { Bounds } from './wall-placement.ts';

export interface SecureWindowOptions {
  readonly kind: WindowKind;
  readonly monitor: MonitorKey | null;
  readonly bounds: Bounds;
  readonly title: string;
  readonly preloadPath: string;
  readonly allowDevTools: boolean;
}

/** In memory only (no `persist:`): what a page leaves ends with the console (check 8). */
export const SESSION_PARTITION = 'vonglau';

/** Settings no caller can change (security checks 2, 10). */
const LOCKED: WebPreferences = {
  partition: SESSION_PARTITION,
  ...LOCKED_PREFERENCES,
  safeDialogs: true,
  // Pictures must go on while another window covers this one.
  backgroundThrottling: false,
};

const FRAME: Readonly<Record<WindowKind, BrowserWindowConstructorOptions>> = {
  desk: { frame: true, minWidth: 1024, minHeight: 640 },
  wall: { frame: false, fullscreen: true, skipTaskbar: true, resizable: true, hasShadow: false },
};

/** The full constructor options of a window; pure, so that tests can prove them for any input. */
export function secureWindowOptions(options: SecureWindowOptions): BrowserWindowConstructorOptions {
  return {
    ...FRAME[options.kind],
    x: options.bounds.x,
    y: options.bounds.y,
    width: options.bounds.width,
    height: options.bounds.height,
    title: options.title,
    show: false,
    backgroundColor: '#12161b',
    autoHideMenuBar: true,
    webPreferences: {
      ...LOCKED,
      preload: options.preloadPath,
      devTools: options.allowDevTools,
      additionalArguments: [`--vonglau-window=${options.kind}`, ...(options.monitor === null ? [] : [`--vonglau-monitor=${options.monitor}`])],
    },
  };
}

/** A page nobody sees, to be printed: without a preload, so that it can ask main for nothing. Whoever makes it destroys it. */
export const createHiddenWindow = (): BrowserWindow => new BrowserWindow({ show: false, width: 794, height: 1123, webPreferences: { ...LOCKED, devTools: false } });

const DEVTOOLS_KEYS = new Set(['f12', 'i', 'j', 'c']);

/** The only place that makes a window. `guardContents` (main/app/session-guard.ts) keeps its page where it is; this swallows the keys of the developer tools and of reloading. */
export function createSecureWindow(options: SecureWindowOptions): BrowserWindow {
  const window = new BrowserWindow(secureWindowOptions(options));
  const { webContents } = window;
  webContents.on('before-input-event', (event, input) => {
    const key = input.key.toLowerCase();
    const devTools = key === 'f12' || (((input.control && input.shift) || (input.meta && (input.shift || input.alt))) && DEVTOOLS_KEYS.has(key));
    const reload = key === 'f5' || ((input.control || input.meta) && key === 'r');
    if ((devTools && !options.allowDevTools) || reload) event.preventDefault();
  });
  return window;
}

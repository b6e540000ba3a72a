import type { Monitor } from '@contract/domain/wall.ts';
import type { MonitorKey } from '@contract/domain/units.ts';

export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A wall window that stands now. */
export interface StandingWindow {
  readonly monitor: MonitorKey;
  readonly bounds: Bounds;
}

export type WallStep =
  | { readonly kind: 'open'; readonly monitor: MonitorKey; readonly bounds: Bounds }
  | { readonly kind: 'move'; readonly monitor: MonitorKey; readonly bounds: Bounds }
  | { readonly kind: 'close'; readonly monitor: MonitorKey };

export const monitorBounds = (monitor: Monitor): Bounds => ({ x: monitor.xPx, y: monitor.yPx, width: monitor.widthPx, height: monitor.heightPx });

const sameBounds = (a: Bounds, b: Bounds): boolean => a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

const isHere = (monitor: Monitor): boolean => monitor.present && monitor.node === null;

/** What to do so that every present monitor of this PC has its one full-screen window and no window stands on another's monitor. */
export function planWalls(monitors: readonly Monitor[], windows: readonly StandingWindow[]): readonly WallStep[] {
  const present = monitors.filter(isHere);
  const close = windows.filter((window) => !present.some((monitor) => monitor.id === window.monitor)).map((window): WallStep => ({ kind: 'close', monitor: window.monitor }));
  const rest = present.flatMap((monitor): WallStep[] => {
    const bounds = monitorBounds(monitor);
    const window = windows.find((candidate) => candidate.monitor === monitor.id);
    if (window === undefined) return [{ kind: 'open', monitor: monitor.id, bounds }];
    return sameBounds(window.bounds, bounds) ? [] : [{ kind: 'move', monitor: monitor.id, bounds }];
  });
  return [...close, ...rest];
}


/** The present monitor of this PC that holds most of a window, or null when it is on none. */
export function monitorOf(window: Bounds, monitors: readonly Monitor[]): Monitor | null {
  const shared = (monitor: Monitor): number => {
    const widthPx = Math.min(window.x + window.width, monitor.xPx + monitor.widthPx) - Math.max(window.x, monitor.xPx);
    const heightPx = Math.min(window.y + window.height, monitor.yPx + monitor.heightPx) - Math.max(window.y, monitor.yPx);
    return Math.max(0, widthPx) * Math.max(0, heightPx);
  };
  const [most] = monitors.filter((monitor) => isHere(monitor) && shared(monitor) > 0).sort((a, b) => shared(b) - shared(a));
  return most ?? null;
}

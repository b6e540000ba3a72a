import type { Monitor } from '@contract/domain/wall.ts';

export interface PlacedMonitor {
  readonly monitor: Monitor;
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface MonitorPlan {
  readonly placed: readonly PlacedMonitor[];
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A card smaller than this could not hold its words. */
export const LEAST_CARD_PX = { width: 176, height: 92 } as const;
const GAP_PX = 8;

/**
 * Where each monitor stands in a picture of the wall of this height (more when cards would get too small): as on the desktop, to one scale. Remembered monitors
 * that are unplugged stand to the right of the others, since their old place may be taken.
 */
export function planMonitors(monitors: readonly Monitor[], heightPx: number): MonitorPlan {
  if (heightPx <= 0) return { placed: [], widthPx: 0, heightPx: 0 };
  const present = monitors.filter((monitor) => monitor.present);
  const away = monitors.filter((monitor) => !monitor.present);
  const sized = monitors.filter(hasSize);
  if (sized.length === 0) return { placed: [], widthPx: 0, heightPx: 0 };
  const stood = present.filter(hasSize);
  const left = stood.length === 0 ? 0 : Math.min(...stood.map((monitor) => monitor.xPx));
  const top = stood.length === 0 ? 0 : Math.min(...stood.map((monitor) => monitor.yPx));
  const bottom = stood.length === 0 ? Math.max(...sized.map((monitor) => monitor.heightPx)) : Math.max(...stood.map((monitor) => monitor.yPx + monitor.heightPx));
  const least = Math.max(...sized.map((monitor) => Math.max(LEAST_CARD_PX.width / monitor.widthPx, LEAST_CARD_PX.height / monitor.heightPx)));
  const scale = Math.max(least, heightPx / Math.max(1, bottom - top));

  const placed: PlacedMonitor[] = stood.map((monitor) => ({
    monitor,
    leftPx: Math.round((monitor.xPx - left) * scale),
    topPx: Math.round((monitor.yPx - top) * scale),
    widthPx: Math.round(monitor.widthPx * scale) - GAP_PX,
    heightPx: Math.round(monitor.heightPx * scale) - GAP_PX,
  }));
  let nextLeft = Math.max(0, ...placed.map((each) => each.leftPx + each.widthPx + GAP_PX)) + (placed.length > 0 ? GAP_PX : 0);
  for (const monitor of away.filter(hasSize)) {
    const widthPx = Math.round(monitor.widthPx * scale) - GAP_PX;
    placed.push({ monitor, leftPx: nextLeft, topPx: 0, widthPx, heightPx: Math.round(monitor.heightPx * scale) - GAP_PX });
    nextLeft += widthPx + GAP_PX;
  }
  return {
    placed,
    widthPx: Math.max(...placed.map((each) => each.leftPx + each.widthPx)),
    heightPx: Math.max(...placed.map((each) => each.topPx + each.heightPx)),
  };
}

const hasSize = (monitor: Monitor): boolean => monitor.widthPx > 0 && monitor.heightPx > 0;

import type { Monitor } from '@contract/domain/wall.ts';
import type { BoxSize } from '../../ui/use-box-size.ts';

export interface PlacedMonitor {
  readonly monitor: Monitor;
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

export interface MonitorPlan extends BoxSize {
  readonly placed: readonly PlacedMonitor[];
}

/** A card smaller than this could not hold its words. */
export const LEAST_CARD_PX = { width: 176, height: 92 } as const;
const GAP_PX = 8;
const NO_PLAN: MonitorPlan = { placed: [], widthPx: 0, heightPx: 0 };

/**
 * Where each monitor stands in a picture of the wall that fits a box (or outgrows it when cards would get too small): as on the
 * desktop, to one scale. Remembered monitors that are unplugged stand to the right of the others, since their old place may be taken.
 */
export function planMonitors(monitors: readonly Monitor[], box: BoxSize): MonitorPlan {
  const sized = monitors.filter(({ widthPx, heightPx }) => widthPx > 0 && heightPx > 0);
  if (sized.length === 0 || box.heightPx <= 0) return NO_PLAN;
  const present = sized.filter((monitor) => monitor.present);
  const away = sized.filter((monitor) => !monitor.present);
  const left = least(present.map((monitor) => monitor.xPx));
  const top = least(present.map((monitor) => monitor.yPx));
  const right = Math.max(left, ...present.map((monitor) => monitor.xPx + monitor.widthPx));
  const wallWidth = right - left + away.reduce((sum, monitor) => sum + monitor.widthPx, 0);
  const wallHeight = Math.max(...present.map((monitor) => monitor.yPx + monitor.heightPx - top), ...away.map((monitor) => monitor.heightPx));
  const leastScale = Math.max(...sized.map((monitor) => Math.max((LEAST_CARD_PX.width + GAP_PX) / monitor.widthPx, (LEAST_CARD_PX.height + GAP_PX) / monitor.heightPx)));
  const scale = Math.max(leastScale, Math.min(box.heightPx / wallHeight, box.widthPx / wallWidth));

  const card = (monitor: Monitor, leftPx: number, topPx: number): PlacedMonitor => ({
    monitor,
    leftPx: Math.round(leftPx),
    topPx: Math.round(topPx),
    widthPx: Math.round(monitor.widthPx * scale) - GAP_PX,
    heightPx: Math.round(monitor.heightPx * scale) - GAP_PX,
  });
  const placed = present.map((monitor) => card(monitor, (monitor.xPx - left) * scale, (monitor.yPx - top) * scale));
  let nextLeft = (right - left) * scale;
  for (const monitor of away) {
    placed.push(card(monitor, nextLeft, 0));
    nextLeft += monitor.widthPx * scale;
  }
  return {
    placed,
    widthPx: Math.max(...placed.map((each) => each.leftPx + each.widthPx)),
    heightPx: Math.max(...placed.map((each) => each.topPx + each.heightPx)),
  };
}

const least = (values: readonly number[]): number => (values.length === 0 ? 0 : Math.min(...values));

import type { Arrangement } from '@contract/domain/arrangement.ts';
import type { TileContents } from '@contract/domain/tile-content.ts';
import type { Monitor } from '@contract/domain/wall.ts';
import type { WallScene } from '@contract/domain/wall-scene.ts';
import type { Records } from '@contract/state/patch.ts';

/** A monitor of a scene in its drawing, in the wall's pixels. */
export interface DrawnMonitor {
  readonly key: string;
  readonly xPx: number;
  readonly yPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly arrangement: Arrangement;
  readonly contents: TileContents;
  /** Not in the wall now. */
  readonly isAbsent: boolean;
}

export interface SceneDrawingPlan {
  readonly monitors: readonly DrawnMonitor[];
  readonly widthPx: number;
  readonly heightPx: number;
}

const UNKNOWN = { widthPx: 1920, heightPx: 1080 } as const;
const GAP_PX = 120;

/** Where the monitors of a scene stand: each PC's as they do, PC beside PC, those this wall does not know at the end. */
export function sceneDrawing(scene: WallScene, monitors: Records<Monitor>): SceneDrawingPlan {
  const known = scene.monitors.map((each) => ({ each, monitor: monitors.get(each.monitor) ?? null }));
  const pcs = [...new Set(known.flatMap(({ monitor }) => (monitor === null ? [] : [monitor.node])))].sort((one, other) => Number(one !== null) - Number(other !== null));
  const drawn: DrawnMonitor[] = [];
  let leftPx = 0;
  for (const pc of pcs) {
    const own = known.flatMap(({ each, monitor }) => (monitor !== null && monitor.node === pc ? [{ each, monitor }] : []));
    const left = Math.min(...own.map(({ monitor }) => monitor.xPx));
    const top = Math.min(...own.map(({ monitor }) => monitor.yPx));
    for (const { each, monitor } of own) {
      const { widthPx, heightPx, present } = monitor;
      drawn.push({ key: each.monitor, xPx: leftPx + monitor.xPx - left, yPx: monitor.yPx - top, widthPx, heightPx, arrangement: each.arrangement, contents: each.contents, isAbsent: !present });
    }
    leftPx = Math.max(...drawn.map((each) => each.xPx + each.widthPx)) + GAP_PX;
  }
  for (const { each, monitor } of known) {
    if (monitor !== null) continue;
    drawn.push({ key: each.monitor, xPx: leftPx, yPx: 0, ...UNKNOWN, arrangement: each.arrangement, contents: each.contents, isAbsent: true });
    leftPx += UNKNOWN.widthPx + GAP_PX;
  }
  return { monitors: drawn, widthPx: Math.max(1, ...drawn.map((each) => each.xPx + each.widthPx)), heightPx: Math.max(1, ...drawn.map((each) => each.yPx + each.heightPx)) };
}

import { monitorSurface, type MonitorKey, type SceneId } from '@contract/domain/units.ts';
import type { Monitor, Surface } from '@contract/domain/wall.ts';
import type { SceneMonitor, WallScene } from '@contract/domain/wall-scene.ts';

/** A console that starts this late still brings the scene of the minute it missed. */
export const LATE_MS = 10 * 60_000;

/** What the whole wall shows, as a scene keeps it. A remembered monitor that is away is not in it. */
export const sceneMonitors = (monitors: Iterable<Monitor>, surfaceOf: (monitor: MonitorKey) => Surface): readonly SceneMonitor[] =>
  [...monitors]
    .filter(({ present }) => present)
    .sort((one, other) => one.number - other.number)
    .map(({ id }) => {
      const { arrangement, contents, layoutId, layoutName, locked, tour } = surfaceOf(id);
      return { monitor: id, arrangement, contents, layoutId, layoutName, locked, tour };
    });

export interface ScenePlan {
  /** What each monitor that is there will show. */
  readonly surfaces: readonly Surface[];
  /** Monitors of the scene that are not there now. */
  readonly absent: readonly MonitorKey[];
}

/** Which surfaces a scene makes of the monitors there are. Monitors that are not in the scene stay as they are. */
export function planScene(scene: WallScene, isPresent: (monitor: MonitorKey) => boolean): ScenePlan {
  const there = scene.monitors.filter(({ monitor }) => isPresent(monitor));
  return {
    surfaces: there.map(({ monitor, ...shown }) => ({ id: monitorSurface(monitor), ...shown })),
    absent: scene.monitors.filter(({ monitor }) => !isPresent(monitor)).map(({ monitor }) => monitor),
  };
}

/** The scenes with one of them changed or added; its key digit is taken from whichever had it. */
export const withScene = (scenes: readonly WallScene[], scene: WallScene): readonly WallScene[] => [
  ...scenes.filter(({ id }) => id !== scene.id).map((other) => (scene.keyDigit !== null && other.keyDigit === scene.keyDigit ? { ...other, keyDigit: null } : other)),
  scene,
];

export const withoutScene = (scenes: readonly WallScene[], id: SceneId): readonly WallScene[] => scenes.filter((scene) => scene.id !== id);

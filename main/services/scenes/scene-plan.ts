import { isSameArrangement } from '@contract/domain/arrangement.ts';
import { isSameContent } from '@contract/domain/tile-content.ts';
import { monitorSurface, type MonitorKey, type SceneId, type SurfaceId } from '@contract/domain/units.ts';
import type { LayoutTour, Monitor, Surface } from '@contract/domain/wall.ts';
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

const isSameTour = (one: LayoutTour | null, other: LayoutTour | null): boolean => JSON.stringify(one?.steps ?? null) === JSON.stringify(other?.steps ?? null);

/** Whether every monitor of a scene that is there shows what the scene put on it; a tour may be at any of its layouts. */
export const isSceneShown = (scene: WallScene, isPresent: (monitor: MonitorKey) => boolean, surfaceOf: (surface: SurfaceId) => Surface | null): boolean =>
  planScene(scene, isPresent).surfaces.every((wanted) => {
    const now = surfaceOf(wanted.id);
    if (now === null || !isSameTour(now.tour, wanted.tour)) return false;
    return wanted.tour !== null || (isSameArrangement(now.arrangement, wanted.arrangement) && wanted.contents.every((content, tile) => isSameContent(content, now.contents[tile] ?? null)));
  });

/** The scenes with one of them changed or added; its key digit is taken from whichever had it. */
export const withScene = (scenes: readonly WallScene[], scene: WallScene): readonly WallScene[] => [
  ...scenes.filter(({ id }) => id !== scene.id).map((other) => (scene.keyDigit !== null && other.keyDigit === scene.keyDigit ? { ...other, keyDigit: null } : other)),
  scene,
];

export const withoutScene = (scenes: readonly WallScene[], id: SceneId): readonly WallScene[] => scenes.filter((scene) => scene.id !== id);

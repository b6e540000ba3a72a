import type { Position } from '@contract/domain/camera.ts';
import type { CameraId } from '@contract/domain/units.ts';

/** Layers of the map that a person switches. */
export const MAP_LAYERS = ['cameras', 'alarms', 'forces', 'units', 'coverage', 'heat'] as const;
export type MapLayer = (typeof MAP_LAYERS)[number];
export type LayerSwitches = Readonly<Record<MapLayer, boolean>>;
export const USUAL_LAYERS: LayerSwitches = { cameras: true, alarms: true, forces: true, units: true, coverage: false, heat: false };

export type MapLook = 'dark' | 'light';

/** How the person left the map: where they looked, and what of it was shown. */
export interface MapMemory {
  /** Null: the map was not looked at yet; it begins where the base map says. */
  readonly sight: { readonly centre: Position; readonly zoom: number } | null;
  readonly layers: LayerSwitches;
  readonly look: MapLook;
  /** Words: only the cameras they find are shown; empty: all are. */
  readonly words: string;
}

export const NEW_MAP: MapMemory = { sight: null, layers: USUAL_LAYERS, look: 'dark', words: '' };

/** A place the map is to go to, and the camera that is picked there. */
export interface MapTarget {
  readonly at: Position;
  readonly camera: CameraId | null;
}

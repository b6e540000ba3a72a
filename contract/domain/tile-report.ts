import type { LoweredBy, Pace, ProfileName } from './stream.ts';
import type { TileCause, TileStateKind } from './tile-state.ts';
import type { CameraId } from './units.ts';

/** What one tile with a picture says of itself, every two seconds, for the wall's status page. */
export interface TileReport {
  /** Index in the arrangement. */
  readonly tile: number;
  readonly camera: CameraId;
  readonly state: TileStateKind;
  readonly cause: TileCause | null;
  /** Pictures drawn in a second. */
  readonly fps: number;
  /** Age of the picture on the glass, ms; null without one. */
  readonly ageMs: number | null;
  readonly player: string | null;
  readonly codec: string | null;
  readonly profile: ProfileName | null;
  readonly widthPx: number;
  readonly heightPx: number;
  /** As received for this tile. */
  readonly kbps: number;
  readonly pace: Pace;
  readonly lowered: LoweredBy | null;
  /** Pictures left out in a second. */
  readonly droppedFps: number;
}

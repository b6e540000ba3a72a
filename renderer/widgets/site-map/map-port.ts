import type { Position } from '@contract/domain/camera.ts';
import type { MapBounds } from '@contract/domain/camera-query.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { AreaFeature } from './area-features.ts';
import type { LonLat } from './ground.ts';
import type { LineFeature } from './map-forces.ts';
import type { MarkDiff, PointFeature } from './map-marks.ts';
import type { MapLayer, MapLook } from '../../state/map-memory.ts';

/** What of the map is in sight. */
export interface MapSight {
  readonly bounds: MapBounds;
  readonly centre: Position;
  /** 0..24 */
  readonly zoom: number;
}

/** `loading`: not drawn yet; `rebuilding`: the graphics were lost and come back; `no-graphics`: this PC cannot draw it. */
export type MapState = 'loading' | 'ready' | 'rebuilding' | 'no-graphics';

/** What a person points at. */
export type MapPick =
  | { readonly kind: 'camera'; readonly camera: CameraId }
  | { readonly kind: 'cluster'; readonly mark: string }
  | { readonly kind: 'force'; readonly force: string }
  | { readonly kind: 'nothing'; readonly at: Position };

/** What happens on the map. Called in the page's thread; none may throw. */
export interface MapHandlers {
  readonly onState: (state: MapState) => void;
  /** The map came to rest; not always in another place. `isWalk`: it was sent along the lines of a list, and is there or was stopped half way. */
  readonly onSight: (sight: MapSight, isWalk?: boolean) => void;
  /** A hand begins to move the map. */
  readonly onHand: () => void;
  readonly onPick: (pick: MapPick) => void;
  /** A double click on a camera. */
  readonly onOpen: (camera: CameraId) => void;
  /** While a tool is taken, or with Shift held: a corner is set, the pointer moves on. */
  readonly onCorner: (at: Position) => void;
  readonly onHover: (at: Position | null) => void;
  /** Shift was held at the start of a drag: a rectangle begins. */
  readonly onBox: (from: Position) => void;
  /** A double click ends a polygon or a corridor. */
  readonly onEnd: () => void;
}

/** The map without React. It owns all it makes until `destroy`, which may be called twice; everything set is kept over a loss of graphics. One that cannot be drawn still says what would be in sight. */
export interface SiteMapPort {
  readonly setMarks: (diff: MarkDiff) => void;
  readonly setForces: (points: readonly PointFeature[], trails: readonly LineFeature[]) => void;
  readonly setAlarms: (points: readonly PointFeature[]) => void;
  readonly setUnits: (areas: readonly { readonly name: string; readonly at: LonLat; readonly ring: readonly LonLat[] }[]) => void;
  readonly setCoverage: (grounds: readonly (readonly LonLat[])[]) => void;
  readonly setDrawing: (features: readonly AreaFeature[]) => void;
  readonly setPicked: (at: Position | null) => void;
  /** `drag`: a drag draws; `click`: clicks set corners; null: the map is moved and picked on. */
  readonly setTool: (how: 'drag' | 'click' | null) => void;
  readonly showLayer: (layer: MapLayer, shown: boolean) => void;
  readonly setLook: (look: MapLook) => void;
  /** Which base map holds; another number than before: it is asked for anew. */
  readonly setGround: (revision: number) => void;
  /** By pixels, as arrow keys do. */
  readonly panBy: (xPx: number, yPx: number) => void;
  readonly zoomBy: (levels: number) => void;
  readonly goTo: (at: Position, zoom?: number) => void;
  /** The same from line to line of a list that stays as it is. */
  readonly walkTo: (at: Position, zoom: number) => void;
  readonly fit: (bounds: MapBounds) => void;
  /** Picks what is nearest to the middle, as Enter does. */
  readonly pickMiddle: () => void;
  readonly sight: () => MapSight | null;
  readonly resize: () => void;
  readonly destroy: () => void;
}

export interface SiteMapOptions {
  readonly host: HTMLElement;
  readonly handlers: MapHandlers;
  readonly look: MapLook;
  /** Where it begins; null: where the base map says. */
  readonly start: { readonly centre: Position; readonly zoom: number } | null;
  readonly formatNumber: (value: number) => string;
  readonly isCalm: boolean;
}

export type CreateSiteMap = (options: SiteMapOptions) => SiteMapPort;

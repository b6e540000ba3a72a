import type { Analytics, Camera, CameraCondition, CameraConnection, CameraKind, CameraPurpose, CameraType, Position } from './camera.ts';
import type { HeightLayer } from './height-layer.ts';
import type { TierKind } from './tier.ts';
import type { CameraId, GroupId, UnitId } from './units.ts';

/** Values of one facet: any of them; facets among each other: all. An absent or empty facet filters nothing. */
export interface CameraFilter {
  /** Each with all units below it. */
  readonly units?: readonly UnitId[];
  readonly tiers?: readonly TierKind[];
  readonly kinds?: readonly CameraKind[];
  readonly types?: readonly CameraType[];
  readonly purposes?: readonly CameraPurpose[];
  readonly heights?: readonly HeightLayer[];
  readonly states?: readonly CameraCondition[];
  readonly analytics?: readonly Analytics[];
  readonly connections?: readonly CameraConnection[];
  readonly tags?: readonly string[];
  readonly makes?: readonly string[];
  /** In one of these groups. */
  readonly groups?: readonly GroupId[];
  /** True: shown on some monitor of the wall now; false: on none. */
  readonly onWall?: boolean;
}

export const FACETS = ['units', 'tiers', 'kinds', 'types', 'purposes', 'heights', 'states', 'analytics', 'connections', 'tags', 'makes', 'groups'] as const;
export type Facet = (typeof FACETS)[number];

/** `best`: by how well the words fit, then by number; `name`: in Vietnamese order; `since`: the latest change of state first. */
export const QUERY_ORDERS = ['best', 'name', 'number', 'since'] as const;
export type QueryOrder = (typeof QUERY_ORDERS)[number];

/** What somebody looks for. Empty text with an empty filter: every camera. */
export interface CameraQuery {
  /** As typed: with or without accents, 0..200 characters. */
  readonly text: string;
  readonly filter: CameraFilter;
  readonly order: QueryOrder;
}

export const EMPTY_QUERY: CameraQuery = { text: '', filter: {}, order: 'best' };

/** Part of all cameras: those that words and a filter leave; those that come close count only where no words fit. */
export type CameraScope = Pick<CameraQuery, 'text' | 'filter'>;

export const EVERY_CAMERA: CameraScope = { text: '', filter: {} };

/** Where the cameras of a scope are. */
export interface CameraExtent {
  /** Of those that have a place; null: none has. */
  readonly bounds: MapBounds | null;
  readonly placed: number;
  readonly total: number;
}

/** How many cameras of the answer have a value, were it chosen. */
export interface FacetCount {
  readonly facet: Facet;
  readonly value: string;
  readonly count: number;
}

/** Part of the map. Polygons and lines have 3..500 and 2..500 corners; distances are metres on the ground. */
export type MapArea =
  | { readonly kind: 'circle'; readonly centre: Position; readonly radiusM: number }
  | { readonly kind: 'polygon'; readonly corners: readonly Position[] }
  /** Along a drawn line, in its order: cameras at most `widthM` from it. */
  | { readonly kind: 'corridor'; readonly line: readonly Position[]; readonly widthM: number }
  /** Who sees this spot: cameras whose field of view covers it, nearest first, walls taken into account where given. */
  | { readonly kind: 'seeing'; readonly spot: Position };

/** A camera in an area, nearest first (in a corridor: in its order). */
export interface CameraInArea {
  readonly camera: Camera;
  /** From the centre, the spot, the line, or (in a polygon) its middle. */
  readonly distanceM: number;
  /** In a corridor: how far along the line. */
  readonly alongM?: number;
}

/** A street, an address or a unit that can be gone to on the map. */
export interface FoundPlace {
  readonly kind: 'address' | 'street' | 'unit';
  readonly name: string;
  /** What it lies in: the unit's name; may be empty. */
  readonly within: string;
  readonly position: Position;
  readonly cameras: number;
}

/** A part of the map that is in sight. West and south are the smaller values. */
export interface MapBounds {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** How many cameras of each condition. */
export type ConditionCounts = Readonly<Record<CameraCondition, number>>;

/** What stands on the map at the zoom in sight: one camera, or as many as would overlap. */
export type MapMark =
  | { readonly id: string; readonly kind: 'camera'; readonly at: Position; readonly camera: CameraId; readonly number: number; readonly name: string; readonly turns: boolean; readonly type: CameraType | null; readonly bearingDeg: number | null; readonly condition: CameraCondition }
  /** `bounds` hold all of its cameras, to go closer. */
  | { readonly id: string; readonly kind: 'cluster'; readonly at: Position; readonly counts: ConditionCounts; readonly bounds: MapBounds };

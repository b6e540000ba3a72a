import type { Position } from '@contract/domain/camera.ts';
import type { MapBounds } from '@contract/domain/camera-query.ts';

/** Longitude, latitude: the order of GeoJSON. */
export type LonLat = readonly [lon: number, lat: number];

const EARTH_M_PER_DEG = 111_320;

export const lonLat = ({ lonDeg, latDeg }: Position): LonLat => [lonDeg, latDeg];
export const positionOf = ([lonDeg, latDeg]: LonLat): Position => ({ lonDeg, latDeg });

const metresPerLon = (latDeg: number): number => EARTH_M_PER_DEG * Math.cos((latDeg * Math.PI) / 180);

/** Metres between two places of one city; flat ground, off by less than 0.5 % over 50 km. */
export const distanceM = (one: Position, other: Position): number =>
  Math.hypot((other.lonDeg - one.lonDeg) * metresPerLon((one.latDeg + other.latDeg) / 2), (other.latDeg - one.latDeg) * EARTH_M_PER_DEG);

const EQUATOR_M = 40_075_017;
/** Pixels of a tile: the world's width at zoom 0. */
const TILE_PX = 512;

/** What a map of so many pixels shows of the ground. */
export function boundsAround(centre: Position, zoom: number, widthPx: number, heightPx: number): MapBounds {
  const lonPerPx = 360 / (TILE_PX * 2 ** zoom);
  const latPerPx = (EQUATOR_M / EARTH_M_PER_DEG / 360) * lonPerPx * Math.cos((centre.latDeg * Math.PI) / 180);
  const [halfLon, halfLat] = [(widthPx / 2) * lonPerPx, (heightPx / 2) * latPerPx];
  return { west: Math.max(-180, centre.lonDeg - halfLon), south: Math.max(-90, centre.latDeg - halfLat), east: Math.min(180, centre.lonDeg + halfLon), north: Math.min(90, centre.latDeg + halfLat) };
}

/** The zoom at which so many degrees fill so many pixels. */
export const zoomOf = ({ west, east }: MapBounds, widthPx: number): number => Math.log2((360 * widthPx) / (TILE_PX * Math.max(1e-6, east - west)));

export const middleOf = ({ west, south, east, north }: MapBounds): Position => ({ lonDeg: (west + east) / 2, latDeg: (south + north) / 2 });

export const isSameBounds = (one: MapBounds | null, other: MapBounds | null): boolean =>
  one === other || (one !== null && other !== null && one.west === other.west && one.south === other.south && one.east === other.east && one.north === other.north);

/** A closed ring round a place. */
export function circleRing(centre: Position, radiusM: number, corners = 64): readonly LonLat[] {
  const perLon = Math.max(1, metresPerLon(centre.latDeg));
  return Array.from({ length: corners + 1 }, (_, index): LonLat => {
    const angle = (index / corners) * 2 * Math.PI;
    return [centre.lonDeg + (radiusM * Math.sin(angle)) / perLon, centre.latDeg + (radiusM * Math.cos(angle)) / EARTH_M_PER_DEG];
  });
}

/** The band of ground at most `widthM` from each piece of a line, as one ring a piece; they overlap. */
export const bandRings = (line: readonly Position[], widthM: number): readonly (readonly LonLat[])[] =>
  line.slice(1).flatMap((to, index) => {
    const from = line[index];
    return from === undefined ? [] : [pieceRing(from, to, widthM)];
  });

function pieceRing(from: Position, to: Position, widthM: number): readonly LonLat[] {
  const perLon = Math.max(1, metresPerLon(from.latDeg));
  const along = Math.atan2((to.lonDeg - from.lonDeg) * perLon, (to.latDeg - from.latDeg) * EARTH_M_PER_DEG);
  const round = (centre: Position, start: number): readonly LonLat[] =>
    Array.from({ length: 9 }, (_, index): LonLat => {
      const angle = start + (index / 8) * Math.PI;
      return [centre.lonDeg + (widthM * Math.sin(angle)) / perLon, centre.latDeg + (widthM * Math.cos(angle)) / EARTH_M_PER_DEG];
    });
  const ring = [...round(to, along - Math.PI / 2), ...round(from, along + Math.PI / 2)];
  return [...ring, ...ring.slice(0, 1)];
}

/** The rectangle between two opposite corners. */
export const rectangle = (one: Position, other: Position): readonly Position[] => [
  { lonDeg: one.lonDeg, latDeg: one.latDeg },
  { lonDeg: other.lonDeg, latDeg: one.latDeg },
  { lonDeg: other.lonDeg, latDeg: other.latDeg },
  { lonDeg: one.lonDeg, latDeg: other.latDeg },
];

/** The smallest bounds that hold all places, or null for none. */
export function boundsOf(places: readonly Position[]): MapBounds | null {
  if (places.length === 0) return null;
  const lons = places.map(({ lonDeg }) => lonDeg);
  const lats = places.map(({ latDeg }) => latDeg);
  return { west: Math.min(...lons), south: Math.min(...lats), east: Math.max(...lons), north: Math.max(...lats) };
}

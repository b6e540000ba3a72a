import type { TileUpstream } from './read-style.ts';

export interface TilePlace {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

const HALF_WORLD_M = 20_037_508.342789244;

/** A tile's ground in web Mercator metres, as WMS wants it. */
function bbox({ z, x, y }: TilePlace): string {
  const size = (2 * HALF_WORLD_M) / 2 ** z;
  const west = -HALF_WORLD_M + x * size;
  const north = HALF_WORLD_M - y * size;
  return [west, north - size, west + size, north].map((metres) => metres.toFixed(6)).join(',');
}

/** A tile of our own addresses, or null: numbers only, within the zoom's range. */
export function tilePlace(z: string, x: string, y: string): TilePlace | null {
  const place = { z: Number(z), x: Number(x), y: Number(y) };
  return place.z <= 24 && place.x < 2 ** place.z && place.y < 2 ** place.z ? place : null;
}

/** Where the site's service has a tile; null: it has none at that zoom. */
export function tileAddress({ template, matrices }: TileUpstream, place: TilePlace): string | null {
  const matrix = matrices === undefined ? String(place.z) : (matrices[place.z] ?? null);
  if (matrix === null) return null;
  return template
    .replaceAll('{matrix}', encodeURIComponent(matrix))
    .replaceAll('{z}', String(place.z))
    .replaceAll('{x}', String(place.x))
    .replaceAll('{y}', String(place.y))
    .replaceAll('{-y}', String(2 ** place.z - 1 - place.y))
    .replaceAll('{ratio}', '')
    .replaceAll('{bbox-epsg-3857}', bbox(place));
}

import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import type { Log } from '../../platform/log.ts';
import { KNOWN_LAYERS } from './made-styles.ts';
import { mapUrl, type MapSetting, type SiteMapSetting } from './map-setting.ts';
import { openArchive, type TileArchive } from './pmtiles-file.ts';
import { loadStyle, readSite } from './read-site.ts';
import { foreignOrigins, type StyleUpstream, type TileUpstream } from './read-style.ts';
import type { SiteFetch } from './site-fetch.ts';
import { tileAddress, type TilePlace } from './tile-address.ts';
import { isPicture } from './tile-kind.ts';
import { vectorLayers } from './vector-layers.ts';

/** Where a tile is asked for, to see whether there is any. Zoom 0..24. */
export interface MapSightPlace {
  readonly latDeg: number;
  readonly lonDeg: number;
  readonly zoom: number;
}

/** What a map needs beyond what it was given: origins it takes what it shows from. Empty: it can be shown. */
export interface SiteTrial {
  readonly otherOrigins: readonly string[];
}

interface TrialEnvironment {
  readonly fetch: SiteFetch;
  readonly log: Log;
  readonly sight: MapSightPlace;
}

type TileGet = (place: TilePlace) => Promise<Result<Uint8Array | null>>;
/** What a tile must be; null: a style says it, and what it draws of it. */
type Format = TileArchive['format'] | null;

const MAX_SOURCES = 4;
/** A service of one province may have no tile of the whole world, and one of the world none so close. */
const ZOOMS = [14, 12, 9, 6, 3, 0];
/** The ground of an archive's tile, at least so far in, is hardly another country's. */
const NEAR_ZOOM = 6;
const NO_TILE = /^status (404|410)$/;
/** Of the way there, not of the tile: no other tile would come. */
const NO_WAY: readonly AppError['code'][] = ['map/unreachable', 'map/untrusted-certificate', 'map/address-insecure'];
const OK: Result<SiteTrial> = ok({ otherOrigins: [] });
const NO_TILES: Result<SiteTrial> = err('map/no-tiles');

/** Really asks for a map, a tile of it too. Codes map/… of which each tells a person what to look at. */
export async function trySite(setting: SiteMapSetting, environment: TrialEnvironment): Promise<Result<SiteTrial>> {
  const { source } = setting;
  if (source.kind === 'unreadable') return err('map/address-wrong');
  if (source.kind === 'pmtiles') return tryFile(source.file, environment.sight);
  if (source.kind === 'style') {
    const loaded = await loadStyle(source.url, new Set(setting.origins), environment.fetch);
    if (!loaded.ok) return told(loaded.error);
    const otherOrigins = foreignOrigins(loaded.value.value, loaded.value.context);
    if (otherOrigins.length > 0) return ok({ otherOrigins });
  }
  const site = await readSite(setting, environment.fetch, environment.log);
  if (!site.ok) return told(site.error);
  const { upstream } = site.value;
  const otherOrigins = [...new Set(upstream.tiles.flatMap((from) => (from === null ? [] : (mapUrl(from.template)?.origin ?? []))))].filter((origin) => !setting.origins.includes(origin));
  if (otherOrigins.length > 0) return ok({ otherOrigins });
  return tryTiles(upstream, formatOf(source), environment);
}

function formatOf(source: MapSetting): Format {
  if (source.kind === 'tiles') return source.format;
  return source.kind === 'tilejson' ? 'vector' : source.kind === 'wmts' ? 'raster' : null;
}

async function tryFile(file: string, sight: MapSightPlace): Promise<Result<SiteTrial>> {
  const opened = await openArchive(file);
  if (!opened.ok) return err('map/file-unreadable');
  const archive = opened.value;
  try {
    return await tryArchive(archive, sight);
  } finally {
    await archive.close();
  }
}

async function tryArchive({ format, minzoom, maxzoom, bounds, tile }: TileArchive, sight: MapSightPlace): Promise<Result<SiteTrial>> {
  if (bounds !== null && (sight.lonDeg < bounds.west || sight.lonDeg > bounds.east || sight.latDeg < bounds.south || sight.latDeg > bounds.north)) return NO_TILES;
  const zooms = zoomsAt(sight).map((zoom) => Math.max(minzoom, Math.min(maxzoom, zoom)));
  const answer = await tryPlaces(tile, format, { sight, zooms: zooms.filter((zoom) => zoom >= Math.min(NEAR_ZOOM, maxzoom)) });
  return answer.ok || answer.error.code !== 'map/not-a-map' ? answer : err('map/file-unreadable');
}

/** The first source that has a tile is enough; a map of shapes alone needs none. */
async function tryTiles({ tiles }: StyleUpstream, format: Format, { fetch, sight }: TrialEnvironment): Promise<Result<SiteTrial>> {
  let answer: Result<SiteTrial> = OK;
  for (const from of tiles.slice(0, MAX_SOURCES)) {
    if (from === null) continue;
    answer = await tryPlaces(tilesFrom(from, fetch), format, { sight, zooms: zoomsAt(sight) });
    if (answer.ok || NO_WAY.includes(answer.error.code)) return answer;
  }
  return answer;
}

const zoomsAt = ({ zoom }: MapSightPlace): readonly number[] => [Math.min(16, Math.round(zoom)), ...ZOOMS];

const tilesFrom = (from: TileUpstream, fetch: SiteFetch): TileGet => async (place) => {
  const address = tileAddress(from, place);
  if (address === null) return ok(null);
  const got = await fetch.get(address);
  return !got.ok && NO_TILE.test(got.error.detail ?? '') ? ok(null) : got;
};

/** One tile that can be shown is enough: many a store refuses what it does not have, and answers well for what it has. */
async function tryPlaces(get: TileGet, format: Format, { sight, zooms }: { readonly sight: MapSightPlace; readonly zooms: readonly number[] }): Promise<Result<SiteTrial>> {
  let answer = NO_TILES;
  for (const zoom of new Set(zooms)) {
    const got = await get(tileAt(sight, zoom));
    if (got.ok && (got.value === null || got.value.length === 0)) continue;
    answer = got.ok ? judged(got.value ?? new Uint8Array(), format) : told(got.error);
    if (answer.ok || NO_WAY.includes(answer.error.code)) return answer;
  }
  return answer;
}

function judged(bytes: Uint8Array, format: Format): Result<SiteTrial> {
  if (isPicture(bytes)) return format === 'vector' ? err('map/not-a-map', { detail: 'tile' }) : OK;
  const layers = format === 'raster' ? null : vectorLayers(bytes);
  if (layers === null || layers.length === 0) return err('map/not-a-map', { detail: 'tile' });
  return format === 'vector' && !layers.some((name) => KNOWN_LAYERS.has(name)) ? err('map/no-known-layer') : OK;
}

/** The tile of a zoom that holds a place. */
function tileAt({ latDeg, lonDeg }: MapSightPlace, z: number): TilePlace {
  const count = 2 ** z;
  const lat = (Math.max(-85, Math.min(85, latDeg)) * Math.PI) / 180;
  const within = (share: number): number => Math.max(0, Math.min(count - 1, Math.floor(share * count)));
  return { z, x: within((lonDeg + 180) / 360), y: within((1 - Math.asinh(Math.tan(lat)) / Math.PI) / 2) };
}

const CODES: Partial<Record<AppError['code'], AppError['code']>> = {
  'tier/unreachable': 'map/unreachable',
  'tier/untrusted-certificate': 'map/untrusted-certificate',
  'tier/insecure-address': 'map/address-insecure',
  'tier/bad-answer': 'map/not-a-map',
  'tier/too-large': 'map/not-a-map',
  'map/source-unreadable': 'map/not-a-map',
};

/** What the network said, as said of a map. */
const told = ({ code, detail }: AppError): Result<never> => err(CODES[code] ?? 'map/refused', { retryable: true, ...(detail === undefined ? {} : { detail }) });

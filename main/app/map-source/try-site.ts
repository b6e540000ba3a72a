import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import type { Log } from '../../platform/log.ts';
import { mapUrl, type SiteMapSetting } from './map-setting.ts';
import { openArchive } from './pmtiles-file.ts';
import { loadStyle, readSite } from './read-site.ts';
import { foreignOrigins, type StyleUpstream, type TileUpstream } from './read-style.ts';
import type { SiteFetch } from './site-fetch.ts';
import { tileAddress, type TilePlace } from './tile-address.ts';
import { isTileOf } from './tile-kind.ts';

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

const MAX_SOURCES = 4;
/** A service of one province may have no tile of the whole world, and one of the world none so close. */
const ZOOMS = [14, 12, 9, 6, 3, 0];
const NO_TILE = /^status (404|410)$/;
const OK: Result<SiteTrial> = ok({ otherOrigins: [] });

/** Really asks for a map, a tile of it too. Codes map/… of which each tells a person what to look at. */
export async function trySite(setting: SiteMapSetting, environment: TrialEnvironment): Promise<Result<SiteTrial>> {
  const { source } = setting;
  if (source.kind === 'unreadable') return err('map/address-wrong');
  if (source.kind === 'pmtiles') {
    const archive = await openArchive(source.file);
    if (!archive.ok) return err('map/file-unreadable');
    await archive.value.close();
    return OK;
  }
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
  return tryTiles(upstream, source.kind === 'style' ? null : source.kind === 'tiles' ? source.format : 'raster', environment);
}

/** The first source that has a tile is enough; a map of shapes alone needs none. */
async function tryTiles({ tiles }: StyleUpstream, format: 'vector' | 'raster' | null, environment: TrialEnvironment): Promise<Result<SiteTrial>> {
  let answer: Result<SiteTrial> = OK;
  for (const from of tiles.slice(0, MAX_SOURCES)) {
    if (from === null) continue;
    answer = await trySource(from, format, environment);
    if (answer.ok || answer.error.code === 'map/unreachable') return answer;
  }
  return answer;
}

async function trySource(from: TileUpstream, format: 'vector' | 'raster' | null, { fetch, sight }: TrialEnvironment): Promise<Result<SiteTrial>> {
  let answer: Result<SiteTrial> = err('map/no-tiles');
  for (const zoom of [...new Set([Math.min(16, Math.round(sight.zoom)), ...ZOOMS])]) {
    const address = tileAddress(from, tileAt(sight, zoom));
    if (address === null) continue;
    const got = await fetch.get(address);
    if (!got.ok) {
      if (!NO_TILE.test(got.error.detail ?? '')) return told(got.error);
    } else if (got.value.length > 0) {
      if ((format ?? 'raster') === 'raster' && isTileOf('raster', got.value)) return OK;
      if ((format ?? 'vector') === 'vector' && isTileOf('vector', got.value)) return OK;
      answer = err('map/not-a-map', { detail: 'tile' });
    }
  }
  return answer;
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

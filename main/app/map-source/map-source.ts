import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { err, ok, type AppError, type Result } from '@contract/domain/result.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { LOOKS, rasterStyle, vectorStyle, withArchipelagos, type MapLook, type TileFacts } from './made-styles.ts';
import { tileJson, type TileJson } from './map-style.schema.ts';
import type { SiteMapSetting } from './map-setting.ts';
import { openArchive, type TileArchive } from './pmtiles-file.ts';
import { NO_UPSTREAM, readStyle, tileJsonUrls, type ReadStyle, type StyleUpstream } from './read-style.ts';
import type { SiteFetch } from './site-fetch.ts';
import { tileAddress, tilePlace } from './tile-address.ts';
import { readCapabilities } from './wmts-capabilities.ts';

export interface MapFile {
  readonly bytes: Uint8Array;
  readonly mime: string;
}

/** Serves the page everything of the base map below `app://vonglau/map/`: the site's own where one is set, else the bundled one. */
export interface MapSource {
  /** Null: there is no such thing, or it could not be got. */
  readonly serve: (url: string) => Promise<MapFile | null>;
  readonly close: () => Promise<void>;
}

export interface MapSourceOptions {
  readonly setting: SiteMapSetting | null;
  /** Absolute folder of the bundled map. */
  readonly bundled: string;
  readonly fetch: SiteFetch;
  readonly clock: Clock;
  readonly log: Log;
  /** The site's map could not be read: the bundled one is shown. Null: it can again. */
  readonly onProblem: (error: AppError | null) => void;
}

/** The site's map, ready to be served. */
interface SiteMap {
  readonly styles: Readonly<Record<MapLook, string>>;
  readonly upstream: StyleUpstream;
  readonly archive: TileArchive | null;
}

const RETRY_MS = 60_000;
const KEPT_TILES = 600;
const JSON_MIME = 'application/json; charset=utf-8';
/** The bundled map itself, also while another is set: the page falls back on it when a style turns out to be unusable. */
const BUNDLED_PATH = /^\/base\/(hanoi\.json|style-dark\.json|style-light\.json)$/;
const STYLE_PATH = /^\/style-(dark|light)\.json$/;
const TILE_PATH = /^\/tiles\/(\d{1,2})\/(\d{1,2})\/(\d{1,8})\/(\d{1,8})$/;
const DATA_PATH = /^\/data\/(\d{1,2})$/;
const SPRITE_PATH = /^\/sprite\/(\d)((?:@2x)?\.(?:json|png))$/;
const GLYPH_PATH = /^\/glyphs\/([A-Za-z0-9%,._ -]{1,300})\/(\d{1,7}-\d{1,7})\.pbf$/;
const ROOT = 'app://vonglau/map';

export function createMapSource(options: MapSourceOptions): MapSource {
  const { setting, fetch, clock, log } = options;
  const tiles = new Map<string, Uint8Array>();
  let site: Promise<SiteMap | null> | null = null;
  let failedAtMs: number | null = null;
  let closed = false;

  const openSite = async (): Promise<SiteMap | null> => {
    if (setting === null) return null;
    const opened = await readSite(setting, fetch, log);
    failedAtMs = opened.ok ? null : clock.monoMs();
    options.onProblem(opened.ok ? null : opened.error);
    if (!opened.ok) log.warn('map.unreadable', { code: opened.error.code, detail: opened.error.detail });
    return opened.ok ? opened.value : null;
  };
  /** Opened when the first page asks; after a failure again with the next style asked for, not more often than each minute. */
  const theSite = (mayRetry: boolean): Promise<SiteMap | null> => {
    if (mayRetry && failedAtMs !== null && clock.monoMs() - failedAtMs >= RETRY_MS) {
      failedAtMs = null;
      site = null;
    }
    site ??= openSite();
    return site;
  };

  const bundledFile = async (name: string): Promise<MapFile | null> => {
    const bytes = await readFile(path.join(options.bundled, name)).catch(() => null);
    return bytes === null ? null : { bytes, mime: JSON_MIME };
  };
  const fetched = async (address: string, mime: string | null): Promise<MapFile | null> => {
    const got = await fetch.get(address);
    return got.ok ? { bytes: got.value, mime: mime ?? mimeOf(got.value) } : null;
  };

  const tile = async (source: number, places: readonly string[]): Promise<MapFile | null> => {
    const [z = '', x = '', y = ''] = places;
    const place = tilePlace(z, x, y);
    const map = await theSite(false);
    if (map === null || place === null) return null;
    const key = [source, z, x, y].join('/');
    const kept = tiles.get(key);
    if (kept !== undefined) return { bytes: kept, mime: mimeOf(kept) };
    const bytes = map.archive === null ? await remoteTile(map.upstream, source, place) : source === 0 ? await map.archive.tile(place) : null;
    if (bytes === null) return null;
    if (tiles.size >= KEPT_TILES) for (const oldest of [...tiles.keys()].slice(0, KEPT_TILES / 10)) tiles.delete(oldest);
    tiles.set(key, bytes);
    return { bytes, mime: mimeOf(bytes) };
  };
  const remoteTile = async (upstream: StyleUpstream, source: number, place: { readonly z: number; readonly x: number; readonly y: number }): Promise<Uint8Array | null> => {
    const from = upstream.tiles[source] ?? null;
    const address = from === null ? null : tileAddress(from, place);
    const got = address === null ? null : await fetch.get(address);
    return got?.ok === true ? got.value : null;
  };

  const serveSite = async (urlPath: string): Promise<MapFile | null> => {
    const [, source, ...places] = TILE_PATH.exec(urlPath) ?? [];
    if (source !== undefined) return tile(Number(source), places);
    const upstream = (await theSite(false))?.upstream ?? NO_UPSTREAM;
    const [, data] = DATA_PATH.exec(urlPath) ?? [];
    const dataUrl = data === undefined ? null : (upstream.data[Number(data)] ?? null);
    if (dataUrl !== null) return fetched(dataUrl, JSON_MIME);
    const [, sprite, ending = ''] = SPRITE_PATH.exec(urlPath) ?? [];
    const spriteUrl = sprite === undefined ? undefined : upstream.sprites[Number(sprite)];
    if (spriteUrl !== undefined) return fetched(spriteUrl.replace(/(\?|$)/, `${ending}$1`), ending.endsWith('json') ? JSON_MIME : 'image/png');
    const [, fonts, range] = GLYPH_PATH.exec(urlPath) ?? [];
    if (fonts === undefined || range === undefined || upstream.glyphs === null) return null;
    return fetched(upstream.glyphs.replace('{fontstack}', fonts).replace('{range}', range), 'application/x-protobuf');
  };

  return {
    serve: async (url) => {
      if (closed || !url.startsWith(`${ROOT}/`)) return null;
      const [urlPath = ''] = url.slice(ROOT.length).split('#', 1);
      const [, bundled] = BUNDLED_PATH.exec(urlPath) ?? [];
      if (bundled !== undefined) return bundledFile(bundled);
      const look = LOOKS.find((known) => STYLE_PATH.exec(urlPath)?.[1] === known);
      if (look === undefined) return serveSite(urlPath);
      const map = await theSite(true);
      return map === null ? bundledFile(`style-${look}.json`) : { bytes: Buffer.from(map.styles[look]), mime: JSON_MIME };
    },
    close: async () => {
      closed = true;
      tiles.clear();
      fetch.close();
      await (await site)?.archive?.close();
    },
  };
}

const stylesOf = (make: (look: MapLook) => ReadStyle['style']): SiteMap['styles'] => ({ dark: JSON.stringify(withArchipelagos(make('dark'), 'dark')), light: JSON.stringify(withArchipelagos(make('light'), 'light')) });
const madeStyles = (format: 'vector' | 'raster', facts: TileFacts): SiteMap['styles'] => stylesOf((look) => (format === 'raster' ? rasterStyle(look, facts) : vectorStyle(look, facts)) as ReadStyle['style']);

async function readSite(setting: SiteMapSetting, fetch: SiteFetch, log: Log): Promise<Result<SiteMap>> {
  const { source } = setting;
  switch (source.kind) {
    case 'unreadable':
      return err('map/source-unreadable', { detail: 'setting' });
    case 'tiles':
      return ok({ styles: madeStyles(source.format, {}), upstream: { ...NO_UPSTREAM, tiles: [{ template: source.template }] }, archive: null });
    case 'pmtiles': {
      const archive = await openArchive(source.file);
      return archive.ok ? ok({ styles: madeStyles(archive.value.format, archive.value), upstream: NO_UPSTREAM, archive: archive.value }) : archive;
    }
    case 'wmts': {
      const got = await fetch.get(source.url);
      if (!got.ok) return got;
      const layer = readCapabilities(new TextDecoder().decode(got.value));
      return layer.ok ? ok({ styles: madeStyles('raster', { maxzoom: layer.value.maxzoom }), upstream: { ...NO_UPSTREAM, tiles: [layer.value] }, archive: null }) : layer;
    }
    case 'style':
      return readSiteStyle(source.url, new Set(setting.origins), fetch, log);
  }
}

async function readSiteStyle(url: string, origins: ReadonlySet<string>, fetch: SiteFetch, log: Log): Promise<Result<SiteMap>> {
  const value = await getJson(url, fetch);
  if (!value.ok) return value;
  const documents = new Map<string, TileJson>();
  await Promise.all(
    [...new Set(tileJsonUrls(value.value, url, origins))].map(async (address) => {
      const document = await getJson(address, fetch);
      const parsed = document.ok ? tileJson.safeParse(document.value) : null;
      if (parsed?.success === true) documents.set(address, parsed.data);
    }),
  );
  const read = readStyle(value.value, { base: url, origins, tileJsons: documents });
  if (!read.ok) return read;
  if (read.value.dropped > 0) log.warn('map.style-parts-left-out', { count: read.value.dropped });
  return ok({ styles: stylesOf(() => read.value.style), upstream: read.value.upstream, archive: null });
}

async function getJson(address: string, fetch: SiteFetch): Promise<Result<unknown>> {
  const got = await fetch.get(address);
  if (!got.ok) return got;
  try {
    return ok(JSON.parse(new TextDecoder().decode(got.value)));
  } catch {
    return err('map/source-unreadable', { detail: 'broken json' });
  }
}

const SIGNATURES: readonly (readonly [mime: string, bytes: readonly number[]])[] = [
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/webp', [0x52, 0x49, 0x46, 0x46]],
];

/** What a tile is, by its first bytes: no service's word is passed on to the page. */
const mimeOf = (bytes: Uint8Array): string => SIGNATURES.find(([, signature]) => signature.every((byte, index) => bytes[index] === byte))?.[0] ?? 'application/x-protobuf';

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ok, type AppError, type Result } from '@contract/domain/result.ts';
import type { Cancel, Timers } from '../../platform/clock.ts';
import type { Log } from '../../platform/log.ts';
import { LOOKS } from './made-styles.ts';
import type { SiteMapSetting } from './map-setting.ts';
import { readSite, type SiteMap } from './read-site.ts';
import { NO_UPSTREAM } from './read-style.ts';
import type { SiteFetch } from './site-fetch.ts';
import { tileAddress, tilePlace, type TilePlace } from './tile-address.ts';
import { mimeOf } from './tile-kind.ts';

export interface MapFile {
  readonly bytes: Uint8Array;
  readonly mime: string;
}

/** Serves the page everything of one base map below `app://vonglau/map/`: the site's own where one is set, else the bundled one. */
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
  readonly timers: Timers;
  readonly log: Log;
  /** The site's map cannot be got: from now on the bundled one is served. Null: the site's own is, at first or again. */
  readonly onProblem: (error: AppError | null) => void;
}

const RETRY_MS = 60_000;
/** So many tiles in a row that could not be got: the service is away. */
const MOST_FAILURES = 8;
const KEPT_TILES = 600;
const JSON_MIME = 'application/json; charset=utf-8';
/** The bundled map itself, also while another is set: the page falls back on its style when another turns out to be unusable, and only then. */
const BUNDLED_PATH = /^\/base\/(hanoi\.json|style-dark\.json|style-light\.json)$/;
const STYLE_PATH = /^\/style-(dark|light)\.json$/;
const TILE_PATH = /^\/tiles\/(\d{1,2})\/(\d{1,2})\/(\d{1,8})\/(\d{1,8})$/;
const DATA_PATH = /^\/data\/(\d{1,2})$/;
const SPRITE_PATH = /^\/sprite\/(\d)((?:@2x)?\.(?:json|png))$/;
const GLYPH_PATH = /^\/glyphs\/([A-Za-z0-9%,._ -]{1,300})\/(\d{1,7}-\d{1,7})\.pbf$/;
/** Names the console writes itself, the archipelagos' among them, are drawn by the page, whatever a glyph service would send for them. */
const OWN_FONT = /Inter(%20| )Variable/;
const ROOT = 'app://vonglau/map';
/** A service without a tile there, or one that asks for patience, is not away. */
const NOT_AWAY = /^status (404|410|429)$/;
const AWAY: readonly AppError['code'][] = ['tier/unreachable', 'tier/untrusted-certificate', 'tier/insecure-address', 'tier/failed', 'tier/slow-down', 'tier/refused'];

interface TileNumber {
  readonly source: number;
  readonly place: TilePlace;
}

export function createMapSource(options: MapSourceOptions): MapSource {
  const { fetch, timers, log } = options;
  const setting = options.setting?.source.kind === 'bundled' ? null : options.setting;
  const tiles = new Map<string, Uint8Array>();
  let site: Promise<SiteMap | null> | null = null;
  let failures = 0;
  let lastFailed: TileNumber | null = null;
  let lastGood: TileNumber | null = null;
  let cancelRetry: Cancel | null = null;
  /** A style that a page could not use: it is not offered again before the service has another. */
  let refused: string | null = null;
  let closed = false;

  /** Opened when the first page asks; what could not be got is tried again each minute. */
  const theSite = (): Promise<SiteMap | null> => {
    site ??= openSite();
    return site;
  };
  const openSite = async (): Promise<SiteMap | null> => {
    if (setting === null) return null;
    const opened = await readSite(setting, fetch, log);
    if (!opened.ok) giveWay(opened.error);
    else if (!closed) options.onProblem(null);
    return opened.ok ? opened.value : null;
  };
  const giveWay = (error: AppError): void => {
    if (closed || cancelRetry !== null) return;
    log.warn('map.unreadable', { code: error.code, detail: error.detail });
    cancelRetry = timers.after(RETRY_MS, () => void retry());
    options.onProblem(error);
  };
  const retry = async (): Promise<void> => {
    if (setting === null) return;
    const opened = await readSite(setting, fetch, log);
    const tried = opened.ok && lastFailed !== null ? await tileOf(opened.value, lastFailed) : opened;
    if (closed || !opened.ok || !tried.ok || opened.value.styles.dark === refused) {
      if (opened.ok) await opened.value.archive?.close();
      if (!closed) cancelRetry = timers.after(RETRY_MS, () => void retry());
      return;
    }
    [cancelRetry, failures, lastFailed] = [null, 0, null];
    site = Promise.resolve(opened.value);
    log.info('map.readable');
    options.onProblem(null);
  };

  const bundledFile = async (name: string): Promise<MapFile | null> => {
    const bytes = await readFile(path.join(options.bundled, name)).catch(() => null);
    return bytes === null ? null : { bytes, mime: JSON_MIME };
  };
  const fetched = async (address: string, mime: string | null): Promise<MapFile | null> => {
    const got = await fetch.get(address);
    return got.ok ? { bytes: got.value, mime: mime ?? mimeOf(got.value) } : null;
  };

  /** Null: there is none. An error: the whole map cannot be got now. */
  const tileOf = async ({ archive, upstream }: SiteMap, { source, place }: TileNumber): Promise<Result<Uint8Array | null>> => {
    if (archive !== null) return source === 0 ? archive.tile(place) : ok(null);
    const from = upstream.tiles[source] ?? null;
    const address = from === null ? null : tileAddress(from, place);
    if (address === null) return ok(null);
    const got = await fetch.get(address);
    if (got.ok) return got;
    return AWAY.includes(got.error.code) && !NOT_AWAY.test(got.error.detail ?? '') ? got : ok(null);
  };
  const count = (got: Result<Uint8Array | null>, number: TileNumber): void => {
    if (closed || cancelRetry !== null) return;
    if (got.ok) {
      if (got.value !== null) [failures, lastGood] = [0, number];
      return;
    }
    [failures, lastFailed] = [failures + 1, number];
    if (failures === MOST_FAILURES) void judge(got.error);
  };
  /** Many a store refuses what it does not have: it is away when it refuses what it gave before, too. */
  const judge = async (error: AppError): Promise<void> => {
    const map = await site;
    const known = error.code === 'tier/refused' ? lastGood : null;
    if (map !== null && known !== null) {
      if ((await tileOf(map, known)).ok) {
        failures = 0;
        return;
      }
      lastFailed = known;
    }
    if (!closed && cancelRetry === null) stepBack(error);
  };
  const stepBack = (error: AppError): void => {
    void site?.then((map) => map?.archive?.close());
    site = Promise.resolve(null);
    giveWay(error);
  };
  const pageFellBack = async (): Promise<void> => {
    const opened = site;
    const map = await opened;
    if (map === null || closed || site !== opened) return;
    refused = map.styles.dark;
    stepBack({ code: 'map/source-unreadable', retryable: false, detail: 'page' });
  };
  const tile = async (source: number, places: readonly string[]): Promise<MapFile | null> => {
    const [z = '', x = '', y = ''] = places;
    const place = tilePlace(z, x, y);
    const map = await theSite();
    if (map === null || place === null) return null;
    const key = [source, z, x, y].join('/');
    const kept = tiles.get(key);
    if (kept !== undefined) return { bytes: kept, mime: mimeOf(kept) };
    const got = await tileOf(map, { source, place });
    count(got, { source, place });
    if (!got.ok || got.value === null) return null;
    if (tiles.size >= KEPT_TILES) for (const oldest of [...tiles.keys()].slice(0, KEPT_TILES / 10)) tiles.delete(oldest);
    tiles.set(key, got.value);
    return { bytes: got.value, mime: mimeOf(got.value) };
  };

  const serveSite = async (urlPath: string): Promise<MapFile | null> => {
    const [, source, ...places] = TILE_PATH.exec(urlPath) ?? [];
    if (source !== undefined) return tile(Number(source), places);
    const upstream = (await theSite())?.upstream ?? NO_UPSTREAM;
    const [, data] = DATA_PATH.exec(urlPath) ?? [];
    const dataUrl = data === undefined ? null : (upstream.data[Number(data)] ?? null);
    if (dataUrl !== null) return fetched(dataUrl, JSON_MIME);
    const [, sprite, ending = ''] = SPRITE_PATH.exec(urlPath) ?? [];
    const spriteUrl = sprite === undefined ? undefined : upstream.sprites[Number(sprite)];
    if (spriteUrl !== undefined) return fetched(spriteUrl.replace(/(\?|$)/, `${ending}$1`), ending.endsWith('json') ? JSON_MIME : 'image/png');
    const [, fonts, range] = GLYPH_PATH.exec(urlPath) ?? [];
    if (fonts === undefined || range === undefined || upstream.glyphs === null || OWN_FONT.test(fonts)) return null;
    return fetched(upstream.glyphs.replace('{fontstack}', fonts).replace('{range}', range), 'application/x-protobuf');
  };

  return {
    serve: async (url) => {
      if (closed || !url.startsWith(`${ROOT}/`)) return null;
      const [urlPath = ''] = url.slice(ROOT.length).split('#', 1);
      const [, bundled] = BUNDLED_PATH.exec(urlPath) ?? [];
      if (bundled?.startsWith('style-') === true) await pageFellBack();
      if (bundled !== undefined) return bundledFile(bundled);
      const look = LOOKS.find((known) => STYLE_PATH.exec(urlPath)?.[1] === known);
      if (look === undefined) return serveSite(urlPath);
      const map = await theSite();
      return map === null ? bundledFile(`style-${look}.json`) : { bytes: Buffer.from(map.styles[look]), mime: JSON_MIME };
    },
    close: async () => {
      closed = true;
      cancelRetry?.();
      tiles.clear();
      fetch.close();
      await (await site)?.archive?.close();
    },
  };
}

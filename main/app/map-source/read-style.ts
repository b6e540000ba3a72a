import { err, ok, type Result } from '@contract/domain/result.ts';
import { mapUrl } from './map-setting.ts';
import { styleFrame, styleLayer, styleSource, type StyleFrame, type StyleLayer, type StyleSource, type TileJson } from './map-style.schema.ts';
import { validStyle, type OwnStyle } from './valid-style.ts';

/** Where tiles of one source are got. */
export interface TileUpstream {
  readonly template: string;
  /** WMTS: the name of the matrix of each zoom from 0 on; null: none at that zoom. Absent: the zoom itself. */
  readonly matrices?: readonly (string | null)[];
}

/** What of the site's service stands behind the console's own addresses, by number. */
export interface StyleUpstream {
  readonly tiles: readonly (TileUpstream | null)[];
  readonly data: readonly (string | null)[];
  readonly sprites: readonly string[];
  /** With `{fontstack}` and `{range}`. */
  readonly glyphs: string | null;
}

export const NO_UPSTREAM: StyleUpstream = { tiles: [], data: [], sprites: [], glyphs: null };
/** Under which everything of the map is served to the page. */
export const MAP_ROOT = 'app://vonglau/map';

export interface ReadStyle {
  readonly style: OwnStyle;
  readonly upstream: StyleUpstream;
  /** How many sources, layers, properties of them, pictures and letters were left out. */
  readonly dropped: number;
}

const unescaped = ({ href }: URL): string => href.replace(/%7B/gi, '{').replace(/%7D/gi, '}');

/** An address found in a style, made whole; null: not of an allowed origin. */
const absolute = (text: string, base: string, origins: ReadonlySet<string>): string | null => {
  const url = mapUrl(text, base);
  return url === null || !origins.has(url.origin) ? null : unescaped(url);
};

/** Addresses of TileJSON documents that the sources of a style name, whole and allowed. */
export function tileJsonUrls(value: unknown, base: string, origins: ReadonlySet<string>): readonly string[] {
  const frame = styleFrame.safeParse(value);
  if (!frame.success) return [];
  return Object.values(frame.data.sources).flatMap((raw) => {
    const source = styleSource.safeParse(raw);
    return source.success && source.data.type !== 'geojson' && source.data.tiles === undefined && source.data.url !== undefined ? (absolute(source.data.url, base, origins) ?? []) : [];
  });
}

export interface StyleContext {
  /** The style's own address. */
  readonly base: string;
  readonly origins: ReadonlySet<string>;
  /** Documents by address. */
  readonly tileJsons: ReadonlyMap<string, TileJson>;
}

const spritesOf = ({ sprite }: StyleFrame): readonly { readonly id: string; readonly url: string }[] => (sprite === undefined ? [] : typeof sprite === 'string' ? [{ id: 'default', url: sprite }] : sprite);

/** Origins that a style takes things from although they are not allowed, each once: its sources, pictures and letters. */
export function foreignOrigins(value: unknown, { base, origins, tileJsons }: StyleContext): readonly string[] {
  const frame = styleFrame.safeParse(value);
  if (!frame.success) return [];
  const named = Object.values(frame.data.sources).flatMap((raw): readonly (readonly [address: string, base: string])[] => {
    const parsed = styleSource.safeParse(raw);
    if (!parsed.success) return [];
    if (parsed.data.type === 'geojson') return typeof parsed.data.data === 'string' ? [[parsed.data.data, base]] : [];
    const { tiles, url } = parsed.data;
    if (tiles !== undefined) return tiles.slice(0, 1).map((tile) => [tile, base]);
    const described = url === undefined ? null : mapUrl(url, base);
    if (url === undefined || described === null) return [];
    const [tile] = tileJsons.get(described.href)?.tiles ?? [];
    return tile === undefined ? [[url, base]] : [[tile, described.href]];
  });
  const drawn = [...spritesOf(frame.data).map(({ url }) => url), frame.data.glyphs ?? ''].map((address) => [address, base] as const);
  return [...new Set([...named, ...drawn].flatMap(([address, from]) => mapUrl(address, from)?.origin ?? []))].filter((origin) => !origins.has(origin));
}

/**
 * A style as the page may have it: every address is the console's own, what is unknown, broken or of another origin is left out and
 * counted. Code map/source-unreadable: no style at all, or nothing of it is left.
 */
export function readStyle(value: unknown, context: StyleContext): Result<ReadStyle> {
  const frame = styleFrame.safeParse(value);
  if (!frame.success) return err('map/source-unreadable', { detail: 'no style' });
  const { base, origins } = context;
  const upstream = { tiles: [] as (TileUpstream | null)[], data: [] as (string | null)[] };
  const sources: Record<string, unknown> = {};
  let dropped = 0;
  for (const [name, raw] of Object.entries(frame.data.sources)) {
    const parsed = styleSource.safeParse(raw);
    const source = parsed.success ? ownSource(parsed.data, context, upstream) : null;
    if (source === null) dropped += 1;
    else sources[name] = source;
  }
  const glyphs = frame.data.glyphs === undefined ? null : absolute(frame.data.glyphs, base, origins);
  const ids = new Set<string>();
  const layers = frame.data.layers.flatMap((raw): readonly StyleLayer[] => {
    const parsed = styleLayer.safeParse(raw);
    const isGood = parsed.success && !ids.has(parsed.data.id) && (parsed.data.type === 'background' || (parsed.data.source !== undefined && parsed.data.source in sources));
    if (!isGood) {
      dropped += 1;
      return [];
    }
    ids.add(parsed.data.id);
    return [glyphs === null ? inOwnFont(parsed.data) : parsed.data];
  });
  const named = spritesOf(frame.data);
  const sprites = named.flatMap(({ id, url }) => {
    const whole = absolute(url, base, origins);
    return whole === null ? [] : [{ id, url: whole }];
  });
  dropped += named.length - sprites.length + (frame.data.glyphs !== undefined && glyphs === null ? 1 : 0);
  const own = {
    version: 8,
    ...(frame.data.center === undefined ? {} : { center: frame.data.center }),
    ...(frame.data.zoom === undefined ? {} : { zoom: frame.data.zoom }),
    ...(glyphs === null ? {} : { glyphs: `${MAP_ROOT}/glyphs/{fontstack}/{range}.pbf` }),
    ...(sprites.length === 0 ? {} : { sprite: sprites.map(({ id }, index) => ({ id, url: `${MAP_ROOT}/sprite/${String(index)}` })) }),
    sources,
    layers,
  };
  const valid = validStyle(own);
  if (valid === null || valid.style.layers.every((layer) => (layer as StyleLayer).type === 'background')) return err('map/source-unreadable', { detail: 'nothing left of the style' });
  return ok({ style: valid.style, upstream: { ...upstream, sprites: sprites.map(({ url }) => url), glyphs }, dropped: dropped + valid.dropped });
}

/** A source with addresses of our own; null: it cannot be used. */
function ownSource(source: StyleSource, { base, origins, tileJsons }: StyleContext, upstream: { readonly tiles: (TileUpstream | null)[]; readonly data: (string | null)[] }): unknown {
  if (source.type === 'geojson') {
    if (typeof source.data !== 'string') return source;
    const url = absolute(source.data, base, origins);
    if (url === null) return null;
    upstream.data.push(url);
    return { ...source, data: `${MAP_ROOT}/data/${String(upstream.data.length - 1)}` };
  }
  const { url, tiles: ownTiles, ...rest } = source;
  const described = url === undefined || ownTiles !== undefined ? undefined : absolute(url, base, origins);
  const document = typeof described === 'string' ? tileJsons.get(described) : undefined;
  const [template] = ownTiles ?? document?.tiles ?? [];
  const whole = template === undefined ? null : absolute(template, typeof described === 'string' ? described : base, origins);
  if (whole === null) return null;
  upstream.tiles.push({ template: whole });
  const { tiles: _tiles, ...facts } = document ?? { tiles: [] };
  return { ...facts, ...rest, tiles: [tilesUrl(upstream.tiles.length - 1)] };
}

/** Where the tiles of a TileJSON document are; null: it names no address of a server. */
export function tileJsonTemplate({ tiles, scheme }: TileJson, base: string): string | null {
  const url = mapUrl(tiles[0] ?? '', base);
  const whole = url === null ? null : unescaped(url);
  return scheme === 'tms' ? (whole?.replace('{y}', '{-y}') ?? null) : whole;
}

export const tilesUrl = (source: number): string => `${MAP_ROOT}/tiles/${String(source)}/{z}/{x}/{y}`;

/** Without a glyph service letters are drawn from a font of the page: the console's. */
const inOwnFont = (layer: StyleLayer): StyleLayer => (layer.type === 'symbol' ? { ...layer, layout: { ...layer.layout, 'text-font': ['medium', 'Inter Variable'] } } : layer);

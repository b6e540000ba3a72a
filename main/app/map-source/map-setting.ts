import path from 'node:path';
import type { BaseMapChoice, BaseMapKind } from '@contract/domain/base-map.ts';

/** Where the site's own base map comes from. Addresses are http(s); templates keep their placeholders in braces. */
export type MapSetting =
  /** The one that comes with the console, said in so many words. */
  | { readonly kind: 'bundled' }
  | { readonly kind: 'style'; readonly url: string }
  /** `{z}/{x}/{y}` tiles. */
  | { readonly kind: 'tiles'; readonly format: 'vector' | 'raster'; readonly template: string }
  /** A document that says where vector tiles are. */
  | { readonly kind: 'tilejson'; readonly url: string }
  /** An absolute path. */
  | { readonly kind: 'pmtiles'; readonly file: string }
  /** The address of a service's capabilities. */
  | { readonly kind: 'wmts'; readonly url: string }
  /** Something is set that can be none of these. */
  | { readonly kind: 'unreadable' };

/** The source and the origins that may be asked for what it names: its own, and those listed behind it. */
export interface SiteMapSetting {
  readonly source: MapSetting;
  readonly origins: readonly string[];
}

/** An address of http or https, or null. Never one with a user name or password, nor with a placeholder in its host. */
export function mapUrl(text: string, base?: string): URL | null {
  try {
    const url = new URL(text, base);
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '' && !/[{}%]/.test(url.host) ? url : null;
  } catch {
    return null;
  }
}

const VECTOR_TILE = /\.(pbf|mvt)(\?|$)/i;
const WMTS_TEMPLATE = /\{TileMatrix\}/i;
const WMTS_CAPABILITIES = /WMTSCapabilities|request=GetCapabilities|service=WMTS/i;
const SINGLE_FILE = /\.(json|png|jpe?g|webp|pbf|mvt)$/i;

/** Where a WMTS describes itself, from its document's own address, a query, or the bare end point. */
function wmtsUrl(address: string): string {
  const url = new URL(address);
  const has = (name: string): boolean => [...url.searchParams.keys()].some((key) => key.toLowerCase() === name);
  if (/WMTSCapabilities/i.test(url.pathname)) return address;
  if (!has('service')) url.searchParams.append('service', 'WMTS');
  if (!has('request')) url.searchParams.append('request', 'GetCapabilities');
  return url.href;
}

function sourceOf(text: string): MapSetting {
  if (text.toLowerCase() === 'bundled') return { kind: 'bundled' };
  if (/\.pmtiles$/i.test(text) && path.isAbsolute(text)) return { kind: 'pmtiles', file: text };
  const [, format, address = text] = /^(vector|raster):(https?:.+)$/i.exec(text) ?? [];
  const url = mapUrl(address);
  if (url === null) return { kind: 'unreadable' };
  if (WMTS_TEMPLATE.test(address)) {
    const template = address.replace(/\{TileMatrix\}/gi, '{z}').replace(/\{TileRow\}/gi, '{y}').replace(/\{TileCol\}/gi, '{x}').replace(/\{TileMatrixSet\}/gi, 'GoogleMapsCompatible').replace(/\{Style\}/gi, 'default');
    return { kind: 'tiles', format: 'raster', template };
  }
  if (!address.includes('{')) {
    if (format?.toLowerCase() === 'vector') return { kind: 'tilejson', url: address };
    if (WMTS_CAPABILITIES.test(address)) return { kind: 'wmts', url: wmtsUrl(address) };
    if (format === undefined) return { kind: 'style', url: address };
    return SINGLE_FILE.test(url.pathname) ? { kind: 'unreadable' } : { kind: 'wmts', url: wmtsUrl(address) };
  }
  const isWhole = /\{z\}/.test(address) && /\{x\}/.test(address) && /\{-?y\}/.test(address);
  if (!isWhole && !address.includes('{bbox-epsg-3857}')) return { kind: 'unreadable' };
  return { kind: 'tiles', format: format?.toLowerCase() === 'vector' || (format === undefined && VECTOR_TILE.test(address)) ? 'vector' : 'raster', template: address };
}

/** `VONGLAU_MAP`: the source (`bundled`: none but ours), then further origins it takes things from, apart by blanks. Null: nothing is set, whoever is at the desk chooses. */
export function parseMapSetting(text: string | undefined): SiteMapSetting | null {
  const [first, ...more] = parts(text ?? '');
  return first === undefined ? null : siteSetting(first, more);
}

const parts = (text: string): readonly string[] => text.split(/\s+/).filter((part) => part !== '');

function siteSetting(address: string, more: readonly string[]): SiteMapSetting {
  const source = sourceOf(address);
  const own = addressOf(source);
  return { source, origins: [...new Set([own, ...more].flatMap((address) => (address === null ? [] : (mapUrl(address)?.origin ?? []))))] };
}

/** What of it is asked for first; null: nothing is. */
function addressOf(source: MapSetting): string | null {
  if (source.kind === 'tiles') return source.template;
  return 'url' in source ? source.url : null;
}

const WRONG: SiteMapSetting = { source: { kind: 'unreadable' }, origins: [] };

/** A choice, read by the same rules; `unreadable` also when its address is of another kind than it says. Null: the bundled map. */
export function settingOfChoice({ kind, address, more }: BaseMapChoice): SiteMapSetting | null {
  if (kind === 'bundled') return null;
  const isPlain = !WMTS_TEMPLATE.test(address) && !/^(vector|raster):/i.test(address);
  const setting = siteSetting(isPlain && (kind === 'vector' || kind === 'raster') ? `${kind}:${address}` : address, parts(more));
  return kindOf(setting.source) === kind ? setting : WRONG;
}

const kindOf = (source: MapSetting): BaseMapKind | null => {
  switch (source.kind) {
    case 'bundled':
    case 'style':
    case 'pmtiles':
      return source.kind;
    case 'tiles':
      return source.format;
    case 'tilejson':
      return 'vector';
    case 'wmts':
      return 'raster';
    case 'unreadable':
      return null;
  }
};

/** A setting as a page may show it: what follows `?` may hold a key. */
export function choiceOfSetting({ source }: SiteMapSetting): BaseMapChoice {
  const address = source.kind === 'pmtiles' ? source.file : (addressOf(source) ?? '').replace(/\?.*$/s, '');
  return { kind: kindOf(source) ?? 'style', address, more: '' };
}

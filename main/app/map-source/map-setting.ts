import path from 'node:path';

/** Where the site's own base map comes from. Addresses are http(s); templates keep their placeholders in braces. */
export type MapSetting =
  | { readonly kind: 'style'; readonly url: string }
  /** `{z}/{x}/{y}` tiles. */
  | { readonly kind: 'tiles'; readonly format: 'vector' | 'raster'; readonly template: string }
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

function sourceOf(text: string): MapSetting {
  if (/\.pmtiles$/i.test(text) && path.isAbsolute(text)) return { kind: 'pmtiles', file: text };
  const [, format, address = text] = /^(vector|raster):(https?:.+)$/i.exec(text) ?? [];
  if (mapUrl(address) === null) return { kind: 'unreadable' };
  if (WMTS_TEMPLATE.test(address)) {
    const template = address.replace(/\{TileMatrix\}/gi, '{z}').replace(/\{TileRow\}/gi, '{y}').replace(/\{TileCol\}/gi, '{x}').replace(/\{TileMatrixSet\}/gi, 'GoogleMapsCompatible').replace(/\{Style\}/gi, 'default');
    return { kind: 'tiles', format: 'raster', template };
  }
  if (WMTS_CAPABILITIES.test(address)) return { kind: 'wmts', url: address };
  if (!address.includes('{')) return format === undefined ? { kind: 'style', url: address } : { kind: 'unreadable' };
  const isWhole = /\{z\}/.test(address) && /\{x\}/.test(address) && /\{-?y\}/.test(address);
  if (!isWhole && !address.includes('{bbox-epsg-3857}')) return { kind: 'unreadable' };
  return { kind: 'tiles', format: format?.toLowerCase() === 'vector' || (format === undefined && VECTOR_TILE.test(address)) ? 'vector' : 'raster', template: address };
}

/** `VONGLAU_MAP`: the source, then further origins it takes things from, apart by blanks. Null: nothing is set, the bundled map is shown. */
export function parseMapSetting(text: string | undefined): SiteMapSetting | null {
  const [first, ...more] = (text ?? '').split(/\s+/).filter((part) => part !== '');
  if (first === undefined) return null;
  const source = sourceOf(first);
  const own = source.kind === 'style' || source.kind === 'wmts' ? source.url : source.kind === 'tiles' ? source.template : null;
  return { source, origins: [...new Set([own, ...more].flatMap((address) => (address === null ? [] : (mapUrl(address)?.origin ?? []))))] };
}

import { err, ok, type Result } from '@contract/domain/result.ts';
import type { Log } from '../../platform/log.ts';
import { rasterStyle, vectorStyle, withArchipelagos, type MapLook, type TileFacts } from './made-styles.ts';
import type { SiteMapSetting } from './map-setting.ts';
import { tileJson, type TileJson } from './map-style.schema.ts';
import { openArchive, type TileArchive } from './pmtiles-file.ts';
import { NO_UPSTREAM, readStyle, tileJsonTemplate, tileJsonUrls, type ReadStyle, type StyleContext, type StyleUpstream } from './read-style.ts';
import type { SiteFetch } from './site-fetch.ts';
import { readCapabilities } from './wmts-capabilities.ts';

/** The site's map, ready to be served. */
export interface SiteMap {
  readonly styles: Readonly<Record<MapLook, string>>;
  readonly upstream: StyleUpstream;
  /** Open; whoever asked for the map closes it. */
  readonly archive: TileArchive | null;
}

const stylesOf = (make: (look: MapLook) => ReadStyle['style']): SiteMap['styles'] => ({ dark: JSON.stringify(withArchipelagos(make('dark'), 'dark')), light: JSON.stringify(withArchipelagos(make('light'), 'light')) });
const madeStyles = (format: 'vector' | 'raster', facts: TileFacts): SiteMap['styles'] => stylesOf((look) => (format === 'raster' ? rasterStyle(look, facts) : vectorStyle(look, facts)) as ReadStyle['style']);

/** Gets what a setting names, but no tile of it. Code map/source-unreadable, and those of the http client. */
export async function readSite(setting: SiteMapSetting, fetch: SiteFetch, log: Log): Promise<Result<SiteMap>> {
  try {
    return await readSource(setting, fetch, log);
  } catch (error) {
    // Whatever a service sends is judged by code that goes as deep as it: a style may be nested deeper than the stack.
    return err('map/source-unreadable', { detail: error instanceof Error ? error.name : 'style' });
  }
}

async function readSource(setting: SiteMapSetting, fetch: SiteFetch, log: Log): Promise<Result<SiteMap>> {
  const { source } = setting;
  switch (source.kind) {
    case 'bundled':
    case 'unreadable':
      return err('map/source-unreadable', { detail: 'setting' });
    case 'tiles':
      return ok({ styles: madeStyles(source.format, {}), upstream: { ...NO_UPSTREAM, tiles: [{ template: source.template }] }, archive: null });
    case 'tilejson': {
      const described = await getJson(source.url, fetch);
      if (!described.ok) return described;
      const document = tileJson.safeParse(described.value);
      const template = document.success ? tileJsonTemplate(document.data, source.url) : null;
      return document.success && template !== null ? ok({ styles: madeStyles('vector', document.data), upstream: { ...NO_UPSTREAM, tiles: [{ template }] }, archive: null }) : err('map/source-unreadable', { detail: 'no TileJSON' });
    }
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
    case 'style': {
      const loaded = await loadStyle(source.url, new Set(setting.origins), fetch);
      if (!loaded.ok) return loaded;
      const read = readStyle(loaded.value.value, loaded.value.context);
      if (!read.ok) return read;
      if (read.value.dropped > 0) log.warn('map.style-parts-left-out', { count: read.value.dropped });
      return ok({ styles: stylesOf(() => read.value.style), upstream: read.value.upstream, archive: null });
    }
  }
}

/** A style as it came, and what it has to be read with. */
export interface LoadedStyle {
  readonly value: unknown;
  readonly context: StyleContext;
}

export async function loadStyle(url: string, origins: ReadonlySet<string>, fetch: SiteFetch): Promise<Result<LoadedStyle>> {
  const value = await getJson(url, fetch);
  if (!value.ok) return value;
  const tileJsons = new Map<string, TileJson>();
  await Promise.all(
    [...new Set(tileJsonUrls(value.value, url, origins))].map(async (address) => {
      const document = await getJson(address, fetch);
      const parsed = document.ok ? tileJson.safeParse(document.value) : null;
      if (parsed?.success === true) tileJsons.set(address, parsed.data);
    }),
  );
  return ok({ value: value.value, context: { base: url, origins, tileJsons } });
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

import { err, ok, type Result } from '@contract/domain/result.ts';
import type { TileUpstream } from './read-style.ts';

/** One layer of a WMTS that fits the map (web Mercator), the first that does. */
export interface WmtsLayer extends TileUpstream {
  readonly title: string;
  readonly maxzoom: number;
}

/** Scale of web Mercator's zoom 0 with tiles of 256 pixels of 0.28 mm (OGC 07-057r7, annex E). */
const ZOOM_0_SCALE = 559_082_264.03;
const WEB_MERCATOR = /(EPSG:+(?:[\d.]*:)?(?:3857|900913))\b/i;
const MAX_ZOOM = 24;

interface Element {
  readonly start: number;
  readonly end: number;
  readonly body: string;
}

/** The elements of a name, in whatever namespace, that do not lie in each other. Looks at each character once, whatever the text is. */
function elements(xml: string, name: string): readonly Element[] {
  const opening = new RegExp(`<(?:\\w+:)?${name}(?:\\s[^>]*)?>`, 'g');
  const closing = new RegExp(`</(?:\\w+:)?${name}>`, 'g');
  const found: Element[] = [];
  for (let open = opening.exec(xml); open !== null; open = opening.exec(xml)) {
    closing.lastIndex = opening.lastIndex;
    const close = closing.exec(xml);
    if (close === null) break;
    found.push({ start: open.index, end: closing.lastIndex, body: xml.slice(opening.lastIndex, close.index) });
    opening.lastIndex = closing.lastIndex;
  }
  return found;
}

const bodies = (xml: string, name: string): readonly string[] => elements(xml, name).map(({ body }) => body);
/** The text without the elements of these names. */
const without = (xml: string, ...names: readonly string[]): string =>
  names.reduce((rest, name) => elements(rest, name).reduceRight((kept, { start, end }) => kept.slice(0, start) + kept.slice(end), rest), xml);
const first = (xml: string, name: string): string => text(bodies(xml, name)[0] ?? '');
const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'" };
const text = (raw: string): string => raw.trim().replace(/&(?:amp|lt|gt|quot|apos);/g, (entity) => ENTITIES[entity] ?? entity);
const attribute = (tag: string, name: string): string => text(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');

/** The matrix name of each zoom of a set, or null when it is not web Mercator. */
function matricesOf(set: string): readonly (string | null)[] | null {
  if (!WEB_MERCATOR.test(first(set, 'SupportedCRS'))) return null;
  const names: (string | null)[] = [];
  for (const matrix of bodies(set, 'TileMatrix')) {
    const zoom = Math.log2(ZOOM_0_SCALE / Number(first(matrix, 'ScaleDenominator')));
    const whole = Math.round(zoom);
    if (Math.abs(zoom - whole) > 0.02 || whole < 0 || whole > MAX_ZOOM) continue;
    while (names.length < whole) names.push(null);
    names[whole] = first(matrix, 'Identifier');
  }
  return names.length === 0 ? null : names;
}

/** Reads the capabilities of a WMTS 1.0.0. Code map/source-unreadable: no layer in web Mercator with pictures we can show. */
export function readCapabilities(xml: string): Result<WmtsLayer> {
  const contents = bodies(xml, 'Contents')[0] ?? '';
  // Sets stand beside the layers; what a layer holds is a link of the same name in other words.
  const sets = new Map(bodies(without(contents, 'Layer'), 'TileMatrixSet').map((set) => [first(set, 'Identifier'), matricesOf(set)]));
  for (const layer of bodies(contents, 'Layer')) {
    const setName = bodies(layer, 'TileMatrixSetLink').map((link) => first(link, 'TileMatrixSet')).find((name) => (sets.get(name) ?? null) !== null);
    const format = bodies(layer, 'Format').map(text).find((mime) => /^image\/(png|jpe?g|webp)/.test(mime));
    const matrices = setName === undefined ? null : (sets.get(setName) ?? null);
    if (setName === undefined || format === undefined || matrices === null) continue;
    const style = first(bodies(layer, 'Style')[0] ?? '', 'Identifier') || 'default';
    const name = first(without(layer, 'Style', 'TileMatrixSetLink', 'Dimension'), 'Identifier');
    const template = restTemplate(layer, format) ?? kvpTemplate(xml, { name, format });
    if (template === null) continue;
    const filled = template.replace(/\{Style\}/gi, encodeURIComponent(style)).replace(/\{TileMatrixSet\}/gi, encodeURIComponent(setName));
    return ok({ title: first(layer, 'Title') || name, template: filled.replace(/\{TileMatrix\}/gi, '{matrix}').replace(/\{TileRow\}/gi, '{y}').replace(/\{TileCol\}/gi, '{x}'), matrices, maxzoom: matrices.length - 1 });
  }
  return err('map/source-unreadable', { detail: 'no layer in web mercator' });
}

function restTemplate(layer: string, format: string): string | null {
  const tags = [...layer.matchAll(/<(?:\w+:)?ResourceURL\s[^>]*>/g)].map(([tag]) => tag).filter((tag) => attribute(tag, 'resourceType') === 'tile');
  const tag = tags.find((candidate) => attribute(candidate, 'format') === format) ?? tags[0];
  return tag === undefined ? null : attribute(tag, 'template') || null;
}

function kvpTemplate(xml: string, { name, format }: { readonly name: string; readonly format: string }): string | null {
  const operation = elements(xml, 'Operation').map(({ start, end }) => xml.slice(start, end)).find((element) => attribute(element.slice(0, element.indexOf('>')), 'name') === 'GetTile') ?? '';
  const get = /<(?:\w+:)?Get\s[^>]*>/.exec(operation)?.[0] ?? '';
  const href = attribute(get, '(?:\\w+:)?href');
  if (href === '' || name === '') return null;
  const joint = href.includes('?') ? (/[?&]$/.test(href) ? '' : '&') : '?';
  const query = `service=WMTS&request=GetTile&version=1.0.0&layer=${encodeURIComponent(name)}&style={Style}&format=${encodeURIComponent(format)}`;
  return `${href}${joint}${query}&tilematrixset={TileMatrixSet}&tilematrix={TileMatrix}&tilerow={TileRow}&tilecol={TileCol}`;
}

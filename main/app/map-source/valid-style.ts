import { validateStyleMin, type StyleSpecification } from '@maplibre/maplibre-gl-style-spec';

/** A style whose addresses are the console's own. */
export interface OwnStyle {
  readonly sources: Readonly<Record<string, unknown>>;
  readonly layers: readonly unknown[];
}

export interface ValidStyle {
  readonly style: OwnStyle;
  /** How many sources, layers and properties of them were left out. */
  readonly dropped: number;
}

type Keys = Readonly<Record<string, unknown>>;

/** A source goes before the layers on it, a property before the layer that cannot be without it. */
const MAX_ROUNDS = 8;
const LAYER = /^layers\[(\d+)\](?:\.(paint|layout)\.([\w-]+))?/;
const ROOT_KEYS: ReadonlySet<string> = new Set(['sprite', 'glyphs', 'center', 'zoom']);
const UNKNOWN = /: unknown property "([^"]+)"$/;

/** The drawing library takes a style whole or not at all: what its own judge finds wrong is left out before. Null: nothing can be mended. */
export function validStyle(style: OwnStyle): ValidStyle | null {
  // As the page will get it: what is undefined is not there.
  let current = JSON.parse(JSON.stringify(style)) as OwnStyle;
  let dropped = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const problems = validateStyleMin(current as StyleSpecification).filter(({ severity }) => severity !== 'warning');
    if (problems.length === 0) return { style: current, dropped };
    const faults = new Set(problems.flatMap(({ message }) => faultsIn(message, current)));
    if (faults.size === 0) return null;
    current = mended(current, faults);
    dropped += faults.size;
  }
  return null;
}

const path = (...parts: readonly (string | number)[]): string => JSON.stringify(parts);
const has = (value: unknown, key: string): boolean => typeof value === 'object' && value !== null && Object.hasOwn(value, key);

/** What must go for a problem to go; empty: it is of no part that can be left out. */
function faultsIn(message: string, { sources, layers }: OwnStyle): readonly string[] {
  const [, index, group, property] = LAYER.exec(message) ?? [];
  if (index !== undefined) {
    const layer = layers[Number(index)];
    const properties = group !== undefined && has(layer, group) ? (layer as Keys)[group] : null;
    return [group !== undefined && property !== undefined && has(properties, property) ? path('layers', Number(index), group, property) : path('layers', Number(index))];
  }
  if (!message.startsWith('sources.')) {
    const [key = ''] = /^[\w-]+/.exec(message) ?? [];
    // Of a terrain source no judge says which one.
    const terrain = Object.entries(sources).filter(([, source]) => has(source, key) && (source as Keys)['type'] === 'raster-dem');
    return ROOT_KEYS.has(key) ? [path(key)] : terrain.map(([name]) => path('sources', name, key));
  }
  // A name may have dots in it, and begin as another does.
  const name = Object.keys(sources)
    .filter((key) => /^[.:[]/.test(message.slice('sources.'.length + key.length)) && message.startsWith(key, 'sources.'.length))
    .reduce<string | null>((longest, key) => (longest === null || key.length > longest.length ? key : longest), null);
  if (name === null) return [];
  const part = UNKNOWN.exec(message)?.[1] ?? /^\.([\w-]+)/.exec(message.slice('sources.'.length + name.length))?.[1];
  return [part !== undefined && has(sources[name], part) ? path('sources', name, part) : path('sources', name)];
}

function mended(style: OwnStyle, faults: ReadonlySet<string>): OwnStyle {
  const keep = (value: unknown, ...where: readonly (string | number)[]): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !faults.has(path(...where, key)))) : value;
  const { sources, layers, ...rest } = style;
  return {
    ...(keep(rest) as object),
    sources: Object.fromEntries(Object.entries(keep(sources, 'sources') as Keys).map(([name, source]) => [name, keep(source, 'sources', name)])),
    layers: layers.flatMap((layer, index) => {
      if (faults.has(path('layers', index))) return [];
      const groups = ['paint', 'layout'].filter((group) => has(layer, group)).map((group) => [group, keep((layer as Keys)[group], 'layers', index, group)]);
      return [{ ...(layer as object), ...Object.fromEntries(groups) as object }];
    }),
  };
}

/** Colours of a base map; the dark one goes with renderer/ui/tokens.css: calm greys, so that what stands on the map is what is seen. */
interface Palette {
  readonly ground: string;
  readonly city: string;
  readonly cityAlt: string;
  readonly areaLine: string;
  readonly water: string;
  readonly waterLine: string;
  readonly park: string;
  readonly street: string;
  readonly main: string;
  readonly big: string;
  readonly casing: string;
  readonly coast: string;
  readonly grid: string;
  readonly text: string;
  readonly textQuiet: string;
  readonly textWater: string;
  readonly halo: string;
}

const DARK: Palette = {
  ground: '#171b1e', city: '#1c2124', cityAlt: '#1f2428', areaLine: '#39424a', water: '#11181d', waterLine: '#22303a', park: '#1d2624',
  street: '#30383f', main: '#3f4850', big: '#535f68', casing: '#14171a', coast: '#657682', grid: '#20262a',
  text: '#ccd2d7', textQuiet: '#98a2ab', textWater: '#7f98a8', halo: '#15181b',
};
const LIGHT: Palette = {
  ground: '#eceeef', city: '#f5f6f6', cityAlt: '#f1f3f3', areaLine: '#b9c1c7', water: '#d3dfe6', waterLine: '#b4c7d2', park: '#e0e9e1',
  street: '#ffffff', main: '#ffffff', big: '#fdf7ea', casing: '#cfd5d9', coast: '#8fa3b0', grid: '#e2e5e7',
  text: '#23282d', textQuiet: '#545e66', textWater: '#47687c', halo: '#ffffff',
};

/** The first name only carries the weight: maplibre reads it off the name, and no font is called so. */
const STRONG = ['semibold', 'Inter Variable'];
const PLAIN = ['medium', 'Inter Variable'];

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

const at = (...stops: readonly (readonly [zoom: number, value: number])[]): Json => ['interpolate', ['exponential', 1.5], ['zoom'], ...stops.flat()];
const of = (layer: string, ...more: readonly Json[]): Json => ['all', ['==', ['get', 'layer'], layer], ...more];
const kind = (...kinds: readonly string[]): Json => ['in', ['get', 'kind'], ['literal', kinds]];

/** Where the bundled map's data is served, and under which names its styles lie beside it. */
const DATA_URL = 'app://vonglau/map/base/hanoi.json';

function layersOf(c: Palette): readonly Json[] {
  const fill = (id: string, filter: Json, paint: Json, extra: { readonly [key: string]: Json } = {}): Json => ({ id, type: 'fill', source: 'base', filter, paint, ...extra });
  const line = (id: string, filter: Json, paint: Json, extra: { readonly [key: string]: Json } = {}): Json => ({ id, type: 'line', source: 'base', filter, layout: { 'line-cap': 'round', 'line-join': 'round' }, paint, ...extra });
  const label = (id: string, filter: Json, layout: { readonly [key: string]: Json }, color: string, extra: { readonly [key: string]: Json } = {}): Json => ({
    id, type: 'symbol', source: 'base', filter,
    layout: { 'text-field': ['get', 'name'], 'text-font': PLAIN, 'text-padding': 6, ...layout },
    paint: { 'text-color': color, 'text-halo-color': c.halo, 'text-halo-width': 1.4 },
    ...extra,
  });
  const road = (id: string, kinds: readonly string[], color: string, width: Json, minzoom: number, minCasing: number): readonly Json[] => [
    line(`${id}-casing`, of('road', kind(...kinds)), { 'line-color': c.casing, 'line-gap-width': width, 'line-width': 1 }, { minzoom: minCasing }),
    line(id, of('road', kind(...kinds)), { 'line-color': color, 'line-width': width }, { minzoom }),
  ];
  return [
    { id: 'ground', type: 'background', paint: { 'background-color': c.ground } },
    line('grid', of('grid'), { 'line-color': c.grid, 'line-width': 1 }, { maxzoom: 8.5 }),
    line('coast-glow', of('coast'), { 'line-color': c.coast, 'line-width': at([4, 7], [8, 16]), 'line-blur': at([4, 7], [8, 16]), 'line-opacity': 0.35 }, { maxzoom: 9.5 }),
    line('coast', of('coast'), { 'line-color': c.coast, 'line-width': at([4, 1.4], [8, 2.4]) }, { maxzoom: 9.5 }),
    // Where the processor draws, each fill over the whole screen costs a frame: every second unit is shaded, edges are left plain.
    fill('city', of('city'), { 'fill-color': c.city, 'fill-antialias': false }),
    fill('unit-ground', of('unit', ['==', ['get', 'shade'], 1]), { 'fill-color': c.cityAlt, 'fill-antialias': false }, { minzoom: 8.5 }),
    fill('park', of('park'), { 'fill-color': c.park, 'fill-antialias': false }, { minzoom: 9 }),
    fill('water', of('water'), { 'fill-color': c.water, 'fill-outline-color': c.waterLine }),
    fill('island', of('island'), { 'fill-color': c.cityAlt }),
    ...road('street', ['street'], c.street, at([12, 0.8], [14, 2], [16, 7], [18, 18]), 12.2, 14),
    ...road('main', ['main'], c.main, at([10.5, 0.6], [12, 1.6], [14, 4], [16, 11], [18, 26]), 10.5, 13),
    ...road('big', ['trunk', 'ring'], c.big, at([8, 0.6], [10, 1.2], [12, 2.6], [14, 5.5], [16, 14], [18, 32]), 8, 12),
    ...road('motorway', ['motorway'], c.big, at([8, 0.9], [10, 1.6], [12, 3.2], [14, 6.5], [16, 16], [18, 36]), 8, 12),
    label('water-names', of('name', ['==', ['get', 'kind'], 'lake'], ['<=', ['get', 'zoom'], ['zoom']]), { 'text-size': at([10, 11], [14, 14]), 'text-max-width': 6, 'text-letter-spacing': 0.03 }, c.textWater, { minzoom: 10 }),
    label('river-names', of('river'), { 'symbol-placement': 'line', 'symbol-spacing': 420, 'text-size': at([10, 11], [14, 14]), 'text-letter-spacing': 0.12 }, c.textWater, { minzoom: 10 }),
    label('park-names', of('name', ['==', ['get', 'kind'], 'park']), { 'text-size': 11, 'text-max-width': 7 }, c.textQuiet, { minzoom: 13.5 }),
    label('street-names', of('road', kind('street')), { 'symbol-placement': 'line', 'symbol-spacing': 380, 'text-size': 11 }, c.textQuiet, { minzoom: 14.5 }),
    label('main-names', of('road', kind('main')), { 'symbol-placement': 'line', 'symbol-spacing': 420, 'text-size': at([12.5, 11], [16, 13]) }, c.textQuiet, { minzoom: 12.8 }),
    label('big-names', of('road', kind('trunk', 'ring', 'motorway')), { 'symbol-placement': 'line', 'symbol-spacing': 460, 'text-size': at([10.5, 11], [15, 13]) }, c.textQuiet, { minzoom: 10.8 }),
    label('islet-dots', of('islet'), { 'text-field': '•', 'text-size': 9, 'text-allow-overlap': true }, c.coast, { maxzoom: 9 }),
    label('island-names', of('place', kind('island')), { 'text-size': 11, 'text-allow-overlap': false }, c.textQuiet, { minzoom: 5.6, maxzoom: 10 }),
    label('city-names', of('place', kind('city')), { 'text-size': at([4, 11], [8, 14]), 'text-variable-anchor': ['left', 'right', 'top'], 'text-radial-offset': 0.5, 'text-justify': 'auto' }, c.textQuiet, { minzoom: 4.4, maxzoom: 9 }),
    label('sea-names', of('place', kind('sea')), { 'text-size': at([4, 13], [8, 18]), 'text-letter-spacing': 0.2 }, c.textWater, { maxzoom: 9 }),
    // Always written: they give way to nothing.
    label('archipelago-names', of('place', kind('archipelago')), { 'text-size': at([3, 11], [7, 15]), 'text-font': STRONG, 'text-line-height': 1.3, 'text-allow-overlap': true, 'text-ignore-placement': true }, c.text, { maxzoom: 12 }),
    label('capital-name', of('place', kind('capital')), { 'text-size': at([4, 13], [8, 17]), 'text-font': STRONG }, c.text, { maxzoom: 9 }),
  ];
}

/** A style of the bundled map. No glyphs are named: letters are drawn from the console's own font. */
export const baseStyle = (look: 'dark' | 'light'): Json => ({
  version: 8,
  name: look === 'dark' ? 'Vọng Lâu tối' : 'Vọng Lâu sáng',
  center: [105.835, 21.022],
  zoom: 11.4,
  sources: { base: { type: 'geojson', data: DATA_URL, attribution: '', tolerance: 0.3 } },
  layers: layersOf(look === 'dark' ? DARK : LIGHT),
});

import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';
import type { MapLayer, MapLook } from '../../state/map-memory.ts';

export const SOURCES = ['units', 'coverage', 'trails', 'marks', 'forces', 'alarms', 'drawing', 'picked'] as const;
export type SourceName = (typeof SOURCES)[number];

/** Cameras stand so close from this zoom on that their names and directions have room. */
const NAME_ZOOM = 15.5;
/** Wedges smaller than an icon say nothing. */
export const COVERAGE_ZOOM = 13.5;
const PLAIN = ['medium', 'Inter Variable'];
const STRONG = ['semibold', 'Inter Variable'];

const INK = {
  dark: { text: '#ccd2d7', quiet: '#98a2ab', strong: '#edf0f2', halo: '#15181b', line: '#5b6872', accent: '#c2d3dc', amber: '#f5c163', red: '#f59a94' },
  light: { text: '#23282d', quiet: '#4d565d', strong: '#101215', halo: '#ffffff', line: '#8a969e', accent: '#2f5468', amber: '#8a5a00', red: '#a3211b' },
} as const satisfies Readonly<Record<MapLook, object>>;

/**
 * A tile of zoom z is good to about 4.8 km / 2^z on the ground; what is drawn from coarse tiles is drawn from few. A processor that
 * draws is slowed by every tile of every source.
 */
const FINEST_ZOOM: Readonly<Record<SourceName, number>> = { units: 11, coverage: 13, trails: 12, marks: 14, forces: 13, alarms: 13, drawing: 15, picked: 14 };

export const overlaySource = (name: SourceName): SourceSpecification => ({
  type: 'geojson',
  data: { type: 'FeatureCollection', features: [] },
  maxzoom: FINEST_ZOOM[name],
  ...(name === 'marks' || name === 'forces' || name === 'alarms' ? { promoteId: 'id' } : {}),
  ...(name === 'marks' ? { buffer: 64 } : {}),
});

type Owned = LayerSpecification & { readonly source: SourceName; readonly metadata: { readonly switch: MapLayer | null } };

/** What is laid over the base map, lowest first; `metadata.switch` names what turns a layer on and off. */
export function overlayLayers(look: MapLook, words: { readonly wrong: string }): readonly Owned[] {
  const ink = INK[look];
  const halo = { 'text-halo-color': ink.halo, 'text-halo-width': 1.5 };
  const of = (name: MapLayer | null): { readonly metadata: Owned['metadata'] } => ({ metadata: { switch: name } });
  return [
    { id: 'unit-line', type: 'line', source: 'units', minzoom: 9, filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'line-color': ink.line, 'line-width': 1, 'line-opacity': 0.8, 'line-dasharray': [3, 4] }, ...of('units') },
    {
      id: 'heat', type: 'heatmap', source: 'alarms', maxzoom: 17,
      paint: {
        'heatmap-weight': ['interpolate', ['linear'], ['get', 'weight'], 0, 0, 20, 1],
        'heatmap-radius': ['interpolate', ['linear'], ['zoom'], 8, 18, 14, 46],
        'heatmap-intensity': ['interpolate', ['linear'], ['zoom'], 8, 0.8, 14, 1.6],
        'heatmap-opacity': 0.75,
        'heatmap-color': ['interpolate', ['linear'], ['heatmap-density'], 0, 'rgba(0,0,0,0)', 0.15, 'rgba(90,110,120,0.35)', 0.45, 'rgba(180,130,60,0.55)', 0.75, 'rgba(242,177,60,0.75)', 1, 'rgba(229,82,75,0.9)'],
      },
      ...of('heat'),
    },
    { id: 'coverage-fill', type: 'fill', source: 'coverage', minzoom: COVERAGE_ZOOM, paint: { 'fill-color': ink.accent, 'fill-opacity': 0.05 }, ...of('coverage') },
    { id: 'coverage-line', type: 'line', source: 'coverage', minzoom: COVERAGE_ZOOM, paint: { 'line-color': ink.accent, 'line-opacity': ['interpolate', ['linear'], ['zoom'], COVERAGE_ZOOM, 0.1, 17, 0.4], 'line-width': 1 }, ...of('coverage') },
    { id: 'drawing-fill', type: 'fill', source: 'drawing', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': ink.accent, 'fill-opacity': 0.14 }, ...of(null) },
    { id: 'drawing-line', type: 'line', source: 'drawing', filter: ['==', ['get', 'kind'], 'edge'], layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': ink.strong, 'line-width': 2 }, ...of(null) },
    { id: 'trail', type: 'line', source: 'trails', minzoom: 10, layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': ink.accent, 'line-width': 2, 'line-opacity': ['case', ['get', 'old'], 0.25, 0.6], 'line-dasharray': [0.2, 2] }, ...of('forces') },
    {
      id: 'unit-name', type: 'symbol', source: 'units', minzoom: 9.5, maxzoom: 15, filter: ['==', ['geometry-type'], 'Point'],
      layout: { 'text-field': ['get', 'name'], 'text-font': STRONG, 'text-size': ['interpolate', ['linear'], ['zoom'], 9.5, 11, 13, 14], 'text-letter-spacing': 0.04, 'text-max-width': 9, 'text-padding': 8, 'text-variable-anchor': ['center', 'top', 'bottom', 'left', 'right'], 'text-radial-offset': 1.6 },
      paint: { 'text-color': ink.quiet, ...halo },
      ...of('units'),
    },
    {
      id: 'beam', type: 'symbol', source: 'marks', minzoom: 14.5, filter: ['has', 'bearing'],
      layout: { 'icon-image': 'beam', 'icon-rotate': ['get', 'bearing'], 'icon-rotation-alignment': 'map', 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-size': ['interpolate', ['linear'], ['zoom'], 14.5, 0.7, 17, 1.3] },
      paint: { 'icon-opacity': ['interpolate', ['linear'], ['zoom'], 14.5, 0.25, 16.5, 0.6] },
      ...of('cameras'),
    },
    {
      id: 'camera-name', type: 'symbol', source: 'marks', minzoom: NAME_ZOOM, filter: ['==', ['get', 'kind'], 'camera'],
      layout: { 'text-field': ['step', ['zoom'], ['get', 'number'], NAME_ZOOM + 1, ['get', 'label']], 'text-font': PLAIN, 'text-size': 12, 'text-variable-anchor': ['top', 'bottom', 'left', 'right'], 'text-radial-offset': 1.75, 'text-max-width': 11, 'text-padding': 1, 'symbol-sort-key': ['-', 0, ['get', 'weight']] },
      paint: { 'text-color': ink.text, ...halo },
      ...of('cameras'),
    },
    {
      id: 'cluster', type: 'symbol', source: 'marks', filter: ['==', ['get', 'kind'], 'cluster'],
      layout: {
        'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'text-allow-overlap': true, 'text-ignore-placement': true,
        'symbol-sort-key': ['get', 'weight'],
        'text-font': STRONG, 'text-size': 13, 'text-line-height': 1.05, 'text-max-width': 20,
        'text-field': ['case', ['==', ['get', 'wrong'], ''], ['get', 'total'], ['format', ['get', 'total'], {}, '\n', {}, ['concat', words.wrong, ['get', 'wrong']], { 'font-scale': 0.8, 'text-color': '#f5c163' }]],
      },
      paint: { 'text-color': '#edf0f2' },
      ...of('cameras'),
    },
    {
      id: 'camera', type: 'symbol', source: 'marks', filter: ['==', ['get', 'kind'], 'camera'],
      layout: {
        // Not ignored: names make room for icons.
        'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-padding': 0, 'symbol-sort-key': ['get', 'weight'],
        'icon-size': ['interpolate', ['linear'], ['zoom'], 11, 0.7, 15, 1],
      },
      ...of('cameras'),
    },
    {
      id: 'force', type: 'symbol', source: 'forces', minzoom: 9,
      layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-size': ['interpolate', ['linear'], ['zoom'], 10, 0.75, 15, 1], 'text-field': ['step', ['zoom'], '', 12.5, ['get', 'label']], 'text-font': STRONG, 'text-size': 12, 'text-anchor': 'top', 'text-offset': [0, 1.4], 'text-optional': true },
      paint: { 'text-color': ['case', ['get', 'old'], ink.quiet, ink.strong], ...halo },
      ...of('forces'),
    },
    {
      id: 'alarm', type: 'symbol', source: 'alarms',
      // From far away only the urgent ones: the others would hide where they are.
      filter: ['step', ['zoom'], ['<=', ['get', 'priority'], 2], 11, true],
      layout: { 'icon-image': ['get', 'icon'], 'icon-allow-overlap': true, 'icon-ignore-placement': true, 'icon-offset': [0, -20], 'icon-size': ['interpolate', ['linear'], ['zoom'], 8, 0.6, 13, 1], 'symbol-sort-key': ['-', 0, ['get', 'priority']], 'text-field': ['step', ['zoom'], '', 14, ['get', 'label']], 'text-font': STRONG, 'text-size': 12, 'text-anchor': 'left', 'text-offset': [1.4, -1.7], 'text-max-width': 16, 'text-optional': true },
      paint: { 'text-color': ['match', ['get', 'priority'], 1, ink.red, 2, ink.amber, ink.text], ...halo },
      ...of('alarms'),
    },
    { id: 'picked', type: 'circle', source: 'picked', paint: { 'circle-radius': 20, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': ink.strong, 'circle-stroke-width': 2.5 }, ...of(null) },
    { id: 'drawing-corner', type: 'circle', source: 'drawing', filter: ['==', ['get', 'kind'], 'corner'], paint: { 'circle-radius': 5, 'circle-color': ink.halo, 'circle-stroke-color': ink.strong, 'circle-stroke-width': 2 }, ...of(null) },
  ];
}

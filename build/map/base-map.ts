import { readScheme } from '../../demo/city/scheme.ts';
import { softAreas } from '../../renderer/widgets/site-map/unit-areas.ts';
import { CITY_OUTLINE, COAST, graticule, ISLETS, PLACES } from './country.ts';
import { rounded, smooth, type Line, type Point } from './geometry.ts';
import { ROADS } from './hanoi-roads.ts';
import { ISLANDS, LAKES, PARKS, RIVERS, riverRing } from './hanoi-water.ts';
import { localStreets } from './local-streets.ts';

interface Feature {
  readonly type: 'Feature';
  readonly properties: Readonly<Record<string, string | number>>;
  readonly geometry: { readonly type: 'Point'; readonly coordinates: Point } | { readonly type: 'LineString'; readonly coordinates: Line } | { readonly type: 'Polygon'; readonly coordinates: readonly Line[] };
}

type Properties = Feature['properties'] & { readonly layer: string };
const area = (properties: Properties, ring: Line): Feature => ({ type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [rounded(ring)] } });
const line = (properties: Properties, points: Line): Feature => ({ type: 'Feature', properties, geometry: { type: 'LineString', coordinates: rounded(points) } });
const spot = (properties: Properties, at: Point): Feature => ({ type: 'Feature', properties, geometry: { type: 'Point', coordinates: rounded([at])[0] ?? at } });

const middleOf = (ring: Line): Point => {
  const corners = ring.slice(0, -1);
  return [corners.reduce((sum, [lon]) => sum + lon, 0) / corners.length, corners.reduce((sum, [, lat]) => sum + lat, 0) / corners.length];
};

/** Districts and towns of the scheme with their middles; offices have no ground of their own. */
const units = (): readonly { readonly name: string; readonly at: Point }[] =>
  readScheme().flatMap(({ unit, group, lonDeg, latDeg }) => (group === 'quan' || group === 'huyen' ? [{ name: unit, at: [lonDeg, latDeg] as const }] : []));

function unitFeatures(): readonly Feature[] {
  const all = units();
  const outline = CITY_OUTLINE.slice(0, -1);
  const rings = softAreas(all.map(({ at }) => at), () => outline);
  return all.map(({ name }, index) => area({ layer: 'unit', name, shade: index % 2 }, rings[index] ?? []));
}

/** Everything that is drawn, as GeoJSON; `layer` and `kind` are what the styles tell things apart by. */
export function baseMap(): { readonly type: 'FeatureCollection'; readonly features: readonly Feature[] } {
  const streets = localStreets();
  // One name, one street: cameras are found on the demo's. Great roads are known by where they are.
  const namedByDemo = new Set(streets.map(({ name }) => name));
  const features = [
    ...graticule().map((points) => line({ layer: 'grid' }, points)),
    line({ layer: 'coast' }, COAST),
    area({ layer: 'city' }, CITY_OUTLINE),
    ...unitFeatures(),
    ...PARKS.map(({ name, ring }) => area({ layer: 'park', name }, ring)),
    ...RIVERS.map((river) => area({ layer: 'water', name: river.name }, riverRing(river))),
    ...LAKES.map(({ name, ring }) => area({ layer: 'water', name }, ring)),
    ...ISLANDS.map((ring) => area({ layer: 'island' }, ring)),
    ...streets.map(({ name, points }) => line({ layer: 'road', kind: 'street', name }, points)),
    ...ROADS.map(({ kind, name, line: points, closed = false }) => line({ layer: 'road', kind, ...(kind === 'main' && namedByDemo.has(name) ? {} : { name }) }, smooth(points, 5, closed))),
    ...RIVERS.map(({ name, middle }) => line({ layer: 'river', name }, smooth(middle, 5))),
    ...LAKES.map(({ name, ring, nameZoom }) => spot({ layer: 'name', kind: 'lake', name, zoom: nameZoom }, middleOf(ring))),
    ...PARKS.map(({ name, ring }) => spot({ layer: 'name', kind: 'park', name }, middleOf(ring))),
    ...PLACES.map(({ kind, name, at }) => spot({ layer: 'place', kind, name }, at)),
    ...ISLETS.map((at) => spot({ layer: 'islet' }, at)),
  ];
  return { type: 'FeatureCollection', features };
}

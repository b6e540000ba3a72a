import type { Position } from '@contract/domain/camera.ts';
import type { MapArea } from '@contract/domain/camera-query.ts';
import { bandRings, circleRing, lonLat, type LonLat } from './ground.ts';

type Geometry = { readonly type: 'Polygon'; readonly coordinates: readonly (readonly LonLat[])[] } | { readonly type: 'LineString'; readonly coordinates: readonly LonLat[] } | { readonly type: 'Point'; readonly coordinates: LonLat };
export interface AreaFeature {
  readonly type: 'Feature';
  readonly properties: { readonly kind: 'ground' | 'edge' | 'corner' };
  readonly geometry: Geometry;
}

const ground = (ring: readonly LonLat[]): AreaFeature => ({ type: 'Feature', properties: { kind: 'ground' }, geometry: { type: 'Polygon', coordinates: [ring] } });
const edge = (line: readonly LonLat[]): AreaFeature => ({ type: 'Feature', properties: { kind: 'edge' }, geometry: { type: 'LineString', coordinates: line } });
const corner = (at: Position): AreaFeature => ({ type: 'Feature', properties: { kind: 'corner' }, geometry: { type: 'Point', coordinates: lonLat(at) } });

function shapeOf(area: MapArea): readonly AreaFeature[] {
  switch (area.kind) {
    case 'seeing':
      return [];
    case 'circle': {
      const ring = circleRing(area.centre, area.radiusM);
      return [ground(ring), edge(ring)];
    }
    case 'polygon': {
      const ring = [...area.corners, ...area.corners.slice(0, 1)].map(lonLat);
      return [ground(ring), edge(ring)];
    }
    case 'corridor':
      return [...bandRings(area.line, area.widthM).map(ground), edge(area.line.map(lonLat))];
  }
}

/** An area and the corners set so far, as the map draws them. A line that is no area yet is drawn as it is. */
export function areaFeatures(area: MapArea | null, corners: readonly Position[], hover: Position | null): readonly AreaFeature[] {
  const loose = area === null && corners.length > 0 && hover !== null ? [edge([...corners, hover].map(lonLat))] : [];
  return [...(area === null ? loose : shapeOf(area)), ...corners.map(corner)];
}

import type { Position } from '@contract/domain/camera.ts';
import type { CameraFilter, CameraInArea, MapArea, MapBounds } from '@contract/domain/camera-query.ts';
import { sees, viewPolygon, type MapWall, type Viewpoint } from '@contract/domain/field-of-view.ts';
import { boundsAround, doOverlap, isInside, isWithin, metresBetween, middleOf, nearestOnLine, widened } from '@contract/domain/geo.ts';
import { cameraId, type CameraId } from '@contract/domain/units.ts';
import type { DirectoryReads } from '../storage/directory-db.ts';
import { rowTest, type FilterScene } from './filter.ts';

/** As many as an answer may hold: see contract/ipc/directory.schema.ts. */
const FOUND_MAX = 2_000;
const COVERAGE_MAX = 1_000;
/** No camera sees farther: see CameraView. */
const REACH_MAX_M = 5_000;

export interface CoveredGround {
  readonly camera: CameraId;
  /** [lon, lat] pairs. */
  readonly corners: readonly (readonly [number, number])[];
}

/** What lies where on the ground, and who sees it. */
export interface Areas {
  readonly area: (reads: DirectoryReads, area: MapArea, filter: CameraFilter) => { readonly items: readonly CameraInArea[]; readonly total: number };
  /** The ground that cameras in bounds see; nothing when there are too many of them. */
  readonly coverage: (bounds: MapBounds, filter: CameraFilter) => readonly CoveredGround[];
  readonly setWalls: (walls: readonly MapWall[]) => void;
}

interface Found {
  readonly row: number;
  readonly distanceM: number;
  readonly alongM?: number;
}

/** Whether a place is in an area, and how far; null: it is not. */
type Measure = (place: Position, row: number) => Omit<Found, 'row'> | null;

export function createAreas(scene: FilterScene): Areas {
  const { columns } = scene;
  let walls: readonly { readonly wall: MapWall; readonly bounds: MapBounds }[] = [];

  const viewpointOf = (row: number, at: Position): Viewpoint | null => {
    const reach = columns.reach();
    const rangeM = reach.rangeM[row] ?? NaN;
    if (Number.isNaN(rangeM)) return null;
    const heightM = columns.heightM()[row] ?? NaN;
    return { at, view: { bearingDeg: reach.bearingDeg[row] ?? 0, angleDeg: reach.angleDeg[row] ?? 0, rangeM }, heightM: Number.isNaN(heightM) ? null : heightM };
  };
  const wallsAround = ({ at, view }: Viewpoint): readonly MapWall[] => {
    const around = widened(boundsAround([at]), view.rangeM);
    return walls.filter(({ bounds }) => doOverlap(bounds, around)).map(({ wall }) => wall);
  };

  const measureFor = (area: MapArea): { readonly bounds: MapBounds; readonly measure: Measure } => {
    switch (area.kind) {
      case 'circle':
        return {
          bounds: widened(boundsAround([area.centre]), area.radiusM),
          measure: (place) => {
            const distanceM = metresBetween(area.centre, place);
            return distanceM <= area.radiusM ? { distanceM } : null;
          },
        };
      case 'polygon': {
        const bounds = boundsAround(area.corners);
        const middle = middleOf(bounds);
        return { bounds, measure: (place) => (isInside(place, area.corners) ? { distanceM: metresBetween(middle, place) } : null) };
      }
      case 'corridor':
        return {
          bounds: widened(boundsAround(area.line), area.widthM),
          measure: (place) => {
            const near = nearestOnLine(place, area.line);
            return near.distanceM <= area.widthM ? near : null;
          },
        };
      case 'seeing':
        return {
          bounds: widened(boundsAround([area.spot]), REACH_MAX_M),
          measure: (place, row) => {
            const viewpoint = viewpointOf(row, place);
            const distanceM = metresBetween(place, area.spot);
            return viewpoint !== null && distanceM <= viewpoint.view.rangeM * 1.01 && sees(viewpoint, wallsAround(viewpoint), area.spot) ? { distanceM } : null;
          },
        };
    }
  };

  const inBounds = function* (bounds: MapBounds, filter: CameraFilter): Iterable<{ readonly row: number; readonly place: Position }> {
    const passes = rowTest(scene, filter);
    const lat = columns.latDeg();
    const lon = columns.lonDeg();
    for (let row = 1; row < columns.end(); row += 1) {
      const latDeg = lat[row] ?? NaN;
      const lonDeg = lon[row] ?? NaN;
      if (isWithin(bounds, latDeg, lonDeg) && passes(row)) yield { row, place: { latDeg, lonDeg } };
    }
  };

  return {
    setWalls: (next) => {
      walls = next.map((wall) => ({ wall, bounds: boundsAround(wall.line) }));
    },
    area: (reads, area, filter) => {
      const { bounds, measure } = measureFor(area);
      const found: Found[] = [];
      for (const { row, place } of inBounds(bounds, filter)) {
        const measured = measure(place, row);
        if (measured !== null) found.push({ row, ...measured });
      }
      found.sort((one, other) => (one.alongM ?? 0) - (other.alongM ?? 0) || one.distanceM - other.distanceM || one.row - other.row);
      const items = found.slice(0, FOUND_MAX).flatMap(({ row, ...where }): readonly CameraInArea[] => {
        const camera = reads.camera(row);
        return camera === null ? [] : [{ camera, ...where }];
      });
      return { items, total: found.length };
    },
    coverage: (bounds, filter) => {
      const middle = middleOf(bounds);
      const viewpoints: { readonly row: number; readonly viewpoint: Viewpoint }[] = [];
      for (const { row, place } of inBounds(bounds, filter)) {
        const viewpoint = viewpointOf(row, place);
        if (viewpoint !== null) viewpoints.push({ row, viewpoint });
        if (viewpoints.length > COVERAGE_MAX) return [];
      }
      return viewpoints
        .sort((one, other) => metresBetween(middle, one.viewpoint.at) - metresBetween(middle, other.viewpoint.at))
        .map(({ row, viewpoint }) => ({ camera: cameraId(columns.id(row)), corners: viewPolygon(viewpoint, wallsAround(viewpoint)).map(({ latDeg, lonDeg }) => [lonDeg, latDeg] as const) }));
    },
  };
}

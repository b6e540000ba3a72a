import { VIEW_RANGE_MAX_M, type Position } from '@contract/domain/camera.ts';
import type { CameraExtent, CameraInArea, MapArea, MapBounds } from '@contract/domain/camera-query.ts';
import { COVERAGE_MAX } from '@contract/domain/directory-limits.ts';
import { sees, viewPolygon, type MapWall, type Viewpoint } from '@contract/domain/field-of-view.ts';
import { boundsAround, doOverlap, isInside, isWithin, metresBetween, middleOf, nearestOnLine, widened } from '@contract/domain/geo.ts';
import { cameraId, type CameraId } from '@contract/domain/units.ts';
import type { DirectoryReads } from '../storage/directory-db.ts';
import type { Columns } from './columns.ts';
import type { RowTest } from './filter.ts';
import { topRows } from './top-rows.ts';

export interface CoveredGround {
  readonly camera: CameraId;
  /** [lon, lat] pairs. */
  readonly corners: readonly (readonly [number, number])[];
}

/** What lies where on the ground, and who sees it; of the rows that pass. */
export interface Areas {
  /** At most `most` of them, those that come first. */
  readonly area: (reads: DirectoryReads, area: MapArea, passes: RowTest, most: number) => { readonly items: readonly CameraInArea[]; readonly total: number };
  /** The ground that cameras in bounds see; nothing when there are too many of them. */
  readonly coverage: (bounds: MapBounds, passes: RowTest) => { readonly areas: readonly CoveredGround[]; readonly tooMany: boolean };
  readonly extent: (passes: RowTest) => CameraExtent;
  readonly setWalls: (walls: readonly MapWall[]) => void;
}

/** Whether a place is in an area, and how far; null: it is not. */
type Measure = (place: Position, row: number) => Omit<CameraInArea, 'camera'> | null;

export function createAreas(columns: Columns): Areas {
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
          bounds: widened(boundsAround([area.spot]), VIEW_RANGE_MAX_M),
          measure: (place, row) => {
            const viewpoint = viewpointOf(row, place);
            const distanceM = metresBetween(place, area.spot);
            return viewpoint !== null && distanceM <= viewpoint.view.rangeM * 1.01 && sees(viewpoint, wallsAround(viewpoint), area.spot) ? { distanceM } : null;
          },
        };
    }
  };

  const inBounds = function* (bounds: MapBounds, passes: RowTest): Iterable<{ readonly row: number; readonly place: Position }> {
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
    area: (reads, area, passes, most) => {
      const { bounds, measure } = measureFor(area);
      const rows: number[] = [];
      // Numbers by row: in sight of a whole country there are no few.
      const distanceM = new Float64Array(columns.end());
      const alongM = new Float64Array(columns.end());
      for (const { row, place } of inBounds(bounds, passes)) {
        const measured = measure(place, row);
        if (measured === null) continue;
        rows.push(row);
        distanceM[row] = measured.distanceM;
        alongM[row] = measured.alongM ?? 0;
      }
      const first = topRows(rows, most, (one, other) => (alongM[one] ?? 0) - (alongM[other] ?? 0) || (distanceM[one] ?? 0) - (distanceM[other] ?? 0));
      const items = first.flatMap((row): readonly CameraInArea[] => {
        const camera = reads.camera(row);
        return camera === null ? [] : [{ camera, distanceM: distanceM[row] ?? 0, ...(area.kind === 'corridor' && { alongM: alongM[row] ?? 0 }) }];
      });
      return { items, total: rows.length };
    },
    coverage: (bounds, passes) => {
      const middle = middleOf(bounds);
      const viewpoints: { readonly row: number; readonly viewpoint: Viewpoint }[] = [];
      for (const { row, place } of inBounds(bounds, passes)) {
        const viewpoint = viewpointOf(row, place);
        if (viewpoint !== null) viewpoints.push({ row, viewpoint });
        if (viewpoints.length > COVERAGE_MAX) return { areas: [], tooMany: true };
      }
      const areas = viewpoints
        .sort((one, other) => metresBetween(middle, one.viewpoint.at) - metresBetween(middle, other.viewpoint.at))
        .map(({ row, viewpoint }) => ({ camera: cameraId(columns.id(row)), corners: viewPolygon(viewpoint, wallsAround(viewpoint)).map(({ latDeg, lonDeg }) => [lonDeg, latDeg] as const) }));
      return { areas, tooMany: false };
    },
    extent: (passes) => {
      let [west, south, east, north, placed, total] = [180, 90, -180, -90, 0, 0];
      const lat = columns.latDeg();
      const lon = columns.lonDeg();
      for (let row = 1; row < columns.end(); row += 1) {
        if (!passes(row)) continue;
        total += 1;
        const latDeg = lat[row] ?? NaN;
        const lonDeg = lon[row] ?? NaN;
        if (Number.isNaN(latDeg) || Number.isNaN(lonDeg)) continue;
        placed += 1;
        west = Math.min(west, lonDeg);
        east = Math.max(east, lonDeg);
        south = Math.min(south, latDeg);
        north = Math.max(north, latDeg);
      }
      return { bounds: placed === 0 ? null : { west, south, east, north }, placed, total };
    },
  };
}

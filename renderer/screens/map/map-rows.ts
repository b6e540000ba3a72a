import type { CameraCondition, Position } from '@contract/domain/camera.ts';
import type { CameraInArea, MapBounds, MapMark } from '@contract/domain/camera-query.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { totalOf, wrongOf } from '../../widgets/site-map/index.ts';

/** A line of the list beside the map. */
export type MapRow =
  | {
      readonly kind: 'camera';
      readonly key: string;
      readonly camera: CameraId;
      readonly number: number;
      readonly name: string;
      readonly at: Position | null;
      /** As the mark says it; null: ask for the camera's own. */
      readonly condition: CameraCondition | null;
      readonly distanceM: number | null;
      readonly alongM: number | null;
    }
  | { readonly kind: 'cluster'; readonly key: string; readonly total: number; readonly wrong: number; readonly bounds: MapBounds };

/** What the map shows: cameras by number, then clusters, the largest first. */
export function rowsOfMarks(marks: Iterable<MapMark>): readonly MapRow[] {
  const rows: MapRow[] = [];
  for (const mark of marks) {
    if (mark.kind === 'cluster') rows.push({ kind: 'cluster', key: mark.id, total: totalOf(mark.counts), wrong: wrongOf(mark.counts), bounds: mark.bounds });
    else rows.push({ kind: 'camera', key: mark.id, camera: mark.camera, number: mark.number, name: mark.name, at: mark.at, condition: mark.condition, distanceM: null, alongM: null });
  }
  const rank = (row: MapRow): number => (row.kind === 'cluster' ? -row.total : row.number);
  const isCluster = (row: MapRow): number => (row.kind === 'cluster' ? 1 : 0);
  return rows.sort((one, other) => isCluster(one) - isCluster(other) || rank(one) - rank(other) || (one.key < other.key ? -1 : 1));
}

/** What an area holds, in the order of the answer: nearest first, along a line in its order. */
export const rowsOfArea = (items: readonly CameraInArea[]): readonly MapRow[] =>
  items.map(({ camera, distanceM, alongM }) => ({
    kind: 'camera',
    key: camera.id,
    camera: camera.id,
    number: camera.number,
    name: camera.name,
    at: camera.position ?? null,
    condition: null,
    distanceM,
    alongM: alongM ?? null,
  }));

/** Cameras that lines stand for, all of them. */
export const camerasIn = (rows: readonly MapRow[]): number => rows.reduce((sum, row) => sum + (row.kind === 'cluster' ? row.total : 1), 0);

import type { Position } from '@contract/domain/camera.ts';
import type { CameraInArea } from '@contract/domain/camera-query.ts';
import type { CameraId } from '@contract/domain/units.ts';

/** A camera's line in the list beside the map. */
export interface MapRow {
  readonly key: string;
  readonly camera: CameraId;
  readonly number: number;
  readonly name: string;
  readonly at: Position | null;
  readonly distanceM: number;
  readonly alongM: number | null;
}

/** What an area holds, in the order of the answer: nearest first, along a line in its order. */
export const rowsOfArea = (items: readonly CameraInArea[]): readonly MapRow[] =>
  items.map(({ camera, distanceM, alongM }) => ({ key: camera.id, camera: camera.id, number: camera.number, name: camera.name, at: camera.position ?? null, distanceM, alongM: alongM ?? null }));

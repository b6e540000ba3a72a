import type { CameraState } from '@contract/domain/camera.ts';
import type { CameraId } from '@contract/domain/units.ts';
import type { Records } from '@contract/state/patch.ts';
import type { CameraEntry } from '../../state/camera-index.ts';
import { isWrong, lastPictureUtcMs, type TileCondition, type WallTile } from '../../state/selectors/wall-tiles.ts';

export const LISTS = ['shown', 'notShown', 'lost'] as const;
export type ListName = (typeof LISTS)[number];

/** A camera as the lists show it. */
export interface CameraLine {
  readonly entry: CameraEntry;
  /** Where it is now; empty: nowhere. */
  readonly places: readonly WallTile[];
  /** What the server says of it; null: it works, or nothing was said. */
  readonly server: CameraState | null;
  /** The worst of its tiles; null: none is wrong. */
  readonly wrong: TileCondition | null;
  /** Since when there is no picture, server's time, ms; null: not known, or there is one. */
  readonly sinceUtcMs: number | null;
}

const WORST_FIRST: readonly TileCondition[] = ['lost', 'away', 'old', 'stale', 'delayed', 'unsupported', 'denied'];

/** Every camera of the directory in the list it belongs to: on a tile or not, and, beside that, without a picture, the latest loss first. */
export function cameraLines(entries: readonly CameraEntry[], states: Records<CameraState>, tiles: readonly WallTile[]): Readonly<Record<ListName, readonly CameraLine[]>> {
  const places = new Map<CameraId, WallTile[]>();
  for (const tile of tiles) {
    if (tile.camera === null) continue;
    const known = places.get(tile.camera);
    if (known === undefined) places.set(tile.camera, [tile]);
    else known.push(tile);
  }
  const lists: Record<ListName, CameraLine[]> = { shown: [], notShown: [], lost: [] };
  for (const entry of entries) {
    const { id } = entry.camera;
    const own = places.get(id) ?? [];
    const state = states.get(id);
    const server = state === undefined || state.state === 'working' ? null : state;
    const wrong = WORST_FIRST.find((condition) => own.some((tile) => tile.condition === condition && isWrong(condition))) ?? null;
    const isLost = server !== null || wrong === 'lost';
    const line: CameraLine = { entry, places: own, server, wrong, sinceUtcMs: isLost ? (server?.sinceUtcMs ?? firstLost(own)) : null };
    lists[own.length > 0 ? 'shown' : 'notShown'].push(line);
    if (isLost) lists.lost.push(line);
  }
  return { ...lists, lost: lists.lost.sort((one, other) => (other.sinceUtcMs ?? Infinity) - (one.sinceUtcMs ?? Infinity) || one.entry.camera.number - other.entry.camera.number) };
}

const firstLost = (tiles: readonly WallTile[]): number | null => {
  const times = tiles.filter(({ condition }) => condition === 'lost').flatMap((tile) => lastPictureUtcMs(tile) ?? []);
  return times.length === 0 ? null : Math.min(...times);
};

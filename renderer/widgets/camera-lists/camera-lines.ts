import type { Camera } from '@contract/domain/camera.ts';
import { foldText, matchesFolded } from '@contract/domain/text-fold.ts';
import type { CameraId } from '@contract/domain/units.ts';
import { isWrong, lastPictureUtcMs, type TileCondition, type WallTile } from '../../state/selectors/wall-tiles.ts';

export const LISTS = ['shown', 'notShown', 'lost'] as const;
export type ListName = (typeof LISTS)[number];

/** A camera as the lists show it; what the server says of it is looked up when its line is drawn. */
export interface CameraLine {
  readonly camera: CameraId;
  /** Where it is now; empty: nowhere. */
  readonly places: readonly WallTile[];
  /** The worst of its tiles; null: none is wrong. */
  readonly wrong: TileCondition | null;
  /** When a lost tile had its last picture, server's time, ms; null: not known, or none is lost. */
  readonly lostUtcMs: number | null;
}

const WORST_FIRST: readonly TileCondition[] = ['lost', 'away', 'old', 'stale', 'delayed', 'unsupported', 'denied'];

/** The cameras on tiles, each once, in the order of the tiles. */
export function shownLines(tiles: readonly WallTile[]): readonly CameraLine[] {
  const places = new Map<CameraId, WallTile[]>();
  for (const tile of tiles) {
    if (tile.camera === null) continue;
    const known = places.get(tile.camera);
    if (known === undefined) places.set(tile.camera, [tile]);
    else known.push(tile);
  }
  return [...places].map(([camera, own]) => ({
    camera,
    places: own,
    wrong: WORST_FIRST.find((condition) => own.some((tile) => tile.condition === condition && isWrong(condition))) ?? null,
    lostUtcMs: firstLost(own),
  }));
}

const line = (camera: CameraId): CameraLine => ({ camera, places: [], wrong: null, lostUtcMs: null });

/** Cameras of the directory that are on no tile. */
export function notShownLines(offWall: readonly CameraId[], shown: readonly CameraLine[]): readonly CameraLine[] {
  const onTiles = new Set(shown.map(({ camera }) => camera));
  return offWall.filter((camera) => !onTiles.has(camera)).map(line);
}

/** Cameras without a picture: those whose tile lost it, the latest first, then those the server calls lost or broken, in its order. */
export function lostLines(server: readonly CameraId[], shown: readonly CameraLine[]): readonly CameraLine[] {
  const lines = new Map(shown.map((each) => [each.camera, each]));
  const said = new Set(server);
  const ours = shown.filter(({ camera, wrong }) => wrong === 'lost' && !said.has(camera)).sort((one, other) => (other.lostUtcMs ?? Infinity) - (one.lostUtcMs ?? Infinity));
  return [...ours, ...server.map((camera) => lines.get(camera) ?? line(camera))];
}

/** Whether a camera's number, name, code or address holds all the words. */
export const holdsWords = (camera: Camera | undefined, text: string): boolean => {
  if (text === '') return true;
  return camera !== undefined && matchesFolded(foldText([camera.number, camera.name, camera.code ?? '', camera.address ?? ''].join(' | ')), foldText(text));
};

const firstLost = (tiles: readonly WallTile[]): number | null => {
  const times = tiles.filter(({ condition }) => condition === 'lost').flatMap((tile) => lastPictureUtcMs(tile) ?? []);
  return times.length === 0 ? null : Math.min(...times);
};

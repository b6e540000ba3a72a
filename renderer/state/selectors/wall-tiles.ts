import { runPlace } from '@contract/domain/sequence.ts';
import type { TileContent } from '@contract/domain/tile-content.ts';
import type { TileReport } from '@contract/domain/tile-report.ts';
import type { TileStateKind } from '@contract/domain/tile-state.ts';
import { DESK_SURFACE, monitorSurface, type CameraId, type NodeId, type SurfaceId } from '@contract/domain/units.ts';
import type { Monitor, Surface, WallNode } from '@contract/domain/wall.ts';
import type { Records } from '@contract/state/patch.ts';
import type { TileReportsRecord } from '@contract/state/slices.ts';
import { byNumber } from './records.ts';

/**
 * How a tile stands, as far as this console knows. `plain`: it holds no pictures of a camera; `silent`: it has said nothing yet;
 * `old`: it has said nothing for too long; `away`: the PC that drives its monitor is not there.
 */
export type TileCondition = TileStateKind | 'plain' | 'silent' | 'old' | 'away';

/** A tile that holds something, on the desk or on the wall. */
export interface WallTile {
  /** The same as long as the place is: rows of a table keep theirs. */
  readonly key: string;
  readonly surface: SurfaceId;
  /** Null: the desk. */
  readonly monitor: Monitor | null;
  /** Index in the arrangement. */
  readonly tile: number;
  readonly content: TileContent;
  /** The camera it shows at this moment; null: none. */
  readonly camera: CameraId | null;
  readonly condition: TileCondition;
  /** What it said last of the camera it shows; null: nothing, or what it said is of another one. */
  readonly report: TileReport | null;
  /** Server's time at which that was heard, ms; null without a report. */
  readonly heardUtcMs: number | null;
}

export interface WallTilesInput {
  readonly monitors: Records<Monitor>;
  readonly nodes: Records<WallNode>;
  readonly surfaces: Records<Surface>;
  readonly reports: Records<TileReportsRecord>;
  readonly picked: CameraId | null;
  readonly nowUtcMs: number;
  readonly heard: (record: TileReportsRecord) => Heard;
}

/** When this window heard a report: how long ago, and at what time of the server's clock, ms. */
export interface Heard {
  readonly agoMs: number;
  readonly utcMs: number;
}

/** Tiles report every two seconds; after this long what they said is no longer how they are. */
export const REPORT_OLD_MS = 6_000;

/** Every tile that holds something on a monitor that is there (or on a PC that should be), by monitor and number; the desk's come last. */
export function wallTiles(input: WallTilesInput): readonly WallTile[] {
  const isDown = (node: NodeId | null): boolean => node !== null && input.nodes.get(node)?.state === 'down';
  const places: readonly { readonly surface: SurfaceId; readonly monitor: Monitor | null }[] = [
    ...byNumber(input.monitors)
      .filter(({ present, node }) => present || isDown(node))
      .map((monitor) => ({ surface: monitorSurface(monitor.id), monitor })),
    { surface: DESK_SURFACE, monitor: null },
  ];
  return places.flatMap(({ surface, monitor }) => {
    const contents = input.surfaces.get(surface)?.contents ?? [];
    const record = input.reports.get(surface);
    const heard = record === undefined ? null : input.heard(record);
    const isOld = heard !== null && heard.agoMs > REPORT_OLD_MS;
    const isAway = monitor !== null && isDown(monitor.node);
    return contents.flatMap((content, tile): readonly WallTile[] => {
      if (content === null) return [];
      const told = record?.tiles.find((each) => each.tile === tile) ?? null;
      const camera = cameraNow(content, told, input);
      // The desk is silent while another screen is open: that is no fault, and what it said before is not so any more.
      const isSilent = isOld && monitor === null;
      const report = told !== null && told.camera === camera && !isSilent ? told : null;
      return [
        {
          key: `${surface} ${String(tile)}`,
          surface,
          monitor,
          tile,
          content,
          camera,
          report,
          condition: conditionOf(camera, report, { isAway, isOld }),
          heardUtcMs: report === null || heard === null ? null : heard.utcMs,
        },
      ];
    });
  });
}

function cameraNow(content: TileContent, told: TileReport | null, { picked, nowUtcMs }: WallTilesInput): CameraId | null {
  if (content.kind === 'camera') return content.camera;
  if (content.kind === 'hotspot') return picked;
  if (content.kind !== 'sequence') return null;
  const { steps } = content.sequence;
  // The tile itself knows best which step it shows.
  if (told !== null && steps.some(({ camera }) => camera === told.camera)) return told.camera;
  return steps[runPlace(steps, content.run, nowUtcMs).step]?.camera ?? null;
}

const conditionOf = (camera: CameraId | null, report: TileReport | null, { isAway, isOld }: { readonly isAway: boolean; readonly isOld: boolean }): TileCondition => {
  if (isAway) return 'away';
  if (camera === null) return 'plain';
  if (report === null) return 'silent';
  return isOld ? 'old' : report.state;
};

/** The tiles of before when nothing about them changed, so that what is drawn of them is not drawn again. */
export const keptTiles = (before: readonly WallTile[], now: readonly WallTile[]): readonly WallTile[] => {
  if (before.length !== now.length) return now;
  const isSame = now.every((tile, index) => {
    const was = before[index];
    return was !== undefined && (Object.keys(tile) as (keyof WallTile)[]).every((key) => was[key] === tile[key]);
  });
  return isSame ? before : now;
};

const WRONG: readonly TileCondition[] = ['delayed', 'stale', 'lost', 'denied', 'unsupported', 'old', 'away'];
/** Whether somebody should look at it. Fewer pictures on purpose are not wrong. */
export const isWrong = (condition: TileCondition): boolean => WRONG.includes(condition);

/** Whether a tile brings fewer pictures than it could because this console decided so. */
export const isLowered = ({ condition, report }: WallTile): boolean => report !== null && report.lowered !== null && condition !== 'old' && condition !== 'away';

export interface TileSums {
  readonly tiles: number;
  readonly live: number;
  readonly wrong: number;
  readonly lowered: number;
  readonly fps: number;
  readonly kbps: number;
}

/** What some tiles come to together. */
export const sumsOf = (tiles: readonly WallTile[]): TileSums => {
  const heard = tiles.filter(({ condition }) => condition !== 'old' && condition !== 'away');
  return {
    tiles: tiles.length,
    live: tiles.filter(({ condition }) => condition === 'live' || condition === 'reduced').length,
    wrong: tiles.filter(({ condition }) => isWrong(condition)).length,
    lowered: tiles.filter(isLowered).length,
    fps: heard.reduce((sum, { report }) => sum + (report?.fps ?? 0), 0),
    kbps: heard.reduce((sum, { report }) => sum + (report?.kbps ?? 0), 0),
  };
};

/** When the last picture of a tile was taken, by the server's time; null: not known. */
export const lastPictureUtcMs = ({ report, heardUtcMs }: WallTile): number | null => (report === null || report.ageMs === null || heardUtcMs === null ? null : heardUtcMs - report.ageMs);

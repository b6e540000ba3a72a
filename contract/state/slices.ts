import type { Camera, CameraState, OrgUnit } from '../domain/camera.ts';
import type { SessionState } from '../domain/session.ts';
import type { TierConnection, TierService } from '../domain/tier.ts';
import type { UtcMs } from '../domain/units.ts';
import type { Layout, Monitor, Surface } from '../domain/wall.ts';

/** One-record slices hold their record under this id. */
export const ONLY = 'only';

export interface SessionRecord {
  readonly id: typeof ONLY;
  readonly session: SessionState;
  /** Where this console keeps secrets: unavailable means a sign-in that lasts only until the console closes. */
  readonly vault: 'available' | 'unavailable' | 'locked';
  /** True on a PC that only drives a wall, under its own device identity. */
  readonly wallOnly: boolean;
}

export interface TierRecord {
  readonly id: typeof ONLY;
  /** As shown: host and port, never credentials. */
  readonly address: string;
  readonly service: TierService | null;
  readonly connection: TierConnection;
  /** Server clock minus this PC's clock, ms. */
  readonly clockOffsetMs: number;
  /** When the directory shown was last confirmed by the server; null: never. */
  readonly directoryUtcMs: UtcMs | null;
  /** Cameras known, and records left out because they could not be read. */
  readonly directoryTotal: number;
  readonly directorySkipped: number;
  readonly directoryState: 'empty' | 'loading' | 'cached' | 'current';
}

export interface SettingsRecord {
  readonly id: typeof ONLY;
  readonly language: 'vi' | 'en';
}

/** Something main wants the operator to know, until dismissed or replaced. */
export interface NoticeRecord {
  readonly id: string;
  readonly level: 'info' | 'warning' | 'error';
  /** Key in `notices.json`. */
  readonly messageKey: string;
  readonly values: Readonly<Record<string, string | number>>;
  readonly utcMs: UtcMs;
}

/** What main shares, by slice: records by id. Numbers that change every frame are never in here. */
export interface SliceRecords {
  readonly session: SessionRecord;
  readonly tier: TierRecord;
  readonly settings: SettingsRecord;
  readonly units: OrgUnit;
  /** The whole directory; only for the desk. */
  readonly cameras: Camera;
  /** The cameras that some surface shows now; for walls. */
  readonly shownCameras: Camera;
  readonly cameraStates: CameraState;
  readonly layouts: Layout;
  readonly monitors: Monitor;
  readonly surfaces: Surface;
  readonly notices: NoticeRecord;
}

export type SliceName = keyof SliceRecords;
export const SLICE_NAMES: readonly SliceName[] = ['session', 'tier', 'settings', 'units', 'cameras', 'shownCameras', 'cameraStates', 'layouts', 'monitors', 'surfaces', 'notices'];

/** Kinds of windows; a window says its own in `<html data-window>`. */
export const WINDOW_KINDS = ['desk', 'wall'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

/** Slices a window may subscribe to: a wall never holds the directory, cameras or units. */
export const SLICES_FOR: Readonly<Record<WindowKind, readonly SliceName[]>> = {
  desk: ['session', 'tier', 'settings', 'units', 'cameras', 'cameraStates', 'layouts', 'monitors', 'surfaces', 'notices'],
  wall: ['session', 'tier', 'settings', 'shownCameras', 'monitors', 'surfaces'],
};

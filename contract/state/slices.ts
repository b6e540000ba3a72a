import type { BaseMapInUse } from '../domain/base-map.ts';
import type { Camera, CameraState, OrgUnit } from '../domain/camera.ts';
import type { CameraGroup, SavedSearch } from '../domain/camera-group.ts';
import type { ConditionCounts, MapMark } from '../domain/camera-query.ts';
import type { Force } from '../domain/force.ts';
import type { PtzAsk, PtzHead } from '../domain/ptz.ts';
import type { PtzSettings } from '../domain/ptz-settings.ts';
import type { SessionState } from '../domain/session.ts';
import type { TierConnection, TierService } from '../domain/tier.ts';
import type { UtcMs } from '../domain/units.ts';
import type { Alarm, AlarmAct } from '../domain/alarm.ts';
import type { AlarmSoundSettings } from '../domain/alarm-sound-settings.ts';
import type { AlarmCounts, FloodBand, MissedInterval } from '../domain/alarm-queue.ts';
import type { Sounding } from '../domain/alarm-sound.ts';
import type { Handover, OnDuty } from '../domain/duty.ts';
import type { MaskLift } from '../domain/privacy-mask.ts';
import type { TileReport } from '../domain/tile-report.ts';
import type { AlarmId, CameraId, SurfaceId, UnitId } from '../domain/units.ts';
import type { Layout, LayoutConflict, Monitor, Surface, WallNode } from '../domain/wall.ts';
import type { WallScene } from '../domain/wall-scene.ts';

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
  /** Keys the operator changed, by command; the others are as the catalogue has them. */
  readonly keys: Readonly<Record<string, string>>;
  /** Null: the usual budget of the tier. */
  readonly linkBudgetKbps: number | null;
  /** Origins a web tile may show, e.g. `https://thoitiet.example.vn`. Set by the site's installer. */
  readonly webOrigins: readonly string[];
  /** Folder of snapshots, as shown. */
  readonly snapshotFolder: string;
  /** Joysticks and speeds; absent: as delivered. */
  readonly steering?: PtzSettings;
  /** Absent: the bundled one. */
  readonly baseMap?: BaseMapInUse;
  /** What alarms sound like at this PC; left out: as usual. */
  readonly sounds?: AlarmSoundSettings;
}

/** The desk's alarms as a whole. The queue itself is asked for, part by part (`alarms.queue`). */
export interface AlarmDeskRecord {
  readonly id: typeof ONLY;
  /** Rises when anything about any alarm changed; at most ten times a second. */
  readonly revision: number;
  readonly counts: AlarmCounts;
  /** Alarms raised since this console began, rises only. */
  readonly raised: number;
  /** New alarms of the last ten minutes for this desk, and how much that is for one operator. */
  readonly inTenMinutes: number;
  readonly band: FloodBand;
  /** From a snapshot or the stream of now; false: what this PC kept. */
  readonly isCurrent: boolean;
  /** Oldest first. */
  readonly missed: readonly MissedInterval[];
  /** Rises when the detail of an alarm changed that was asked for lately: ask for it again. */
  readonly detailRevision: number;
  /** Rises for what changed besides alarms, or may have: ask for it again. */
  readonly topics: Readonly<Record<'duty' | 'procedures' | 'rules' | 'contacts' | 'plans', number>>;
  /** What sounds now, the gravest that nobody has seen; null: silence. */
  readonly sounding: Sounding | null;
  /** Sounds are off until then; null: on. Priority 1 never longer than 60 s. */
  readonly mutedUntilUtcMs: UtcMs | null;
}

/** Work that waited for the server, or waits. */
export interface OutboxRecord {
  readonly id: string;
  readonly alarm: AlarmId;
  readonly title: string;
  readonly act: AlarmAct['kind'] | 'procedure-start' | 'procedure-step' | 'task-answer';
  readonly madeUtcMs: UtcMs;
  /** `refused` and `done` stay until the person has read them. */
  readonly state: 'waiting' | 'done' | 'refused';
  /** Why; null but for `refused`. */
  readonly code: string | null;
}

/** Who is on duty at this tier, and a handover under way. */
export interface DutyRecord {
  readonly id: typeof ONLY;
  readonly onDuty: readonly OnDuty[];
  readonly handover: Handover | null;
}

/** Use of the link to the tier by this PC's pictures, every two seconds. */
export interface LinkUseRecord {
  readonly id: typeof ONLY;
  readonly budgetKbps: number;
  /** What all tiles asked for, and what they were given. */
  readonly wantedKbps: number;
  readonly plannedKbps: number;
  readonly measuredKbps: number;
  readonly streams: number;
  /** Streams that bring less than asked for, by cause. */
  readonly loweredByLink: number;
  readonly loweredByMachine: number;
}

/** The camera picked at the desk, for hotspot tiles. */
export interface PickedRecord {
  readonly id: typeof ONLY;
  readonly camera: CameraId | null;
}

/** What the tiles of one place said of themselves last. */
export interface TileReportsRecord {
  readonly id: SurfaceId;
  readonly utcMs: UtcMs;
  readonly tiles: readonly TileReport[];
}

/** The broker that joins several PCs into one wall. */
export interface WallLinkRecord {
  readonly id: typeof ONLY;
  /** `off`: this PC is a wall of its own. */
  readonly state: 'off' | 'connecting' | 'online' | 'offline';
  readonly address: string;
}

/** Cameras of a unit, of its own and with all units below it. */
export interface UnitCountsRecord {
  readonly id: UnitId;
  readonly own: number;
  readonly total: number;
  /** Of `total`; all `unknown` while the server has said nothing. */
  readonly conditions: ConditionCounts;
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
  readonly unitCounts: UnitCountsRecord;
  /** The cameras the desk has to do with now: on any surface, in an alarm, or in sight of a list. The directory itself stays in its process. */
  readonly usedCameras: Camera;
  /** The cameras that some surface shows now; for walls. */
  readonly shownCameras: Camera;
  /** Of the used cameras. */
  readonly cameraStates: CameraState;
  /** What stands on the map in sight. */
  readonly mapMarks: MapMark;
  readonly forces: Force;
  readonly groups: CameraGroup;
  readonly searches: SavedSearch;
  /** Heads that somebody holds or that move. */
  readonly ptzHeads: PtzHead;
  readonly ptzAsks: PtzAsk;
  readonly layouts: Layout;
  readonly monitors: Monitor;
  readonly surfaces: Surface;
  readonly notices: NoticeRecord;
  readonly scenes: WallScene;
  readonly layoutConflicts: LayoutConflict;
  readonly picked: PickedRecord;
  /** The 500 gravest of the queue, for lists, maps and tiles. */
  readonly alarms: Alarm;
  readonly alarmDesk: AlarmDeskRecord;
  readonly alarmOutbox: OutboxRecord;
  readonly duty: DutyRecord;
  readonly maskLifts: MaskLift;
  readonly linkUse: LinkUseRecord;
  readonly tileReports: TileReportsRecord;
  readonly nodes: WallNode;
  readonly wallLink: WallLinkRecord;
}

export type SliceName = keyof SliceRecords;
export const SLICE_NAMES: readonly SliceName[] = ['session', 'tier', 'settings', 'units', 'unitCounts', 'usedCameras', 'shownCameras', 'cameraStates', 'mapMarks', 'forces', 'groups', 'searches', 'ptzHeads', 'ptzAsks', 'layouts', 'monitors', 'surfaces', 'notices', 'scenes', 'layoutConflicts', 'picked', 'alarms', 'alarmDesk', 'alarmOutbox', 'duty', 'maskLifts', 'linkUse', 'tileReports', 'nodes', 'wallLink'];

/** Kinds of windows; a window says its own in `<html data-window>`. */
export const WINDOW_KINDS = ['desk', 'wall'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];

/** Slices a window may subscribe to: a wall never holds the directory, cameras or units. */
export const SLICES_FOR: Readonly<Record<WindowKind, readonly SliceName[]>> = {
  desk: ['session', 'tier', 'settings', 'units', 'unitCounts', 'usedCameras', 'cameraStates', 'mapMarks', 'forces', 'groups', 'searches', 'ptzHeads', 'ptzAsks', 'layouts', 'monitors', 'surfaces', 'notices', 'scenes', 'layoutConflicts', 'picked', 'alarms', 'alarmDesk', 'alarmOutbox', 'duty', 'maskLifts', 'linkUse', 'tileReports', 'nodes', 'wallLink'],
  wall: ['session', 'tier', 'settings', 'shownCameras', 'monitors', 'surfaces', 'picked', 'alarms', 'ptzHeads'],
};

import { unitId, type CameraId, type UnitId, type UtcMs } from './units.ts';
import type { PrivacyMask } from './privacy-mask.ts';
import type { PtzAbilities } from './ptz.ts';
import type { StreamProfile } from './stream.ts';
import type { TierKind } from './tier.ts';

export const CAMERA_KINDS = ['ptz', 'fixed'] as const;
export type CameraKind = (typeof CAMERA_KINDS)[number];

export const CAMERA_PURPOSES = ['traffic', 'security', 'public-place', 'environment', 'building', 'market', 'school', 'residential'] as const;
export type CameraPurpose = (typeof CAMERA_PURPOSES)[number];

/** What the device is made as; whether it turns is its kind. */
export const CAMERA_TYPES = ['bullet', 'dome', 'box', 'panoramic', 'thermal', 'plate'] as const;
export type CameraType = (typeof CAMERA_TYPES)[number];

export const CAMERA_CONNECTIONS = ['direct', 'vms', 'concentrator'] as const;
export type CameraConnection = (typeof CAMERA_CONNECTIONS)[number];

/** What the camera or a server behind it notices by itself (HN 2.2.3.2). No biometric kind is listed: nothing is searched by it. */
export const ANALYTICS = ['intrusion', 'motion', 'crowd', 'counting', 'object-left', 'behaviour', 'plate', 'smoke', 'wrong-way', 'speed', 'congestion', 'parking', 'flood', 'waste'] as const;
export type Analytics = (typeof ANALYTICS)[number];

/** No camera sees farther, metres. */
export const VIEW_RANGE_MAX_M = 5_000;

/** The ground a camera sees, drawn as a sector; of a camera that turns, where it looks when at rest. */
export interface CameraView {
  /** Clockwise from north, 0..360 */
  readonly bearingDeg: number;
  /** Width of the sector, 1..360 */
  readonly angleDeg: number;
  /** How far persons can be told apart, metres, 1..VIEW_RANGE_MAX_M */
  readonly rangeM: number;
}

/** WGS 84. */
export interface Position {
  /** -90..90 */
  readonly latDeg: number;
  /** -180..180 */
  readonly lonDeg: number;
}

/** One video source as configured (HN 2.2.2). Its live status is a record of its own, `CameraState`. */
export interface Camera {
  readonly id: CameraId;
  /** What an operator types to call it; unique in a tier. */
  readonly number: number;
  readonly code?: string;
  readonly name: string;
  readonly kind: CameraKind;
  readonly unitId: UnitId;
  readonly owner?: string;
  readonly purpose?: CameraPurpose;
  readonly address?: string;
  readonly position?: Position;
  /** Metres above ground, 0..500. */
  readonly mountingHeightM?: number;
  readonly make?: string;
  readonly model?: string;
  readonly connection?: CameraConnection;
  readonly type?: CameraType;
  readonly view?: CameraView;
  readonly analytics?: readonly Analytics[];
  /** Free words of the managing unit, at most 20. */
  readonly tags?: readonly string[];
  /** The tier whose server holds it, where that is not the one asked. */
  readonly tier?: TierKind;
  /** What its head can do; absent: it does not turn, or nobody may turn it from here. */
  readonly ptz?: PtzAbilities;
  readonly streams: readonly StreamProfile[];
  /** Drawn over every picture of it; absent: none. */
  readonly masks?: readonly PrivacyMask[];
  readonly hasAudio?: boolean;
}

/** Live status, never stored. `broken`: known out of service (waiting for repair); `lost`: the server gets no picture now. */
export interface CameraState {
  readonly id: CameraId;
  readonly state: 'working' | 'lost' | 'broken';
  readonly sinceUtcMs: UtcMs;
}

/** What is known of a camera's state; `unknown` when the server said nothing yet, as when it is away. */
export const CAMERA_CONDITIONS = ['working', 'lost', 'broken', 'unknown'] as const;
export type CameraCondition = (typeof CAMERA_CONDITIONS)[number];

/** Stands for the unit of cameras whose own the server did not list. */
export const ORPHANS = unitId('?');

/** An organisation that cameras belong to. `parentId` null: a root. */
export interface OrgUnit {
  readonly id: UnitId;
  readonly name: string;
  readonly kind: 'ministry' | 'city' | 'district' | 'town' | 'commune' | 'police' | 'department' | 'board';
  readonly parentId: UnitId | null;
  readonly position?: Position;
}

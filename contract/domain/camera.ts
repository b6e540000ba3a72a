import type { CameraId, UnitId, UtcMs } from './units.ts';
import type { PrivacyMask } from './privacy-mask.ts';
import type { StreamProfile } from './stream.ts';

export const CAMERA_KINDS = ['ptz', 'fixed'] as const;
export type CameraKind = (typeof CAMERA_KINDS)[number];

export const CAMERA_PURPOSES = ['traffic', 'security', 'public-place', 'environment', 'building', 'market', 'school', 'residential'] as const;
export type CameraPurpose = (typeof CAMERA_PURPOSES)[number];

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
  readonly connection?: 'direct' | 'vms' | 'concentrator';
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

/** An organisation that cameras belong to. `parentId` null: a root. */
export interface OrgUnit {
  readonly id: UnitId;
  readonly name: string;
  readonly kind: 'ministry' | 'city' | 'district' | 'town' | 'commune' | 'police' | 'department' | 'board';
  readonly parentId: UnitId | null;
  readonly position?: Position;
}

import type { CameraId, UtcMs } from './units.ts';

/** What a head can do (ONVIF PTZ service: nodes, presets, preset tours, auxiliary commands). */
export interface PtzAbilities {
  /** Degrees from its zero, pan clockwise, tilt up. A full circle: -180..180. */
  readonly panDeg: readonly [number, number];
  readonly tiltDeg: readonly [number, number];
  /** Optical zoom at most, times, 1..60 */
  readonly zoomMax: number;
  /** Compass bearing of pan 0, 0..360; absent: not known, so it cannot be pointed from the map. */
  readonly zeroBearingDeg?: number;
  /** Width of the picture at zoom 1, degrees. */
  readonly wideAngleDeg: number;
  readonly presets: boolean;
  readonly patrols: boolean;
  readonly home: boolean;
  readonly tracking: boolean;
  readonly aux: readonly PtzAux[];
}

/** Lenses and helpers: each is pressed (+1 or -1) and let go (0), or switched on (1) and off (0). */
export const PTZ_AUX = ['focus', 'iris', 'wiper', 'light'] as const;
export type PtzAux = (typeof PTZ_AUX)[number];

/** Where a head looks. */
export interface PtzPosition {
  readonly panDeg: number;
  readonly tiltDeg: number;
  /** 1..zoomMax */
  readonly zoom: number;
}

/** Speeds, each -1..1: to the right, up, closer. All zero: stand still. */
export interface PtzVelocity {
  readonly pan: number;
  readonly tilt: number;
  readonly zoom: number;
}

export const STILL: PtzVelocity = { pan: 0, tilt: 0, zoom: 0 };
export const isStill = ({ pan, tilt, zoom }: PtzVelocity): boolean => pan === 0 && tilt === 0 && zoom === 0;

/** One thing asked of a head that is not a held movement. Shares of the picture are 0..1 from its upper left corner. */
export type PtzAct =
  | { readonly kind: 'centre'; readonly x: number; readonly y: number }
  | { readonly kind: 'box'; readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  | { readonly kind: 'look'; readonly latDeg: number; readonly lonDeg: number }
  | { readonly kind: 'home' }
  | { readonly kind: 'preset-go' | 'preset-save' | 'preset-remove'; readonly preset: number; readonly name?: string }
  | { readonly kind: 'preset-rename'; readonly preset: number; readonly name: string }
  | { readonly kind: 'patrol-start' | 'patrol-stop'; readonly patrol: number }
  | { readonly kind: 'tracking'; readonly on: boolean }
  | { readonly kind: 'aux'; readonly aux: PtzAux; readonly value: -1 | 0 | 1 };

/** A saved position. */
export interface PtzPreset {
  /** 1..255 */
  readonly number: number;
  readonly name: string;
  /** JPEG of what it shows, base64, at most 40 kB; absent: none was taken. */
  readonly pictureBase64?: string;
}

/** Presets in turn. */
export interface PtzPatrol {
  readonly number: number;
  readonly name: string;
  readonly steps: readonly { readonly preset: number; readonly dwellS: number }[];
}

export interface PtzPlaces {
  readonly presets: readonly PtzPreset[];
  readonly patrols: readonly PtzPatrol[];
}

/** 1..100; the higher takes a head from the lower (HN 2.2.2, II.3). */
export type PtzLevel = number;

/** Who has the hand on a head. Seen by everybody who sees the camera. One head, one hand. */
export interface PtzHolder {
  readonly personId: string;
  readonly name: string;
  readonly unitName: string;
  readonly level: PtzLevel;
}

/** How a camera's head stands. Holder null: free. */
export interface PtzHead {
  readonly id: CameraId;
  readonly holder: PtzHolder | null;
  readonly sinceUtcMs: UtcMs;
  /** When a hand that was lent ends; null: until let go, or idle. */
  readonly untilUtcMs: UtcMs | null;
  readonly moving: boolean;
  readonly patrol: number | null;
  readonly tracking: boolean;
  /** Null: not known, as after the link was cut in a movement. */
  readonly position: PtzPosition | null;
}

/** Another unit asks for the hand on a head, for a time. */
export interface PtzAsk {
  readonly id: string;
  readonly camera: CameraId;
  readonly from: PtzHolder;
  readonly minutes: number;
  readonly reason: string;
  readonly askedUtcMs: UtcMs;
  /** `open` until the holder answers or a minute has passed. */
  readonly state: 'open' | 'accepted' | 'declined' | 'expired';
  /** Whether the person here is the one who is asked, or the one who asks. */
  readonly side: 'asked' | 'asking';
}

/** A movement not renewed for this long is stopped: by main, and, should main be gone, by the server. ms */
export const DEAD_MAN_MS = { window: 400, server: 1_000 } as const;
/** How often a held movement is renewed, ms. */
export const RENEW_MS = 150;
/** A hand that does nothing for this long is let go, ms. */
export const IDLE_RELEASE_MS = 60_000;

/** Whether somebody of a level gets the hand: it is free, it is theirs, or theirs is the higher level. */
export function mayTake(head: Pick<PtzHead, 'holder'>, personId: string, level: PtzLevel): boolean {
  const { holder } = head;
  return holder === null || holder.personId === personId || level > holder.level;
}

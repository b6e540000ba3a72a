import { clamp, reachable } from './kinematics.ts';
import type { PtzAbilities, PtzPosition } from './wire.ts';

/** Width of a picture over its height. */
const SHAPE = 16 / 9;
const EARTH_M_PER_DEG = 111_320;
/** Where a mounting height is not known, metres. */
const USUAL_HEIGHT_M = 6;
/** A point looked at from the map fills the picture with this much of the ground, metres. */
const LOOK_WIDTH_M = 45;
const NEAREST_M = 1;

export interface Place {
  readonly latDeg: number;
  readonly lonDeg: number;
}

/** Half the picture's width at distance 1. */
export const halfWidth = (wideAngleDeg: number, zoom: number): number => Math.tan(radians(wideAngleDeg) / 2) / zoom;

/** Where a head must look to have a point of its picture (shares from the upper left corner) in the middle. */
export function centreOn(abilities: PtzAbilities, from: PtzPosition, x: number, y: number): PtzPosition {
  const half = halfWidth(abilities.wideAngleDeg, from.zoom);
  const right = (2 * x - 1) * half;
  const up = ((1 - 2 * y) * half) / SHAPE;
  const tilt = radians(from.tiltDeg);
  const ahead = Math.cos(tilt) - up * Math.sin(tilt);
  const high = Math.sin(tilt) + up * Math.cos(tilt);
  const pan = degrees(Math.atan2(right, ahead));
  return reachable(abilities, { panDeg: from.panDeg + pan, tiltDeg: degrees(Math.atan2(high, Math.hypot(right, ahead))), zoom: from.zoom });
}

/** Where a head must look, and how close, to fill its picture with a part of it. */
export function frameOn(abilities: PtzAbilities, from: PtzPosition, box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): PtzPosition {
  const middle = centreOn(abilities, from, clamp(box.x + box.width / 2, 0, 1), clamp(box.y + box.height / 2, 0, 1));
  const closer = 1 / Math.max(box.width, box.height, 1 / abilities.zoomMax);
  return reachable(abilities, { ...middle, zoom: from.zoom * closer });
}

/** Where a head must look to see a point on the ground; null when it is not known where the head stands or which way its zero is. */
export function lookAt(abilities: PtzAbilities, stands: Place | undefined, mountingHeightM: number | undefined, point: Place): PtzPosition | null {
  if (stands === undefined || abilities.zeroBearingDeg === undefined) return null;
  const northM = (point.latDeg - stands.latDeg) * EARTH_M_PER_DEG;
  const eastM = (point.lonDeg - stands.lonDeg) * EARTH_M_PER_DEG * Math.cos(radians(stands.latDeg));
  const groundM = Math.max(NEAREST_M, Math.hypot(northM, eastM));
  const heightM = mountingHeightM ?? USUAL_HEIGHT_M;
  const bearingDeg = degrees(Math.atan2(eastM, northM));
  const zoom = Math.tan(radians(abilities.wideAngleDeg) / 2) / (LOOK_WIDTH_M / 2 / Math.hypot(groundM, heightM));
  return reachable(abilities, { panDeg: bearingDeg - abilities.zeroBearingDeg, tiltDeg: -degrees(Math.atan2(heightM, groundM)), zoom });
}

export const radians = (deg: number): number => (deg * Math.PI) / 180;
export const degrees = (rad: number): number => (rad * 180) / Math.PI;

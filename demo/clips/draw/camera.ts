import { cross, dot, scale, sub, unit } from './vec.ts';
import type { Vec3 } from './vec.ts';

/** A pinhole camera. `focalPx` is in pixels of the image it projects to. */
export interface Camera {
  readonly eye: Vec3;
  readonly right: Vec3;
  readonly up: Vec3;
  readonly forward: Vec3;
  readonly focalPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Where a camera hangs and what it looks at; the field of view is horizontal. */
export interface CameraPlace {
  readonly eye: Vec3;
  readonly target: Vec3;
  readonly fieldDeg: number;
  readonly rollDeg?: number;
}

/** Nearest distance that is drawn, in metres. */
export const NEAR_M = 0.4;

export function makeCamera(place: CameraPlace, widthPx: number, heightPx: number): Camera {
  const forward = unit(sub(place.target, place.eye));
  const level = unit(cross([0, 1, 0], forward));
  const upright = cross(forward, level);
  const roll = ((place.rollDeg ?? 0) * Math.PI) / 180;
  const turn = (a: Vec3, b: Vec3): Vec3 => [
    a[0] * Math.cos(roll) + b[0] * Math.sin(roll),
    a[1] * Math.cos(roll) + b[1] * Math.sin(roll),
    a[2] * Math.cos(roll) + b[2] * Math.sin(roll),
  ];
  const focalPx = widthPx / 2 / Math.tan((place.fieldDeg * Math.PI) / 360);
  return { eye: place.eye, right: turn(level, upright), up: turn(upright, scale(level, -1)), forward, focalPx, widthPx, heightPx };
}

/** A point's place in the image and its distance along the view, or null when it is behind the near plane. */
export function project(camera: Camera, point: Vec3): { readonly xPx: number; readonly yPx: number; readonly depthM: number } | null {
  const from = sub(point, camera.eye);
  const depthM = dot(from, camera.forward);
  if (depthM < NEAR_M) return null;
  return {
    xPx: camera.widthPx / 2 + (camera.focalPx * dot(from, camera.right)) / depthM,
    yPx: camera.heightPx / 2 - (camera.focalPx * dot(from, camera.up)) / depthM,
    depthM,
  };
}

import type { Camera } from '../server/api-types.ts';

/** Cameras in a fixed order, made when they are asked for: so many that nobody keeps them all. */
export interface CameraSource {
  readonly length: number;
  /** Throws a RangeError outside 0..length - 1. */
  readonly at: (index: number) => Camera;
  readonly idAt: (index: number) => string;
  /** Null for an id that none of them has. */
  readonly indexOf: (cameraId: string) => number | null;
  readonly indexOfNumber: (number: number) => number | null;
  /** How long before the demo's start a camera went out of service, ms; undefined: it works. */
  readonly brokenForMs: (cameraId: string) => number | undefined;
}

export const NO_CAMERAS: CameraSource = {
  length: 0,
  at: (index) => {
    throw new RangeError(`no camera at ${String(index)}`);
  },
  idAt: () => '',
  indexOf: () => null,
  indexOfNumber: () => null,
  brokenForMs: () => undefined,
};

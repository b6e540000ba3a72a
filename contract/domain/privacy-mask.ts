import type { CameraId, UtcMs } from './units.ts';

/** A covered part of the picture: a polygon of 3..MASK_POINTS_MAX corners, as fractions of the whole picture, 0..1 (HN 2.2.3.2b). */
export interface PrivacyMask {
  readonly id: string;
  readonly corners: readonly { readonly x: number; readonly y: number }[];
}
export const MASK_POINTS_MAX = 32;
export const MASKS_MAX = 32;

/** Covers all: stands for masks that could not be read, so that nothing is shown by mistake. */
export const WHOLE_PICTURE: PrivacyMask = {
  id: 'whole',
  corners: [
    { x: 0, y: 0 },
    { x: 1, y: 0 },
    { x: 1, y: 1 },
    { x: 0, y: 1 },
  ],
};

/** The server's leave to see one camera without its masks, for the person who asked, at their desk. */
export interface MaskLift {
  readonly id: CameraId;
  readonly liftId: string;
  readonly untilUtcMs: UtcMs;
  readonly reason: string;
}

/** Whole minutes a lift may be asked for. */
export const LIFT_MINUTES = { min: 1, usual: 5, max: 15 } as const;
export const LIFT_REASON = { min: 10, max: 300 } as const;

/** The masks to draw over a camera now. */
export const masksNow = (masks: readonly PrivacyMask[] | undefined, lift: MaskLift | undefined, nowUtcMs: number): readonly PrivacyMask[] =>
  masks === undefined || (lift !== undefined && lift.untilUtcMs > nowUtcMs) ? [] : masks;

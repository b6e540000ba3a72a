import type { Pace } from './api-types.ts';

/** The timing of a loop: `units` pictures at `frameRate` per second in `loopMs`, moved by `phaseMs`. */
export interface LoopTiming {
  readonly loopMs: number;
  readonly frameRate: number;
  readonly units: number;
  readonly keyEvery: number;
  /** 0..loopMs: how far this camera's loop is ahead of the others'. */
  readonly phaseMs: number;
}

/*
 * Every camera shows, at a moment of the server's clock, the same picture to everybody: pictures are numbered from 1970 on.
 * Picture n is unit n mod units of turn n / units; it is captured when its turn has run for its share of the loop.
 */

/** UTC milliseconds at which picture n is captured. */
export function captureUtcMs(timing: LoopTiming, picture: number): number {
  const turn = Math.floor(picture / timing.units);
  const unit = picture - turn * timing.units;
  return turn * timing.loopMs + (unit * 1000) / timing.frameRate - timing.phaseMs;
}

/** Number of the newest picture captured at or before a UTC millisecond. */
export function pictureAt(timing: LoopTiming, utcMs: number): number {
  const sinceMs = utcMs + timing.phaseMs;
  const turn = Math.floor(sinceMs / timing.loopMs);
  const unit = Math.floor(((sinceMs - turn * timing.loopMs) * timing.frameRate) / 1000 + 1e-6);
  return turn * timing.units + Math.min(unit, timing.units - 1);
}

/** The unit of the loop that a picture shows. */
export const unitOf = (timing: LoopTiming, picture: number): number => picture - Math.floor(picture / timing.units) * timing.units;

/** The newest key frame at or before a picture. */
export function keyPictureOf(timing: LoopTiming, picture: number): number {
  return picture - (unitOf(timing, picture) % timing.keyEvery);
}

/** Of streams whose pictures are all key frames, `key-frames` brings one in this time. */
const KEY_PACE_S = 2;
/** `stills`: one key frame in this time. */
const STILL_EVERY_MS = 5000;

/** Pictures from one to the next that `key-frames` brings. */
const keyStep = ({ keyEvery, frameRate }: LoopTiming): number => (keyEvery === 1 ? Math.max(1, Math.round(frameRate * KEY_PACE_S)) : keyEvery);

/** The first picture at or after `from` that a stream of this pace brings. */
export function nextPicture(timing: LoopTiming, pace: Pace, from: number): number {
  if (pace === 'full') return from;
  const step = keyStep(timing);
  const unit = unitOf(timing, from);
  // The last step of a loop may be a short one: unit 0 always counts.
  const key = from - unit + Math.min(timing.units, Math.ceil(unit / step) * step);
  if (pace === 'key-frames') return key;
  return isFirstOfSlot(timing, key) ? key : nextPicture(timing, pace, key + 1);
}

/** The newest picture at or before `picture` with which a stream of this pace begins. */
export function startPicture(timing: LoopTiming, pace: Pace, picture: number): number {
  if (pace === 'full') return keyPictureOf(timing, picture);
  return picture - (unitOf(timing, picture) % keyStep(timing));
}

/** Whether no earlier key frame lies in the same five seconds of the clock. */
function isFirstOfSlot(timing: LoopTiming, key: number): boolean {
  const slot = (picture: number): number => Math.floor(captureUtcMs(timing, picture) / STILL_EVERY_MS);
  return slot(startPicture(timing, 'key-frames', key - 1)) !== slot(key);
}

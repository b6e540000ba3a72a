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

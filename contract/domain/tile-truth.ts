import type { ErrorCode } from './error-code.ts';
import { assertNever } from './result.ts';
import { slowerPace, STILL_EVERY_S, type LoweredBy, type Pace, type StreamStatus } from './stream.ts';
import { faultOf, type TileFault } from './tile-fault.ts';
import type { TileState } from './tile-state.ts';

export type DecoderReport = 'ok' | 'waiting-key-frame' | 'error' | 'unsupported';

/** When something happened: this PC's monotonic clock, and the server's clock as known then. Both ms. */
export interface TileInstant {
  readonly nowMonoMs: number;
  readonly serverNowUtcMs: number;
}

export type TileInput = TileInstant &
  (
    /** `isReplay`: what comes is recorded. */
    | { readonly kind: 'assigned'; readonly isReplay?: boolean }
    | { readonly kind: 'cleared' }
    /** A new stream or a new decoder carries this tile: media time starts again. Proves nothing. */
    | { readonly kind: 'restarted' }
    | { readonly kind: 'request-failed'; readonly code: ErrorCode }
    | { readonly kind: 'status'; readonly status: StreamStatus }
    /** The presenter drew a picture. `mediaTimeUs` is that of the picture within its stream. */
    | { readonly kind: 'presented'; readonly captureUtcMs: number; readonly mediaTimeUs: number }
    | { readonly kind: 'decoder'; readonly report: DecoderReport }
    /** Whether the pictures of the last ten seconds all were the same one. */
    | { readonly kind: 'stillness'; readonly isStill: boolean }
    /** Nobody can see the tile, its feed is stopped; and back again. */
    | { readonly kind: 'paused' }
    | { readonly kind: 'resumed' }
    /** Put back where it can be seen, after a while in which it stood nowhere. */
    | { readonly kind: 'put-back' }
    | { readonly kind: 'tick' }
  );

interface Shown {
  readonly captureUtcMs: number;
  readonly monoMs: number;
  /** Until when it counts as now. */
  readonly freshUntilMonoMs: number;
  /** When drawn, or agreed since: a faster pace is believed only by a picture drawn at it. */
  readonly pace: Pace;
  readonly loweredBy: LoweredBy | null;
}

interface Below {
  readonly sinceMonoMs: number;
  readonly lastMonoMs: number;
  readonly captureUtcMs: number;
  readonly mediaTimeUs: number;
}

/** The server's clock as this tile believes it: a step back is believed only when it has stood for a while. */
interface TrustedClock {
  readonly skewMs: number;
  readonly doubt: { readonly skewMs: number; readonly sinceMonoMs: number } | null;
}

/** A tile's truth; made by `idleTile`, changed by `reduceTile` alone. `state` keeps its identity while nothing to be said changes. */
export interface Tile {
  readonly state: TileState;
  readonly assigned: boolean;
  readonly paused: boolean;
  readonly isReplay: boolean;
  readonly pace: Pace;
  readonly loweredBy: LoweredBy | null;
  readonly fault: TileFault | null;
  readonly decoder: DecoderReport;
  /** The decoder failed, and no picture it made since has been drawn. */
  readonly isDamaged: boolean;
  /** How long one picture counts as now: 1 s, more for slow streams. */
  readonly freshMs: number;
  /** Since when a first picture is awaited. */
  readonly waitingSinceMonoMs: number;
  /** Newest picture drawn since assigned. */
  readonly shown: Shown | null;
  /** Pictures not newer than this are no evidence. */
  readonly floorCaptureUtcMs: number;
  readonly floorMediaTimeUs: number;
  /** Pictures that stay below the floor but go on among themselves, since when: a clock upstream was set back. */
  readonly below: Below | null;
  /** The camera repeats one picture; `isOver`: the next picture drawn ends it. */
  readonly still: { readonly sinceUtcMs: number; readonly isOver: boolean } | null;
  readonly lateUntilMonoMs: number;
  readonly isLate: boolean;
  readonly clock: TrustedClock | null;
  readonly at: TileInstant;
}

/** How long one picture counts as now when only key frames come: the longest usual group of pictures, and some. */
const KEY_FRAME_FRESH_MS = 6_500;
const STILL_FRESH_MS = STILL_EVERY_S * 1_000 + 4_000;
/** A picture counts as now for this long. */
export const FRESH_MS = 1_000;
/** The most a slow stream is given; with a 250 ms tick a tile stops saying live within 2 s. */
export const FRESH_MAX_MS = 1_750;
/** Older pictures are delayed. */
export const LATE_MS = 3_000;
/** No picture for this long: lost. */
export const LOST_MS = 5_000;
/** How long a first picture may take. */
export const FIRST_PICTURE_MS = 8_000;
/** Pictures from further in the future than this cannot be dated. */
const FUTURE_MS = 1_000;
/** Pictures below the floor that go on among themselves for this long are the camera's new time; a pause of `BELOW_PAUSE_MS` starts the count again. */
const BELOW_TRUST_MS = 3_000;
const BELOW_PAUSE_MS = 2_000;
/** A late tile is live again below this age, and not before `LATE_HOLD_MS` have passed without a late picture. */
const LATE_LEAVE_MS = 2_500;
const LATE_HOLD_MS = 2_000;
/** Smaller steps of the server's clock are followed at once. */
const CLOCK_STEP_MS = 250;
const CLOCK_TRUST_MS = 5_000;

const IDLE: TileState = { kind: 'idle' };

export const idleTile = (): Tile => ({
  state: IDLE,
  assigned: false,
  paused: false,
  isReplay: false,
  pace: 'full',
  loweredBy: null,
  fault: null,
  decoder: 'ok',
  isDamaged: false,
  freshMs: FRESH_MS,
  waitingSinceMonoMs: 0,
  shown: null,
  floorCaptureUtcMs: -Infinity,
  floorMediaTimeUs: -Infinity,
  below: null,
  still: null,
  lateUntilMonoMs: -Infinity,
  isLate: false,
  clock: null,
  at: { nowMonoMs: 0, serverNowUtcMs: 0 },
});

/** Age of the picture on the glass at the tile's last input, whole ms, never negative; null when there is none, or its time cannot be true. */
export const pictureAgeMs = (tile: Tile): number | null => {
  const shown = datedPicture(tile);
  return shown === null ? null : Math.max(0, Math.round(rawAgeMs(tile, shown)));
};

/** Capture time of the picture on the glass; null when there is none, or when it claims to come from the future. */
export const pictureCaptureUtcMs = (tile: Tile): number | null => datedPicture(tile)?.captureUtcMs ?? null;

const datedPicture = (tile: Tile): Shown | null => (tile.shown === null || rawAgeMs(tile, tile.shown) < -FUTURE_MS ? null : tile.shown);

/** The one place where a tile's state is decided. Pure; inputs in any order are safe. */
export const reduceTile = (tile: Tile, input: TileInput): Tile => {
  const changed = applyInput(atInstant(tile, input), input);
  const judged = judgeLateness(changed);
  const state = judgeState(judged);
  return { ...judged, state: isSameState(tile.state, state) ? tile.state : state };
};

/** Moves time on. Monotonic time never goes back; the server's may, and is then doubted first. */
const atInstant = (tile: Tile, input: TileInput): Tile => {
  const nowMonoMs = Math.max(tile.at.nowMonoMs, input.nowMonoMs);
  const skewMs = input.serverNowUtcMs - nowMonoMs;
  const moved = (clock: TrustedClock): Tile => ({ ...tile, clock, at: { nowMonoMs, serverNowUtcMs: nowMonoMs + clock.skewMs } });
  const { clock } = tile;
  if (clock === null || skewMs >= clock.skewMs - CLOCK_STEP_MS) return moved({ skewMs, doubt: null });
  const { doubt } = clock;
  if (doubt === null || Math.abs(doubt.skewMs - skewMs) > CLOCK_STEP_MS) return moved({ skewMs: clock.skewMs, doubt: { skewMs, sinceMonoMs: nowMonoMs } });
  if (nowMonoMs - doubt.sinceMonoMs < CLOCK_TRUST_MS) return moved(clock);
  // The server's time went back for good: pictures dated by the old time no longer bar the new ones.
  const believed = moved({ skewMs, doubt: null });
  return { ...believed, floorCaptureUtcMs: Math.min(tile.floorCaptureUtcMs, believed.at.serverNowUtcMs), floorMediaTimeUs: -Infinity };
};

const applyInput = (tile: Tile, input: TileInput): Tile => {
  switch (input.kind) {
    case 'assigned':
      return { ...idleTile(), clock: tile.clock, at: tile.at, assigned: true, isReplay: input.isReplay === true, paused: tile.paused, waitingSinceMonoMs: tile.at.nowMonoMs };
    case 'cleared':
      return { ...idleTile(), clock: tile.clock, at: tile.at, paused: tile.paused };
    case 'restarted':
      return { ...tile, floorMediaTimeUs: -Infinity, below: null, decoder: 'ok' };
    case 'request-failed':
      return withFault(tile, faultOf(input.code));
    case 'status':
      return withStatus(tile, input.status);
    case 'presented':
      return withPicture(tile, input.captureUtcMs, input.mediaTimeUs);
    case 'decoder':
      if (input.report === 'unsupported') return withFault(tile, { kind: 'unsupported', cause: 'codec' });
      return { ...tile, decoder: input.report, isDamaged: tile.isDamaged || input.report === 'error' };
    case 'stillness':
      return withStillness(tile, input.isStill);
    case 'paused':
      return { ...tile, paused: true };
    case 'resumed':
      return tile.paused ? awaitingPicture({ ...tile, paused: false, still: null }) : tile;
    case 'put-back':
      return awaitingPicture(tile);
    case 'tick':
      return tile;
    default:
      return assertNever(input);
  }
};

/** What was drawn before is no evidence of what the glass shows now. */
const awaitingPicture = (tile: Tile): Tile => ({ ...tile, shown: null, waitingSinceMonoMs: tile.at.nowMonoMs });

const withStatus = (tile: Tile, status: StreamStatus): Tile => {
  switch (status.kind) {
    case 'opening':
      return tile;
    case 'open': {
      const { pace, lowered: loweredBy } = status;
      const isSlower = pace !== tile.pace && pace !== 'full' && tile.shown !== null;
      const freshMs = freshFor(pace, status.frameRate);
      // The picture on the glass came at the old pace; the next one has the time of the new pace.
      const shown = isSlower && tile.shown !== null ? { ...tile.shown, freshUntilMonoMs: tile.at.nowMonoMs + freshMs, pace, loweredBy } : tile.shown;
      return reopened({ ...tile, freshMs, pace, loweredBy, shown });
    }
    case 'interrupted':
    case 'refused':
      return withFault(tile, faultOf(status.code));
    case 'unreachable':
      return withFault(tile, { kind: 'lost', cause: 'server-unreachable', sinceUtcMs: null });
    case 'closed':
      return withFault(tile, { kind: 'lost', cause: 'stream-ended', sinceUtcMs: null });
    default:
      return assertNever(status);
  }
};

const freshFor = (pace: Pace, frameRate: number): number => {
  if (pace === 'key-frames') return KEY_FRAME_FRESH_MS;
  if (pace === 'stills') return STILL_FRESH_MS;
  return frameRate > 0 ? Math.min(FRESH_MAX_MS, Math.max(FRESH_MS, 3_000 / frameRate)) : FRESH_MS;
};

/** The stream is there again: what it was lost for has passed, but only a picture makes the tile live. */
const reopened = (tile: Tile): Tile => {
  if (tile.fault === null) return tile;
  const floorCaptureUtcMs = Math.min(tile.shown?.captureUtcMs ?? -Infinity, tile.at.serverNowUtcMs);
  if (tile.fault.kind === 'lost' && tile.shown !== null) return { ...tile, floorCaptureUtcMs, fault: { ...tile.fault, cause: 'no-frames' } };
  return { ...tile, fault: null, shown: null, floorCaptureUtcMs, waitingSinceMonoMs: tile.at.nowMonoMs };
};

const withFault = (tile: Tile, fault: TileFault): Tile => {
  if (!tile.assigned) return tile;
  const sinceUtcMs = tile.shown?.captureUtcMs ?? null;
  return {
    ...tile,
    fault: fault.kind === 'lost' ? { ...fault, sinceUtcMs } : fault,
    // Pictures still on their way through the decoder were taken before the fault.
    floorCaptureUtcMs: tile.fault === null ? Math.max(tile.floorCaptureUtcMs, tile.at.serverNowUtcMs) : tile.floorCaptureUtcMs,
  };
};

const withPicture = (tile: Tile, captureUtcMs: number, mediaTimeUs: number): Tile => {
  if (!tile.assigned || tile.paused || tile.fault?.kind === 'denied') return tile;
  if (!(captureUtcMs > tile.floorCaptureUtcMs) || !(mediaTimeUs > tile.floorMediaTimeUs)) return withPictureBelow(tile, captureUtcMs, mediaTimeUs);
  if (captureUtcMs > tile.at.serverNowUtcMs + FUTURE_MS) return withPictureAhead(tile, captureUtcMs, mediaTimeUs);
  return withEvidence(tile, captureUtcMs, mediaTimeUs);
};

const withEvidence = (tile: Tile, captureUtcMs: number, mediaTimeUs: number): Tile => ({
  ...tile,
  fault: null,
  // A picture that was on its way when the decoder failed does not heal it.
  decoder: tile.decoder === 'error' ? 'error' : 'ok',
  isDamaged: tile.decoder === 'error',
  below: null,
  still: tile.still?.isOver === true ? null : tile.still,
  shown: { captureUtcMs, monoMs: tile.at.nowMonoMs, freshUntilMonoMs: tile.at.nowMonoMs + tile.freshMs, pace: tile.pace, loweredBy: tile.loweredBy },
  floorCaptureUtcMs: captureUtcMs,
  floorMediaTimeUs: mediaTimeUs,
});

/** A picture that cannot be true is shown as such, but bars none that comes after it. */
const withPictureAhead = (tile: Tile, captureUtcMs: number, mediaTimeUs: number): Tile => {
  const isRepeated = tile.shown !== null && captureUtcMs <= tile.shown.captureUtcMs;
  if (isRepeated) return tile;
  const { floorCaptureUtcMs, floorMediaTimeUs } = tile;
  return { ...withEvidence(tile, captureUtcMs, mediaTimeUs), floorCaptureUtcMs, floorMediaTimeUs };
};

const withPictureBelow = (tile: Tile, captureUtcMs: number, mediaTimeUs: number): Tile => {
  // While a fault stands these may be pictures that were on their way when it came.
  if (tile.fault !== null && tile.fault.cause !== 'no-frames') return tile;
  const { nowMonoMs } = tile.at;
  const { below } = tile;
  const goesOn = below !== null && captureUtcMs > below.captureUtcMs && mediaTimeUs > below.mediaTimeUs && nowMonoMs - below.lastMonoMs < BELOW_PAUSE_MS;
  if (!goesOn) {
    const isSame = below !== null && captureUtcMs === below.captureUtcMs && mediaTimeUs === below.mediaTimeUs;
    return isSame ? tile : { ...tile, below: { sinceMonoMs: nowMonoMs, lastMonoMs: nowMonoMs, captureUtcMs, mediaTimeUs } };
  }
  if (nowMonoMs - below.sinceMonoMs < BELOW_TRUST_MS) return { ...tile, below: { ...below, lastMonoMs: nowMonoMs, captureUtcMs, mediaTimeUs } };
  return withEvidence(tile, captureUtcMs, mediaTimeUs);
};

const withStillness = (tile: Tile, isStill: boolean): Tile => {
  if (!isStill) return tile.still === null ? tile : { ...tile, still: { ...tile.still, isOver: true } };
  if (tile.shown === null) return tile;
  return { ...tile, still: { sinceUtcMs: tile.still?.sinceUtcMs ?? tile.shown.captureUtcMs, isOver: false } };
};

/** The pace a tile may speak of: that of the picture on the glass, or a slower one that was agreed since. */
const paceShown = (tile: Tile, shown: Shown): Pace => slowerPace(tile.pace, shown.pace);

const rawAgeMs = (tile: Tile, shown: Shown): number => tile.at.serverNowUtcMs - shown.captureUtcMs;

const judgeLateness = (tile: Tile): Tile => {
  const { shown, at } = tile;
  // A picture that merely stands grows old without being late.
  if (shown === null || at.nowMonoMs > shown.freshUntilMonoMs) return tile.isLate ? { ...tile, isLate: false } : tile;
  // Of a slow stream the age on arrival counts: that it then stands is agreed.
  const ageMs = rawAgeMs(tile, shown) - (paceShown(tile, shown) === 'full' ? 0 : at.nowMonoMs - shown.monoMs);
  if (ageMs > LATE_MS) return { ...tile, isLate: true, lateUntilMonoMs: at.nowMonoMs + LATE_HOLD_MS };
  const leaves = tile.isLate && ageMs <= LATE_LEAVE_MS && at.nowMonoMs >= tile.lateUntilMonoMs;
  return leaves ? { ...tile, isLate: false } : tile;
};

const judgeState = (tile: Tile): TileState => {
  const { shown, fault, at } = tile;
  if (!tile.assigned) return IDLE;
  if (fault !== null) return fault;
  if (tile.paused) return { kind: 'connecting', cause: 'paused' };
  if (shown === null) {
    if (at.nowMonoMs - tile.waitingSinceMonoMs > Math.max(FIRST_PICTURE_MS, tile.freshMs)) return { kind: 'lost', cause: silenceCause(tile), sinceUtcMs: null };
    return { kind: 'connecting', cause: tile.decoder === 'waiting-key-frame' ? 'waiting-key-frame' : tile.decoder === 'error' ? 'decoder' : 'opening' };
  }
  if (tile.isReplay) return { kind: 'playback', atUtcMs: Math.floor(shown.captureUtcMs / 1_000) * 1_000 };
  const quietMs = at.nowMonoMs - shown.monoMs;
  const pace = paceShown(tile, shown);
  if (quietMs > (pace === 'full' ? LOST_MS : shown.freshUntilMonoMs - shown.monoMs + LOST_MS - FRESH_MS)) return { kind: 'lost', cause: silenceCause(tile), sinceUtcMs: shown.captureUtcMs };
  if (at.nowMonoMs > shown.freshUntilMonoMs) return { kind: 'stale', cause: silenceCause(tile), lastUtcMs: shown.captureUtcMs };
  if (tile.isDamaged) return { kind: 'stale', cause: 'decoder', lastUtcMs: shown.captureUtcMs };
  if (tile.still !== null) return { kind: 'stale', cause: 'unchanged', lastUtcMs: tile.still.sinceUtcMs };
  const ageMs = rawAgeMs(tile, shown);
  if (ageMs < -FUTURE_MS) return { kind: 'delayed', cause: 'clock', ageS: null };
  if (tile.isLate) return { kind: 'delayed', cause: 'late', ageS: Math.max(0, Math.floor(ageMs / 1_000)) };
  if (pace !== 'full') return { kind: 'reduced', cause: (pace === tile.pace ? tile.loweredBy : shown.loweredBy) ?? 'machine', pace };
  return { kind: 'live' };
};

/** Why no new picture is drawn: the decoder knows more than the silence. */
const silenceCause = ({ decoder }: Tile): 'decoder' | 'waiting-key-frame' | 'no-frames' => (decoder === 'error' ? 'decoder' : decoder === 'waiting-key-frame' ? 'waiting-key-frame' : 'no-frames');

const isSameState = (one: TileState, other: TileState): boolean => {
  const keys = Object.keys(other) as (keyof TileState)[];
  return Object.keys(one).length === keys.length && keys.every((key) => one[key] === other[key]);
};

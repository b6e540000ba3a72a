import type { ErrorCode } from './error-code.ts';
import { assertNever } from './result.ts';
import type { StreamStatus } from './stream.ts';

/** `data-state` of a tile. */
export const TILE_STATE_KINDS = ['idle', 'connecting', 'live', 'delayed', 'stale', 'lost', 'denied', 'unsupported'] as const;
export type TileStateKind = (typeof TILE_STATE_KINDS)[number];

/** Why a tile is not live. Each has a sentence in `assets/locales/<lng>/tiles.json` under `cause`. */
export const TILE_CAUSES = [
  'opening',
  'paused',
  'waiting-key-frame',
  'no-frames',
  'unchanged',
  'late',
  'clock',
  'decoder',
  'camera-lost',
  'camera-broken',
  'camera-unknown',
  'server-unreachable',
  'server-error',
  'stream-ended',
  'gateway-down',
  'not-granted',
  'signed-out',
  'codec',
] as const;
export type TileCause = (typeof TILE_CAUSES)[number];

/**
 * What a tile may say of its picture. Changes at most once a second while a picture runs: what changes with every frame is in
 * `pictureAgeMs`. Times are the server's.
 */
export type TileState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly cause: 'opening' | 'paused' | 'waiting-key-frame' | 'decoder' }
  | { readonly kind: 'live' }
  /** Pictures come, but are old (`late`: whole seconds of age) or cannot be dated (`clock`: `ageS` null). */
  | { readonly kind: 'delayed'; readonly cause: 'late' | 'clock'; readonly ageS: number | null }
  /** The last picture still stands, but is no longer now. */
  | { readonly kind: 'stale'; readonly cause: 'no-frames' | 'waiting-key-frame' | 'decoder'; readonly lastUtcMs: number }
  /** Pictures come and are young, but every one is the same: a camera that repeats itself. */
  | { readonly kind: 'stale'; readonly cause: 'unchanged'; readonly lastUtcMs: number }
  /** `sinceUtcMs`: capture time of the last picture shown; null when there was none. */
  | { readonly kind: 'lost'; readonly cause: LostCause; readonly sinceUtcMs: number | null }
  | { readonly kind: 'denied'; readonly cause: 'not-granted' | 'signed-out' | 'camera-unknown' }
  | { readonly kind: 'unsupported'; readonly cause: 'codec' };

export type LostCause = Extract<TileCause, 'no-frames' | 'decoder' | 'camera-lost' | 'camera-broken' | 'server-unreachable' | 'server-error' | 'stream-ended' | 'gateway-down'>;
export type DecoderReport = 'ok' | 'waiting-key-frame' | 'error' | 'unsupported';

/** When something happened: this PC's monotonic clock, and the server's clock as known then. Both ms. */
export interface TileInstant {
  readonly nowMonoMs: number;
  readonly serverNowUtcMs: number;
}

export type TileInput = TileInstant &
  (
    | { readonly kind: 'assigned' }
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
    | { readonly kind: 'tick' }
  );

type Fault = Extract<TileState, { readonly kind: 'lost' | 'denied' | 'unsupported' }>;

interface Shown {
  readonly captureUtcMs: number;
  readonly monoMs: number;
  /** Until when it counts as now. */
  readonly freshUntilMonoMs: number;
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
  readonly fault: Fault | null;
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

/** Age of the picture on the glass at the tile's last input, whole ms, never negative; null when there is none. */
export const pictureAgeMs = (tile: Tile): number | null => (tile.shown === null ? null : Math.max(0, Math.round(rawAgeMs(tile, tile.shown))));

/** Capture time of the picture on the glass, or null. */
export const pictureCaptureUtcMs = (tile: Tile): number | null => tile.shown?.captureUtcMs ?? null;

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
      return { ...idleTile(), clock: tile.clock, at: tile.at, assigned: true, paused: tile.paused, waitingSinceMonoMs: tile.at.nowMonoMs };
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
      // What was drawn before the pause is no evidence of now.
      return tile.paused ? { ...tile, paused: false, shown: null, still: null, waitingSinceMonoMs: tile.at.nowMonoMs } : tile;
    case 'tick':
      return tile;
    default:
      return assertNever(input);
  }
};

const withStatus = (tile: Tile, status: StreamStatus): Tile => {
  switch (status.kind) {
    case 'opening':
      return tile;
    case 'open': {
      const freshMs = status.frameRate > 0 ? Math.min(FRESH_MAX_MS, Math.max(FRESH_MS, 3_000 / status.frameRate)) : FRESH_MS;
      return reopened({ ...tile, freshMs });
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

/** The stream is there again: what it was lost for has passed, but only a picture makes the tile live. */
const reopened = (tile: Tile): Tile => {
  if (tile.fault === null) return tile;
  const floorCaptureUtcMs = Math.min(tile.shown?.captureUtcMs ?? -Infinity, tile.at.serverNowUtcMs);
  if (tile.fault.kind === 'lost' && tile.shown !== null) return { ...tile, floorCaptureUtcMs, fault: { ...tile.fault, cause: 'no-frames' } };
  return { ...tile, fault: null, shown: null, floorCaptureUtcMs, waitingSinceMonoMs: tile.at.nowMonoMs };
};

const withFault = (tile: Tile, fault: Fault): Tile => {
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
  shown: { captureUtcMs, monoMs: tile.at.nowMonoMs, freshUntilMonoMs: tile.at.nowMonoMs + tile.freshMs },
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

const faultOf = (code: ErrorCode): Fault => {
  switch (code) {
    case 'app/not-allowed':
    case 'session/no-right-to-view':
      return { kind: 'denied', cause: 'not-granted' };
    case 'session/not-signed-in':
    case 'session/expired':
    case 'session/refresh-reused':
      return { kind: 'denied', cause: 'signed-out' };
    case 'camera/unknown':
      return { kind: 'denied', cause: 'camera-unknown' };
    case 'stream/unsupported':
    case 'stream/profile-missing':
      return { kind: 'unsupported', cause: 'codec' };
    case 'camera/lost':
      return { kind: 'lost', cause: 'camera-lost', sinceUtcMs: null };
    case 'camera/broken':
      return { kind: 'lost', cause: 'camera-broken', sinceUtcMs: null };
    case 'stream/gateway-down':
      return { kind: 'lost', cause: 'gateway-down', sinceUtcMs: null };
    case 'tier/unreachable':
    case 'tier/untrusted-certificate':
    case 'tier/insecure-address':
    case 'tier/address-missing':
      return { kind: 'lost', cause: 'server-unreachable', sinceUtcMs: null };
    default:
      return { kind: 'lost', cause: 'server-error', sinceUtcMs: null };
  }
};

const rawAgeMs = (tile: Tile, shown: Shown): number => tile.at.serverNowUtcMs - shown.captureUtcMs;

const judgeLateness = (tile: Tile): Tile => {
  const { shown, at } = tile;
  // A picture that merely stands grows old without being late.
  if (shown === null || at.nowMonoMs > shown.freshUntilMonoMs) return tile.isLate ? { ...tile, isLate: false } : tile;
  const ageMs = rawAgeMs(tile, shown);
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
    if (at.nowMonoMs - tile.waitingSinceMonoMs > FIRST_PICTURE_MS) return { kind: 'lost', cause: tile.decoder === 'error' ? 'decoder' : 'no-frames', sinceUtcMs: null };
    return { kind: 'connecting', cause: tile.decoder === 'waiting-key-frame' ? 'waiting-key-frame' : tile.decoder === 'error' ? 'decoder' : 'opening' };
  }
  const quietMs = at.nowMonoMs - shown.monoMs;
  if (quietMs > LOST_MS) return { kind: 'lost', cause: tile.decoder === 'error' ? 'decoder' : 'no-frames', sinceUtcMs: shown.captureUtcMs };
  if (at.nowMonoMs > shown.freshUntilMonoMs) {
    const cause = tile.decoder === 'error' ? 'decoder' : tile.decoder === 'waiting-key-frame' ? 'waiting-key-frame' : 'no-frames';
    return { kind: 'stale', cause, lastUtcMs: shown.captureUtcMs };
  }
  if (tile.isDamaged) return { kind: 'stale', cause: 'decoder', lastUtcMs: shown.captureUtcMs };
  if (tile.still !== null) return { kind: 'stale', cause: 'unchanged', lastUtcMs: tile.still.sinceUtcMs };
  const ageMs = rawAgeMs(tile, shown);
  if (ageMs < -FUTURE_MS) return { kind: 'delayed', cause: 'clock', ageS: null };
  if (tile.isLate) return { kind: 'delayed', cause: 'late', ageS: Math.max(0, Math.floor(ageMs / 1_000)) };
  return { kind: 'live' };
};

const isSameState = (one: TileState, other: TileState): boolean => {
  const keys = Object.keys(other) as (keyof TileState)[];
  return Object.keys(one).length === keys.length && keys.every((key) => one[key] === other[key]);
};

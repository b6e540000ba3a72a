import { createRandom, type Random } from '../city/random.ts';
import type { Pace } from './api-types.ts';
import type { ClipProfile } from './clips.ts';
import { damaged } from './damage.ts';
import type { Fault } from './fault-board.ts';
import { createFilm } from './fragment.ts';
import { captureUtcMs, keyPictureOf, nextPicture, pictureAt, startPicture, unitOf, type LoopTiming } from './pacing.ts';
import { encodeUnitFrame } from './unit-frame.ts';

/** The connection's send buffer above which pictures are left out until a key frame, and below which they go on. */
const FULL_BYTES = 2 * 1024 * 1024;
const ROOM_BYTES = 512 * 1024;
/** A server that slept longer than this starts again at the newest key frame instead of sending all it missed. */
const CATCH_UP_MS = 1000;

/** Where the frames of a stream go. */
export interface StreamSink {
  readonly send: (frame: Buffer) => void;
  /** Bytes waiting to be sent on the connection. */
  readonly bufferedBytes: () => number;
}

/** Something that sends when its time has come. Has no timer: whoever owns it calls `tick` when `nextDueUtcMs` has come. */
export interface Paced {
  /** Infinity while nothing will be sent. */
  readonly nextDueUtcMs: () => number;
  /** Sends everything due by now. */
  readonly tick: (nowUtcMs: number) => void;
}

/** What is shown: a loop, or pictures made as it happens, of which `newest` says the number of the newest there is (null: none yet). */
export interface Showing {
  readonly source: ClipProfile;
  readonly timing: LoopTiming;
  readonly newest?: (() => number | null) | undefined;
}

export interface LiveStreamOptions extends Showing {
  readonly stream: number;
  readonly sink: StreamSink;
  readonly fault: Fault | null;
  /** Default: full. */
  readonly pace?: Pace;
}

/** The pictures of one open stream of one viewer. */
export interface LiveStream extends Paced {
  /** Goes back to the newest key frame and sends all since then at once. */
  readonly restart: () => void;
  /** From now on the camera has this fault, or none: then the stream restarts with a key frame. */
  readonly setFault: (fault: Fault | null) => void;
  /** From now on fewer pictures, or more: those begin with a key frame. */
  readonly setPace: (pace: Pace) => void;
  /** From now on the camera shows something else: the stream goes on with a key frame of it. What it shows already changes nothing. */
  readonly setShowing: (showing: Showing) => void;
}

export function createLiveStream({ stream, sink, fault: initialFault, pace: initialPace = 'full', ...showing }: LiveStreamOptions): LiveStream {
  let { source, timing, newest } = showing;
  let fault = initialFault;
  let pace = initialPace;
  let random: Random = createRandom(`corrupt ${String(stream)}`);
  /** The next picture to send; null before the first. */
  let next: number | null = null;
  /** When `next` is due; it may be later than its capture. */
  let dueUtcMs = 0;
  let wantsRestart = true;
  let sequence = 0;
  let waitsForKey = false;
  let film = createFilm(source);

  const jumpMs = (): number => (fault?.kind === 'jump' ? fault.jumpMs : 0);
  const payloadOf = (picture: number, unit: number): Uint8Array | null => {
    const bytes = film(picture, unit, jumpMs());
    return bytes !== null && fault?.kind === 'corrupt' ? damaged(bytes, random) : bytes;
  };
  const isLost = (isKey: boolean): boolean => (fault?.kind === 'unkeyed' && isKey) || (fault?.kind === 'loss' && random.next() * 100 < fault.lossPercent);
  const send = (picture: number, preRoll: boolean): void => {
    const unit = unitOf(timing, picture);
    const isKey = unit % timing.keyEvery === 0;
    const waitingBytes = sink.bufferedBytes();
    if (waitingBytes > FULL_BYTES) waitsForKey = true;
    else if (isKey && waitingBytes < ROOM_BYTES) waitsForKey = false;
    const repeated = fault?.kind === 'repeat' ? repeatedUnit(timing, fault) : null;
    const payload = waitsForKey || isLost(isKey) ? null : payloadOf(picture, repeated ?? unit);
    if (payload !== null) {
      sink.send(encodeUnitFrame({ stream, key: isKey || repeated !== null, preRoll, captureUtcMs: captureUtcMs(timing, picture) + jumpMs(), sequence }, payload));
    }
    // Counts on for pictures lost on the way: the gap tells the viewer. What the pace leaves out is not lost.
    sequence = (sequence + 1) >>> 0;
  };
  /** The newest picture there is, whatever the clock says. */
  const there = (): number => (newest === undefined ? Number.POSITIVE_INFINITY : (newest() ?? Number.NEGATIVE_INFINITY));
  const stands = (): boolean => fault?.kind === 'cut' || fault?.kind === 'freeze' || fault?.kind === 'stall-socket';
  const delayMs = (): number => (fault?.kind === 'delay' ? fault.delayMs : 0);
  const jitterMs = (): number => (fault?.kind === 'loss' ? random.next() * fault.jitterMs : 0);
  const goTo = (picture: number): void => {
    next = nextPicture(timing, pace, picture);
    dueUtcMs = captureUtcMs(timing, next) + delayMs() + jitterMs();
  };
  /** How many pictures of this pace lie from one up to another. */
  const count = (from: number, until: number): number => {
    let pictures = 0;
    if (pace === 'full') return until - from;
    for (let at = nextPicture(timing, pace, from); at < until; at = nextPicture(timing, pace, at + 1)) pictures += 1;
    return pictures;
  };

  return {
    nextDueUtcMs: () => {
      if (stands()) return Number.POSITIVE_INFINITY;
      if (next === null || wantsRestart) return there() === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : 0;
      return next > there() ? Number.POSITIVE_INFINITY : dueUtcMs;
    },
    tick: (nowUtcMs) => {
      if (stands()) return;
      const visibleUtcMs = nowUtcMs - delayMs();
      if (next !== null && !wantsRestart && nowUtcMs - dueUtcMs <= CATCH_UP_MS) {
        while (next !== null && dueUtcMs <= nowUtcMs && next <= there()) {
          send(next, false);
          goTo(next + 1);
        }
        return;
      }
      // A start sends up to 2 s at once: it waits for room, so that many starts do not push each other out.
      if (sink.bufferedBytes() > ROOM_BYTES) return;
      const shown = Math.min(pictureAt(timing, visibleUtcMs), there());
      if (shown === Number.NEGATIVE_INFINITY) return;
      // Without key frames there is nothing to go back to.
      const first = fault?.kind === 'unkeyed' ? shown : startPicture(timing, pace, shown);
      if (next !== null && first > next) sequence = (sequence + count(next, first)) >>> 0;
      wantsRestart = false;
      const last = pace === 'full' ? shown : first;
      for (let picture = first; picture <= last; picture += 1) send(picture, picture < last);
      goTo(last + 1);
    },
    restart: () => {
      wantsRestart = true;
    },
    setFault: (now) => {
      const before = fault;
      fault = now;
      random = createRandom(`corrupt ${String(stream)} ${String(now?.sinceUtcMs ?? 0)}`);
      // Pictures held back or standing still go on from where they are; everything else starts clean.
      if (now === null || (before !== null && now.kind !== 'cut' && now.kind !== 'freeze')) wantsRestart = true;
      else if (next !== null) goTo(next);
    },
    setPace: (now) => {
      const before = pace;
      pace = now;
      if (now === before) return;
      if (now === 'full') wantsRestart = true;
      else if (next !== null) goTo(next);
    },
    setShowing: (now) => {
      if (now.source === source) return;
      ({ source, timing, newest } = now);
      film = createFilm(source);
      next = null;
      wantsRestart = true;
    },
  };
}

/** The key frame that was newest when the fault began: the same for every viewer, as long as it lasts. */
function repeatedUnit(timing: LoopTiming, fault: Fault): number {
  return unitOf(timing, keyPictureOf(timing, pictureAt(timing, fault.sinceUtcMs)));
}

import { assertNever } from '../../contract/domain/result.ts';
import { createRandom, type Random } from '../city/random.ts';
import type { ClipProfile } from './clips.ts';
import type { Fault } from './fault-board.ts';
import { captureUtcMs, keyPictureOf, pictureAt, unitOf, type LoopTiming } from './pacing.ts';
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

export interface LiveStreamOptions {
  readonly stream: number;
  readonly source: ClipProfile;
  readonly timing: LoopTiming;
  readonly sink: StreamSink;
  readonly fault: Fault | null;
}

/** One open stream of one viewer. Has no timer: whoever owns it calls `tick` when `nextDueUtcMs` has come. */
export interface LiveStream {
  /** Infinity while nothing will be sent. */
  readonly nextDueUtcMs: () => number;
  /** Sends every picture due by now. */
  readonly tick: (nowUtcMs: number) => void;
  /** Goes back to the newest key frame and sends all since then at once. */
  readonly restart: () => void;
  /** From now on the camera has this fault, or none: then the stream restarts with a key frame. */
  readonly setFault: (fault: Fault | null) => void;
}

export function createLiveStream({ stream, source, timing, sink, fault: initialFault }: LiveStreamOptions): LiveStream {
  let fault = initialFault;
  let random: Random = createRandom(`corrupt ${String(stream)}`);
  /** The next picture to send; null before the first. */
  let next: number | null = null;
  let wantsRestart = true;
  let sequence = 0;
  let waitsForKey = false;

  const send = (picture: number, preRoll: boolean): void => {
    const unit = unitOf(timing, picture);
    const isKey = unit % timing.keyEvery === 0;
    const waitingBytes = sink.bufferedBytes();
    if (waitingBytes > FULL_BYTES) waitsForKey = true;
    else if (isKey && waitingBytes < ROOM_BYTES) waitsForKey = false;
    const repeated = fault?.kind === 'repeat' ? repeatedUnit(timing, fault) : null;
    const bytes = source.units[repeated ?? unit];
    if (!waitsForKey && bytes !== undefined) {
      const payload = fault?.kind === 'corrupt' ? corrupted(bytes, random) : bytes;
      sink.send(encodeUnitFrame({ stream, key: isKey || repeated !== null, preRoll, captureUtcMs: captureUtcMs(timing, picture), sequence }, payload));
    }
    // Counts on for pictures left out: the gap tells the viewer.
    sequence = (sequence + 1) >>> 0;
  };
  const stands = (): boolean => fault?.kind === 'cut' || fault?.kind === 'freeze';
  const delayMs = (): number => (fault?.kind === 'delay' ? fault.delayMs : 0);

  return {
    nextDueUtcMs: () => {
      if (stands()) return Number.POSITIVE_INFINITY;
      return next === null || wantsRestart ? 0 : captureUtcMs(timing, next) + delayMs();
    },
    tick: (nowUtcMs) => {
      if (stands()) return;
      const visibleUtcMs = nowUtcMs - delayMs();
      const newest = pictureAt(timing, visibleUtcMs);
      const goesOn = next !== null && !wantsRestart && visibleUtcMs - captureUtcMs(timing, next) <= CATCH_UP_MS;
      // A start sends up to 2 s at once: it waits for room, so that many starts do not push each other out.
      if (!goesOn && sink.bufferedBytes() > ROOM_BYTES) return;
      const first = next !== null && goesOn ? next : keyPictureOf(timing, newest);
      if (next !== null && first > next) sequence = (sequence + first - next) >>> 0;
      wantsRestart = false;
      for (let picture = first; picture <= newest; picture += 1) send(picture, !goesOn && picture < newest);
      next = newest + 1;
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
    },
  };
}

/** The key frame that was newest when the fault began: the same for every viewer, as long as it lasts. */
function repeatedUnit(timing: LoopTiming, fault: Fault): number {
  return unitOf(timing, keyPictureOf(timing, pictureAt(timing, fault.sinceUtcMs)));
}

/** A damaged copy: cut short, or with bytes turned over. */
function corrupted(bytes: Uint8Array, random: Random): Uint8Array {
  const kind = random.pick(['cut short', 'turned', 'turned', 'turned'] as const);
  switch (kind) {
    case 'cut short':
      return bytes.subarray(0, Math.max(1, Math.floor((bytes.length - 1) * random.next())));
    case 'turned': {
      // Not slice(): a Buffer's slice shares its memory with the clip.
      const copy = new Uint8Array(bytes);
      const count = Math.max(1, Math.ceil(bytes.length / 200));
      for (let turned = 0; turned < count; turned += 1) {
        const at = random.between(0, copy.length - 1);
        copy[at] = (copy[at] ?? 0) ^ random.between(1, 255);
      }
      return copy;
    }
    default:
      return assertNever(kind);
  }
}

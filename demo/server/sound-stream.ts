import { createRandom, type Random } from '../city/random.ts';
import type { Sound } from './clips.ts';
import { damaged } from './damage.ts';
import type { Fault } from './fault-board.ts';
import type { Paced, StreamSink } from './live-stream.ts';
import { encodeUnitFrame } from './unit-frame.ts';

/** Length of a unit. */
export const SOUND_UNIT_MS = 40;
/** A connection with more waiting than this gets no sound: pictures matter more. */
const ROOM_BYTES = 512 * 1024;
/** A server that slept longer than this goes on with the newest unit. */
const CATCH_UP_MS = 200;

export interface SoundStreamOptions {
  readonly stream: number;
  readonly sound: Sound;
  readonly sink: StreamSink;
  readonly fault: Fault | null;
}

/** The sound of one open stream of one viewer. Like the pictures it follows the clock alone: everybody hears the same at the same moment. */
export interface SoundStream extends Paced {
  /** Begins with the newest unit, or falls silent. */
  readonly setOn: (on: boolean) => void;
  readonly setFault: (fault: Fault | null) => void;
}

export function createSoundStream({ stream, sound, sink, fault: initialFault }: SoundStreamOptions): SoundStream {
  const unitBytes = Math.max(1, Math.round((sound.sampleRateHz * SOUND_UNIT_MS) / 1000));
  const units = Math.max(1, Math.floor(sound.bytes.length / unitBytes));
  let fault = initialFault;
  let random: Random = createRandom(`sound ${String(stream)}`);
  let isOn = false;
  /** Number of the next unit since 1970; null: the newest. */
  let next: number | null = null;
  let sequence = 0;

  const stands = (): boolean => !isOn || fault?.kind === 'cut' || fault?.kind === 'freeze' || fault?.kind === 'stall-socket';
  const lateMs = (): number => (fault?.kind === 'delay' ? fault.delayMs : 0);
  /** A unit is whole, and can be sent, when its last sample was heard. */
  const dueUtcMs = (unit: number): number => (unit + 1) * SOUND_UNIT_MS + lateMs();
  const send = (unit: number): void => {
    const at = (unit % units) * unitBytes;
    const bytes = sound.bytes.subarray(at, at + unitBytes);
    const lost = sink.bufferedBytes() > ROOM_BYTES || (fault?.kind === 'loss' && random.next() * 100 < fault.lossPercent);
    const jumpMs = fault?.kind === 'jump' ? fault.jumpMs : 0;
    if (!lost) {
      const payload = fault?.kind === 'corrupt' ? damaged(bytes, random) : bytes;
      sink.send(encodeUnitFrame({ stream, key: false, preRoll: false, sound: true, captureUtcMs: unit * SOUND_UNIT_MS + jumpMs, sequence }, payload));
    }
    sequence = (sequence + 1) >>> 0;
  };

  return {
    nextDueUtcMs: () => {
      if (stands()) return Number.POSITIVE_INFINITY;
      return next === null ? 0 : dueUtcMs(next);
    },
    tick: (nowUtcMs) => {
      if (stands()) return;
      const newest = Math.floor((nowUtcMs - lateMs()) / SOUND_UNIT_MS) - 1;
      const first = next === null || nowUtcMs - dueUtcMs(next) > CATCH_UP_MS ? newest : next;
      if (next !== null && first > next) sequence = (sequence + first - next) >>> 0;
      for (let unit = first; unit <= newest; unit += 1) send(unit);
      next = Math.max(first, newest + 1);
    },
    setOn: (on) => {
      if (on && !isOn) next = null;
      isOn = on;
    },
    setFault: (now) => {
      fault = now;
      random = createRandom(`sound ${String(stream)} ${String(now?.sinceUtcMs ?? 0)}`);
    },
  };
}

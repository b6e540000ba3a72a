import type { Paced, StreamSink } from './live-stream.ts';
import { createFilm } from './fragment.ts';
import { captureUtcMs, keyPictureOf, pictureAt, unitOf } from './pacing.ts';
import { encodeUnitFrame } from './unit-frame.ts';
import type { Footage } from './world.ts';

/** The connection's send buffer below which pictures go on. */
const ROOM_BYTES = 512 * 1024;

export interface PastStreamOptions extends Pick<Footage, 'source' | 'timing'> {
  readonly stream: number;
  readonly fromUtcMs: number;
  /** Not later than now. */
  readonly untilUtcMs: number;
  /** Whether the camera delivered at a moment. */
  readonly worked: (utcMs: number) => boolean;
  readonly sink: StreamSink;
  /** All was sent. */
  readonly onEnded: () => void;
}

/** Whether anything of a span was recorded. */
export function hasPast({ timing, fromUtcMs, untilUtcMs, worked }: Pick<PastStreamOptions, 'timing' | 'fromUtcMs' | 'untilUtcMs' | 'worked'>): boolean {
  for (let picture = pictureAt(timing, fromUtcMs); picture <= pictureAt(timing, untilUtcMs); picture += 1) if (worked(captureUtcMs(timing, picture))) return true;
  return false;
}

/** Recorded pictures of one camera: what its loop showed between two times, once, as fast as the connection takes it. */
export function createPastStream({ stream, source, timing, fromUtcMs, untilUtcMs, worked, sink, onEnded }: PastStreamOptions): Paced {
  const first = pictureAt(timing, fromUtcMs);
  const last = pictureAt(timing, untilUtcMs);
  const film = createFilm(source);
  let next = keyPictureOf(timing, first);
  let sequence = 0;
  let needsKey = true;
  let isOver = false;

  const send = (picture: number): void => {
    const unit = unitOf(timing, picture);
    const isKey = unit % timing.keyEvery === 0;
    const atUtcMs = captureUtcMs(timing, picture);
    const payload = film(picture, unit, 0);
    if (!worked(atUtcMs)) needsKey = true;
    else if (isKey) needsKey = false;
    if (!needsKey && payload !== null) sink.send(encodeUnitFrame({ stream, key: isKey, preRoll: picture < first, recorded: true, captureUtcMs: atUtcMs, sequence }, payload));
    sequence += 1;
  };
  return {
    nextDueUtcMs: () => (isOver ? Number.POSITIVE_INFINITY : 0),
    tick: () => {
      while (!isOver && next <= last && sink.bufferedBytes() < ROOM_BYTES) {
        send(next);
        next += 1;
      }
      if (isOver || next <= last) return;
      isOver = true;
      onEnded();
    },
  };
}

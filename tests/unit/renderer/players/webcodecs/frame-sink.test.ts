import { describe, expect, it } from 'vitest';
import { FrameSink, type FrameWriter } from '../../../../../renderer/players/webcodecs/frame-sink.ts';
import type { PresentationPace } from '../../../../../renderer/players/webcodecs/presentation-pace.ts';
import { Frame } from '../../../../builders/frame.ts';

const AT_ONCE: PresentationPace = {
  mostWaiting: () => 1,
  schedule: (flush) => {
    flush();
  },
};

/** Hands over at `tick`, one picture of a tile a tick. */
class Ticking implements PresentationPace {
  readonly #waiting = new Set<() => void>();
  readonly mostWaiting = (): 2 => 2;
  readonly schedule = (flush: () => void): void => {
    this.#waiting.add(flush);
  };
  tick(): void {
    const due = [...this.#waiting];
    this.#waiting.clear();
    for (const flush of due) flush();
  }
}

/** A track's writer that takes a frame only when it has room. */
class Writer implements FrameWriter<Frame> {
  readonly taken: Frame[] = [];
  desiredSize: number | null = 1;
  isAborted = false;
  fails = false;
  ready = Promise.resolve();
  #makeRoom: () => void = () => undefined;

  write = (frame: Frame): Promise<void> => {
    if (this.fails) return Promise.reject(new Error('the track ended'));
    this.taken.push(frame);
    return Promise.resolve();
  };
  abort = (): Promise<void> => {
    this.isAborted = true;
    return Promise.resolve();
  };
  fill(): void {
    this.desiredSize = 0;
    this.ready = new Promise((resolve) => {
      this.#makeRoom = resolve;
    });
  }
  async empty(): Promise<void> {
    this.desiredSize = 1;
    this.#makeRoom();
    await this.ready;
  }
}

describe('the sink of a track', () => {
  it('hands a picture over at once', () => {
    const writer = new Writer();
    const sink = new FrameSink<Frame>(AT_ONCE);
    sink.connect(writer);
    const frame = new Frame();
    sink.present(frame);
    expect(writer.taken).toEqual([frame]);
    expect({ held: sink.held, written: sink.written, dropped: sink.dropped }).toEqual({ held: 0, written: 1, dropped: 0 });
  });

  it('keeps only the newest picture while the track is behind, and closes the others', async () => {
    const writer = new Writer();
    const sink = new FrameSink<Frame>(AT_ONCE);
    sink.connect(writer);
    writer.fill();
    const frames = [new Frame(), new Frame(), new Frame()];
    for (const frame of frames) sink.present(frame);
    expect(sink.held).toBe(1);
    await writer.empty();
    expect(writer.taken).toEqual([frames[2]]);
    expect(frames.map(({ isClosed }) => isClosed)).toEqual([true, true, false]);
    expect(sink.dropped).toBe(2);
  });

  it('loses neither of two pictures that come between two ticks', () => {
    const pace = new Ticking();
    const writer = new Writer();
    const sink = new FrameSink<Frame>(pace);
    sink.connect(writer);
    const [one, two] = [new Frame(), new Frame()];
    sink.present(one);
    sink.present(two);
    expect(sink.held).toBe(2);
    pace.tick();
    expect(writer.taken).toEqual([one]);
    pace.tick();
    expect(writer.taken).toEqual([one, two]);
    expect(sink.dropped).toBe(0);
  });

  it('lets the oldest of more pictures go, so that no tile falls behind', () => {
    const pace = new Ticking();
    const writer = new Writer();
    const sink = new FrameSink<Frame>(pace);
    sink.connect(writer);
    const frames = [new Frame(), new Frame(), new Frame()];
    for (const frame of frames) sink.present(frame);
    expect([sink.held, sink.dropped, frames[0]?.isClosed]).toEqual([2, 1, true]);
    pace.tick();
    pace.tick();
    expect(writer.taken).toEqual(frames.slice(1));
    expect(sink.held).toBe(0);
  });

  it('keeps the order of its pictures when the tick ends meanwhile', () => {
    const waiting: (() => void)[] = [];
    let isTicking = true;
    const pace: PresentationPace = {
      mostWaiting: () => (isTicking ? 2 : 1),
      schedule: (flush) => {
        if (isTicking) waiting.push(flush);
        else flush();
      },
    };
    const writer = new Writer();
    const sink = new FrameSink<Frame>(pace);
    sink.connect(writer);
    const frames = [new Frame(), new Frame()];
    for (const frame of frames) sink.present(frame);
    isTicking = false;
    for (const flush of waiting) flush();
    expect(writer.taken).toEqual(frames);
  });

  it('tells the pace how far the pictures of a thinned tile are apart', () => {
    const told: number[] = [];
    const sink = new FrameSink<Frame>({
      mostWaiting: () => 1,
      schedule: (_flush, intervalMs) => {
        told.push(intervalMs);
      },
    });
    sink.present(new Frame(0), 2);
    sink.present(new Frame(133_000), 2);
    sink.present(new Frame(199_000), 1);
    expect(told).toEqual([0, 133, 0]);
    sink.end();
  });

  it('holds the first picture until the track comes', () => {
    const writer = new Writer();
    const sink = new FrameSink<Frame>(AT_ONCE);
    const frame = new Frame();
    sink.present(frame);
    sink.connect(writer);
    expect(writer.taken).toEqual([frame]);
  });

  it('closes a picture that an ended track did not take', async () => {
    const writer = new Writer();
    writer.fails = true;
    const sink = new FrameSink<Frame>(AT_ONCE);
    sink.connect(writer);
    const frame = new Frame();
    sink.present(frame);
    await expect.poll(() => frame.isClosed).toBe(true);
  });

  it('closes whatever it holds or gets when ended, twice too', () => {
    const writer = new Writer();
    writer.fill();
    const sink = new FrameSink<Frame>(AT_ONCE);
    sink.connect(writer);
    const [before, after] = [new Frame(), new Frame()];
    sink.present(before);
    sink.end();
    sink.end();
    sink.present(after);
    expect([before.isClosed, after.isClosed, writer.isAborted, sink.held]).toEqual([true, true, true, 0]);
  });
});

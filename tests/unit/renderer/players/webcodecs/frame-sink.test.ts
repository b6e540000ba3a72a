import { describe, expect, it } from 'vitest';
import { FrameSink, type FrameWriter } from '../../../../../renderer/players/webcodecs/frame-sink.ts';
import type { PresentationPace } from '../../../../../renderer/players/webcodecs/presentation-pace.ts';

const AT_ONCE: PresentationPace = {
  schedule: (flush) => {
    flush();
  },
};

class Frame {
  isClosed = false;
  close(): void {
    this.isClosed = true;
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

import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { streamId } from '../../../../../contract/domain/units.ts';
import type { PictureChunk, PictureDecoder, PictureDecoderInit, StreamShape, StreamUnit } from '../../../../../renderer/players/unit-decoder.ts';
import type { OpeningOrder } from '../../../../../renderer/players/webcodecs/opening-order.ts';
import { StreamDecoder } from '../../../../../renderer/players/webcodecs/stream-decoder.ts';

class Frame {
  isClosed = false;
  readonly timestamp: number;
  constructor(timestamp: number) {
    this.timestamp = timestamp;
  }
  close(): void {
    this.isClosed = true;
  }
}

/** A decoder that answers when told to. */
class FakeDecoder implements PictureDecoder {
  state: PictureDecoder['state'] = 'unconfigured';
  readonly queue: number[] = [];
  readonly configured: string[] = [];
  readonly #init: PictureDecoderInit<Frame>;
  readonly #made: Frame[];
  constructor(init: PictureDecoderInit<Frame>, made: Frame[]) {
    this.#init = init;
    this.#made = made;
  }
  get decodeQueueSize(): number {
    return this.queue.length;
  }
  configure = ({ codec }: { readonly codec: string }): void => {
    this.configured.push(codec);
    this.state = 'configured';
  };
  decode = (chunk: PictureChunk): void => {
    this.queue.push(chunk.timestamp);
  };
  close = (): void => {
    this.state = 'closed';
    this.queue.length = 0;
  };
  answer(): void {
    const timestamp = this.queue.shift();
    if (timestamp === undefined) return;
    const frame = new Frame(timestamp);
    this.#made.push(frame);
    this.#init.output(frame);
  }
  fail(): void {
    this.state = 'closed';
    this.#init.error();
  }
}

const SHAPE: StreamShape = { profile: 'sub', format: 'annexb', codec: 'avc1.4d401f', widthPx: 640, heightPx: 360 };
const BASE_UTC_US = 1_700_000_000_000_000;

/** Few are opened with it: it need not wait. */
const ALONE = { begin: () => null };

const scene = (openings: Pick<OpeningOrder, 'begin'> = ALONE) => {
  const decoders: FakeDecoder[] = [];
  const made: Frame[] = [];
  const presented: Frame[] = [];
  const said: string[] = [];
  const timers = new Map<number, () => void>();
  let nowMs = 0;
  let nextTimer = 0;
  const decoder = new StreamDecoder<Frame>({
    shape: SHAPE,
    baseUtcUs: BASE_UTC_US,
    ports: {
      createDecoder: (init) => {
        const created = new FakeDecoder(init, made);
        decoders.push(created);
        return created;
      },
      openings,
      present: (frame) => presented.push(frame),
      onReport: (report) => said.push(report),
      requestKeyFrame: () => said.push('key-frame!'),
      reopenStream: () => said.push('reopen!'),
      after: (_delayMs, run) => {
        const id = (nextTimer += 1);
        timers.set(id, run);
        return () => timers.delete(id);
      },
      nowMs: () => nowMs,
    },
  });
  let sequence = 0;
  const push = (over: Partial<StreamUnit> = {}): void => {
    sequence += 1;
    decoder.push({ kind: 'unit', stream: streamId(1), key: false, preroll: false, captureUtcUs: BASE_UTC_US + sequence * 66_000, sequence, data: new ArrayBuffer(8), ...over });
  };
  return {
    decoder,
    decoders,
    made,
    presented,
    said,
    push,
    skipUnit: () => {
      sequence += 1;
    },
    current: () => decoders.at(-1) ?? expect.fail('no decoder'),
    advance: (ms: number) => {
      nowMs += ms;
    },
    fireTimers: () => {
      for (const [id, run] of [...timers]) {
        timers.delete(id);
        run();
      }
    },
  };
};

describe('the decoder of a stream', () => {
  let stream: ReturnType<typeof scene>;
  beforeEach(() => {
    stream = scene();
  });

  it('presents pictures in order, stamped with the time since the base', () => {
    stream.push({ key: true });
    stream.push();
    stream.current().answer();
    stream.current().answer();
    expect(stream.presented.map(({ timestamp }) => timestamp)).toEqual([66_000, 132_000]);
    expect(stream.said).toEqual(['ok']);
  });

  it('asks for a key frame at a gap and goes on with it', () => {
    stream.push({ key: true });
    stream.current().answer();
    stream.skipUnit();
    stream.push();
    expect(stream.said).toEqual(['ok', 'waiting-key-frame', 'key-frame!']);
    stream.push({ key: true });
    stream.current().answer();
    expect(stream.presented).toHaveLength(2);
    expect(stream.decoder.gaps).toBe(1);
  });

  it('takes a new decoder after an error and waits for a key frame', () => {
    stream.push({ key: true });
    stream.current().fail();
    stream.push();
    stream.push({ key: true });
    stream.current().answer();
    expect(stream.decoders).toHaveLength(2);
    expect(stream.presented).toHaveLength(1);
    expect(stream.decoder.decoderResets).toBe(1);
    expect(stream.said).toEqual(['error', 'key-frame!', 'ok']);
  });

  it('resets a decoder that stalls', () => {
    stream.push({ key: true });
    stream.decoder.check();
    stream.advance(1_500);
    stream.decoder.check();
    expect(stream.decoder.decoderResets).toBe(0);
    stream.advance(1_000);
    stream.decoder.check();
    expect(stream.decoder.decoderResets).toBe(1);
    expect(stream.decoders[0]?.state).toBe('closed');
  });

  it('leaves an idle decoder alone, however long nothing comes', () => {
    stream.push({ key: true });
    stream.current().answer();
    stream.advance(60_000);
    stream.decoder.check();
    expect(stream.decoder.decoderResets).toBe(0);
    stream.push();
    stream.decoder.check();
    expect(stream.decoder.decoderResets).toBe(0);
  });

  it('asks again for a key frame that does not come', () => {
    stream.push();
    stream.advance(1_000);
    stream.decoder.check();
    stream.advance(1_000);
    stream.decoder.check();
    expect(stream.decoder.keyFrameRequests).toBe(3);
  });

  it('does not show preroll that live pictures follow', () => {
    stream.push({ key: true, preroll: true });
    stream.push({ preroll: true });
    stream.push();
    for (let index = 0; index < 3; index += 1) stream.current().answer();
    expect(stream.presented.map(({ timestamp }) => timestamp)).toEqual([198_000]);
    expect(stream.made.map(({ isClosed }) => isClosed)).toEqual([true, true, false]);
  });

  it('shows the newest preroll picture when nothing follows', () => {
    stream.push({ key: true, preroll: true });
    stream.push({ preroll: true });
    stream.current().answer();
    stream.current().answer();
    expect(stream.decoder.held).toBe(1);
    stream.fireTimers();
    expect(stream.presented.map(({ timestamp }) => timestamp)).toEqual([132_000]);
    expect(stream.decoder.held).toBe(0);
  });

  describe('opened together with many others', () => {
    let goOn: () => void;
    let told: string[];
    let crowded: ReturnType<typeof scene>;
    const queued = () => crowded.current().queue.length;
    beforeEach(() => {
      told = [];
      crowded = scene({
        begin: (onFree) => {
          goOn = onFree;
          return { shown: () => told.push('shown'), end: () => told.push('end') };
        },
      });
      crowded.push({ key: true, preroll: true });
      for (let unit = 0; unit < 20; unit += 1) crowded.push({ preroll: true });
      crowded.push();
    });

    it('shows its key frame, and waits until the others have theirs before it goes on to now', () => {
      expect(queued()).toBe(1);
      crowded.current().answer();
      expect([told, crowded.presented.map(({ timestamp }) => timestamp)]).toEqual([['shown'], [66_000]]);
      goOn();
      expect(queued()).toBe(21);
      crowded.push();
      expect(queued()).toBe(22);
      while (queued() > 0) crowded.current().answer();
      expect(crowded.presented.map(({ timestamp }) => timestamp)).toEqual([66_000, 1_452_000, 1_518_000]);
      expect(crowded.decoder.dropped).toBe(0);
    });

    it('shows some of what leads to now where that takes long, so that no tile stands still', () => {
      goOn();
      for (let unit = 0; unit < 10; unit += 1) {
        crowded.current().answer();
        crowded.advance(100);
      }
      expect(crowded.presented.map(({ timestamp }) => timestamp)).toEqual([1, 4, 7, 10].map((unit) => unit * 66_000));
    });

    it('does not show what lies so far back that it would be called late, however long the others take', () => {
      for (let unit = 0; unit < 40; unit += 1) crowded.push({ preroll: true });
      crowded.current().answer();
      crowded.fireTimers();
      crowded.push();
      expect(crowded.presented).toEqual([]);
    });

    it('counts the time that has passed since it was opened', () => {
      crowded.advance(1_000);
      crowded.current().answer();
      expect(crowded.presented).toEqual([]);
    });

    it('does not take a key frame for young because it came before all that leads from it to now', () => {
      const own = scene({ begin: () => ({ shown: () => undefined, end: () => undefined }) });
      own.push({ key: true, preroll: true });
      own.current().answer();
      expect(own.presented).toEqual([]);
      own.push({ preroll: true });
      own.push();
      expect(own.presented.map(({ timestamp }) => timestamp)).toEqual([66_000]);
    });

    it('waits for nobody when it was too slow and starts again', () => {
      goOn();
      crowded.advance(9_000);
      for (let unit = 0; unit < 20; unit += 1) crowded.push();
      crowded.push({ key: true });
      crowded.push();
      expect([crowded.decoders.length, queued()]).toEqual([2, 2]);
    });

    it('gives up its place when nobody sees its tile any more, and counts what it lets go', () => {
      const waiting = 21;
      crowded.decoder.skip();
      expect([told, crowded.decoder.dropped]).toEqual([['end'], waiting + 1]);
    });

    it('gives up its place when its decoder fails or is closed, and what waited with it', () => {
      crowded.current().fail();
      expect(told).toEqual(['end']);
      goOn();
      crowded.decoder.close();
      expect(crowded.decoders.map(({ state, queue }) => [state, queue.length])).toEqual([['closed', expect.any(Number)]]);
    });

    it('loses nothing of its old shape when a new one comes while it waits', () => {
      crowded.decoder.configure({ ...SHAPE, codec: 'avc1.4d4020' });
      crowded.push({ key: true });
      expect(queued()).toBe(23);
    });
  });

  it('comes from a long way back to the picture of now without leaving any out', () => {
    const { decoder, push, current, presented } = scene();
    push({ key: true, preroll: true });
    for (let unit = 0; unit < 60; unit += 1) push({ preroll: true });
    for (let unit = 0; unit < 8; unit += 1) push();
    while (current().queue.length > 0) current().answer();
    expect(decoder.dropped).toBe(0);
    expect(presented).toHaveLength(8);
  });

  it('still skips ahead when live pictures queue up behind what leads to them', () => {
    const { decoder, push } = scene();
    push({ key: true, preroll: true });
    for (let unit = 0; unit < 60; unit += 1) push({ preroll: true });
    for (let unit = 0; unit < 50; unit += 1) push();
    expect(decoder.dropped).toBeGreaterThan(0);
  });

  it('works off what queues up while the tiles beside it are opened, too, but not for ever', () => {
    stream.push({ key: true });
    stream.advance(2_000);
    for (let index = 0; index < 40; index += 1) stream.push();
    expect(stream.decoder.dropped).toBe(0);
    stream.advance(8_000);
    stream.push();
    expect(stream.decoder.dropped).toBe(1);
  });

  it('throws away a queue that a key frame makes needless', () => {
    stream.push({ key: true });
    stream.current().answer();
    stream.advance(4_000);
    for (let index = 0; index < 15; index += 1) stream.push();
    stream.push({ key: true });
    expect(stream.decoders).toHaveLength(2);
    expect(stream.current().queue).toHaveLength(1);
    expect(stream.decoder.dropped).toBe(2);
  });

  it('closes what it holds and every picture that comes after it was closed', () => {
    stream.push({ key: true, preroll: true });
    stream.push();
    stream.current().answer();
    const late = stream.current();
    late.queue.push(1);
    stream.decoder.close();
    stream.decoder.close();
    late.queue.push(2);
    late.answer();
    expect(stream.made.every(({ isClosed }) => isClosed)).toBe(true);
  });

  it('takes another shape at the next key unit, without losing what is in hand', () => {
    stream.push({ key: true });
    stream.push();
    stream.decoder.configure({ ...SHAPE, profile: 'main', codec: 'avc1.4d4028', widthPx: 1_280, heightPx: 720 });
    stream.push();
    expect(stream.current().configured).toEqual(['avc1.4d401f']);
    stream.push({ key: true });
    expect(stream.current().configured).toEqual(['avc1.4d401f', 'avc1.4d4028']);
    stream.current().answer();
    stream.current().answer();
    stream.current().answer();
    expect(stream.presented.map(({ timestamp }) => timestamp)).toEqual([66_000, 132_000, 264_000]);
    expect(stream.decoders).toHaveLength(1);
    expect(stream.decoder.decoderResets).toBe(0);
  });

  it('loses no picture out of its hands, whatever happens', () => {
    const step = fc.constantFrom('key', 'unit', 'preroll', 'gap', 'answer', 'fail', 'check', 'wait', 'timers', 'skip', 'reshape', 'free');
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const freed: (() => void)[] = [];
        const own = scene({
          begin: (onFree) => {
            freed.push(onFree);
            return freed.length % 2 === 0 ? null : { shown: () => undefined, end: () => undefined };
          },
        });
        for (const each of steps) {
          if (each === 'key') own.push({ key: true });
          else if (each === 'unit') own.push();
          else if (each === 'preroll') own.push({ preroll: true });
          else if (each === 'gap') own.skipUnit();
          else if (each === 'answer') own.decoders.at(-1)?.answer();
          else if (each === 'fail') own.decoders.at(-1)?.fail();
          else if (each === 'check') own.decoder.check();
          else if (each === 'wait') own.advance(1_300);
          else if (each === 'timers') own.fireTimers();
          else if (each === 'reshape') own.decoder.configure(SHAPE);
          else if (each === 'free') freed.at(-1)?.();
          else own.decoder.skip();
        }
        own.decoder.close();
        const inHand = own.made.filter((frame) => !frame.isClosed && !own.presented.includes(frame));
        expect(inHand).toEqual([]);
        expect(own.decoders.filter(({ state }) => state !== 'closed')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

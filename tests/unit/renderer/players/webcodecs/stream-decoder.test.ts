import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { decoderScene, SHAPE } from '../../../../builders/decoder-scene.ts';

describe('the decoder of a stream', () => {
  let stream: ReturnType<typeof decoderScene>;
  beforeEach(() => {
    stream = decoderScene();
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

  it('comes from a long way back to the picture of now without leaving any out', () => {
    const { decoder, push, current, presented } = decoderScene();
    push({ key: true, preroll: true });
    for (let unit = 0; unit < 60; unit += 1) push({ preroll: true });
    for (let unit = 0; unit < 8; unit += 1) push();
    while (current().queue.length > 0) current().answer();
    expect(decoder.dropped).toBe(0);
    expect(presented).toHaveLength(8);
  });

  it('still skips ahead when live pictures queue up behind what leads to them', () => {
    const { decoder, push } = decoderScene();
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
        const own = decoderScene({
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

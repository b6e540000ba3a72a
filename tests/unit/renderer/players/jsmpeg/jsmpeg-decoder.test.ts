import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { splitTransportStream } from '../../../../../demo/clips/units.ts';
import { JsmpegDecoder } from '../../../../../renderer/players/jsmpeg/jsmpeg-decoder.ts';
import { Mpeg1Stream } from '../../../../../renderer/players/jsmpeg/mpeg1-stream.ts';

const clip = new Uint8Array(readFileSync(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../../../../assets/demo/clips/pho-ngay.mpeg1.ts')));
const units = splitTransportStream(clip).map(({ offset, length, key }) => ({ type: key ? ('key' as const) : ('delta' as const), data: clip.slice(offset, offset + length).buffer }));

const mean = (plane: Uint8ClampedArray): number => plane.reduce((sum, value) => sum + value, 0) / plane.length;

describe('an MPEG-1 stream', () => {
  it('gives one picture a unit, in whole macroblocks, that changes and is not black', () => {
    const stream = new Mpeg1Stream();
    const means = units.slice(0, 30).map(({ type, data }) => {
      const picture = stream.decode(data, type === 'key') ?? expect.fail('no picture');
      expect([picture.widthPx, picture.heightPx, picture.codedWidthPx, picture.codedHeightPx]).toEqual([320, 180, 320, 192]);
      expect([picture.luma.length, picture.cb.length, picture.cr.length]).toEqual([320 * 192, 160 * 96, 160 * 96]);
      return mean(picture.luma);
    });
    expect(Math.min(...means)).toBeGreaterThan(30);
    expect(new Set(means).size).toBeGreaterThan(10);
  });

  it('has no picture before its first key unit', () => {
    expect(new Mpeg1Stream().decode(units[1]?.data ?? expect.fail('no unit'), false)).toBeNull();
  });

  it('refuses what are no transport packets', () => {
    expect(() => new Mpeg1Stream().decode(new ArrayBuffer(100), true)).toThrow(RangeError);
    expect(() => new Mpeg1Stream().decode(new ArrayBuffer(188), true)).toThrow(RangeError);
  });

  it('ends on damaged bytes, whatever they are', () => {
    const [key] = units;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(12_000), fc.nat(255)), { maxLength: 60 }), (damage) => {
        const bytes = new Uint8Array((key?.data ?? new ArrayBuffer(0)).slice(0));
        for (const [at, value] of damage) if (at % 188 > 4 && at < bytes.length) bytes[at] = value;
        try {
          new Mpeg1Stream().decode(bytes.buffer, true);
        } catch (error) {
          expect(error).toBeInstanceOf(Error);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the MPEG-1 decoder', () => {
  const scene = () => {
    const said: string[] = [];
    const tasks: (() => void)[] = [];
    const decoder = new JsmpegDecoder<number>(
      { output: (frame) => said.push(`shown ${String(frame)}`), error: () => said.push('error'), dropped: () => said.push('dropped') },
      { createFrame: (_picture, timestampUs) => timestampUs, later: (run) => tasks.push(run) },
    );
    decoder.configure();
    return { decoder, said, run: () => tasks.shift()?.(), push: (at: number) => { decoder.decode({ ...(units[at] ?? expect.fail('no unit')), timestamp: at }); } };
  };

  it('decodes one picture a task and counts what waits', () => {
    const { decoder, said, run, push } = scene();
    push(0);
    push(1);
    push(2);
    expect(decoder.decodeQueueSize).toBe(3);
    run();
    expect(said).toEqual(['shown 0']);
    run();
    run();
    expect(said).toEqual(['shown 0', 'shown 1', 'shown 2']);
    expect(decoder.decodeQueueSize).toBe(0);
  });

  it('fails on bytes that are no packets, and is closed then', () => {
    const { decoder, said, run } = scene();
    decoder.decode({ type: 'key', timestamp: 0, data: new ArrayBuffer(10) });
    run();
    expect(said).toEqual(['error']);
    expect(decoder.state).toBe('closed');
  });

  it('gives nothing after it was closed', () => {
    const { decoder, said, run, push } = scene();
    push(0);
    decoder.close();
    run();
    expect(said).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hevcCodecOf, mp4Boxes, SPLITTERS } from '../../../../demo/clips/units.ts';

describe.each(Object.entries(SPLITTERS))('cutting %s', (_name, split) => {
  test('throws at nothing, and its units follow each other inside the bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 800 }), (bytes) => {
        let end: number | null = null;
        for (const { offset, length } of split(bytes)) {
          expect(length).toBeGreaterThan(0);
          if (end !== null) expect(offset).toBe(end);
          end = offset + length;
          expect(end).toBeLessThanOrEqual(bytes.length);
        }
      }),
    );
  });
});

test('a box that claims more than there is ends the list', () => {
  const box = (type: string, length: number, claims = length) => Buffer.concat([Buffer.from([0, 0, claims >> 8, claims & 255]), Buffer.from(type), Buffer.alloc(length - 8)]);
  expect(mp4Boxes(Buffer.concat([box('ftyp', 16), box('moof', 24), box('mdat', 12, 500)]))).toEqual([
    { type: 'ftyp', offset: 0, length: 16 },
    { type: 'moof', offset: 16, length: 24 },
  ]);
});

test('bytes without a parameter set have no codec', () => {
  expect(hevcCodecOf(Buffer.from('no stream'))).toBeNull();
});

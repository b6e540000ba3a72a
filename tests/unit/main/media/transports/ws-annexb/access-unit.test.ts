import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ownBuffer, parseAccessUnit } from '../../../../../../main/media/transports/ws-annexb/access-unit.ts';
import { accessUnitFrame } from '../../../../../builders/access-unit-frame.ts';

describe('a live frame', () => {
  test('is read as it was written', () => {
    const fields = { stream: fc.integer({ min: 0, max: 2 ** 32 - 1 }), key: fc.boolean(), preroll: fc.boolean(), isAudio: fc.boolean(), isRecorded: fc.boolean(), captureUtcUs: fc.maxSafeNat(), sequence: fc.integer({ min: 0, max: 2 ** 32 - 1 }), payload: fc.uint8Array({ minLength: 1 }) };
    fc.assert(
      fc.property(fc.record(fields), (unit) => {
        expect(parseAccessUnit(accessUnitFrame(unit))).toEqual({ kind: 'unit', unit });
      }),
    );
  });

  test('of any bytes at all is read or refused, never thrown at', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), fc.nat(8), (bytes, offset) => {
        const inside = new Uint8Array(bytes.length + offset);
        inside.set(bytes, offset);
        expect(['unit', 'bad']).toContain(parseAccessUnit(inside.subarray(offset)).kind);
      }),
    );
  });

  test.each([
    ['without a picture', accessUnitFrame({ payload: new Uint8Array(0) }), 'short'],
    ['of another version', accessUnitFrame({ version: 2 }), 'version'],
    ['captured in the year 300,000', accessUnitFrame({ captureUtcUs: 2 ** 53 }), 'time'],
  ])('%s is refused', (_name, frame, reason) => {
    expect(parseAccessUnit(frame)).toEqual({ kind: 'bad', reason });
  });

  test('unknown flags are let go', () => {
    const frame = accessUnitFrame({ key: true });
    frame[1] = 0xff;
    expect(parseAccessUnit(frame)).toMatchObject({ unit: { key: true, preroll: true, isAudio: true } });
  });

  test('gives its picture away in a buffer of just that size', () => {
    const parsed = parseAccessUnit(accessUnitFrame({ payload: Uint8Array.of(7, 8, 9) }));
    expect(parsed.kind === 'unit' && new Uint8Array(ownBuffer(parsed.unit.payload))).toEqual(Uint8Array.of(7, 8, 9));
  });
});

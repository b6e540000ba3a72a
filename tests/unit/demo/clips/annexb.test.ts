import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codecOf, splitAccessUnits, splitNalUnits } from '../../../../demo/clips/annexb.ts';

const AUD = [0, 0, 0, 1, 9, 0x10];
const SPS = [0, 0, 0, 1, 0x67, 0x4d, 0x40, 0x1f, 0xec];
const PPS = [0, 0, 0, 1, 0x68, 0xeb, 0xef];
const IDR = [0, 0, 1, 0x65, 0x88, 0x84, 0x21];
const IDR_SECOND_SLICE = [0, 0, 1, 0x65, 0x24, 0x84, 0x21];
const SLICE = [0, 0, 1, 0x41, 0x9a, 0x02, 0x05];

function stream(...parts: readonly (readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flat());
}

describe('an Annex-B stream', () => {
  it('splits into access units that cover it without gaps and know key pictures', () => {
    const bytes = stream(AUD, SPS, PPS, IDR, AUD, SLICE, AUD, SLICE, AUD, SPS, PPS, IDR);
    const units = splitAccessUnits(bytes);
    expect(units.map((unit) => unit.key)).toEqual([true, false, false, true]);
    expect(units.map((unit) => unit.offset)).toEqual([0, 29, 42, 55]);
    expect(units.reduce((sum, unit) => sum + unit.length, 0)).toBe(bytes.length);
  });

  it('splits where a picture starts when it has no delimiters', () => {
    expect(splitAccessUnits(stream(SPS, PPS, IDR, SLICE, SLICE, SPS, PPS, IDR)).map((unit) => unit.key)).toEqual([
      true,
      false,
      false,
      true,
    ]);
  });

  it('keeps the slices of one picture together', () => {
    expect(splitAccessUnits(stream(AUD, SPS, PPS, IDR, IDR_SECOND_SLICE, AUD, SLICE))).toHaveLength(2);
  });

  it('skips bytes before the first start code and leaves out a last unit without a picture', () => {
    const bytes = stream([7, 7, 7], AUD, SPS, PPS, IDR, AUD);
    expect(splitAccessUnits(bytes)).toEqual([{ offset: 3, length: 29, key: true }]);
  });

  it('names its codec by profile, flags and level', () => {
    expect(codecOf(stream(AUD, SPS, PPS, IDR))).toBe('avc1.4d401f');
  });

  it('has no codec name without a whole parameter set', () => {
    expect(codecOf(stream(AUD, SLICE))).toBeNull();
    expect(codecOf(stream([0, 0, 1, 0x67, 0x4d]))).toBeNull();
    expect(codecOf(new Uint8Array())).toBeNull();
  });

  it('never fails on damaged bytes: units stay inside, in order, without overlap', () => {
    const mostlyZeroes = fc.array(fc.oneof(fc.constant(0), fc.constant(1), fc.integer({ min: 0, max: 255 })), {
      maxLength: 400,
    });
    fc.assert(
      fc.property(mostlyZeroes, (values) => {
        const bytes = Uint8Array.from(values);
        for (const units of [splitNalUnits(bytes), splitAccessUnits(bytes)]) {
          let end = 0;
          for (const unit of units) {
            expect(unit.offset).toBeGreaterThanOrEqual(end);
            expect(unit.length).toBeGreaterThan(0);
            end = unit.offset + unit.length;
          }
          expect(end).toBeLessThanOrEqual(bytes.length);
        }
      }),
    );
  });
});

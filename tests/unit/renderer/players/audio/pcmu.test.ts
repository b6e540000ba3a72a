import { describe, expect, it } from 'vitest';
import { decodePcmu } from '../../../../../renderer/players/audio/pcmu.ts';

describe('G.711 µ-law', () => {
  // Bytes as sent and 16-bit samples, after ITU-T G.711, table 2a (14-bit values times four).
  it.each([
    [0x00, -32_124],
    [0x01, -31_100],
    [0x0f, -16_764],
    [0x10, -15_996],
    [0x3f, -1_980],
    [0x70, -120],
    [0x7e, -8],
    [0x7f, 0],
    [0x80, 32_124],
    [0x8f, 16_764],
    [0xc0, 1_884],
    [0xf0, 120],
    [0xfe, 8],
    [0xff, 0],
  ])('decodes %i as %i', (byte, sample) => {
    expect(Math.round((decodePcmu(Uint8Array.of(byte))[0] ?? NaN) * 32_768) + 0).toBe(sample);
  });

  it('rises evenly and lies the same above and below zero', () => {
    const all = decodePcmu(Uint8Array.from({ length: 128 }, (_, at) => 0xff - at));
    expect([...all]).toEqual([...all].sort((one, other) => one - other));
    const below = decodePcmu(Uint8Array.from({ length: 128 }, (_, at) => 0x7f - at));
    expect([...below].map((sample) => -sample + 0)).toEqual([...all]);
  });
});

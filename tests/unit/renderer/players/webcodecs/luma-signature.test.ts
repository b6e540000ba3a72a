import { describe, expect, it } from 'vitest';
import { lumaSignature } from '../../../../../renderer/players/webcodecs/luma-signature.ts';

const layout = { offset: 16, stride: 70, widthPx: 64, heightPx: 36 };
const picture = (change?: readonly [x: number, y: number]): Uint8Array => {
  const plane = new Uint8Array(16 + 70 * 36);
  for (let y = 0; y < 36; y += 1) for (let x = 0; x < 64; x += 1) plane[16 + y * 70 + x] = (x * 3 + y * 5) % 256;
  if (change !== undefined) {
    const at = 16 + change[1] * 70 + change[0];
    plane[at] = ((plane[at] ?? 0) + 1) % 256;
  }
  return plane;
};

describe('the signature of a picture', () => {
  it('is the same for the same picture', () => {
    expect(lumaSignature(picture(), layout)).toEqual(lumaSignature(picture(), layout));
  });

  it('has 16 x 9 fields, and one sample that is one step brighter changes its own field alone', () => {
    const before = lumaSignature(picture(), layout);
    const after = lumaSignature(picture([62, 34]), layout);
    expect(before).toHaveLength(144);
    expect([...after].flatMap((sum, at) => (sum === before[at] ? [] : [at]))).toEqual([143]);
  });

  it('leaves out what stands beside the picture in memory', () => {
    const plane = picture();
    plane.fill(255, 0, 16);
    for (let y = 0; y < 36; y += 1) plane.fill(255, 16 + y * 70 + 64, 16 + y * 70 + 70);
    expect(lumaSignature(plane, layout)).toEqual(lumaSignature(picture(), layout));
  });
});

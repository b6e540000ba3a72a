import { describe, expect, it } from 'vitest';
import { masksNow, WHOLE_PICTURE, type MaskLift } from '@contract/domain/privacy-mask.ts';
import { cameraId, utcMs } from '@contract/domain/units.ts';

const NOW = 1_700_000_000_000;
const lift = (untilMs: number): MaskLift => ({ id: cameraId('a'), liftId: 'l', untilUtcMs: utcMs(untilMs), reason: 'Xác minh vụ việc' });
const masks = [WHOLE_PICTURE];

describe('the masks drawn over a camera', () => {
  it('are its own until they are lifted, and again when the time is over', () => {
    expect(masksNow(masks, undefined, NOW)).toBe(masks);
    expect(masksNow(masks, lift(NOW + 1), NOW)).toEqual([]);
    expect(masksNow(masks, lift(NOW), NOW)).toBe(masks);
    expect(masksNow(masks, lift(NOW - 1), NOW)).toBe(masks);
  });

  it('are none where the camera has none', () => {
    expect(masksNow(undefined, undefined, NOW)).toEqual([]);
  });

  it('stay when the lift ends at no time that can be read', () => {
    expect(masksNow(masks, lift(Number.NaN), NOW)).toBe(masks);
  });

  it('cover every corner when they could not be read', () => {
    expect(WHOLE_PICTURE.corners.map(({ x, y }) => `${String(x)}${String(y)}`).sort()).toEqual(['00', '01', '10', '11']);
  });
});

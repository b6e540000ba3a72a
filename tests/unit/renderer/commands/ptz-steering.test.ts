import { describe, expect, it } from 'vitest';
import { RENEW_MS, STILL, type PtzVelocity } from '@contract/domain/ptz.ts';
import { AT_REST, CHANGE_MS, decide, letGo, velocityOf, withGrip, withoutGrip, type Steering } from '../../../../renderer/commands/ptz-steering.ts';

const right: PtzVelocity = { pan: 0.4, tilt: 0, zoom: 0 };
const left: PtzVelocity = { pan: -0.4, tilt: 0, zoom: 0 };
const moving = (velocity = right, toldMonoMs = 1_000): Steering => ({ grips: new Map([[1, velocity]]), told: velocity, toldMonoMs });

describe('what a head is told', () => {
  it('is nothing while nobody holds it', () => {
    expect(decide(AT_REST, 5)).toEqual({ steering: AT_REST, say: null, againMs: null });
    expect(decide(withGrip(AT_REST, 1, STILL), 5).say).toBeNull();
  });

  it('is the movement at once when it begins, and again after a while for as long as it is held', () => {
    const begun = decide(withGrip(AT_REST, 1, right), 1_000);
    expect(begun).toMatchObject({ say: right, againMs: RENEW_MS });
    expect(decide(begun.steering, 1_000 + RENEW_MS - 1)).toMatchObject({ say: null, againMs: 1 });
    expect(decide(begun.steering, 1_000 + RENEW_MS).say).toEqual(right);
  });

  it('is the stop at once, however short ago the last word was, and then nothing more', () => {
    const stopped = decide(withoutGrip(moving(), 1), 1_000);
    expect(stopped).toMatchObject({ say: STILL, againMs: null });
    expect(decide(stopped.steering, 9_000).say).toBeNull();
    expect(decide(letGo(moving()), 1_000).say).toEqual(STILL);
  });

  it('is a changed speed soon, but not more often than the wire bears', () => {
    const changed = withGrip(moving(), 1, { ...right, pan: 0.6 });
    expect(decide(changed, 1_000 + CHANGE_MS - 5)).toMatchObject({ say: null, againMs: 5 });
    expect(decide(changed, 1_000 + CHANGE_MS).say).toEqual({ pan: 0.6, tilt: 0, zoom: 0 });
  });

  it('joins several hands: opposite ones cancel, together they go no faster than full speed', () => {
    expect(velocityOf([right, left])).toEqual(STILL);
    expect(velocityOf([{ pan: 0.8, tilt: 0, zoom: 0 }, { pan: 0.8, tilt: 1, zoom: -1 }])).toEqual({ pan: 1, tilt: 1, zoom: -1 });
    expect(decide(withGrip(moving(), 2, left), 1_001).say).toEqual(STILL);
  });

  it('does not heed a stick that trembles, or says nonsense', () => {
    expect(decide(withGrip(moving(), 1, { ...right, pan: 0.4004 }), 1_050)).toMatchObject({ say: null });
    expect(velocityOf([{ pan: Number.NaN, tilt: 7, zoom: -0.001 }])).toEqual({ pan: 0, tilt: 1, zoom: 0 });
  });
});

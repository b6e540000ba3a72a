import { describe, expect, it } from 'vitest';
import { COARSE, createMovingPicture, SHARP_AFTER_MS } from '../../../../../renderer/widgets/site-map/moving-picture.ts';
import { createFakeTime } from '../../../../builders/fake-time.ts';

function moved() {
  const time = createFakeTime();
  const drawn: number[] = [];
  const own: boolean[] = [];
  const picture = createMovingPicture(
    (ratio) => {
      drawn.push(ratio);
      own.push(picture.isOwn());
    },
    (run, delayMs) => time.timers.after(delayMs, run),
  );
  return { ...time, drawn, own, picture };
}

describe('the picture of a map that moves', () => {
  it('is coarse while it moves and sharp soon after, once for a key that is held', () => {
    const { picture, drawn, advance } = moved();
    for (let press = 0; press < 5; press += 1) {
      picture.begin();
      advance(SHARP_AFTER_MS);
      picture.end();
      advance(SHARP_AFTER_MS - 1);
    }
    expect(drawn).toEqual([COARSE]);
    expect(picture.isCoarse()).toBe(true);
    advance(1);
    expect(drawn).toEqual([COARSE, 1]);
    picture.end();
    advance(SHARP_AFTER_MS);
    expect(drawn).toEqual([COARSE, 1]);
  });

  it('knows what the map says because of it', () => {
    const { picture, own } = moved();
    picture.begin();
    expect(own).toEqual([true]);
    expect(picture.isOwn()).toBe(false);
  });

  it('begins sharp on another map', () => {
    const { picture, drawn, advance } = moved();
    picture.begin();
    picture.end();
    picture.release();
    advance(SHARP_AFTER_MS);
    picture.begin();
    expect(drawn).toEqual([COARSE, COARSE]);
  });
});

import { describe, expect, it } from 'vitest';
import { GROUP_S } from '../../../../demo/clips/profiles.ts';
import { SCENES } from '../../../../demo/clips/scenes/index.ts';
import type { Scene } from '../../../../demo/clips/scenes/scene.ts';

/** Everything that moves, in an order that does not depend on who set out first. */
function positions(scene: Scene, timeS: number): readonly string[] {
  return scene
    .actors(timeS)
    .map((actor) => [...actor.at, actor.yaw].map((value) => (Math.round(value * 1000) / 1000 + 0).toFixed(2)).join(' '))
    .sort();
}

describe.each(SCENES.map((scene) => [scene.id, scene] as const))('the scene %s', (_id, scene) => {
  it('ends as it began, so that its loop has no jump', () => {
    expect(positions(scene, scene.loopS)).toEqual(positions(scene, 0));
    expect(positions(scene, scene.loopS + 3.2)).toEqual(positions(scene, 3.2));
  });

  it('moves', () => {
    expect(positions(scene, 1)).not.toEqual(positions(scene, 1.2));
  });

  it('lasts a whole number of groups of pictures, 12 to 16 s', () => {
    expect(scene.loopS % GROUP_S).toBe(0);
    expect(scene.loopS).toBeGreaterThanOrEqual(12);
    expect(scene.loopS).toBeLessThanOrEqual(16);
  });
});

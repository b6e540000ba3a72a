import { beforeEach, describe, expect, it } from 'vitest';
import { StillWatch } from '../../../../../renderer/players/webcodecs/still-watch.ts';

/** Pictures are numbers here: the same number is the same picture; null cannot be read. */
class Scene {
  nowMs = 0;
  looks = 0;
  isBusy = false;
  readonly said: boolean[] = [];
  readonly watch = new StillWatch<number | null>({
    readLuma: (picture) => {
      if (this.isBusy) return null;
      this.looks += 1;
      return Promise.resolve(picture === null ? null : Uint32Array.of(picture, 7));
    },
    nowMs: () => this.nowMs,
    onChange: (isStill) => this.said.push(isStill),
  });
  /** Ten pictures a second. */
  async see(seconds: number, picture: (at: number) => number | null): Promise<void> {
    for (let at = 0; at < seconds * 10; at += 1) {
      this.watch.see(picture(at));
      await Promise.resolve();
      await Promise.resolve();
      this.nowMs += 100;
    }
  }
}

describe('a camera that repeats one picture', () => {
  let scene: Scene;
  beforeEach(() => {
    scene = new Scene();
  });

  it('is found after ten seconds, and said once', async () => {
    await scene.see(10, () => 1);
    expect(scene.said).toEqual([]);
    await scene.see(5, () => 1);
    expect(scene.said).toEqual([true]);
  });

  it('is looked at once a second only', async () => {
    await scene.see(10, (at) => at);
    expect(scene.looks).toBe(10);
  });

  it('is over with the first other picture', async () => {
    await scene.see(12, () => 1);
    await scene.see(2, () => 2);
    expect(scene.said).toEqual([true, false]);
  });

  it('is not one whose pictures differ, however little', async () => {
    await scene.see(60, (at) => Math.floor(at / 50));
    expect(scene.said).toEqual([]);
  });

  it('is not one whose pictures stopped in between', async () => {
    await scene.see(8, () => 1);
    scene.nowMs += 30_000;
    await scene.see(8, () => 1);
    expect(scene.said).toEqual([]);
  });

  it('is found in stills too, one in five seconds', async () => {
    for (let still = 0; still < 4; still += 1) {
      await scene.see(0.1, () => 1);
      scene.nowMs += 4_900;
    }
    expect(scene.said).toEqual([true]);
  });

  it('is looked at with the next picture when the reader has no time', async () => {
    scene.isBusy = true;
    await scene.see(0.5, () => 1);
    scene.isBusy = false;
    await scene.see(11, () => 1);
    expect(scene.said).toEqual([true]);
  });

  it('is not found by pictures that cannot be read', async () => {
    await scene.see(30, () => null);
    expect(scene.said).toEqual([]);
  });

  it('is forgotten when another stream begins', async () => {
    await scene.see(12, () => 1);
    scene.watch.restart();
    expect(scene.said).toEqual([true, false]);
    await scene.see(8, () => 1);
    expect(scene.said).toEqual([true, false]);
  });
});

import { makeCamera } from './draw/camera.ts';
import type { Camera } from './draw/camera.ts';
import { FramePainter } from './draw/frame.ts';
import { lightsOf, PictureFinisher } from './draw/picture.ts';
import { drawStage } from './draw/stage.ts';
import type { Scene } from './scenes/scene.ts';

/** Draws the frames of one scene at one size. */
export class SceneRenderer {
  readonly #scene: Scene;
  readonly #camera: Camera;
  readonly #painter: FramePainter;
  readonly #finisher: PictureFinisher;

  constructor(scene: Scene, widthPx: number, heightPx: number) {
    this.#scene = scene;
    this.#camera = makeCamera(scene.place, widthPx, heightPx);
    const stage = drawStage(this.#camera, {
      look: scene.look,
      area: scene.area,
      scenery: scene.scenery(),
      ...(scene.mirrorY === undefined ? {} : { mirrorY: scene.mirrorY }),
    });
    this.#painter = new FramePainter(stage, scene.tone);
    this.#finisher = new PictureFinisher(this.#camera, scene.tone);
  }

  /** @returns RGBA bytes of the frame shown at a loop time; `png()` gives the same frame as a file. */
  frame(frameNumber: number, timeS: number): Uint8ClampedArray {
    const scene = this.#scene;
    const actors = scene.actors(timeS);
    const rgba = this.#painter.paint(actors, timeS / scene.loopS);
    const fixed = (scene.glows?.(timeS) ?? []).filter((glow) => this.#painter.sees(glow.at));
    const glows = [...fixed, ...lightsOf(actors, this.#camera, this.#painter, scene.wetStreaks ?? false)];
    const { overlay } = scene;
    return this.#finisher.finish(
      rgba,
      glows,
      { name: scene.nameVi, frameNumber, loopS: timeS },
      overlay === undefined ? undefined : (context) => overlay.call(scene, context, timeS),
    );
  }

  png(): Buffer {
    return this.#finisher.png();
  }
}

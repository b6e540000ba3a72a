import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import type { Canvas, SKRSContext2D } from '@napi-rs/canvas';
import { fileURLToPath } from 'node:url';
import { FRAME_CODE_BLACK, FRAME_CODE_WHITE, frameCodeBlocks } from '../frame-code.ts';
import { project } from './camera.ts';
import type { Camera } from './camera.ts';
import type { Actor, FramePainter } from './frame.ts';
import { randomFrom } from './random.ts';
import type { Tone } from './tone.ts';
import type { Vec3 } from './vec.ts';

/** A point of light with a halo; colour as 0..255, size of the halo in metres, strength 0..1. */
export interface Glow {
  readonly at: Vec3;
  readonly color: readonly [number, number, number];
  readonly sizeM: number;
  readonly strength: number;
}

/** The bundled interface font, in the parts Vietnamese needs; registered on import. */
export const FONT = '"Clip latin", "Clip vietnamese", "Clip latin-ext", sans-serif';
for (const part of ['latin', 'latin-ext', 'vietnamese']) {
  const file = fileURLToPath(import.meta.resolve(`@fontsource-variable/inter/files/inter-${part}-wght-normal.woff2`));
  GlobalFonts.registerFromPath(file, `Clip ${part}`);
}

/** What is written on a picture. */
export interface Caption {
  readonly name: string;
  readonly frameNumber: number;
  readonly loopS: number;
}

/** Turns painted light into the finished frame: halos, the scene's own overlay, noise, captions, frame code. */
export class PictureFinisher {
  readonly #canvas: Canvas;
  readonly #context: SKRSContext2D;
  readonly #camera: Camera;
  readonly #dim: Float32Array;
  readonly #noise: Int8Array;

  constructor(camera: Camera, tone: Tone) {
    const { widthPx, heightPx } = camera;
    this.#camera = camera;
    this.#canvas = createCanvas(widthPx, heightPx);
    this.#context = this.#canvas.getContext('2d');
    this.#dim = Float32Array.from({ length: widthPx * heightPx }, (_, index) => {
      const x = ((index % widthPx) / widthPx - 0.5) * 1.15;
      const y = (Math.floor(index / widthPx) / heightPx - 0.5) * 0.9;
      return 1 - tone.vignette * Math.min(1, (x * x + y * y) * 2.1);
    });
    const random = randomFrom(99);
    this.#noise = Int8Array.from({ length: 1 << 18 }, () => Math.round((random() + random() + random() - 1.5) * 2 * tone.noise));
  }

  /** @param overlay draws in pixels of a 1280-wide picture */
  finish(rgba: Uint8ClampedArray<ArrayBuffer>, glows: readonly Glow[], caption: Caption, overlay?: (context: SKRSContext2D) => void): Uint8ClampedArray {
    const { widthPx, heightPx } = this.#camera;
    const image = this.#context.createImageData(widthPx, heightPx);
    image.data.set(rgba);
    this.#context.putImageData(image, 0, 0);
    this.#context.globalCompositeOperation = 'lighter';
    for (const glow of glows) this.#glow(glow);
    this.#context.globalCompositeOperation = 'source-over';
    if (overlay !== undefined) {
      this.#context.save();
      this.#context.scale(widthPx / 1280, widthPx / 1280);
      overlay(this.#context);
      this.#context.restore();
    }
    this.#sensor(caption.frameNumber);
    this.#caption(caption);
    return this.#context.getImageData(0, 0, widthPx, heightPx).data;
  }

  png(): Buffer {
    return this.#canvas.toBuffer('image/png');
  }

  #glow(glow: Glow): void {
    const at = project(this.#camera, glow.at);
    if (at === null) return;
    const radius = Math.min(this.#camera.widthPx / 5, Math.max(1.6, (this.#camera.focalPx * glow.sizeM) / at.depthM));
    const [r, g, b] = glow.color;
    const gradient = this.#context.createRadialGradient(at.xPx, at.yPx, 0, at.xPx, at.yPx, radius);
    gradient.addColorStop(0, `rgba(${r},${g},${b},${glow.strength})`);
    gradient.addColorStop(0.12, `rgba(${r},${g},${b},${glow.strength * 0.55})`);
    gradient.addColorStop(0.4, `rgba(${r},${g},${b},${glow.strength * 0.13})`);
    gradient.addColorStop(1, `rgba(${r},${g},${b},0)`);
    this.#context.fillStyle = gradient;
    this.#context.fillRect(at.xPx - radius, at.yPx - radius, radius * 2, radius * 2);
  }

  #sensor(frameNumber: number): void {
    const { widthPx, heightPx } = this.#camera;
    const image = this.#context.getImageData(0, 0, widthPx, heightPx);
    const { data } = image;
    const mask = this.#noise.length - 1;
    let at = Math.imul(frameNumber + 1, 7919 * 13) & mask;
    for (let index = 0; index < widthPx * heightPx; index += 1) {
      const dim = this.#dim[index] ?? 1;
      at = (at + 1) & mask;
      const grain = this.#noise[at] ?? 0;
      const i = index * 4;
      data[i] = (data[i] ?? 0) * dim + grain;
      data[i + 1] = (data[i + 1] ?? 0) * dim + grain;
      data[i + 2] = (data[i + 2] ?? 0) * dim + grain;
    }
    this.#context.putImageData(image, 0, 0);
  }

  #caption(caption: Caption): void {
    const context = this.#context;
    const { widthPx, heightPx } = this.#camera;
    for (const block of frameCodeBlocks(caption.frameNumber, widthPx)) {
      const grey = block.white ? FRAME_CODE_WHITE : FRAME_CODE_BLACK;
      context.fillStyle = `rgb(${grey},${grey},${grey})`;
      context.fillRect(block.xPx, block.yPx, block.sidePx, block.sidePx);
    }
    const size = Math.max(11, widthPx / 68);
    const stripPx = Math.round(size * 1.75);
    const inset = Math.round(size * 0.75);
    const parts = [caption.name, `${caption.loopS.toFixed(2).padStart(5, '0')} s`, `#${String(caption.frameNumber).padStart(3, '0')}`];
    const widths = [0, size * 4.1, size * 2.7];
    context.font = `600 ${size}px ${FONT}`;
    context.textBaseline = 'middle';
    const nameWidth = context.measureText(caption.name).width;
    const total = nameWidth + inset * 2 + size * 1.1 * 2 + (widths[1] ?? 0) + (widths[2] ?? 0);
    context.fillStyle = 'rgba(6,10,14,0.55)';
    context.fillRect(0, heightPx - stripPx, total, stripPx);
    let x = inset;
    for (const [index, part] of parts.entries()) {
      context.font = `${index === 0 ? 600 : 500} ${size}px ${FONT}`;
      context.fillStyle = index === 0 ? 'rgba(255,255,255,0.96)' : 'rgba(222,230,236,0.92)';
      if (index === 0) context.fillText(part, x, heightPx - stripPx / 2 + 0.5);
      else tabular(context, part, x, heightPx - stripPx / 2 + 0.5, size * 0.63);
      x += (index === 0 ? nameWidth : (widths[index] ?? 0)) + size * 1.1;
    }
  }
}

/** Digits in columns of equal width, so that running numbers do not dance. */
function tabular(context: SKRSContext2D, text: string, x: number, y: number, digitPx: number): void {
  let at = x;
  for (const char of text) {
    const wide = /[0-9#]/.test(char) ? digitPx : context.measureText(char).width;
    context.fillText(char, at + (wide - context.measureText(char).width) / 2, y);
    at += wide;
  }
}

/** The halos of all switched-on lights that can be seen, with their streaks on a wet road. */
export function lightsOf(actors: readonly Actor[], camera: Camera, painter: FramePainter, wetStreaks: boolean): readonly Glow[] {
  const glows: Glow[] = [];
  for (const actor of actors) {
    if (actor.lightsOn !== true) continue;
    const cos = Math.cos(actor.yaw);
    const sin = Math.sin(actor.yaw);
    for (const lamp of actor.model.lamps) {
      const at: Vec3 = [actor.at[0] + lamp.at[0] * cos + lamp.at[2] * sin, actor.at[1] + lamp.at[1], actor.at[2] + lamp.at[2] * cos - lamp.at[0] * sin];
      const ahead = lamp.kind === 'head' ? 1 : -1;
      const facing = ((camera.eye[0] - at[0]) * sin + (camera.eye[2] - at[2]) * cos) * ahead;
      const distance = Math.hypot(camera.eye[0] - at[0], camera.eye[1] - at[1], camera.eye[2] - at[2]);
      const share = facing / distance;
      if (share <= 0.05 || !painter.sees(at)) continue;
      const head = lamp.kind === 'head';
      const strength = Math.min(1, share * 1.3) * lamp.strength * (head ? 0.95 : 0.75);
      glows.push({ at, color: head ? [255, 244, 220] : [255, 40, 24], sizeM: head ? 1.5 : 0.75, strength });
      if (!wetStreaks) continue;
      for (let step = 1; step <= 7; step += 1) {
        const low: Vec3 = [at[0], actor.at[1] - at[1] + actor.at[1] - (step - 3) * 0.28, at[2]];
        glows.push({ at: low, color: head ? [235, 205, 160] : [220, 30, 20], sizeM: head ? 0.8 : 0.55, strength: strength * 0.2 * (1 - Math.abs(step - 3) / 6) });
      }
    }
  }
  return glows;
}

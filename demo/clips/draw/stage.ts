import type { Camera } from './camera.ts';
import { Light } from './light.ts';
import type { Area, Look } from './light.ts';
import { FINISH } from './mesh.ts';
import type { Mesh } from './mesh.ts';
import { fillMesh } from './raster.ts';
import { cross, dot, scale, sub, unit } from './vec.ts';
import type { Rgb, Vec3 } from './vec.ts';

/** Samples across a pixel, each way. */
export const SAMPLES = 2;

/**
 * The fixed scenery, drawn once: what every frame starts from. Buffers named "fine" have SAMPLES x SAMPLES values a
 * pixel; colours are linear light, three numbers a pixel.
 */
export interface Stage {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly camera: Camera;
  readonly fineCamera: Camera;
  readonly light: Light;
  /** 1/distance of the nearest scenery; 0 is sky. */
  readonly fineNear: Float32Array;
  readonly lit: Float32Array;
  readonly shaded: Float32Array;
  /** How bright the surface is under headlights. */
  readonly albedo: Float32Array;
  /** Mirror strength of a pixel, 0..1; null when nothing is wet. */
  readonly wet: Float32Array | null;
  /** Where water moves. */
  readonly water: Uint8Array | null;
  /** What a mirror on the ground shows. */
  readonly mirrored: Float32Array | null;
  /** Height of the mirroring plane. */
  readonly mirrorY: number;
}

/** What has to be known to draw the scenery. `mirrorY` asks for reflections in the plane at that height. */
export interface StageParts {
  readonly look: Look;
  readonly area: Area;
  readonly scenery: Mesh;
  readonly mirrorY?: number;
}

/** Draws the fixed scenery as seen by a camera (takes seconds). */
export function drawStage(camera: Camera, parts: StageParts): Stage {
  const { widthPx, heightPx } = camera;
  const fineCamera: Camera = { ...camera, widthPx: widthPx * SAMPLES, heightPx: heightPx * SAMPLES, focalPx: camera.focalPx * SAMPLES };
  const light = new Light(parts.look, parts.area, parts.scenery);
  const fine = nearest(fineCamera, parts.scenery);
  const size = widthPx * heightPx;
  const lit = new Float32Array(size * 3);
  const shaded = new Float32Array(size * 3);
  const albedo = new Float32Array(size);
  const wet = new Float32Array(size);
  const water = new Uint8Array(size);
  const eye = new Eye(fineCamera, parts.scenery, light);
  const share = 1 / (SAMPLES * SAMPLES);
  for (let y = 0; y < heightPx; y += 1) {
    for (let x = 0; x < widthPx; x += 1) {
      const pixel = y * widthPx + x;
      for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
        const fx = x * SAMPLES + (sample % SAMPLES);
        const fy = y * SAMPLES + Math.floor(sample / SAMPLES);
        const index = fy * fineCamera.widthPx + fx;
        eye.look(fx, fy, fine.near[index] ?? 0, fine.triangle[index] ?? 0, sample === 0);
        for (let c = 0; c < 3; c += 1) {
          lit[pixel * 3 + c] = (lit[pixel * 3 + c] ?? 0) + (eye.lit[c] ?? 0) * share;
          shaded[pixel * 3 + c] = (shaded[pixel * 3 + c] ?? 0) + (eye.shaded[c] ?? 0) * share;
        }
        albedo[pixel] = (albedo[pixel] ?? 0) + eye.albedo * share;
        wet[pixel] = (wet[pixel] ?? 0) + eye.wet * share;
        if (eye.water) water[pixel] = 1;
      }
    }
  }
  const base = { widthPx, heightPx, camera, fineCamera, light, fineNear: fine.near, lit, shaded, albedo };
  const { mirrorY } = parts;
  if (mirrorY === undefined) return { ...base, wet: null, water: null, mirrored: null, mirrorY: 0 };

  const coarse = nearest(camera, parts.scenery, mirrorY);
  const mirrored = new Float32Array(size * 3);
  const mirror = new Eye(camera, parts.scenery, light, mirrorY);
  for (let index = 0; index < size; index += 1) {
    if ((wet[index] ?? 0) <= 0) continue;
    mirror.look(index % widthPx, Math.floor(index / widthPx), coarse.near[index] ?? 0, coarse.triangle[index] ?? 0, true);
    for (let c = 0; c < 3; c += 1) mirrored[index * 3 + c] = mirror.lit[c] ?? 0;
  }
  for (let index = 0; index < size; index += 1) {
    const strength = wet[index] ?? 0;
    if (strength <= 0 || water[index] === 1) continue;
    const down = Math.min(10, Math.floor(heightPx / 60));
    for (let c = 0; c < 3; c += 1) {
      let sum = 0;
      for (let step = -down; step <= down; step += 1) {
        const at = index + step * widthPx;
        const from = at >= 0 && at < size && (wet[at] ?? 0) > 0 ? at : index;
        sum += mirrored[from * 3 + c] ?? 0;
      }
      const blurred = (sum / (down * 2 + 1)) * strength;
      lit[index * 3 + c] = (lit[index * 3 + c] ?? 0) * (1 - strength * 0.5) + blurred;
      shaded[index * 3 + c] = (shaded[index * 3 + c] ?? 0) * (1 - strength * 0.5) + blurred;
    }
  }
  return { ...base, wet, water: water.includes(1) ? water : null, mirrored, mirrorY };
}

function nearest(camera: Camera, scenery: Mesh, mirrorY?: number): { readonly near: Float32Array; readonly triangle: Int32Array } {
  const near = new Float32Array(camera.widthPx * camera.heightPx);
  const triangle = new Int32Array(camera.widthPx * camera.heightPx);
  const skip = new Uint8Array(scenery.count);
  if (mirrorY !== undefined) {
    for (let index = 0; index < scenery.count; index += 1) {
      const heights = [1, 4, 7].map((offset) => scenery.positions[index * 9 + offset] ?? 0);
      if (Math.max(...heights) <= mirrorY + 0.2) skip[index] = 1;
    }
  }
  fillMesh(
    camera,
    scenery,
    (index, w, which) => {
      if (w > (near[index] ?? 0) && skip[which] === 0) {
        near[index] = w;
        triangle[index] = which;
      }
    },
    mirrorY,
  );
  return { near, triangle };
}

/** Works out what one sample shows; results are left in its fields. */
class Eye {
  lit: Rgb = [0, 0, 0];
  readonly shaded: [number, number, number] = [0, 0, 0];
  albedo = 0;
  wet = 0;
  water = false;
  #sky = 1;
  readonly #camera: Camera;
  readonly #scenery: Mesh;
  readonly #light: Light;
  readonly #mirrorY: number | undefined;

  constructor(camera: Camera, scenery: Mesh, light: Light, mirrorY?: number) {
    this.#camera = camera;
    this.#scenery = scenery;
    this.#light = light;
    this.#mirrorY = mirrorY;
  }

  /** @param freshSky whether the share of sky is worked out anew (it varies slowly) */
  look(x: number, y: number, near: number, triangle: number, freshSky: boolean): void {
    const { eye, right, up, forward, focalPx, widthPx, heightPx } = this.#camera;
    const rx = (x + 0.5 - widthPx / 2) / focalPx;
    const ry = (heightPx / 2 - y - 0.5) / focalPx;
    const ray: Vec3 = [
      forward[0] + right[0] * rx + up[0] * ry,
      forward[1] + right[1] * rx + up[1] * ry,
      forward[2] + right[2] * rx + up[2] * ry,
    ];
    this.albedo = 0;
    this.wet = 0;
    this.water = false;
    if (near <= 0) {
      const towards = unit(ray);
      this.#set(this.#light.skyColor(towards[0], this.#mirrorY === undefined ? towards[1] : -towards[1], towards[2]));
      return;
    }
    const depth = 1 / near;
    const py = eye[1] + ray[1] * depth;
    const p: Vec3 = [eye[0] + ray[0] * depth, this.#mirrorY === undefined ? py : 2 * this.#mirrorY - py, eye[2] + ray[2] * depth];
    const toEye = unit(sub(eye, p));
    const normal = this.#normal(triangle, toEye, p);
    const mesh = this.#scenery;
    const finish = mesh.finishes[triangle] ?? 0;
    const texelM = depth / focalPx / Math.max(0.15, Math.abs(dot(normal, toEye)) ** 0.5);
    const t = triangle * 3;
    const seen = mesh.surfaces[triangle]?.(p, texelM) ?? { color: [mesh.colors[t] ?? 0, mesh.colors[t + 1] ?? 0, mesh.colors[t + 2] ?? 0] as const };
    this.albedo = (seen.color[0] + seen.color[1] + seen.color[2]) / 3;
    if (finish === FINISH.glow) {
      this.#set(seen.color);
      return;
    }
    if (freshSky) this.#sky = this.#light.skyAt(p[0], p[1], p[2], normal[0], normal[1], normal[2]);
    const facing = this.#light.look.sun === undefined ? 0 : dot(normal, unit(this.#light.look.sun.towards));
    const sun = facing > 0 ? this.#light.sunAt(p[0] + normal[0] * 0.06, p[1] + normal[1] * 0.06, p[2] + normal[2] * 0.06, 1.2) : 0;
    const distance = depth * Math.hypot(rx, ry, 1);
    this.lit = this.#light.shade(p, normal, toEye, seen.color, finish, sun, this.#sky, distance, this.shaded);
    if (seen.glow !== undefined) {
      const glow = scale(seen.color, seen.glow);
      this.lit = [this.lit[0] + glow[0], this.lit[1] + glow[1], this.lit[2] + glow[2]];
      for (let c = 0; c < 3; c += 1) this.shaded[c] = (this.shaded[c] ?? 0) + (glow[c] ?? 0);
    }
    if (seen.wet !== undefined) {
      const grazing = 1 - Math.max(0, toEye[1]);
      this.wet = seen.wet * (0.18 + 0.82 * grazing ** 3);
      this.water = seen.water === true;
    }
  }

  #set(color: Rgb): void {
    this.lit = color;
    for (let c = 0; c < 3; c += 1) this.shaded[c] = color[c] ?? 0;
  }

  #normal(triangle: number, toEye: Vec3, p: Vec3): Vec3 {
    const { positions, normals } = this.#scenery;
    const at = (array: Float32Array, corner: number): Vec3 => {
      const i = triangle * 9 + corner * 3;
      return [array[i] ?? 0, array[i + 1] ?? 0, array[i + 2] ?? 0];
    };
    const [na, nb, nc] = [at(normals, 0), at(normals, 1), at(normals, 2)];
    const a = at(positions, 0);
    const ab = sub(at(positions, 1), a);
    const ac = sub(at(positions, 2), a);
    if (dot(na, na) > 0.01) {
      const ap = sub(p, a);
      const [bb, bc, cc, pb, pc] = [dot(ab, ab), dot(ab, ac), dot(ac, ac), dot(ap, ab), dot(ap, ac)];
      const below = bb * cc - bc * bc || 1;
      const v = (cc * pb - bc * pc) / below;
      const w = (bb * pc - bc * pb) / below;
      const u = 1 - v - w;
      return unit([na[0] * u + nb[0] * v + nc[0] * w, na[1] * u + nb[1] * v + nc[1] * w, na[2] * u + nb[2] * v + nc[2] * w]);
    }
    const flat = unit(cross(ab, ac));
    return dot(flat, toEye) < 0 ? scale(flat, -1) : flat;
  }
}

import { project } from './camera.ts';
import type { Camera } from './camera.ts';
import { FINISH } from './mesh.ts';
import type { Mesh } from './mesh.ts';
import { fillTriangle } from './raster.ts';
import type { Corner } from './raster.ts';
import { SAMPLES } from './stage.ts';
import type { Stage } from './stage.ts';
import { writePixel } from './tone.ts';
import type { Tone } from './tone.ts';
import { cross, scale, sub, unit } from './vec.ts';
import type { Vec3 } from './vec.ts';

/** A light carried by a moving thing, in its own coordinates. */
export interface CarriedLamp {
  readonly at: Vec3;
  readonly kind: 'head' | 'tail';
  readonly strength: number;
}

/** A kind of moving thing. */
export interface Model {
  readonly mesh: Mesh;
  readonly halfWidthM: number;
  readonly halfLengthM: number;
  readonly lamps: readonly CarriedLamp[];
}

/** A moving thing at one moment. */
export interface Actor {
  readonly model: Model;
  readonly at: Vec3;
  readonly yaw: number;
  readonly lightsOn?: boolean;
  readonly size?: number;
}

const TILE = 16;

/** Draws frames of one stage. Keeps its buffers between frames; not for use by two drawings at once. */
export class FramePainter {
  readonly #stage: Stage;
  readonly #tone: Tone;
  readonly #base: Uint8ClampedArray<ArrayBuffer>;
  readonly #near: Float32Array;
  readonly #color: Float32Array;
  readonly #sunGone: Uint8Array;
  readonly #contact: Float32Array;
  readonly #beam: Float32Array;
  readonly #mirrorNear: Float32Array;
  readonly #mirrorColor: Float32Array;
  readonly #columns: number;
  readonly #dirty: Uint8Array;
  readonly #waterTiles: Uint8Array;

  constructor(stage: Stage, tone: Tone) {
    this.#stage = stage;
    this.#tone = tone;
    const size = stage.widthPx * stage.heightPx;
    this.#near = new Float32Array(size * SAMPLES * SAMPLES);
    this.#color = new Float32Array(size * SAMPLES * SAMPLES * 3);
    this.#sunGone = new Uint8Array(size);
    this.#contact = new Float32Array(size);
    this.#beam = new Float32Array(size);
    this.#mirrorNear = new Float32Array(stage.mirrored === null ? 0 : size);
    this.#mirrorColor = new Float32Array(stage.mirrored === null ? 0 : size * 3);
    this.#columns = Math.ceil(stage.widthPx / TILE);
    this.#dirty = new Uint8Array(this.#columns * Math.ceil(stage.heightPx / TILE));
    this.#waterTiles = new Uint8Array(this.#dirty.length);
    this.#base = new Uint8ClampedArray(size * 4);
    for (let pixel = 0; pixel < size; pixel += 1) {
      writePixel(tone, this.#base, pixel, stage.lit[pixel * 3] ?? 0, stage.lit[pixel * 3 + 1] ?? 0, stage.lit[pixel * 3 + 2] ?? 0);
      if (stage.water?.[pixel] === 1) this.#waterTiles[this.#tileOf(pixel)] = 1;
    }
  }

  /**
   * @param actors everything that moves, as it stands at this moment
   * @param phase 0..1 through the loop, for water
   * @returns RGBA bytes; the caller owns them
   */
  paint(actors: readonly Actor[], phase: number): Uint8ClampedArray<ArrayBuffer> {
    this.#clear();
    for (const actor of actors) this.#drawActor(actor);
    const rgba = this.#base.slice();
    for (let tile = 0; tile < this.#dirty.length; tile += 1) {
      if (this.#dirty[tile] === 1 || this.#waterTiles[tile] === 1) this.#resolve(tile, rgba, phase);
    }
    return rgba;
  }

  /** Whether a point in the scene can be seen past scenery and moving things. */
  sees(point: Vec3): boolean {
    const { fineCamera, fineNear } = this.#stage;
    const seen = project(fineCamera, point);
    if (seen === null) return false;
    const x = Math.floor(seen.xPx);
    const y = Math.floor(seen.yPx);
    if (x < 0 || y < 0 || x >= fineCamera.widthPx || y >= fineCamera.heightPx) return false;
    const index = y * fineCamera.widthPx + x;
    const nearest = Math.max(fineNear[index] ?? 0, this.#near[index] ?? 0);
    return nearest <= 0 || 1 / nearest > seen.depthM - 0.45;
  }

  #tileOf(pixel: number): number {
    const x = pixel % this.#stage.widthPx;
    return Math.floor((pixel - x) / this.#stage.widthPx / TILE) * this.#columns + Math.floor(x / TILE);
  }

  #clear(): void {
    const { widthPx, heightPx } = this.#stage;
    for (let tile = 0; tile < this.#dirty.length; tile += 1) {
      if (this.#dirty[tile] === 0) continue;
      this.#dirty[tile] = 0;
      const x = (tile % this.#columns) * TILE;
      const top = Math.floor(tile / this.#columns) * TILE;
      const right = Math.min(widthPx, x + TILE);
      for (let y = top; y < Math.min(heightPx, top + TILE); y += 1) {
        const [from, to] = [y * widthPx + x, y * widthPx + right];
        this.#sunGone.fill(0, from, to);
        this.#contact.fill(0, from, to);
        this.#beam.fill(0, from, to);
        this.#mirrorNear.fill(0, from, to);
        for (let fine = y * SAMPLES; fine < (y + 1) * SAMPLES; fine += 1) {
          this.#near.fill(0, fine * widthPx * SAMPLES + x * SAMPLES, fine * widthPx * SAMPLES + right * SAMPLES);
        }
      }
    }
  }

  #drawActor(actor: Actor): void {
    const stage = this.#stage;
    const { light, fineCamera } = stage;
    const { mesh } = actor.model;
    const size = actor.size ?? 1;
    const cos = Math.cos(actor.yaw) * size;
    const sin = Math.sin(actor.yaw) * size;
    const sky = light.skyAt(actor.at[0], actor.at[1] + 0.6, actor.at[2], 0, 1, 0);
    const sun = light.look.sun;
    const fall = sun === undefined ? null : scale(sun.towards, 1 / sun.towards[1]);
    const inSun = light.sunAt(actor.at[0], actor.at[1] + 0.9, actor.at[2], 12) > 0;
    const middle = project(stage.camera, [actor.at[0], actor.at[1] + 0.8, actor.at[2]]);
    if (middle === null) return;
    const reachPx = (stage.camera.focalPx * (actor.model.halfLengthM + 6)) / middle.depthM;
    if (middle.xPx < -reachPx || middle.xPx > stage.widthPx + reachPx || middle.yPx < -reachPx || middle.yPx > stage.heightPx + reachPx) return;

    const points: Vec3[] = [[0, 0, 0], [0, 0, 0], [0, 0, 0]];
    const tints: (readonly number[])[] = [[], [], []];
    for (let triangle = 0; triangle < mesh.count; triangle += 1) {
      for (let corner = 0; corner < 3; corner += 1) {
        const i = triangle * 9 + corner * 3;
        const x = mesh.positions[i] ?? 0;
        const z = mesh.positions[i + 2] ?? 0;
        points[corner] = [actor.at[0] + x * cos + z * sin, actor.at[1] + (mesh.positions[i + 1] ?? 0) * size, actor.at[2] + z * cos - x * sin];
      }
      const [a, b, c] = points as [Vec3, Vec3, Vec3];
      const t = triangle * 3;
      const color = [mesh.colors[t] ?? 0, mesh.colors[t + 1] ?? 0, mesh.colors[t + 2] ?? 0] as const;
      const finish = mesh.finishes[triangle] ?? 0;
      const flat = mesh.normals[t * 3] === 0 && mesh.normals[t * 3 + 1] === 0 && mesh.normals[t * 3 + 2] === 0;
      if (fall !== null && inSun) this.#shadow(onGround(a, actor.at[1], fall), onGround(b, actor.at[1], fall), onGround(c, actor.at[1], fall));
      if (!flat && this.#looksAway(mesh, triangle, cos / size, sin / size, a)) continue;
      const toEye = unit(sub(fineCamera.eye, a));
      const distance = Math.hypot(a[0] - fineCamera.eye[0], a[1] - fineCamera.eye[1], a[2] - fineCamera.eye[2]);
      const sunShare = fall === null ? 0 : light.sunAt(a[0], a[1] + 0.15, a[2], 2);
      for (let corner = 0; corner < 3; corner += 1) {
        const p = points[corner] ?? a;
        if (finish === FINISH.glow) {
          tints[corner] = scale(color, actor.lightsOn === true ? 4 : 0.4);
          continue;
        }
        if (flat && corner > 0) {
          tints[corner] = tints[0] ?? [];
          continue;
        }
        let normal: Vec3;
        if (flat) {
          normal = unit(cross(sub(b, a), sub(c, a)));
          if (normal[0] * toEye[0] + normal[1] * toEye[1] + normal[2] * toEye[2] < 0) normal = scale(normal, -1);
        } else {
          const i = triangle * 9 + corner * 3;
          const nx = mesh.normals[i] ?? 0;
          const nz = mesh.normals[i + 2] ?? 0;
          normal = [(nx * cos + nz * sin) / size, mesh.normals[i + 1] ?? 0, (nz * cos - nx * sin) / size];
        }
        const openness = sky * (0.55 + 0.45 * Math.min(1, (p[1] - actor.at[1]) / 0.7));
        tints[corner] = light.shade(p, normal, toEye, color, finish, sunShare, openness, distance);
      }
      this.#fillFine(a, b, c, tints);
      if (stage.mirrored !== null) this.#mirror(a, b, c, tints);
    }
    this.#groundLight(actor);
  }

  /** Whether a smooth triangle of a closed solid shows its back. */
  #looksAway(mesh: Mesh, triangle: number, cos: number, sin: number, at: Vec3): boolean {
    const { eye } = this.#stage.camera;
    const [ex, ey, ez] = [eye[0] - at[0], eye[1] - at[1], eye[2] - at[2]];
    for (let i = triangle * 9; i < triangle * 9 + 9; i += 3) {
      const nx = mesh.normals[i] ?? 0;
      const nz = mesh.normals[i + 2] ?? 0;
      if ((nx * cos + nz * sin) * ex + (mesh.normals[i + 1] ?? 0) * ey + (nz * cos - nx * sin) * ez > 0) return false;
    }
    return true;
  }

  #fillFine(a: Vec3, b: Vec3, c: Vec3, tints: readonly (readonly number[])[]): void {
    const { fineCamera, fineNear } = this.#stage;
    const [pa, pb, pc] = [corner(fineCamera, a), corner(fineCamera, b), corner(fineCamera, c)];
    if (pa === null || pb === null || pc === null) return;
    const area = (pb.x - pa.x) * (pc.y - pa.y) - (pc.x - pa.x) * (pb.y - pa.y);
    const [ta = [], tb = [], tc = []] = tints;
    const width = fineCamera.widthPx;
    fillTriangle(width, fineCamera.heightPx, pa, pb, pc, (index, w) => {
      if (w <= (this.#near[index] ?? 0) || w <= (fineNear[index] ?? 0)) return;
      this.#near[index] = w;
      const px = (index % width) + 0.5;
      const py = Math.floor(index / width) + 0.5;
      const sb = ((px - pa.x) * (pc.y - pa.y) - (pc.x - pa.x) * (py - pa.y)) / area;
      const sc = ((pb.x - pa.x) * (py - pa.y) - (px - pa.x) * (pb.y - pa.y)) / area;
      const sa = 1 - sb - sc;
      this.#color[index * 3] = (ta[0] ?? 0) * sa + (tb[0] ?? 0) * sb + (tc[0] ?? 0) * sc;
      this.#color[index * 3 + 1] = (ta[1] ?? 0) * sa + (tb[1] ?? 0) * sb + (tc[1] ?? 0) * sc;
      this.#color[index * 3 + 2] = (ta[2] ?? 0) * sa + (tb[2] ?? 0) * sb + (tc[2] ?? 0) * sc;
      this.#dirty[Math.floor(index / width / SAMPLES / TILE) * this.#columns + Math.floor((index % width) / SAMPLES / TILE)] = 1;
    });
  }

  #shadow(a: Vec3, b: Vec3, c: Vec3): void {
    this.#coarse(a, b, c, (index, w, scenery) => {
      if (Math.abs(scenery / w - 1) < 0.03) {
        this.#sunGone[index] = 1;
        this.#markAround(index);
      }
    });
  }

  #mirror(a: Vec3, b: Vec3, c: Vec3, tints: readonly (readonly number[])[]): void {
    const { wet, mirrorY } = this.#stage;
    const flip = (p: Vec3): Vec3 => [p[0], 2 * mirrorY - p[1], p[2]];
    const [ta = [], tb = [], tc = []] = tints;
    this.#coarse(flip(a), flip(b), flip(c), (index, w) => {
      if ((wet?.[index] ?? 0) <= 0 || w <= (this.#mirrorNear[index] ?? 0)) return;
      this.#mirrorNear[index] = w;
      for (let k = 0; k < 3; k += 1) this.#mirrorColor[index * 3 + k] = ((ta[k] ?? 0) + (tb[k] ?? 0) + (tc[k] ?? 0)) / 3;
      this.#markAround(index);
    });
  }

  #coarse(a: Vec3, b: Vec3, c: Vec3, visit: (index: number, w: number, scenery: number) => void): void {
    const { camera, fineNear, widthPx, heightPx } = this.#stage;
    const [pa, pb, pc] = [corner(camera, a), corner(camera, b), corner(camera, c)];
    if (pa === null || pb === null || pc === null) return;
    fillTriangle(widthPx, heightPx, pa, pb, pc, (index, w) => {
      const x = index % widthPx;
      const y = (index - x) / widthPx;
      visit(index, w, fineNear[y * SAMPLES * widthPx * SAMPLES + x * SAMPLES] ?? 0);
    });
  }

  #markAround(index: number): void {
    const { widthPx, heightPx } = this.#stage;
    const x = index % widthPx;
    const y = (index - x) / widthPx;
    const mark = (px: number, py: number): void => {
      if (px < 0 || py < 0 || px >= widthPx || py >= heightPx) return;
      this.#dirty[Math.floor(py / TILE) * this.#columns + Math.floor(px / TILE)] = 1;
    };
    mark(x - 2, y - 2);
    mark(x + 2, y - 2);
    mark(x - 2, y + 2);
    mark(x + 2, y + 2);
  }

  /** The dark patch under a thing, and what its headlights throw on the road. */
  #groundLight(actor: Actor): void {
    const { halfWidthM, halfLengthM, lamps } = actor.model;
    const size = actor.size ?? 1;
    this.#onGround(actor, [0, 0], halfWidthM * size + 0.5, halfLengthM * size + 0.5, (x, z) => {
      const dx = Math.max(0, Math.abs(x) - halfWidthM * size * 0.6) / 0.55;
      const dz = Math.max(0, Math.abs(z) - halfLengthM * size * 0.75) / 0.55;
      return Math.max(0, 1 - Math.sqrt(dx * dx + dz * dz)) ** 2 * 0.62;
    }, this.#contact, 'darkest');
    if (actor.lightsOn !== true) return;
    for (const lamp of lamps) {
      if (lamp.kind !== 'head') continue;
      this.#onGround(actor, [lamp.at[0], lamp.at[2] + 8], 5, 8.5, (x, z) => {
        const ahead = z + 8;
        if (ahead < 0.4) return 0;
        const spread = 0.45 + ahead * 0.2;
        return (lamp.strength * 2.1 * Math.exp(-((x / spread) ** 2)) * Math.min(1, (ahead - 0.4) / 2.2)) / (1 + (ahead / 5) ** 2) * Math.max(0, 1 - ahead / 16.5);
      }, this.#beam, 'sum');
    }
  }

  #onGround(actor: Actor, middle: readonly [number, number], halfX: number, halfZ: number, level: (x: number, z: number) => number, into: Float32Array, how: 'darkest' | 'sum'): void {
    const { camera, fineNear, widthPx, heightPx } = this.#stage;
    const cos = Math.cos(actor.yaw);
    const sin = Math.sin(actor.yaw);
    const ground = actor.at[1];
    const corners: { x: number; y: number }[] = [];
    for (const [sx, sz] of [[-1, -1], [1, -1], [1, 1], [-1, 1]] as const) {
      const x = middle[0] + sx * halfX;
      const z = middle[1] + sz * halfZ;
      const at = corner(camera, [actor.at[0] + x * cos + z * sin, ground, actor.at[2] + z * cos - x * sin]);
      if (at === null) return;
      corners.push(at);
    }
    const left = Math.max(0, Math.floor(Math.min(...corners.map((c) => c.x))));
    const right = Math.min(widthPx - 1, Math.ceil(Math.max(...corners.map((c) => c.x))));
    const top = Math.max(0, Math.floor(Math.min(...corners.map((c) => c.y))));
    const bottom = Math.min(heightPx - 1, Math.ceil(Math.max(...corners.map((c) => c.y))));
    for (let y = top; y <= bottom; y += 1) {
      for (let x = left; x <= right; x += 1) {
        const rx = (x + 0.5 - widthPx / 2) / camera.focalPx;
        const ry = (heightPx / 2 - y - 0.5) / camera.focalPx;
        const slope = camera.forward[1] + camera.right[1] * rx + camera.up[1] * ry;
        if (slope > -1e-3) continue;
        const depth = (ground - camera.eye[1]) / slope;
        const near = fineNear[y * SAMPLES * widthPx * SAMPLES + x * SAMPLES] ?? 0;
        if (Math.abs(near * depth - 1) > 0.03) continue;
        const dx = camera.eye[0] + (camera.forward[0] + camera.right[0] * rx + camera.up[0] * ry) * depth - actor.at[0];
        const dz = camera.eye[2] + (camera.forward[2] + camera.right[2] * rx + camera.up[2] * ry) * depth - actor.at[2];
        const value = level(dx * cos - dz * sin - middle[0], dx * sin + dz * cos - middle[1]);
        if (value <= 0.003) continue;
        const index = y * widthPx + x;
        into[index] = how === 'sum' ? (into[index] ?? 0) + value : Math.max(into[index] ?? 0, value);
        this.#dirty[Math.floor(y / TILE) * this.#columns + Math.floor(x / TILE)] = 1;
      }
    }
  }

  #resolve(tile: number, rgba: Uint8ClampedArray, phase: number): void {
    const { widthPx, heightPx, lit, shaded, albedo, wet, water, mirrored } = this.#stage;
    const left = (tile % this.#columns) * TILE;
    const top = Math.floor(tile / this.#columns) * TILE;
    const fineWidth = widthPx * SAMPLES;
    for (let y = top; y < Math.min(heightPx, top + TILE); y += 1) {
      for (let x = left; x < Math.min(widthPx, left + TILE); x += 1) {
        const index = y * widthPx + x;
        let gone = 0;
        if (this.#stage.light.look.sun !== undefined) {
          for (let dy = -1; dy <= 1; dy += 1) {
            for (let dx = -1; dx <= 1; dx += 1) gone += this.#sunGone[Math.min(heightPx - 1, Math.max(0, y + dy)) * widthPx + Math.min(widthPx - 1, Math.max(0, x + dx))] ?? 0;
          }
          gone /= 9;
        }
        const open = 1 - (this.#contact[index] ?? 0);
        const beam = (this.#beam[index] ?? 0) * (albedo[index] ?? 0);
        const sheen = wet?.[index] ?? 0;
        let from = index;
        if (mirrored !== null && sheen > 0 && water?.[index] === 1) from = ripple(x, y, index, phase, widthPx, heightPx, wet);
        const seen = mirrored !== null && sheen > 0 && (this.#mirrorNear[from] ?? 0) > 0;
        const sum = [0, 0, 0];
        for (let k = 0; k < 3; k += 1) {
          let ground = ((lit[index * 3 + k] ?? 0) * (1 - gone) + (shaded[index * 3 + k] ?? 0) * gone) * open + beam * (k === 2 ? 0.8 : 1);
          if (water?.[index] === 1) ground = ground * (1 - sheen) + (seen ? (this.#mirrorColor[from * 3 + k] ?? 0) : (mirrored?.[from * 3 + k] ?? 0)) * sheen;
          else if (seen) ground = ground * (1 - sheen * 0.75) + (this.#mirrorColor[from * 3 + k] ?? 0) * sheen * 0.75;
          sum[k] = ground;
        }
        let covered = 0;
        const own = [0, 0, 0];
        for (let sample = 0; sample < SAMPLES * SAMPLES; sample += 1) {
          const fine = (y * SAMPLES + Math.floor(sample / SAMPLES)) * fineWidth + x * SAMPLES + (sample % SAMPLES);
          if ((this.#near[fine] ?? 0) === 0) continue;
          covered += 1;
          for (let k = 0; k < 3; k += 1) own[k] = (own[k] ?? 0) + (this.#color[fine * 3 + k] ?? 0);
        }
        const rest = 1 - covered / (SAMPLES * SAMPLES);
        const share = 1 / (SAMPLES * SAMPLES);
        writePixel(this.#tone, rgba, index, (sum[0] ?? 0) * rest + (own[0] ?? 0) * share, (sum[1] ?? 0) * rest + (own[1] ?? 0) * share, (sum[2] ?? 0) * rest + (own[2] ?? 0) * share);
      }
    }
  }
}

/** Which pixel of the mirror image a water pixel shows at a moment of the loop. */
function ripple(x: number, y: number, index: number, phase: number, widthPx: number, heightPx: number, wet: Float32Array | null): number {
  const k = 1280 / widthPx;
  const turn = phase * Math.PI * 2;
  const near = 0.25 + (y / heightPx) * 1.2;
  const wave =
    Math.sin((y * k) / (2.2 * near) + turn * 9 + Math.sin((x * k) / 47) * 2) +
    Math.sin((x * k) / (19 * near) + (y * k) / (3.7 * near) - turn * 6) * 0.8 +
    Math.sin((x * k) / (31 * near) - (y * k) / (5.3 * near) + turn * 4) * 0.7;
  const dx = Math.round((wave * 1.1 * near) / k);
  const dy = Math.round((wave * 3.2 * near) / k);
  const at = index + dy * widthPx + (x + dx >= 0 && x + dx < widthPx ? dx : 0);
  return at >= 0 && at < widthPx * heightPx && (wet?.[at] ?? 0) > 0 ? at : index;
}

function corner(camera: Camera, p: Vec3): Corner | null {
  const at = project(camera, p);
  return at === null ? null : { x: at.xPx, y: at.yPx, w: 1 / at.depthM };
}

function onGround(p: Vec3, groundY: number, fall: Vec3): Vec3 {
  const height = p[1] - groundY;
  return [p[0] - fall[0] * height, groundY, p[2] - fall[2] * height];
}

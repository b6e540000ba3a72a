import { FINISH } from './mesh.ts';
import type { Mesh } from './mesh.ts';
import { fractalNoise } from './random.ts';
import { fillTriangle } from './raster.ts';
import { add, clamp, cross, dot, mix, scale, smoothstep, unit } from './vec.ts';
import type { Rgb, Vec3 } from './vec.ts';

/** A fixed lamp. With `aim` it is a spot whose light fades between the cosines `inner` and `outer`. */
export interface Lamp {
  readonly at: Vec3;
  readonly color: Rgb;
  readonly aim?: Vec3;
  readonly inner?: number;
  readonly outer?: number;
}

/** All light of a scene and the air between. Colours are linear; `fogPerM` thickens with distance. */
export interface Look {
  readonly sun?: { readonly towards: Vec3; readonly color: Rgb };
  readonly sky: { readonly zenith: Rgb; readonly horizon: Rgb; readonly clouds?: Rgb };
  readonly ambient: { readonly above: Rgb; readonly below: Rgb };
  readonly fog?: { readonly color: Rgb; readonly perM: number };
  readonly lamps?: readonly Lamp[];
}

/** The part of the ground whose shadows are worked out, in metres. */
export interface Area {
  readonly x: number;
  readonly z: number;
  readonly radiusM: number;
}

const SHADOW_SIDE = 2048;
const HEIGHT_SIDE = 1024;
const DIRECTIONS = 8;
const REACH_M = [0.5, 1.2, 2.6, 5.5, 12];

/** Answers how much sun, sky and lamp light reaches a point of the fixed scenery. */
export class Light {
  readonly look: Look;
  readonly #area: Area;
  readonly #sunDepth = new Float32Array(SHADOW_SIDE * SHADOW_SIDE).fill(-Infinity);
  readonly #height = new Float32Array(HEIGHT_SIDE * HEIGHT_SIDE).fill(-Infinity);
  readonly #towards: Vec3;
  readonly #across: Vec3;
  readonly #along: Vec3;

  constructor(look: Look, area: Area, scenery: Mesh) {
    this.look = look;
    this.#area = area;
    this.#towards = unit(look.sun?.towards ?? [0, 1, 0]);
    this.#across = unit(cross([0, 0.3, 1], this.#towards));
    this.#along = cross(this.#towards, this.#across);
    this.#cast(scenery);
  }

  /** Share of the sun's disc seen from a point, 0..1. */
  sunAt(x: number, y: number, z: number, softPx = 1): number {
    if (this.look.sun === undefined) return 0;
    const u = this.#shadowU(x, y, z);
    const v = this.#shadowV(x, y, z);
    const depth = x * this.#towards[0] + y * this.#towards[1] + z * this.#towards[2] + 0.05 + this.#area.radiusM * 0.0036;
    let seen = 0;
    for (let dy = -1; dy <= 1; dy += 1) {
      for (let dx = -1; dx <= 1; dx += 1) {
        const px = Math.round(u + dx * softPx);
        const py = Math.round(v + dy * softPx);
        if (px < 0 || py < 0 || px >= SHADOW_SIDE || py >= SHADOW_SIDE) seen += 1;
        else if ((this.#sunDepth[py * SHADOW_SIDE + px] ?? 0) <= depth) seen += 1;
      }
    }
    return seen / 9;
  }

  /** Share of the sky seen from a point with the given outward direction, 0..1. */
  skyAt(x: number, y: number, z: number, nx: number, ny: number, nz: number): number {
    const px = x + nx * 0.35;
    const py = y + 0.05;
    const pz = z + nz * 0.35;
    let open = 0;
    let weight = 0;
    for (let direction = 0; direction < DIRECTIONS; direction += 1) {
      const angle = ((direction + 0.37) / DIRECTIONS) * Math.PI * 2;
      const dx = Math.cos(angle);
      const dz = Math.sin(angle);
      const share = ny > 0.7 ? 1 : Math.max(0, dx * nx + dz * nz + 0.15);
      if (share === 0) continue;
      let slope = 0;
      for (const reach of REACH_M) slope = Math.max(slope, (this.#heightAt(px + dx * reach, pz + dz * reach) - py) / reach);
      open += share * (1 - slope / Math.sqrt(1 + slope * slope));
      weight += share;
    }
    const covered = smoothstep(0.2, 1, this.#heightAt(px, pz) - py);
    // Walls and ground across the street send light back: nothing outdoors is wholly dark.
    return 0.3 + 0.7 * (weight === 0 ? 0.5 : open / weight) * (1 - 0.4 * covered);
  }

  /** Colour of the sky in a direction. */
  skyColor(x: number, y: number, z: number): Rgb {
    const { zenith, horizon, clouds } = this.look.sky;
    const base = mix(horizon, zenith, smoothstep(0, 0.6, y));
    if (clouds === undefined || y < 0.01) return base;
    const cover = smoothstep(0.45, 0.75, fractalNoise((x / (y + 0.18)) * 0.9 + 7, (z / (y + 0.18)) * 0.9 + 3, 5));
    return mix(base, clouds, cover * 0.8);
  }

  /**
   * Light leaving a point towards the eye.
   * @param sun share of sun that arrives @param sky share of sky that arrives
   * @returns the colour with the sun, and without it in `withoutSun`
   */
  shade(p: Vec3, n: Vec3, toEye: Vec3, color: Rgb, finish: number, sun: number, sky: number, distanceM: number, withoutSun?: [number, number, number]): [number, number, number] {
    const { look } = this;
    const half = n[1] * 0.5 + 0.5;
    const out: [number, number, number] = [0, 0, 0];
    const sunFacing = look.sun === undefined ? 0 : Math.max(0, dot(n, this.#towards)) * sun;
    let [lr, lg, lb] = [0, 0, 0];
    for (const lamp of look.lamps ?? []) {
      const dx = lamp.at[0] - p[0];
      const dy = lamp.at[1] - p[1];
      const dz = lamp.at[2] - p[2];
      const square = dx * dx + dy * dy + dz * dz;
      if (square > 900) continue;
      const distance = Math.sqrt(square) || 1;
      const facing = (dx * n[0] + dy * n[1] + dz * n[2]) / distance;
      let power = Math.max(0, facing * 0.85 + 0.15) / (square + 1);
      if (lamp.aim !== undefined) {
        const along = -(dx * lamp.aim[0] + dy * lamp.aim[1] + dz * lamp.aim[2]) / distance;
        power *= smoothstep(lamp.outer ?? 0.3, lamp.inner ?? 0.8, along);
      }
      lr += lamp.color[0] * power;
      lg += lamp.color[1] * power;
      lb += lamp.color[2] * power;
    }
    const fog = look.fog === undefined ? 0 : 1 - Math.exp(-distanceM * look.fog.perM);
    const lamps = [lr, lg, lb];
    const mirror = finish === FINISH.paint || finish === FINISH.glass ? this.#mirror(n, toEye, finish, sky) : null;
    const glint = mirror !== null && look.sun !== undefined ? this.#glint(n, toEye, finish) * sun : 0;
    for (let c = 0; c < 3; c += 1) {
      const ambient = ((look.ambient.below[c] ?? 0) * (1 - half) + (look.ambient.above[c] ?? 0) * half) * sky;
      const base = (color[c] ?? 0) * (ambient + (lamps[c] ?? 0)) + (mirror?.[c] ?? 0);
      const lit = (look.sun?.color[c] ?? 0) * ((color[c] ?? 0) * sunFacing + glint);
      const air = look.fog?.color[c] ?? 0;
      if (withoutSun !== undefined) withoutSun[c] = base + (air - base) * fog;
      out[c] = base + lit + (air - base - lit) * fog;
    }
    return out;
  }

  #mirror(n: Vec3, toEye: Vec3, finish: number, sky: number): Rgb {
    const facing = clamp(Math.abs(dot(n, toEye)), 0, 1);
    const base = finish === FINISH.glass ? 0.09 : 0.05;
    const strength = (base + (1 - base) * (1 - facing) ** 5 * 0.8) * (0.35 + 0.65 * sky);
    const up = 2 * dot(n, toEye) * n[1] - toEye[1];
    const { zenith, horizon } = this.look.sky;
    const seen = up > 0 ? mix(horizon, zenith, smoothstep(0, 0.6, up)) : scale(this.look.ambient.below, 0.35);
    return scale(up > 0 && up < 0.25 ? mix(scale(seen, 0.35), seen, up * 4) : seen, strength);
  }

  #glint(n: Vec3, toEye: Vec3, finish: number): number {
    const facing = dot(n, unit(add(toEye, this.#towards)));
    return facing <= 0 ? 0 : facing ** 90 * (finish === FINISH.glass ? 1.6 : 0.8);
  }

  #shadowU(x: number, y: number, z: number): number {
    const { x: cx, z: cz, radiusM } = this.#area;
    const u = (x - cx) * this.#across[0] + y * this.#across[1] + (z - cz) * this.#across[2];
    return (u / radiusM / 2 + 0.5) * SHADOW_SIDE;
  }

  #shadowV(x: number, y: number, z: number): number {
    const { x: cx, z: cz, radiusM } = this.#area;
    const v = (x - cx) * this.#along[0] + y * this.#along[1] + (z - cz) * this.#along[2];
    return (v / radiusM / 2 + 0.5) * SHADOW_SIDE;
  }

  #heightAt(x: number, z: number): number {
    const { x: cx, z: cz, radiusM } = this.#area;
    const px = Math.floor(((x - cx) / radiusM / 2 + 0.5) * HEIGHT_SIDE);
    const py = Math.floor(((z - cz) / radiusM / 2 + 0.5) * HEIGHT_SIDE);
    if (px < 0 || py < 0 || px >= HEIGHT_SIDE || py >= HEIGHT_SIDE) return 0;
    return this.#height[py * HEIGHT_SIDE + px] ?? 0;
  }

  #cast(scenery: Mesh): void {
    const { x: cx, z: cz, radiusM } = this.#area;
    for (let triangle = 0; triangle < scenery.count; triangle += 1) {
      const at = (corner: number): Vec3 => {
        const i = triangle * 9 + corner * 3;
        return [scenery.positions[i] ?? 0, scenery.positions[i + 1] ?? 0, scenery.positions[i + 2] ?? 0];
      };
      const points = [at(0), at(1), at(2)] as const;
      const inSun = (p: Vec3): { x: number; y: number; w: number } => ({ x: this.#shadowU(...p), y: this.#shadowV(...p), w: dot(p, this.#towards) });
      const fromAbove = (p: Vec3): { x: number; y: number; w: number } => ({
        x: ((p[0] - cx) / radiusM / 2 + 0.5) * HEIGHT_SIDE,
        y: ((p[2] - cz) / radiusM / 2 + 0.5) * HEIGHT_SIDE,
        w: p[1],
      });
      if (this.look.sun !== undefined) {
        fillTriangle(SHADOW_SIDE, SHADOW_SIDE, inSun(points[0]), inSun(points[1]), inSun(points[2]), (index, w) => {
          if (w > (this.#sunDepth[index] ?? 0)) this.#sunDepth[index] = w;
        });
      }
      fillTriangle(HEIGHT_SIDE, HEIGHT_SIDE, fromAbove(points[0]), fromAbove(points[1]), fromAbove(points[2]), (index, w) => {
        if (w > (this.#height[index] ?? 0)) this.#height[index] = w;
      });
    }
  }
}

import { addHouse } from '../draw/buildings.ts';
import type { MeshBuilder } from '../draw/mesh.ts';
import { between } from '../draw/random.ts';
import type { Random } from '../draw/random.ts';
import { add, cross, scale, srgb } from '../draw/vec.ts';
import type { Rgb, Vec3 } from '../draw/vec.ts';
import { FINISH } from '../draw/mesh.ts';
import type { Glow } from '../draw/picture.ts';
import type { Lamp } from '../draw/light.ts';

/** A row of tube houses, seen from the street side. */
export interface Row {
  /** Lower left corner of the first front, as one looks at the row. */
  readonly from: Vec3;
  /** Unit direction of the row, to the right. */
  readonly along: Vec3;
  readonly lengthM: number;
  readonly seed: number;
  readonly storeys: readonly [number, number];
  readonly night?: boolean;
  /** Share of houses with a shop, 0..1. */
  readonly shops?: number;
  readonly depthM?: number;
}

/** Builds a row of houses side by side. */
export function addRow(b: MeshBuilder, random: Random, row: Row): void {
  let done = 0;
  for (let index = 0; done < row.lengthM; index += 1) {
    const widthM = between(random, 3.6, 5.3);
    addHouse(b, row.seed + index, {
      front: add(row.from, scale(row.along, done)),
      along: row.along,
      widthM,
      storeys: row.storeys[0] + Math.floor(random() * (row.storeys[1] - row.storeys[0] + 1)),
      depthM: row.depthM ?? 11,
      night: row.night ?? false,
      shop: random() < (row.shops ?? 0.85),
    });
    done += widthM;
  }
}

/** A lamp post with an arm over the road; `reach` points from the post to the lamp head. */
export function addLampPost(b: MeshBuilder, foot: Vec3, heightM: number, reach: Vec3, lit: boolean): void {
  const steel = srgb(0x82868a);
  const top: Vec3 = [foot[0], foot[1] + heightM, foot[2]];
  const head = add(top, reach);
  b.tube(foot, top, 0.11, 0.07, steel, 8);
  b.tube(top, head, 0.05, 0.04, steel, 6);
  b.box([head[0] - 0.22, head[1] - 0.09, head[2] - 0.22], [head[0] + 0.22, head[1] + 0.02, head[2] + 0.22], lit ? [3, 2.5, 1.7] : srgb(0xc8cac6), lit ? FINISH.glow : FINISH.matte);
}

/** The light of a lamp post head, aimed down. */
export function lampLight(head: Vec3, color: Rgb): Lamp {
  return { at: head, color, aim: [0, -1, 0], inner: 0.75, outer: 0.12 };
}

/** The halo of a lamp post head. */
export function lampGlow(head: Vec3, color: readonly [number, number, number], strength: number): Glow {
  return { at: [head[0], head[1] - 0.25, head[2]], color, sizeM: 2.2, strength };
}

/** A flat board with a picture or colour, standing upright between two ground points. */
export function addWall(b: MeshBuilder, from: Vec3, to: Vec3, heightM: number, thickM: number, color: Rgb): void {
  const along: Vec3 = [to[0] - from[0], 0, to[2] - from[2]];
  const length = Math.hypot(along[0], along[2]);
  const side = scale(cross([0, 1, 0], along), thickM / 2 / length);
  const up: Vec3 = [0, heightM, 0];
  const [a, c, d, e] = [add(from, side), add(to, side), add(to, scale(side, -1)), add(from, scale(side, -1))];
  b.quad(a, c, add(c, up), add(a, up), color);
  b.quad(e, d, add(d, up), add(e, up), color);
  b.quad(a, e, add(e, up), add(a, up), color);
  b.quad(c, d, add(d, up), add(c, up), color);
  b.quad(add(a, up), add(c, up), add(d, up), add(e, up), color);
}

/** An iron fence between two ground points, on a low wall. */
export function addFence(b: MeshBuilder, from: Vec3, to: Vec3, heightM: number, iron: Rgb): void {
  addWall(b, from, to, 0.5, 0.25, srgb(0xc9c0a8));
  const length = Math.hypot(to[0] - from[0], to[2] - from[2]);
  const at = (along: number, y: number): Vec3 => [from[0] + ((to[0] - from[0]) * along) / length, from[1] + y, from[2] + ((to[2] - from[2]) * along) / length];
  for (let along = 0; along <= length; along += 0.18) b.tube(at(along, 0.5), at(along, heightM), 0.018, 0.014, iron, 4, FINISH.matte, false);
  for (const y of [0.65, heightM - 0.15]) b.tube(at(0, y), at(length, y), 0.025, 0.025, iron, 4);
  for (let along = 0; along <= length + 0.01; along += length / Math.max(1, Math.round(length / 3.2))) {
    const p = at(along, 0);
    b.box([p[0] - 0.2, p[1], p[2] - 0.2], [p[0] + 0.2, p[1] + heightM + 0.15, p[2] + 0.2], srgb(0xd3c9ae));
  }
}

import { FINISH, mesh, MeshBuilder } from './mesh.ts';
import type { Mesh } from './mesh.ts';
import type { Model } from './frame.ts';
import { addRider } from './people.ts';
import { between, pick, randomFrom } from './random.ts';
import type { Random } from './random.ts';
import { srgb } from './vec.ts';
import type { Rgb, Vec3 } from './vec.ts';

const TYRE = srgb(0x1c1c1e);
const DARK = srgb(0x18191b);
const GLASS = srgb(0x1a2126);
const HUB = srgb(0x8c9094);
const HEADLAMP = srgb(0xe8ecea);
const TAILLAMP = srgb(0xa01814);
const PLATE = srgb(0xd8d8d2);

interface CarShape {
  readonly lengthM: number;
  readonly widthM: number;
  readonly heightM: number;
  /** Height of the bonnet and of the line under the windows. */
  readonly bonnetM: number;
  readonly beltM: number;
  /** Ends of the cabin at the belt and of the roof, from the middle, positive ahead. */
  readonly cabin: readonly [number, number];
  readonly roof: readonly [number, number];
  readonly bootM: number;
}

const SEDAN: CarShape = { lengthM: 4.4, widthM: 1.74, heightM: 1.46, bonnetM: 0.86, beltM: 0.95, cabin: [-1.75, 1.05], roof: [-1.1, 0.3], bootM: 0.98 };
const HATCH: CarShape = { lengthM: 3.75, widthM: 1.66, heightM: 1.5, bonnetM: 0.9, beltM: 0.97, cabin: [-1.82, 0.95], roof: [-1.45, 0.3], bootM: 0.95 };
const SUV: CarShape = { lengthM: 4.6, widthM: 1.86, heightM: 1.72, bonnetM: 1.04, beltM: 1.12, cabin: [-2.2, 1.0], roof: [-1.95, 0.3], bootM: 1.08 };

function ring(z: number, halfW: number, bottom: number, top: number): readonly Vec3[] {
  const shoulder = top - (top - bottom) * 0.2;
  return [
    [-halfW * 0.9, bottom, z], [-halfW, bottom + (top - bottom) * 0.35, z], [-halfW * 0.985, shoulder, z], [-halfW * 0.86, top, z],
    [halfW * 0.86, top, z], [halfW * 0.985, shoulder, z], [halfW, bottom + (top - bottom) * 0.35, z], [halfW * 0.9, bottom, z],
  ];
}

function carMesh(shape: CarShape, paint: Rgb, roofSign: Rgb | null): Mesh {
  const b = new MeshBuilder();
  const l = shape.lengthM / 2;
  const w = shape.widthM / 2;
  const { beltM, bonnetM, bootM, cabin, roof, heightM } = shape;
  b.loft(
    [
      ring(-l, w * 0.8, 0.36, 0.7), ring(-l + 0.08, w * 0.92, 0.27, bootM - 0.06), ring(-l + 0.3, w * 0.98, 0.24, bootM),
      ring(cabin[0] + 0.25, w, 0.22, beltM), ring(cabin[1] - 0.2, w, 0.22, beltM), ring(cabin[1] + 0.15, w * 0.99, 0.22, bonnetM + 0.05),
      ring(l - 0.55, w * 0.96, 0.23, bonnetM - 0.05), ring(l - 0.14, w * 0.88, 0.26, bonnetM - 0.16), ring(l, w * 0.7, 0.34, bonnetM - 0.32),
    ],
    paint,
  );
  const cw = w * 0.86;
  const rw = w * 0.66;
  const low = (x: number, z: number): Vec3 => [x, beltM - 0.02, z];
  const high = (x: number, z: number): Vec3 => [x, heightM - 0.06, z];
  const [c0, c1] = cabin;
  const [r0, r1] = roof;
  b.quad(low(-cw, c1), low(cw, c1), high(rw, r1), high(-rw, r1), GLASS, FINISH.glass);
  b.quad(low(-cw, c0), low(cw, c0), high(rw, r0), high(-rw, r0), GLASS, FINISH.glass);
  for (const side of [-1, 1]) {
    b.quad(low(side * cw, c0), low(side * cw, c1), high(side * rw, r1), high(side * rw, r0), GLASS, FINISH.glass);
    for (const [zl, zh] of [[c0, r0], [(c0 + c1) / 2 - 0.1, (r0 + r1) / 2], [c1, r1]] as const) b.tube(low(side * cw * 1.005, zl), high(side * rw * 1.005, zh), 0.045, 0.04, paint, 4, FINISH.paint, false);
    b.box([side * w - 0.12, beltM, c1 - 0.42], [side * w + 0.12, beltM + 0.14, c1 - 0.28], paint, FINISH.paint);
  }
  b.loft(
    [
      [[-rw, heightM - 0.07, r0 - 0.05], [-rw * 0.7, heightM - 0.03, r0 - 0.03], [rw * 0.7, heightM - 0.03, r0 - 0.03], [rw, heightM - 0.07, r0 - 0.05]],
      [[-rw * 1.03, heightM - 0.05, (r0 + r1) / 2], [-rw * 0.7, heightM + 0.01, (r0 + r1) / 2], [rw * 0.7, heightM + 0.01, (r0 + r1) / 2], [rw * 1.03, heightM - 0.05, (r0 + r1) / 2]],
      [[-rw, heightM - 0.07, r1 + 0.06], [-rw * 0.7, heightM - 0.04, r1 + 0.04], [rw * 0.7, heightM - 0.04, r1 + 0.04], [rw, heightM - 0.07, r1 + 0.06]],
    ],
    paint,
  );
  for (const z of [-l * 0.62, l * 0.62]) {
    for (const side of [-1, 1]) {
      b.tube([side * (w - 0.2), 0.32, z], [side * (w + 0.015), 0.32, z], 0.32, 0.32, TYRE, 12);
      b.tube([side * (w + 0.01), 0.32, z], [side * (w + 0.022), 0.32, z], 0.2, 0.18, HUB, 8);
    }
  }
  for (const side of [-1, 1]) {
    b.box([side * w * 0.72 - 0.2, bonnetM - 0.32, l - 0.2], [side * w * 0.72 + 0.2, bonnetM - 0.18, l - 0.03], HEADLAMP, FINISH.glow);
    b.box([side * w * 0.76 - 0.16, bootM - 0.27, -l - 0.01], [side * w * 0.76 + 0.16, bootM - 0.13, -l + 0.12], TAILLAMP, FINISH.glow);
  }
  b.box([-w * 0.55, 0.42, l - 0.12], [w * 0.55, bonnetM - 0.3, l + 0.005], DARK);
  b.box([-0.26, 0.45, l], [0.26, 0.57, l + 0.02], PLATE);
  b.box([-0.26, 0.6, -l - 0.02], [0.26, 0.74, -l], PLATE);
  if (roofSign !== null) b.box([-0.32, heightM, -0.5], [0.32, heightM + 0.16, -0.3], roofSign);
  return b.build();
}

/** A passenger car, hatchback, SUV or taxi; makes and colours as seen in Hanoi. */
export function car(seed: number, paint?: Rgb): Model {
  const random = randomFrom(seed);
  const shape = pick(random, [SEDAN, SEDAN, HATCH, SUV, SUV]);
  const taxi = random() < 0.2 && paint === undefined;
  const color = paint ?? (taxi ? pick(random, [srgb(0xe9ecec), srgb(0x177a4a)]) : pick(random, [0xeef0f0, 0xe4e7e8, 0xa8adb0, 0x2a2d31, 0x17181a, 0x8e1a1c, 0x5a6166, 0x24384f, 0x6b5a45].map(srgb)));
  const x = shape.widthM * 0.36;
  const l = shape.lengthM / 2;
  return {
    mesh: carMesh(shape, color, taxi ? srgb(0xd9c23a) : null),
    halfWidthM: shape.widthM / 2,
    halfLengthM: l,
    lamps: [
      { at: [-x, shape.bonnetM - 0.25, l], kind: 'head', strength: 1 }, { at: [x, shape.bonnetM - 0.25, l], kind: 'head', strength: 1 },
      { at: [-x, shape.bootM - 0.2, -l], kind: 'tail', strength: 0.9 }, { at: [x, shape.bootM - 0.2, -l], kind: 'tail', strength: 0.9 },
    ],
  };
}

/** A city bus with a coloured skirt. */
export function bus(paint: Rgb = srgb(0xd8a21c), skirt: Rgb = srgb(0xb3231f)): Model {
  const b = new MeshBuilder();
  const [w, l, h] = [1.22, 4.6, 3.0];
  const body = (z: number, inset: number, low: number, top: number): readonly Vec3[] => [
    [-w + inset, low, z], [-w + inset, top - 0.25, z], [-w + 0.2 + inset, top, z], [w - 0.2 - inset, top, z], [w - inset, top - 0.25, z], [w - inset, low, z],
  ];
  b.loft([body(-l, 0.08, 0.4, h - 0.05), body(-l + 0.15, 0, 0.35, h), body(l - 0.2, 0, 0.35, h), body(l, 0.1, 0.4, h - 0.1)], paint);
  b.box([-w - 0.01, 0.36, -l - 0.01], [w + 0.01, 0.95, l + 0.01], skirt, FINISH.paint);
  for (const side of [-1, 1]) {
    for (let z = -l + 0.35; z < l - 1.2; z += 1.32) b.box([side * (w + 0.012) - 0.01, 1.35, z], [side * (w + 0.012) + 0.01, 2.35, z + 1.2], GLASS, FINISH.glass);
    for (const z of [-l * 0.58, l * 0.6]) b.tube([side * (w - 0.2), 0.48, z], [side * (w + 0.03), 0.48, z], 0.48, 0.48, TYRE, 12);
    b.box([side * 0.9 - 0.16, 0.75, l], [side * 0.9 + 0.16, 0.95, l + 0.03], HEADLAMP, FINISH.glow);
    b.box([side * 1.0 - 0.12, 1.0, -l - 0.03], [side * 1.0 + 0.12, 1.3, -l], TAILLAMP, FINISH.glow);
  }
  b.box([-w + 0.12, 1.2, l - 0.04], [w - 0.12, 2.4, l + 0.03], GLASS, FINISH.glass);
  b.box([-w + 0.25, 1.5, -l - 0.03], [w - 0.25, 2.4, -l], GLASS, FINISH.glass);
  b.box([-w + 0.3, 2.5, l], [w - 0.3, 2.8, l + 0.04], srgb(0x2a2410));
  b.box([-0.9, h, -2.6], [0.9, h + 0.2, 0], srgb(0xd8d8d4));
  return {
    mesh: b.build(), halfWidthM: w, halfLengthM: l,
    lamps: [-0.9, 0.9].flatMap((x) => [{ at: [x, 0.85, l + 0.05] as const, kind: 'head' as const, strength: 1 }, { at: [x, 1.15, -l - 0.05] as const, kind: 'tail' as const, strength: 0.9 }]),
  };
}

/** A light lorry with a box body. */
export function lorry(cab: Rgb = srgb(0x3f6f9e), load: Rgb = srgb(0xc9ccc8)): Model {
  const b = new MeshBuilder();
  const [w, l] = [0.95, 2.7];
  b.box([-w, 0.75, -l], [w, 2.55, 0.95], load, FINISH.paint);
  for (let z = -l + 0.3; z < 0.9; z += 0.45) for (const side of [-1, 1]) b.box([side * w - 0.02, 0.75, z], [side * w + 0.02, 2.55, z + 0.06], srgb(0xa4a8a6));
  b.loft([ring(1.05, w * 0.93, 0.4, 2.0), ring(1.9, w * 0.93, 0.38, 2.0), ring(2.5, w * 0.9, 0.4, 1.2), ring(2.7, w * 0.82, 0.45, 1.0)], cab);
  b.quad([-0.78, 1.2, 2.52], [0.78, 1.2, 2.52], [0.72, 1.9, 2.0], [-0.72, 1.9, 2.0], GLASS, FINISH.glass);
  for (const side of [-1, 1]) {
    b.quad([side * 0.9, 1.2, 1.25], [side * 0.9, 1.2, 2.25], [side * 0.88, 1.8, 1.95], [side * 0.88, 1.8, 1.25], GLASS, FINISH.glass);
    for (const z of [-1.7, 1.75]) b.tube([side * (w - 0.25), 0.38, z], [side * (w + 0.01), 0.38, z], 0.38, 0.38, TYRE, 10);
    b.box([side * 0.66 - 0.14, 0.66, 2.66], [side * 0.66 + 0.14, 0.84, 2.74], HEADLAMP, FINISH.glow);
    b.box([side * 0.8 - 0.1, 0.6, -l - 0.03], [side * 0.8 + 0.1, 0.74, -l], TAILLAMP, FINISH.glow);
  }
  b.box([-0.9, 0.45, -l], [0.9, 0.6, 1], DARK);
  return {
    mesh: b.build(), halfWidthM: w, halfLengthM: l,
    lamps: [-0.66, 0.66].flatMap((x) => [{ at: [x, 0.75, 2.76] as const, kind: 'head' as const, strength: 0.9 }, { at: [x, 0.67, -l - 0.05] as const, kind: 'tail' as const, strength: 0.8 }]),
  };
}

/** The scooter itself, without anyone on it. */
export function addScooter(b: MeshBuilder, paint: Rgb): void {
  for (const z of [-0.62, 0.62]) {
    b.tube([-0.05, 0.28, z], [0.05, 0.28, z], 0.28, 0.28, TYRE, 10);
    b.tube([-0.056, 0.28, z], [0.056, 0.28, z], 0.15, 0.15, HUB, 8);
  }
  b.tube([0, 0.3, 0.62], [0, 0.98, 0.42], 0.05, 0.06, DARK, 6);
  b.tube([0, 0.42, 0.66], [0, 0.5, 0.5], 0.09, 0.1, paint, 6, FINISH.paint);
  b.tube([0, 0.92, 0.45], [0, 0.34, 0.28], 0.15, 0.2, paint, 8, FINISH.paint);
  b.tube([0, 0.28, 0.32], [0, 0.3, -0.3], 0.14, 0.15, DARK, 6);
  b.tube([0, 0.58, 0.02], [0, 0.62, -0.72], 0.15, 0.12, paint, 8, FINISH.paint);
  b.tube([0, 0.74, 0.08], [0, 0.76, -0.62], 0.11, 0.1, DARK, 6);
  b.tube([0.14, 0.3, -0.25], [0.15, 0.36, -0.8], 0.05, 0.06, HUB, 6);
  b.tube([-0.33, 1.0, 0.36], [0.33, 1.0, 0.36], 0.025, 0.025, DARK, 5);
  b.ball([0, 0.95, 0.46], [0.13, 0.1, 0.1], paint, 6, FINISH.paint);
  b.box([-0.07, 0.88, 0.53], [0.07, 0.98, 0.57], HEADLAMP, FINISH.glow);
  b.box([-0.09, 0.6, -0.84], [0.09, 0.67, -0.78], TAILLAMP, FINISH.glow);
  b.box([-0.1, 0.42, -0.84], [0.1, 0.55, -0.82], PLATE);
  for (const side of [-1, 1]) b.tube([side * 0.3, 1.0, 0.36], [side * 0.34, 1.2, 0.32], 0.015, 0.04, DARK, 4);
}

const SCOOTER_PAINT = [0xb02a24, 0x1f2a44, 0xd9dadb, 0x202224, 0x7a1f2b, 0x3c6c8f, 0xc9b27a, 0x566066].map(srgb);

/** A parked scooter. */
export function scooter(seed: number): Mesh {
  return mesh((b) => addScooter(b, pick(randomFrom(seed), SCOOTER_PAINT)));
}

/** A motorbike with its rider, now and then a passenger or a load. */
export function motorbike(seed: number, raincoat = false): Model {
  const random: Random = randomFrom(seed);
  const b = new MeshBuilder();
  addScooter(b, pick(random, SCOOTER_PAINT));
  addRider(b, random, 0, raincoat);
  const extra = random();
  if (extra < 0.28) addRider(b, random, -0.38, raincoat);
  else if (extra < 0.42) {
    const load = pick(random, [0x2f8f4e, 0xc0392b, 0xa9814f, 0x3a5fa0].map(srgb));
    b.box([-0.32, 0.76, -0.98], [0.32, between(random, 1.2, 1.5), -0.42], load);
  }
  return {
    mesh: b.build(), halfWidthM: 0.36, halfLengthM: 0.92,
    lamps: [{ at: [0, 0.93, 0.6], kind: 'head', strength: 0.75 }, { at: [0, 0.64, -0.86], kind: 'tail', strength: 0.7 }],
  };
}

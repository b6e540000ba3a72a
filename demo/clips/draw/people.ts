import { MeshBuilder } from './mesh.ts';
import type { Model } from './frame.ts';
import { between, pick, randomFrom } from './random.ts';
import type { Random } from './random.ts';
import { srgb } from './vec.ts';
import type { Rgb, Vec3 } from './vec.ts';

const SKIN = srgb(0xc4956c);
const HAIR = srgb(0x17130f);
const STRAW = srgb(0xd8c490);
const TROUSERS = [0x20242c, 0x2b3446, 0x3d3a36, 0x16181b, 0x4a5566].map(srgb);
const SHIRTS = [0xe6e6e2, 0x8fa7bf, 0xb8413a, 0x3f5d7d, 0xd8c6a2, 0x4d6b4c, 0x9a5d86, 0x2b2d33, 0xd98a3d, 0x6d7c8a, 0xc9d4de].map(srgb);
const HELMETS = [0xe4e4e0, 0x1d1f22, 0xb02a24, 0x2c4a7c, 0xd0a628, 0x5a6a5a].map(srgb);
const RAINCOATS = [0x3c6fb0, 0xc4b23a, 0x7d3f8c, 0x2f8a6a, 0xb84848, 0x9fb4c4].map(srgb);

/** Someone sitting on a scooter, `z` metres from the driver's place. */
export function addRider(b: MeshBuilder, random: Random, z: number, raincoat: boolean): void {
  const shirt = raincoat ? pick(random, RAINCOATS) : pick(random, SHIRTS);
  const trousers = raincoat ? shirt : pick(random, TROUSERS);
  const lean = between(random, -0.03, 0.05);
  const chest: Vec3 = [0, 1.28, z - 0.12 + lean];
  b.tube([0, 0.84, z - 0.24], chest, 0.19, 0.21, shirt, 8);
  b.ball(chest, [0.23, 0.15, 0.15], shirt, 8);
  b.tube(chest, [0, 1.48, z - 0.08 + lean], 0.07, 0.06, SKIN, 6);
  b.ball([0, 1.57, z - 0.05 + lean], [0.1, 0.13, 0.11], SKIN, 6);
  b.ball([0, 1.61, z - 0.07 + lean], [0.135, 0.13, 0.15], pick(random, HELMETS), 8);
  const driving = z === 0;
  for (const side of [-1, 1]) {
    const hand: Vec3 = driving ? [side * 0.3, 1.02, 0.34] : [side * 0.18, 0.95, z + 0.2];
    b.tube([side * 0.2, 1.33, z - 0.12 + lean], [side * 0.29, 1.08, z + 0.08], 0.07, 0.055, shirt, 6);
    b.tube([side * 0.29, 1.08, z + 0.08], hand, 0.05, 0.04, raincoat ? shirt : SKIN, 5);
    b.tube([side * 0.1, 0.84, z - 0.2], [side * 0.2, 0.74, z + 0.18], 0.1, 0.08, trousers, 6);
    b.tube([side * 0.2, 0.74, z + 0.18], [side * 0.17, 0.34, z + 0.12], 0.075, 0.055, trousers, 6);
    b.box([side * 0.17 - 0.045, 0.27, z + 0.04], [side * 0.17 + 0.045, 0.35, z + 0.28], HAIR);
  }
  if (raincoat) b.tube([0, 1.3, z - 0.18], [0, 0.62, z - 0.45], 0.24, 0.34, shirt, 8);
}

/** What a walker wears and carries. */
export type Walking = 'plain' | 'straw hat' | 'shoulder pole' | 'umbrella' | 'uniform';

const STEPS_PER_GAIT = 12;
const gaits = new Map<string, readonly Model[]>();

/**
 * A walking person.
 * @param stride how far through a double step, any number; only its fraction counts
 */
export function walker(seed: number, kind: Walking, stride: number): Model {
  const key = `${seed}/${kind}`;
  let models = gaits.get(key);
  if (models === undefined) {
    models = Array.from({ length: STEPS_PER_GAIT }, (_, step) => person(seed, kind, (step / STEPS_PER_GAIT) * Math.PI * 2));
    gaits.set(key, models);
  }
  const step = Math.floor((stride - Math.floor(stride)) * STEPS_PER_GAIT) % STEPS_PER_GAIT;
  const model = models[step];
  if (model === undefined) throw new RangeError('no such step');
  return model;
}

/** Someone standing, or sitting on a low plastic stool. */
export function bystander(seed: number, kind: Walking, seated: boolean): Model {
  return seated ? sitter(seed, kind) : person(seed, kind, null);
}

function person(seed: number, kind: Walking, gait: number | null): Model {
  const random = randomFrom(seed);
  const b = new MeshBuilder();
  const uniform = kind === 'uniform';
  const shirt = uniform ? srgb(0x4f7a55) : pick(random, SHIRTS);
  const trousers = uniform ? srgb(0x3f6347) : pick(random, TROUSERS);
  const swing = gait === null ? 0.05 : Math.sin(gait);
  const bob = gait === null ? 0 : Math.abs(Math.cos(gait)) * 0.03;
  for (const side of [-1, 1]) {
    const s = swing * side;
    const lift = gait === null ? 0 : Math.max(0, Math.cos(gait) * side) * 0.12;
    const knee: Vec3 = [side * 0.1, 0.5 + bob, s * 0.2 + 0.05 + lift * 0.4];
    const foot: Vec3 = [side * 0.1, 0.08 + lift, s * 0.36 - lift * 0.6];
    b.tube([side * 0.09, 0.9 + bob, 0], knee, 0.095, 0.075, trousers, 6);
    b.tube(knee, foot, 0.07, 0.05, trousers, 6);
    b.box([foot[0] - 0.045, foot[1] - 0.08, foot[2] - 0.07], [foot[0] + 0.045, foot[1] + 0.02, foot[2] + 0.17], HAIR);
    const raised = (kind === 'umbrella' && side === 1) || (kind === 'shoulder pole' && side === 1);
    const elbow: Vec3 = [side * 0.25, 1.14 + bob, -s * 0.12];
    const hand: Vec3 = raised ? [0.16, 1.3 + bob, 0.2] : [side * 0.24, 0.9 + bob, -s * 0.24 + 0.06];
    b.tube([side * 0.2, 1.4 + bob, 0], elbow, 0.065, 0.055, shirt, 6);
    b.tube(elbow, hand, 0.05, 0.04, uniform ? shirt : SKIN, 5);
  }
  torso(b, random, shirt, kind, bob, 0.9);
  if (kind === 'shoulder pole') pole(b, bob, swing);
  return { mesh: b.build(), halfWidthM: 0.28, halfLengthM: 0.24, lamps: [] };
}

function torso(b: MeshBuilder, random: Random, shirt: Rgb, kind: Walking, bob: number, hipY: number): void {
  const y = hipY + bob;
  b.tube([0, y - 0.04, 0], [0, y + 0.48, 0.01], 0.16, 0.2, shirt, 8);
  b.ball([0, y + 0.48, 0.01], [0.22, 0.1, 0.13], shirt, 8);
  b.tube([0, y + 0.5, 0.01], [0, y + 0.64, 0.03], 0.06, 0.055, SKIN, 6);
  b.ball([0, y + 0.72, 0.04], [0.09, 0.125, 0.11], SKIN, 6);
  if (kind === 'straw hat' || kind === 'shoulder pole') {
    b.tube([0, y + 0.73, 0.03], [0, y + 0.97, 0.03], 0.3, 0.01, STRAW, 10, 0, false);
    return;
  }
  if (kind === 'uniform') {
    b.tube([0, y + 0.78, 0.03], [0, y + 0.87, 0.03], 0.13, 0.15, srgb(0x4f7a55), 8);
    b.box([-0.09, y + 0.76, 0.1], [0.09, y + 0.79, 0.22], HAIR);
    return;
  }
  b.ball([0, y + 0.76, 0.015], [0.105, 0.115, 0.12], HAIR, 6);
  if (random() < 0.4) b.tube([0, y + 0.72, -0.06], [0, y + 0.42, -0.12], 0.08, 0.04, HAIR, 6);
  if (kind === 'umbrella') {
    const canopy = pick(random, RAINCOATS);
    b.tube([0.12, y + 0.4, 0.2], [0.06, y + 1.2, 0.12], 0.015, 0.015, HAIR, 4);
    b.tube([0.06, y + 1.0, 0.12], [0.06, y + 1.26, 0.12], 0.58, 0.02, canopy, 10, 0, false);
  }
}

function pole(b: MeshBuilder, bob: number, swing: number): void {
  const y = 1.44 + bob;
  b.tube([0.18, y - 0.05, 0.75], [0.18, y, 0], 0.02, 0.025, srgb(0xa88a4e), 5);
  b.tube([0.18, y, 0], [0.18, y - 0.05, -0.75], 0.025, 0.02, srgb(0xa88a4e), 5);
  for (const end of [0.75, -0.75]) {
    const basket: Vec3 = [0.18, 0.42 + bob, end + swing * 0.03];
    for (const spoke of [-0.2, 0.2]) b.tube([0.18, y - 0.05, end], [0.18 + spoke, 0.5 + bob, basket[2]], 0.008, 0.008, HAIR, 3);
    b.tube([basket[0], basket[1] - 0.1, basket[2]], [basket[0], basket[1] + 0.1, basket[2]], 0.2, 0.28, srgb(0x9a7440), 9);
    b.ball([basket[0], basket[1] + 0.1, basket[2]], [0.25, 0.13, 0.25], end > 0 ? srgb(0x4e8a35) : srgb(0xd2862c), 8);
  }
}

function sitter(seed: number, kind: Walking): Model {
  const random = randomFrom(seed);
  const b = new MeshBuilder();
  const shirt = pick(random, SHIRTS);
  const trousers = pick(random, TROUSERS);
  b.tube([0, 0, 0], [0, 0.3, 0], 0.17, 0.14, pick(random, [0x2b5fb0, 0xc03a30, 0x2f8f5b].map(srgb)), 6);
  for (const side of [-1, 1]) {
    b.tube([side * 0.1, 0.4, 0], [side * 0.16, 0.46, 0.38], 0.1, 0.08, trousers, 6);
    b.tube([side * 0.16, 0.46, 0.38], [side * 0.15, 0.06, 0.36], 0.07, 0.05, trousers, 6);
    b.tube([side * 0.2, 0.86, 0.04], [side * 0.22, 0.62, 0.22], 0.06, 0.05, shirt, 6);
    b.tube([side * 0.22, 0.62, 0.22], [side * 0.08, 0.6, 0.4], 0.045, 0.04, SKIN, 5);
  }
  torso(b, random, shirt, kind, 0, 0.38);
  return { mesh: b.build(), halfWidthM: 0.3, halfLengthM: 0.35, lamps: [] };
}

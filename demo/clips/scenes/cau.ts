import type { Actor } from '../draw/frame.ts';
import { asphalt, line, waterSurface } from '../draw/ground.ts';
import { FINISH, MeshBuilder } from '../draw/mesh.ts';
import { tree } from '../draw/nature.ts';
import { between, randomFrom } from '../draw/random.ts';
import { onTheWay, Path } from '../draw/traffic.ts';
import type { Trip } from '../draw/traffic.ts';
import { srgb } from '../draw/vec.ts';
import type { Vec3 } from '../draw/vec.ts';
import { bus, car, lorry, motorbike } from '../draw/vehicles.ts';
import type { Scene } from './scene.ts';

const LOOP_S = 12;
const WATER_Y = -14;
const HALF_M = 13;
const PYLONS = [70, 190, 310, 430] as const;

function trips(): readonly Trip[] {
  const random = randomFrom(101);
  const list: Trip[] = [];
  for (const [side, lanes] of [[1, [2.6, 6.2, 9.4, 11]], [-1, [2.6, 6.2, 9.4, 11]]] as const) {
    for (const [lane, x] of lanes.entries()) {
      const bikes = lane >= 2;
      const speedMps = bikes ? 9.5 : 15 - lane * 1.6;
      const count = bikes ? 4 : 3;
      const path = side > 0 ? new Path([[x, 0, -20], [x, 0, 330]]) : new Path([[-x, 0, 330], [-x, 0, -20]]);
      for (let index = 0; index < count; index += 1) {
        const seed = 4100 + lane * 40 + index + (side > 0 ? 500 : 0);
        const model = bikes ? motorbike(seed) : lane === 1 && index === 1 ? (side > 0 ? lorry() : bus(srgb(0x2f7a4a), srgb(0xe8e4d8))) : car(seed);
        list.push({ path, startS: (index / count) * LOOP_S + between(random, 0, (LOOP_S / count) * 0.45), speedMps, model, asideM: between(random, -0.3, 0.3) });
      }
    }
  }
  return list;
}

const TRIPS = trips();

export const cau: Scene = {
  id: 'cau',
  nameVi: 'Cầu dây văng qua sông',
  nameEn: 'Cable-stayed river bridge',
  suits: ['day', 'bridge', 'river', 'traffic'],
  loopS: LOOP_S,
  place: { eye: [-15.5, 11, -12], target: [2, 3.2, 42], fieldDeg: 62 },
  look: {
    sun: { towards: [-0.7, 0.55, 0.35], color: [2.6, 2.1, 1.55] },
    sky: { zenith: [0.34, 0.52, 0.86], horizon: [0.98, 1.03, 1.08], clouds: [1.4, 1.26, 1.12] },
    ambient: { above: [0.56, 0.64, 0.8], below: [0.36, 0.33, 0.3] },
    fog: { color: [0.9, 0.95, 1.0], perM: 0.00105 },
  },
  tone: { exposure: 0.58, saturation: 0.92, tint: [1, 1, 0.98], vignette: 0.28, noise: 1.2 },
  area: { x: 0, z: 60, radiusM: 95 },
  mirrorY: WATER_Y,
  scenery() {
    const b = new MeshBuilder();
    const random = randomFrom(105);
    const marks = [-8, 8].map((x) => line(x, -40, x, 700, 0.16)).concat([-4.4, 4.4].map((x) => line(x, -40, x, 700, 0.12, 3)), [-1, 1, -12.2, 12.2].map((x) => line(x, -40, x, 700, 0.16)));
    b.quad([-HALF_M, 0, -40], [HALF_M, 0, -40], [HALF_M, 0, 700], [-HALF_M, 0, 700], srgb(0x666666), 0, asphalt({ marks, color: srgb(0x74726e) }));
    b.quad([-700, WATER_Y, -60], [700, WATER_Y, -60], [700, WATER_Y, 640], [-700, WATER_Y, 640], srgb(0x8a7a62), 0, waterSurface(srgb(0x8f7a5c), 0.6));
    for (const side of [-1, 1]) {
      b.quad([side * HALF_M, 0, -40], [side * HALF_M, 0, 700], [side * HALF_M, -2.4, 700], [side * HALF_M, -2.4, -40], srgb(0xa8a59c));
      b.box([side * HALF_M - 0.2, 0, -40], [side * HALF_M + 0.2, 0.6, 700], srgb(0xbdb9ae));
      for (const y of [0.85, 1.15]) b.tube([side * HALF_M, y, -40], [side * HALF_M, y, 400], 0.04, 0.04, srgb(0x6f8291), 5);
      for (let z = -38; z < 200; z += 2.5) b.tube([side * HALF_M, 0.6, z], [side * HALF_M, 1.2, z], 0.04, 0.04, srgb(0x6f8291), 4);
      for (let z = 10; z < 330; z += 32) {
        b.tube([side * 12.6, 0, z], [side * 12.6, 8.5, z], 0.1, 0.07, srgb(0xa0a4a6), 6);
        b.tube([side * 12.6, 8.5, z], [side * 10.4, 8.9, z], 0.05, 0.05, srgb(0xa0a4a6), 5);
      }
    }
    b.box([-0.5, 0, -40], [0.5, 0.8, 700], srgb(0xbab6ab));
    for (const z of PYLONS) addPylon(b, z);
    b.quad([-900, WATER_Y + 1, 560], [900, WATER_Y + 1, 560], [900, WATER_Y + 3, 900], [-900, WATER_Y + 3, 900], srgb(0x7f8c5c));
    for (let index = 0; index < 60; index += 1) {
      b.put(tree(4300 + (index % 6), { heightM: between(random, 10, 18), crownM: between(random, 7, 11), leaves: 220, leafM: 2.2, trunkM: 0.6 }), { at: [-420 + index * 14 + between(random, -5, 5), WATER_Y + 1, 566 + between(random, 0, 40)], yaw: index });
    }
    for (let index = 0; index < 40; index += 1) {
      const [x, w, h] = [-520 + index * 26 + between(random, -8, 8), between(random, 10, 22), between(random, 16, 70)];
      b.box([x, WATER_Y, 700], [x + w, WATER_Y + h, 720], srgb(index % 3 === 0 ? 0xb8b2a6 : 0xa3abb3));
    }
    b.quad([-250, WATER_Y + 0.15, 60], [-46, WATER_Y + 0.15, 110], [-60, WATER_Y + 0.15, 190], [-300, WATER_Y + 0.15, 160], srgb(0xb59d74));
    b.quad([-240, WATER_Y + 0.4, 78], [-70, WATER_Y + 0.4, 116], [-80, WATER_Y + 0.4, 170], [-260, WATER_Y + 0.4, 140], srgb(0x8b9a55));
    addBarge(b, -38, 52);
    addBarge(b, -64, 230);
    return b.build();
  },
  actors: (timeS): readonly Actor[] => onTheWay(TRIPS, LOOP_S, timeS),
};

/** An A-shaped pylon with its fan of stays. */
function addPylon(b: MeshBuilder, z: number): void {
  const concrete = srgb(0xcfc8ba);
  const [topY, x] = [46, HALF_M + 1.6];
  for (const side of [-1, 1]) {
    const foot: Vec3 = [side * x, WATER_Y - 1, z];
    const deck: Vec3 = [side * x, 3, z];
    const crown: Vec3 = [side * 1.1, topY - 12, z];
    b.tube(foot, deck, 2.1, 1.7, concrete, 6);
    b.tube(deck, crown, 1.7, 1.1, concrete, 6);
  }
  b.tube([0, topY - 14, z], [0, topY, z], 1.9, 1.5, concrete, 6);
  b.box([-x, 1.8 - 4, z - 1.3], [x, -2.2, z + 1.3], concrete);
  b.box([-1, topY, z - 1], [1, topY + 0.7, z + 1], srgb(0xb03a2a), FINISH.matte);
  for (const way of [-1, 1]) {
    for (let stay = 1; stay <= 10; stay += 1) {
      for (const side of [-1, 1]) b.tube([side * 0.9, topY - 1.6 - (10 - stay) * 1.1, z], [side * (HALF_M - 0.1), 0.5, z + way * stay * 5.4], 0.09, 0.09, srgb(0xd9b64a), 4, FINISH.matte, false);
    }
  }
}

/** A sand barge at anchor, as the Red River has many. */
function addBarge(b: MeshBuilder, x: number, z: number): void {
  b.box([x - 3, WATER_Y, z - 14], [x + 3, WATER_Y + 1.3, z + 12], srgb(0x4a3b33));
  b.tube([x, WATER_Y + 1.3, z - 2], [x, WATER_Y + 3.2, z - 2], 2.8, 0.4, srgb(0xc2a468), 10);
  b.tube([x, WATER_Y + 1.3, z - 8], [x, WATER_Y + 3, z - 8], 2.7, 0.4, srgb(0xbfa064), 10);
  b.box([x - 2.2, WATER_Y + 1.3, z + 5], [x + 2.2, WATER_Y + 4.6, z + 10], srgb(0xd8d4c8));
  b.box([x - 2.4, WATER_Y + 4.6, z + 4.8], [x + 2.4, WATER_Y + 4.9, z + 10.2], srgb(0x2f66a8));
}

import { srgb } from '../draw/vec.ts';
import { asphalt, line, paving } from '../draw/ground.ts';
import { MeshBuilder } from '../draw/mesh.ts';
import { addHouse } from '../draw/buildings.ts';
import { tree } from '../draw/nature.ts';
import { bystander, walker } from '../draw/people.ts';
import { between, randomFrom } from '../draw/random.ts';
import { onTheWay, Path } from '../draw/traffic.ts';
import type { Trip } from '../draw/traffic.ts';
import { bus, car, lorry, motorbike, scooter } from '../draw/vehicles.ts';
import { strokeWires } from '../draw/wires.ts';
import type { Scene } from './scene.ts';

const LOOP_S = 12;
const FAR_M = 150;

function trips(): readonly Trip[] {
  const random = randomFrom(11);
  const away = new Path([[2.2, 0, -6], [2.2, 0, FAR_M]]);
  const towards = new Path([[-2.2, 0, FAR_M], [-2.2, 0, -6]]);
  const list: Trip[] = [];
  for (const [path, lanes] of [[away, [-1.4, 0.1, 1.2, 2.3]], [towards, [-1.3, 0.2, 1.3, 2.4]]] as const) {
    for (const [lane, asideM] of lanes.entries()) {
      const inner = lane === 0;
      const speedMps = inner ? 8.2 : 7 - lane * 0.35;
      const count = inner ? 3 : 5;
      for (let index = 0; index < count; index += 1) {
        const seed = Math.floor(random() * 1e6);
        const startS = (index / count) * LOOP_S + between(random, 0, (LOOP_S / count) * 0.42);
        const model = inner ? (index === 1 && path === towards ? bus() : index === 2 && path === away ? lorry() : car(seed)) : motorbike(seed);
        list.push({ path, startS, model, speedMps, asideM: asideM + (inner ? 0 : between(random, -0.25, 0.25)) });
      }
    }
  }
  const pavement = new Path([[-6.4, 0.14, 60], [-6.2, 0.14, 2]]);
  const other = new Path([[6.5, 0.14, 3], [6.3, 0.14, 70]]);
  for (let index = 0; index < 5; index += 1) {
    const kind = index === 1 ? 'shoulder pole' : index === 3 ? 'straw hat' : 'plain';
    list.push({ path: index % 2 === 0 ? pavement : other, startS: index * 2.6, speedMps: 1.25, asideM: between(random, -0.4, 0.4), model: (along) => walker(50 + index, kind, along / 1.45) });
  }
  return list;
}

const TRIPS = trips();
const SITTERS = [[6.9, 12.4, -1.4], [6.6, 13.5, -2.2], [7.2, 14.6, -1.9], [-6.8, 21, 1.3], [-7, 22.2, 1.7]] as const;

export const phoNgay: Scene = {
  id: 'pho-ngay',
  nameVi: 'Phố buôn bán, ban ngày',
  nameEn: 'Shopping street, day',
  suits: ['day', 'street', 'traffic', 'people'],
  loopS: LOOP_S,
  place: { eye: [4.9, 6.4, -7], target: [-0.9, 0.6, 19], fieldDeg: 66 },
  look: {
    sun: { towards: [-0.55, 0.9, -0.35], color: [2.5, 2.3, 1.95] },
    sky: { zenith: [0.5, 0.68, 0.95], horizon: [1.15, 1.18, 1.2], clouds: [1.3, 1.3, 1.3] },
    ambient: { above: [0.62, 0.7, 0.82], below: [0.3, 0.28, 0.25] },
    fog: { color: [0.95, 0.99, 1.05], perM: 0.003025 },
  },
  tone: { exposure: 0.62, saturation: 0.9, tint: [1.02, 1, 0.97], vignette: 0.28, noise: 1.3 },
  area: { x: 0, z: 40, radiusM: 62 },
  scenery() {
    const b = new MeshBuilder();
    const random = randomFrom(5);
    const road = asphalt({ marks: [line(0, -20, 0, 220, 0.14), line(0.28, -20, 0.28, 220, 0.14), line(-3.2, -20, -3.2, 220, 0.1, 2), line(3.2, -20, 3.2, 220, 0.1, 2)] });
    b.quad([-5.2, 0, -20], [5.2, 0, -20], [5.2, 0, 220], [-5.2, 0, 220], srgb(0x666666), 0, road);
    for (const side of [-1, 1]) {
      b.quad([side * 5.2, 0.14, -20], [side * 9, 0.14, -20], [side * 9, 0.14, 220], [side * 5.2, 0.14, 220], srgb(0x999999), 0, paving(srgb(0x9b8f84), 0.4));
      b.box([side * 5.28 - 0.12, 0, -20], [side * 5.28 + 0.08, 0.15, 220], srgb(0xaaa69c));
    }
    let z = -12;
    for (let index = 0; z < 190; index += 1) {
      const widthM = between(random, 3.6, 5.2);
      addHouse(b, 300 + index, { front: [-8.4, 0.14, z], along: [0, 0, 1], widthM, storeys: 3 + Math.floor(random() * 3), depthM: 12, night: false, shop: random() < 0.88 });
      z += widthM;
    }
    z = -12;
    for (let index = 0; z < 190; index += 1) {
      const widthM = between(random, 3.6, 5.4);
      addHouse(b, 700 + index, { front: [8.4, 0.14, z + widthM], along: [0, 0, -1], widthM, storeys: 3 + Math.floor(random() * 3), depthM: 12, night: false, shop: random() < 0.88 });
      z += widthM;
    }
    for (let index = 0; index < 13; index += 1) {
      b.put(tree(80 + index, { heightM: between(random, 7.5, 10), crownM: between(random, 3, 3.9), leaves: index < 5 ? 3600 : 1500, leafM: index < 5 ? 0.19 : 0.3 }), { at: [index % 2 === 0 ? -5.9 : 5.9, 0.14, 13 + index * 9], yaw: index });
    }
    for (let index = 0; index < 16; index += 1) {
      b.put(scooter(30 + index), { at: [index % 2 === 0 ? -6.6 : 6.7, 0.14, 7 + index * 2.3 + (index % 3) * 0.4], yaw: index % 2 === 0 ? 1.2 : -1.3 });
    }
    for (const [x, zz, yaw] of SITTERS) b.put(bystander(Math.round(zz * 10), 'plain', true).mesh, { at: [x, 0.14, zz], yaw });
    for (const zz of [10, 38, 66, 94]) b.tube([-5.55, 0, zz], [-5.55, 8.4, zz], 0.13, 0.1, srgb(0x8f8d88), 7);
    return b.build();
  },
  actors: (timeS) => onTheWay(TRIPS, LOOP_S, timeS),
  overlay(context) {
    strokeWires(context, [[-10, 96, 520, 250], [-10, 120, 520, 256], [-10, 138, 520, 260], [-10, 88, 522, 246], [-10, 150, 524, 262]]);
  },
};


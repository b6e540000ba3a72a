import type { Actor } from '../draw/frame.ts';
import { paving } from '../draw/ground.ts';
import { FINISH, MeshBuilder } from '../draw/mesh.ts';
import { bystander, walker } from '../draw/people.ts';
import { between, pick, randomFrom } from '../draw/random.ts';
import type { Random } from '../draw/random.ts';
import { onTheWay, Path } from '../draw/traffic.ts';
import type { Trip } from '../draw/traffic.ts';
import { srgb } from '../draw/vec.ts';
import type { Vec3 } from '../draw/vec.ts';
import { motorbike, scooter } from '../draw/vehicles.ts';
import { strokeWires } from '../draw/wires.ts';
import type { Scene } from './scene.ts';
import { addRow } from './street-parts.ts';

const LOOP_S = 14;
const GOODS = [0xc8371f, 0xe08a1e, 0x5f9a34, 0xd9c23a, 0x8a3f7d, 0x2f6d3a, 0xe8dcc0, 0xb04a5a, 0x7a9a2e].map(srgb);
const CLOTHS = [0xb5312a, 0x2f66a8, 0x2f8a5c, 0xe0a72a, 0xd8d4c8, 0x7a3f92, 0xcc6a2e].map(srgb);

function trips(): readonly Trip[] {
  const random = randomFrom(81);
  const list: Trip[] = [];
  for (let index = 0; index < 22; index += 1) {
    const x = between(random, -1.7, 1.7);
    const away = index % 2 === 0;
    const bend = between(random, -0.5, 0.5);
    const path = new Path(away ? [[x, 0, -3], [x + bend, 0, 18], [x - bend, 0, 46]] : [[x, 0, 46], [x + bend, 0, 20], [x, 0, -3]]);
    const kind = index % 7 === 1 ? 'shoulder pole' : index % 4 === 2 ? 'straw hat' : index % 9 === 5 ? 'umbrella' : 'plain';
    list.push({ path, startS: (index * LOOP_S * 2.7) / 22, speedMps: between(random, 0.95, 1.25), model: (along) => walker(2100 + index, kind, along / 1.4) });
  }
  list.push({ path: new Path([[0.6, 0, 60], [0.4, 0, 20], [-0.9, 0, 8], [-0.3, 0, -5]]), startS: 2, speedMps: 2.6, model: motorbike(2201) });
  list.push({ path: new Path([[-0.6, 0, -5], [0.9, 0, 9], [0.2, 0, 60]]), startS: 8, speedMps: 3, model: motorbike(2206) });
  return list;
}

const TRIPS = trips();

export const cho: Scene = {
  id: 'cho',
  nameVi: 'Chợ phố cổ',
  nameEn: 'Old quarter market',
  suits: ['day', 'market', 'people', 'street'],
  loopS: LOOP_S,
  bitrateShare: 1.27,
  place: { eye: [1.1, 6.6, -7], target: [-0.2, 0.4, 9.5], fieldDeg: 58 },
  look: {
    sun: { towards: [0.35, 0.9, -0.25], color: [2.4, 2.2, 1.85] },
    sky: { zenith: [0.55, 0.7, 0.95], horizon: [1.25, 1.22, 1.15] },
    ambient: { above: [0.78, 0.82, 0.9], below: [0.5, 0.44, 0.37] },
    fog: { color: [0.95, 0.95, 0.93], perM: 0.0044 },
  },
  tone: { exposure: 0.66, saturation: 0.97, tint: [1.03, 1, 0.96], vignette: 0.3, noise: 1.3 },
  area: { x: 0, z: 28, radiusM: 42 },
  scenery() {
    const b = new MeshBuilder();
    const random = randomFrom(85);
    b.quad([-8, 0, -15], [8, 0, -15], [8, 0, 130], [-8, 0, 130], srgb(0x888888), 0, paving(srgb(0x857c72), 0.5));
    addRow(b, random, { from: [-6, 0, -10], along: [0, 0, 1], lengthM: 120, seed: 3100, storeys: [2, 4], shops: 1 });
    addRow(b, random, { from: [6, 0, 110], along: [0, 0, -1], lengthM: 120, seed: 3300, storeys: [2, 4], shops: 1 });
    for (let index = 0; index < 26; index += 1) {
      const side = index % 2 === 0 ? -1 : 1;
      addStall(b, random, side * 3.9, 2.4 + Math.floor(index / 2) * 3.1 + (side > 0 ? 1.3 : 0), side);
    }
    for (let index = 0; index < 6; index += 1) b.put(scooter(60 + index), { at: [(index % 2 === 0 ? -1 : 1) * 5.4, 0, -0.5 + index * 9], yaw: index % 2 === 0 ? 1.4 : -1.4 });
    return b.build();
  },
  actors: (timeS): readonly Actor[] => onTheWay(TRIPS, LOOP_S, timeS),
  overlay(context) {
    strokeWires(context, [[380, -10, 655, 130], [420, -10, 655, 136], [900, -10, 662, 132], [380, 30, 940, 20]], 'rgba(30,30,32,0.7)');
  },
};

/** A table of goods under an umbrella or a tarpaulin, with its seller and often a customer. */
function addStall(b: MeshBuilder, random: Random, x: number, z: number, side: number): void {
  const seller = 2300 + Math.round(z * 10) + (side > 0 ? 5000 : 0);
  b.put(bystander(seller, random() < 0.6 ? 'straw hat' : 'plain', true).mesh, { at: [x + side * 0.95, 0, z], yaw: -side * 1.57 });
  if (random() < 0.55) b.put(bystander(seller + 1, 'plain', false).mesh, { at: [x - side * 1.15, 0, z + between(random, -0.6, 0.6)], yaw: side * 1.57 });
  b.box([x - 0.65, 0.3, z - 1.1], [x + 0.65, 0.42, z + 1.1], srgb(0x8a6b48));
  for (const dz of [-1, 1]) for (const dx of [-0.55, 0.55]) b.box([x + dx - 0.04, 0, z + dz - 0.04], [x + dx + 0.04, 0.3, z + dz + 0.04], srgb(0x5d4a35));
  for (let column = 0; column < 3; column += 1) {
    for (let row = 0; row < 4; row += 1) {
      const color = pick(random, GOODS);
      const at: Vec3 = [x - 0.42 + column * 0.42, 0.44, z - 0.84 + row * 0.55];
      b.tube(at, [at[0], 0.54, at[2]], 0.2, 0.24, srgb(0xa88654), 8);
      for (let piece = 0; piece < 7; piece += 1) {
        const angle = piece * 1.05;
        const spread = piece === 0 ? 0 : 0.12;
        b.ball([at[0] + Math.cos(angle) * spread, piece === 0 ? 0.66 : 0.58, at[2] + Math.sin(angle) * spread], [0.085, 0.075, 0.085], color, 6);
      }
    }
  }
  for (let crate = 0; crate < 2; crate += 1) {
    const cz = z - 0.7 + crate * 1.2;
    b.box([x - side * 1.05 - 0.25, 0, cz - 0.35], [x - side * 1.05 + 0.25, 0.22, cz + 0.35], pick(random, [0x2f6fb0, 0xb03a30, 0x3a8a4a].map(srgb)));
    for (let piece = 0; piece < 12; piece += 1) b.ball([x - side * 1.05 + between(random, -0.18, 0.18), 0.25, cz + between(random, -0.28, 0.28)], [0.1, 0.08, 0.1], pick(random, GOODS), 6);
  }
  const cloth = pick(random, CLOTHS);
  const other = pick(random, CLOTHS);
  if (random() < 0.6) {
    const top: Vec3 = [x + side * 0.35, 2.75, z];
    b.tube([top[0], 0, z], top, 0.03, 0.03, srgb(0x9a9c9c), 6);
    for (let rib = 0; rib < 10; rib += 1) {
      const [a0, a1] = [(rib / 10) * Math.PI * 2, ((rib + 1) / 10) * Math.PI * 2];
      const at = (angle: number): Vec3 => [top[0] + Math.cos(angle) * 1.45, 2.15, z + Math.sin(angle) * 1.45];
      b.tri(top, at(a0), at(a1), rib % 2 === 0 ? cloth : other);
      const low = (angle: number): Vec3 => [top[0] + Math.cos(angle) * 1.45, 1.97, z + Math.sin(angle) * 1.45];
      b.quad(at(a0), at(a1), low(a1), low(a0), rib % 2 === 0 ? cloth : other);
    }
    return;
  }
  const [inner, outer] = [x - side * 0.95, x + side * 1.7];
  b.quad([inner, 2.1, z - 1.5], [inner, 2.1, z + 1.5], [outer, 2.75, z + 1.5], [outer, 2.75, z - 1.5], cloth, FINISH.matte);
  for (const dz of [-1.45, 1.45]) b.tube([inner, 0, z + dz], [inner, 2.1, z + dz], 0.025, 0.025, srgb(0xaaaaaa), 5);
}

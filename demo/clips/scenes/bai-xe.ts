import type { Actor } from '../draw/frame.ts';
import { asphalt, line, paving } from '../draw/ground.ts';
import { FINISH, MeshBuilder } from '../draw/mesh.ts';
import { shrub, tree } from '../draw/nature.ts';
import { bystander, walker } from '../draw/people.ts';
import { between, randomFrom } from '../draw/random.ts';
import { onTheWay, Path, rounded } from '../draw/traffic.ts';
import type { Trip } from '../draw/traffic.ts';
import { srgb } from '../draw/vec.ts';
import { car, motorbike, scooter } from '../draw/vehicles.ts';
import type { Mark } from '../draw/ground.ts';
import type { Scene } from './scene.ts';
import { addFence, addLampPost, addRow } from './street-parts.ts';

const LOOP_S = 16;
const ROWS = [9.2, 19.6, 24.8, 35.2] as const;
const BAY_M = 2.6;

function trips(): readonly Trip[] {
  const enter = rounded([[-34, 0, 14.4], [16.9, 0, 14.4], [16.9, 0, 30], [-40, 0, 30]], 4.5);
  const leave = rounded([[26, 0, 46], [20.2, 0, 46], [20.2, 0, 4], [-34, 0, 4]], 4);
  const list: Trip[] = [
    { path: enter, startS: 0, speedMps: 4.4, model: car(3101, srgb(0xeeeeec)) },
    { path: enter, startS: 8.5, speedMps: 4.4, model: motorbike(3102) },
    { path: leave, startS: 2, speedMps: 4.6, model: car(3103, srgb(0x8e1a1c)) },
    { path: leave, startS: 10, speedMps: 5, model: motorbike(3104) },
    { path: enter, startS: 12, speedMps: 4.4, model: car(3107, srgb(0x24384f)) },
  ];
  const walks = [
    new Path([[-9, 0, 34], [-7.6, 0, 15.4], [8, 0, 13.4], [11, 0, 2]]), new Path([[14, 0, 2], [12, 0, 15.6], [1.2, 0, 16], [1.2, 0, 30]]),
    new Path([[-20, 0.14, 2.2], [24, 0.14, 2.2]]), new Path([[6, 0, 40], [6.2, 0, 29], [-16, 0, 28.6]]),
  ];
  for (let index = 0; index < 8; index += 1) {
    const path = walks[index % walks.length];
    if (path !== undefined) list.push({ path, startS: index * 4.3, speedMps: 1.3, asideM: (index % 3) * 0.35, model: (along) => walker(3200 + index, index === 5 ? 'umbrella' : 'plain', along / 1.45) });
  }
  return list;
}

const TRIPS = trips();

export const baiXe: Scene = {
  id: 'bai-xe',
  nameVi: 'Bãi đỗ xe',
  nameEn: 'Car park',
  suits: ['day', 'parking', 'gate'],
  loopS: LOOP_S,
  place: { eye: [-12, 9.6, -6.5], target: [1.4, 1.5, 17], fieldDeg: 66 },
  look: {
    sun: { towards: [-0.75, 0.62, 0.2], color: [2.5, 2.05, 1.5] },
    sky: { zenith: [0.5, 0.66, 0.92], horizon: [1.25, 1.18, 1.05], clouds: [1.35, 1.3, 1.2] },
    ambient: { above: [0.58, 0.68, 0.84], below: [0.34, 0.31, 0.26] },
    fog: { color: [1.02, 1.0, 0.95], perM: 0.0022 },
  },
  tone: { exposure: 0.6, saturation: 0.9, tint: [1.04, 1, 0.94], vignette: 0.28, noise: 1.2 },
  area: { x: 3, z: 24, radiusM: 46 },
  scenery() {
    const b = new MeshBuilder();
    const random = randomFrom(95);
    const marks: Mark[] = [];
    for (const z of ROWS) for (let bay = -10; bay <= 6; bay += 1) marks.push(line(bay * BAY_M, z - 2.6, bay * BAY_M, z + 2.6, 0.12));
    marks.push(line(-26, 22.2, 15.6, 22.2, 0.12), line(-26, 6.6, 15.6, 6.6, 0.12), line(-26, 37.8, 15.6, 37.8, 0.12));
    b.quad([-60, 0, -20], [60, 0, -20], [60, 0, 60], [-60, 0, 60], srgb(0x666666), 0, asphalt({ marks, color: srgb(0x777571) }));
    b.quad([-60, 0.14, 0.8], [18, 0.14, 0.8], [18, 0.14, 3.2], [-60, 0.14, 3.2], srgb(0x999999), 0, paving(srgb(0xa69a8b), 0.5));
    b.box([-60, 0, 3.1], [18, 0.15, 3.3], srgb(0xb5b0a5));
    b.box([-27, 0, 21.9], [15.8, 0.18, 22.5], srgb(0xb0aa9c));
    for (const [which, z] of ROWS.entries()) {
      for (let bay = -10; bay < 6; bay += 1) {
        if (random() < 0.22) continue;
        const model = car(3300 + which * 40 + bay + 12);
        b.put(model.mesh, { at: [(bay + 0.5) * BAY_M + between(random, -0.15, 0.15), 0, z + between(random, -0.25, 0.25)], yaw: (which % 2 === 0) === random() < 0.8 ? Math.PI + between(random, -0.03, 0.03) : between(random, -0.03, 0.03) });
      }
    }
    for (let index = 0; index < 9; index += 1) b.put(tree(3400 + index, { heightM: between(random, 5, 6.5), crownM: between(random, 2, 2.7), trunkM: 0.14, leaves: 2600, leafM: 0.17 }), { at: [-25 + index * 5.1, 0.1, 22.2], yaw: index });
    for (let index = 0; index < 8; index += 1) b.put(tree(3450 + index, { heightM: between(random, 8, 11), crownM: between(random, 3.4, 4.4), leaves: 2600, leafM: 0.24 }), { at: [-30 + index * 8.2, 0, 43 + between(random, -1, 1)], yaw: index });
    addShelter(b);
    addFence(b, [-50, 0, 41], [14, 0, 41], 2.2, srgb(0x3a4744));
    addRow(b, random, { from: [-50, 0, 48], along: [1, 0, 0], lengthM: 100, seed: 3500, storeys: [3, 6], shops: 0.3 });
    addRow(b, random, { from: [30, 0, 46], along: [0, 0, -1], lengthM: 60, seed: 3560, storeys: [2, 4], shops: 0 });
    for (let index = 0; index < 12; index += 1) b.put(shrub(3600 + index, 0.6, 0.7), { at: [-22 + index * 3.4, 0.15, 22.2], yaw: index });
    addLampPost(b, [1.3, 0.1, 22.2], 9, [0.01, 0.2, 1.4], false);
    addLampPost(b, [-19, 0.1, 22.2], 9, [0.01, 0.2, -1.4], false);
    b.put(bystander(3701, 'uniform', false).mesh, { at: [15.2, 0, 17.6], yaw: -1.2 });
    return b.build();
  },
  actors: (timeS): readonly Actor[] => onTheWay(TRIPS, LOOP_S, timeS),
};

/** A tin roof over a row of scooters. */
function addShelter(b: MeshBuilder): void {
  for (let z = 6; z <= 34; z += 5.6) for (const x of [23, 27.6]) b.tube([x, 0, z], [x, x > 25 ? 2.5 : 3.0, z], 0.07, 0.07, srgb(0x5e7f94), 6);
  for (let z = 5.4; z < 34.6; z += 0.6) {
    b.quad([22.4, 3.05, z], [28.2, 2.45, z], [28.2, 2.5, z + 0.3], [22.4, 3.1, z + 0.3], srgb(0x4f86a8), FINISH.paint);
    b.quad([22.4, 3.1, z + 0.3], [28.2, 2.5, z + 0.3], [28.2, 2.45, z + 0.6], [22.4, 3.05, z + 0.6], srgb(0x457896), FINISH.paint);
  }
  for (let index = 0; index < 32; index += 1) b.put(scooter(3800 + index), { at: [24.2 + (index % 2) * 0.15, 0, 6.2 + index * 0.86], yaw: -1.45 - (index % 3) * 0.06 });
}

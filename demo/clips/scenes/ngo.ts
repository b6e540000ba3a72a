import type { Actor } from '../draw/frame.ts';
import { paving } from '../draw/ground.ts';
import { MeshBuilder } from '../draw/mesh.ts';
import { shrub } from '../draw/nature.ts';
import { bystander, walker } from '../draw/people.ts';
import { randomFrom } from '../draw/random.ts';
import { onTheWay, Path } from '../draw/traffic.ts';
import type { Trip } from '../draw/traffic.ts';
import { srgb } from '../draw/vec.ts';
import type { Vec3 } from '../draw/vec.ts';
import { motorbike, scooter } from '../draw/vehicles.ts';
import { strokeWires } from '../draw/wires.ts';
import type { Scene } from './scene.ts';
import { addLampPost, addRow, lampGlow, lampLight } from './street-parts.ts';

const LOOP_S = 14;
const HEADS: readonly Vec3[] = [[-1.1, 5.1, 5], [1.1, 5.1, 20], [-1.1, 5.1, 37], [1.1, 5.1, 55]];

const TRIPS: readonly Trip[] = [
  { path: new Path([[0.6, 0, -6], [0.7, 0, 20], [0.5, 0, 75]]), startS: 1, speedMps: 4.6, model: motorbike(5101), lightsOn: true },
  { path: new Path([[-0.6, 0, 75], [-0.7, 0, 18], [-0.4, 0, -6]]), startS: 4.5, speedMps: 4.8, model: motorbike(5106), lightsOn: true },
  { path: new Path([[-0.5, 0, 75], [-0.6, 0, 22], [-0.7, 0, -6]]), startS: 10.5, speedMps: 5, model: motorbike(5103), lightsOn: true },
  ...[0, 1, 2, 3, 4].map((index): Trip => ({
    path: index % 2 === 0 ? new Path([[1.2, 0, 48], [1.0, 0, 20], [1.25, 0, -4]]) : new Path([[-1.2, 0, -4], [-1.05, 0, 20], [-1.25, 0, 50]]),
    startS: index * 7.3,
    speedMps: 1.15 + index * 0.03,
    model: (along) => walker(5200 + index, index === 1 ? 'straw hat' : index === 4 ? 'shoulder pole' : 'plain', along / 1.42),
  })),
];

export const ngo: Scene = {
  id: 'ngo',
  nameVi: 'Ngõ nhỏ, chập tối',
  nameEn: 'Alley at dusk',
  suits: ['dusk', 'night', 'alley', 'people'],
  loopS: LOOP_S,
  place: { eye: [0.7, 4.9, -6.4], target: [-0.1, 1.35, 9], fieldDeg: 58 },
  look: {
    sky: { zenith: [0.1, 0.13, 0.26], horizon: [0.62, 0.34, 0.22], clouds: [0.5, 0.28, 0.26] },
    ambient: { above: [0.27, 0.28, 0.4], below: [0.2, 0.16, 0.14] },
    fog: { color: [0.3, 0.2, 0.17], perM: 0.009 },
    lamps: HEADS.map((head) => lampLight(head, [12, 8.3, 4.4])),
  },
  tone: { exposure: 1.05, saturation: 0.9, tint: [1, 1, 1.02], vignette: 0.34, noise: 1.8 },
  area: { x: 0, z: 30, radiusM: 40 },
  scenery() {
    const b = new MeshBuilder();
    const random = randomFrom(115);
    b.quad([-14, 0, -12], [14, 0, -12], [14, 0, 100], [-14, 0, 100], srgb(0x888888), 0, paving(srgb(0x7d766d), 0.9));
    b.box([-2.68, 0, 0.6], [-2.45, 0.02, 100], srgb(0x4d4a45));
    addRow(b, random, { from: [-2.7, 0, 0.6], along: [0, 0, 1], lengthM: 78, seed: 5300, storeys: [2, 4], night: true, shops: 0.45, depthM: 9 });
    addRow(b, random, { from: [2.7, 0, 79], along: [0, 0, -1], lengthM: 78, seed: 5400, storeys: [2, 4], night: true, shops: 0.45, depthM: 9 });
    addRow(b, random, { from: [-8, 0, 84], along: [1, 0, 0], lengthM: 16, seed: 5450, storeys: [3, 4], night: true, shops: 1 });
    for (const head of HEADS) addLampPost(b, [head[0] < 0 ? -2.5 : 2.5, 0, head[2]], 4.8, [head[0] < 0 ? 1.4 : -1.4, 0.25, 0], true);
    for (const [index, z] of [4.5, 7, 12.5, 15, 19, 28, 31, 36].entries()) b.put(scooter(5500 + index), { at: [index % 2 === 0 ? -2.15 : 2.15, 0, z], yaw: index % 2 === 0 ? 0.15 : Math.PI - 0.2 });
    for (let index = 0; index < 10; index += 1) {
      const [x, z] = [index % 2 === 0 ? -2.4 : 2.4, 3 + index * 3.7];
      b.tube([x, 0, z], [x, 0.4, z], 0.18, 0.24, srgb(0x8a5a42), 8);
      b.put(shrub(5600 + index, 0.32, 0.75, 0x7da04c), { at: [x, 0.4, z] });
    }
    b.put(bystander(5701, 'plain', true).mesh, { at: [-2.1, 0, 10.2], yaw: 1.4 });
    b.put(bystander(5702, 'plain', true).mesh, { at: [-2, 0, 11.3], yaw: 2 });
    b.put(bystander(5703, 'straw hat', true).mesh, { at: [2.1, 0, 21], yaw: -1.6 });
    return b.build();
  },
  actors: (timeS): readonly Actor[] => onTheWay(TRIPS, LOOP_S, timeS),
  glows: () => HEADS.map((head) => lampGlow(head, [255, 196, 120], 0.8)),
  overlay(context) {
    strokeWires(context, [[-10, 20, 590, 200], [-10, 44, 590, 205], [-10, 62, 592, 210], [1290, 30, 650, 205], [1290, 60, 650, 212], [250, -10, 1290, 90]], 'rgba(10,10,14,0.8)');
  },
};

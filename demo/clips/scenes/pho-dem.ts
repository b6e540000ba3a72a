import { asphalt, line, paving } from '../draw/ground.ts';
import { MeshBuilder } from '../draw/mesh.ts';
import { tree } from '../draw/nature.ts';
import { bystander, walker } from '../draw/people.ts';
import { between, randomFrom } from '../draw/random.ts';
import { onTheWay, Path } from '../draw/traffic.ts';
import type { Trip } from '../draw/traffic.ts';
import { srgb } from '../draw/vec.ts';
import type { Vec3 } from '../draw/vec.ts';
import { car, motorbike, scooter } from '../draw/vehicles.ts';
import type { Scene } from './scene.ts';
import { addLampPost, addRow, lampGlow, lampLight } from './street-parts.ts';

const LOOP_S = 12;
const SODIUM = [26, 17.5, 8.4] as const;
const HEADS: readonly Vec3[] = [12, 34, 56, 78, 100].flatMap((z): Vec3[] => [[-4.4, 8.2, z], [4.4, 8.2, z + 11]]);

function trips(): readonly Trip[] {
  const random = randomFrom(41);
  const away = new Path([[2.6, 0, -8], [2.6, 0, 160]]);
  const towards = new Path([[-2.6, 0, 160], [-2.6, 0, -8]]);
  const list: Trip[] = [];
  for (const [path, side] of [[away, 0], [towards, 1]] as const) {
    for (const [lane, asideM] of [-1.4, 0.6, 1.9].entries()) {
      const count = lane === 0 ? 4 : 3;
      const speedMps = lane === 0 ? 9 : 7.2 - lane * 0.3;
      for (let index = 0; index < count; index += 1) {
        const startS = (index / count) * LOOP_S + between(random, 0, (LOOP_S / count) * 0.4);
        const seed = 1500 + side * 200 + lane * 20 + index;
        list.push({ path, startS, speedMps, lightsOn: true, asideM: asideM + between(random, -0.2, 0.2), model: lane === 0 ? car(seed) : motorbike(seed) });
      }
    }
  }
  const pavement = new Path([[-7.2, 0.14, 3], [-7, 0.14, 60]]);
  const other = new Path([[7.1, 0.14, 55], [7.3, 0.14, 2]]);
  for (let index = 0; index < 5; index += 1) {
    list.push({ path: index % 2 === 0 ? pavement : other, startS: index * 2.3, speedMps: 1.2, asideM: (index % 3) * 0.4, model: (along) => walker(1700 + index, index === 2 ? 'umbrella' : 'plain', along / 1.45) });
  }
  return list;
}

const TRIPS = trips();

export const phoDem: Scene = {
  id: 'pho-dem',
  nameVi: 'Đại lộ sau mưa, ban đêm',
  nameEn: 'Wet avenue, night',
  suits: ['night', 'street', 'traffic'],
  loopS: LOOP_S,
  place: { eye: [-5.2, 6.2, -8], target: [0.8, 0.8, 18], fieldDeg: 64 },
  look: {
    sky: { zenith: [0.012, 0.014, 0.022], horizon: [0.075, 0.06, 0.05] },
    ambient: { above: [0.05, 0.053, 0.066], below: [0.05, 0.042, 0.034] },
    fog: { color: [0.085, 0.068, 0.054], perM: 0.0063 },
    lamps: HEADS.map((head) => lampLight(head, SODIUM)),
  },
  tone: { exposure: 1.05, saturation: 0.86, tint: [1.03, 1, 0.98], vignette: 0.35, noise: 2 },
  area: { x: 0, z: 45, radiusM: 65 },
  mirrorY: 0,
  wetStreaks: true,
  scenery() {
    const b = new MeshBuilder();
    const random = randomFrom(45);
    const marks = [line(0, -20, 0, 220, 0.16), line(-3.3, -20, -3.3, 220, 0.1, 2.5), line(3.3, -20, 3.3, 220, 0.1, 2.5)];
    b.quad([-6, 0, -20], [6, 0, -20], [6, 0, 220], [-6, 0, 220], srgb(0x555555), 0, asphalt({ marks, wet: 0.85, color: srgb(0x5c5b5a) }));
    for (const side of [-1, 1]) {
      b.quad([side * 6, 0.14, -20], [side * 10, 0.14, -20], [side * 10, 0.14, 220], [side * 6, 0.14, 220], srgb(0x888888), 0, paving(srgb(0x8f857b), 0.4, 0.35));
      b.box([side * 6.06 - 0.1, 0, -20], [side * 6.06 + 0.1, 0.15, 220], srgb(0x99958c));
    }
    addRow(b, random, { from: [-9.4, 0.14, -12], along: [0, 0, 1], lengthM: 190, seed: 2100, storeys: [3, 6], night: true, shops: 0.9 });
    addRow(b, random, { from: [9.4, 0.14, 178], along: [0, 0, -1], lengthM: 190, seed: 2300, storeys: [3, 6], night: true, shops: 0.9 });
    for (let index = 0; index < 12; index += 1) {
      b.put(tree(280 + index, { heightM: between(random, 6.5, 8.5), crownM: between(random, 2.4, 3.1), leaves: index < 5 ? 2600 : 1300, leafM: index < 5 ? 0.2 : 0.3 }), { at: [index % 2 === 0 ? -6.9 : 6.9, 0.14, 17 + index * 8.5], yaw: index });
    }
    for (const head of HEADS) addLampPost(b, [head[0] < 0 ? -6.6 : 6.6, 0.14, head[2]], 7.7, [head[0] < 0 ? 2.2 : -2.2, 0.3, 0], true);
    for (let index = 0; index < 12; index += 1) b.put(scooter(330 + index), { at: [index % 2 === 0 ? -8 : 8, 0.14, 6 + index * 2.8], yaw: index % 2 === 0 ? 1.3 : -1.2 });
    for (const [x, z, yaw] of [[8.3, 20, -1.5], [8, 21.3, -2.1], [8.6, 22.4, -1.2], [-8.4, 27, 1.5], [-8, 28.2, 2]] as const) b.put(bystander(Math.round(z * 7), 'plain', true).mesh, { at: [x, 0.14, z], yaw });
    return b.build();
  },
  actors: (timeS) => onTheWay(TRIPS, LOOP_S, timeS),
  glows: () => HEADS.map((head) => lampGlow(head, [255, 190, 110], 0.85)),
};

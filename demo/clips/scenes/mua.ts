import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Actor } from '../draw/frame.ts';
import { asphalt, line, paving, zebra } from '../draw/ground.ts';
import { FINISH, MeshBuilder } from '../draw/mesh.ts';
import { tree } from '../draw/nature.ts';
import { bystander, walker } from '../draw/people.ts';
import { between, randomFrom } from '../draw/random.ts';
import { onTheWay, Path } from '../draw/traffic.ts';
import type { Trip } from '../draw/traffic.ts';
import { srgb } from '../draw/vec.ts';
import { bus, car, motorbike } from '../draw/vehicles.ts';
import type { Scene } from './scene.ts';
import { addLampPost, addRow } from './street-parts.ts';

const LOOP_S = 12;

function trips(): readonly Trip[] {
  const random = randomFrom(121);
  const list: Trip[] = [];
  for (const [side, lanes] of [[1, [4, 7.4, 8.9, 10.2]], [-1, [4, 7.4, 8.9, 10.2]]] as const) {
    for (const [lane, x] of lanes.entries()) {
      const path = side > 0 ? new Path([[x, 0, -14], [x, 0, 170]]) : new Path([[-x, 0, 170], [-x, 0, -14]]);
      const bikes = lane > 0;
      for (let index = 0; index < 3; index += 1) {
        const seed = 6100 + lane * 30 + index + (side > 0 ? 400 : 0);
        list.push({
          path, startS: index * 4 + between(random, 0, 1.7), speedMps: bikes ? 6.4 - lane * 0.2 : 7.8, lightsOn: !bikes || index === 1,
          model: bikes ? motorbike(seed, true) : index === 1 && side < 0 ? bus() : car(seed), asideM: between(random, -0.25, 0.25),
        });
      }
    }
  }
  const walk = new Path([[13.4, 0.14, 3], [13.6, 0.14, 60]]);
  const back = new Path([[14.4, 0.14, 60], [14.2, 0.14, 2]]);
  for (let index = 0; index < 6; index += 1) list.push({ path: index % 2 === 0 ? walk : back, startS: index * 3.1, speedMps: 1.4, asideM: (index % 3) * 0.3, model: (along) => walker(6300 + index, 'umbrella', along / 1.5) });
  return list;
}

const TRIPS = trips();
const random = randomFrom(131);
/** Falling streaks: place at loop time 0, length and how many picture heights they fall in a loop (a whole number). */
const DROPS = Array.from({ length: 170 }, () => ({ x: random() * 1400 - 60, y: random() * 800, lengthPx: between(random, 14, 42), falls: 14 + Math.floor(random() * 12), alpha: between(random, 0.06, 0.2) }));

export const mua: Scene = {
  id: 'mua',
  nameVi: 'Đại lộ, trời mưa',
  nameEn: 'Avenue in the rain',
  suits: ['rain', 'day', 'street', 'traffic'],
  loopS: LOOP_S,
  place: { eye: [13.5, 8.2, -10], target: [0.5, 0.6, 18], fieldDeg: 66 },
  look: {
    sky: { zenith: [0.36, 0.4, 0.46], horizon: [0.56, 0.6, 0.65] },
    ambient: { above: [0.86, 0.92, 1.0], below: [0.36, 0.36, 0.36] },
    fog: { color: [0.46, 0.5, 0.55], perM: 0.0058 },
  },
  tone: { exposure: 0.86, saturation: 1, tint: [0.97, 1, 1.03], vignette: 0.3, noise: 1.2 },
  area: { x: 0, z: 40, radiusM: 60 },
  mirrorY: 0,
  wetStreaks: true,
  scenery() {
    const b = new MeshBuilder();
    const seeded = randomFrom(135);
    const marks = [2.2, 11.6].flatMap((x) => [line(x, -30, x, 220, 0.14), line(-x, -30, -x, 220, 0.14)]).concat([5.8, -5.8].map((x) => line(x, -30, x, 220, 0.12, 2.5)), [zebra(2.3, 3.4, 11.5, 6.4, 'along z'), zebra(-11.5, 3.4, -2.3, 6.4, 'along z')]);
    b.quad([-12, 0, -30], [12, 0, -30], [12, 0, 240], [-12, 0, 240], srgb(0x555555), 0, asphalt({ marks, wet: 0.72, color: srgb(0x62625f) }));
    b.box([-1.6, 0, 7], [1.6, 0.22, 240], srgb(0xa09c93));
    b.box([-1.6, 0, -30], [1.6, 0.22, 2.4], srgb(0xa09c93));
    b.quad([-1.45, 0.23, 7.2], [1.45, 0.23, 7.2], [1.45, 0.23, 240], [-1.45, 0.23, 240], srgb(0x5a7a3c));
    for (const side of [-1, 1]) {
      b.quad([side * 12, 0.14, -30], [side * 17, 0.14, -30], [side * 17, 0.14, 240], [side * 12, 0.14, 240], srgb(0x888888), 0, paving(srgb(0x968c82), 0.5, 0.55));
      b.box([side * 12.05 - 0.12, 0, -30], [side * 12.05 + 0.12, 0.15, 240], srgb(0x9a968d));
    }
    addRow(b, seeded, { from: [-16.5, 0.14, -20], along: [0, 0, 1], lengthM: 190, seed: 6500, storeys: [3, 7] });
    addRow(b, seeded, { from: [16.8, 0.14, 170], along: [0, 0, -1], lengthM: 182, seed: 6700, storeys: [3, 6] });
    for (let index = 0; index < 14; index += 1) b.put(tree(6900 + index, { heightM: between(seeded, 5.5, 7), crownM: between(seeded, 2, 2.7), leaves: 1700, leafM: 0.22, trunkM: 0.14 }), { at: [0, 0.2, 12 + index * 9], yaw: index });
    for (let index = 0; index < 16; index += 1) b.put(tree(6950 + index, { heightM: between(seeded, 8, 10.5), crownM: between(seeded, 3, 3.8), leaves: 1700, leafM: 0.26 }), { at: [index % 2 === 0 ? -13.2 : 12.9, 0.14, 26 + index * 8], yaw: index });
    for (let z = 22; z < 140; z += 30) {
      addLampPost(b, [-1, 0.2, z], 9.5, [-2.2, 0.3, 0], false);
      addLampPost(b, [1, 0.2, z], 9.5, [2.2, 0.3, 0], false);
    }
    b.box([12.7, 2.4, 11], [15, 2.55, 17], srgb(0x2f6f5a), FINISH.paint);
    for (const z of [11.2, 16.8]) b.box([14.8, 0.14, z - 0.06], [14.92, 2.4, z + 0.06], srgb(0x8f9498));
    b.box([14.5, 0.5, 12], [14.85, 0.58, 16], srgb(0x8a6b48));
    for (const [index, z] of [12.4, 13.4, 15.3].entries()) b.put(bystander(7100 + index, 'plain', false).mesh, { at: [14 - index * 0.3, 0.14, z], yaw: -1.6 });
    return b.build();
  },
  actors: (timeS): readonly Actor[] => onTheWay(TRIPS, LOOP_S, timeS),
  overlay(context, timeS) {
    strokeRain(context, timeS);
  },
};

function strokeRain(context: SKRSContext2D, timeS: number): void {
  context.lineWidth = 1.2;
  for (const drop of DROPS) {
    const fallen = ((drop.y / 800 + (timeS / LOOP_S) * drop.falls) % 1) * 800 - 50;
    context.strokeStyle = `rgba(225,232,240,${drop.alpha})`;
    context.beginPath();
    context.moveTo(drop.x, fallen);
    context.lineTo(drop.x - drop.lengthPx * 0.16, fallen + drop.lengthPx);
    context.stroke();
  }
}

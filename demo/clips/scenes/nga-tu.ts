import { asphalt, line, paving, zebra } from '../draw/ground.ts';
import type { Actor, Model } from '../draw/frame.ts';
import { FINISH, mesh, MeshBuilder } from '../draw/mesh.ts';
import { tree } from '../draw/nature.ts';
import { bystander, walker } from '../draw/people.ts';
import { between, randomFrom } from '../draw/random.ts';
import { onTheWay, Path, rounded } from '../draw/traffic.ts';
import type { Trip } from '../draw/traffic.ts';
import { srgb } from '../draw/vec.ts';
import type { Rgb, Vec3 } from '../draw/vec.ts';
import { bus, car, lorry, motorbike } from '../draw/vehicles.ts';
import { strokeWires } from '../draw/wires.ts';
import type { Scene } from './scene.ts';
import { addLampPost, addRow } from './street-parts.ts';

const LOOP_S = 14;
/** Distance from the start of each approach to its stop line. */
const LINE_M = 40;

interface Approach {
  readonly points: readonly [Vec3, Vec3];
  /** Loop time at which its light turns green. */
  readonly greenS: number;
}

const APPROACHES: readonly Approach[] = [
  { points: [[3.6, 0, -30], [3.6, 0, 95]], greenS: 0 },
  { points: [[-3.6, 0, 70], [-3.6, 0, -30]], greenS: 0 },
  { points: [[-50, 0, 16.4], [60, 0, 16.4]], greenS: 7 },
  { points: [[50, 0, 23.6], [-60, 0, 23.6]], greenS: 7 },
];

function trips(): readonly Trip[] {
  const random = randomFrom(21);
  const list: Trip[] = [];
  for (const [which, approach] of APPROACHES.entries()) {
    const path = new Path(approach.points);
    for (const [lane, asideM] of [-2.1, -0.7, 0.5, 1.7, 2.7].entries()) {
      const big = lane === 0;
      for (let row = 0; row < (big ? 2 : 3); row += 1) {
        const speedMps = between(random, 6.6, 7.4);
        const alongM = LINE_M - (big ? 2.4 : 1.1) - row * (big ? 7 : 2.5) - between(random, 0, 0.7);
        const arriveS = approach.greenS + LOOP_S - 5.6 + row * 1.3 + between(random, 0, 1.2);
        const startS = arriveS - alongM / speedMps;
        const leaveS = approach.greenS + LOOP_S + 0.4 + row * 0.75 + between(random, 0, 0.35) - startS;
        const seed = 900 + which * 100 + lane * 10 + row;
        const model = big ? (which === 2 && row === 1 ? bus() : which === 1 && row === 0 ? lorry() : car(seed)) : motorbike(seed);
        list.push({ path, startS, speedMps, model, asideM: asideM + between(random, -0.2, 0.2), stop: { alongM, leaveS } });
      }
      if (lane % 2 === 1 || big) {
        const speedMps = 7;
        const lineS = approach.greenS + (big ? 5.2 : between(random, 4.2, 5));
        list.push({ path, startS: lineS - LINE_M / speedMps, speedMps, model: big ? car(70 + which) : motorbike(400 + which * 10 + lane), asideM: asideM + between(random, -0.2, 0.2) });
      }
    }
  }
  const turn = rounded([[6.4, 0, -30], [6.4, 0, 13.9], [60, 0, 13.9]], 6);
  for (let index = 0; index < 3; index += 1) list.push({ path: turn, startS: index * 4.6 + 1, speedMps: 6, model: motorbike(610 + index) });
  const crossing = new Path([[-11, 0.02, 9.4], [11, 0.02, 9.4]]);
  const back = new Path([[-11.4, 0.02, 30.5], [-11.4, 0.02, 9]]);
  for (let index = 0; index < 3; index += 1) {
    list.push({ path: crossing, startS: 5.8 + index * 0.6, speedMps: 2.3, asideM: index * 0.9 - 0.9, model: (along) => walker(820 + index, index === 1 ? 'straw hat' : 'plain', along / 1.7) });
    list.push({ path: back, startS: 1 + index * 4, speedMps: 1.4, asideM: index * 0.5, model: (along) => walker(840 + index, 'plain', along / 1.5) });
  }
  return list;
}

const TRIPS = trips();

const POLES: readonly { readonly foot: Vec3; readonly yaw: number; readonly greenS: number }[] = [
  { foot: [8.2, 0.14, 28.6], yaw: Math.PI, greenS: 0 },
  { foot: [-8.2, 0.14, 11.4], yaw: 0, greenS: 0 },
  { foot: [8.6, 0.14, 12.2], yaw: -Math.PI / 2, greenS: 7 },
  { foot: [-8.6, 0.14, 27.8], yaw: Math.PI / 2, greenS: 7 },
];

const SIGNAL = new Map<string, Model>(
  ([['red', [1, 0.06, 0.03]], ['amber', [1, 0.5, 0.03]], ['green', [0.05, 1, 0.45]]] as const).map(([name, color]) => [
    name,
    { mesh: mesh((b) => b.ball([0, 0, 0], [0.17, 0.17, 0.08], color as Rgb, 8, FINISH.glow)), halfWidthM: 0, halfLengthM: 0, lamps: [] },
  ]),
);

function signals(timeS: number): readonly Actor[] {
  return POLES.flatMap(({ foot, yaw, greenS }) => {
    const since = (((timeS - greenS) % LOOP_S) + LOOP_S) % LOOP_S;
    const shown = since < 5.6 ? 'green' : since < 6.8 ? 'amber' : 'red';
    return [['red', 3.98], ['amber', 3.53], ['green', 3.08]].flatMap(([name, y]) => {
      const model = SIGNAL.get(String(name));
      if (model === undefined) return [];
      return [{ model, at: [foot[0] + Math.sin(yaw) * 0.2, foot[1] + Number(y), foot[2] + Math.cos(yaw) * 0.2] as Vec3, yaw, lightsOn: name === shown }];
    });
  });
}

export const ngaTu: Scene = {
  id: 'nga-tu',
  nameVi: 'Ngã tư có đèn tín hiệu',
  nameEn: 'Junction with traffic lights',
  suits: ['day', 'junction', 'street', 'traffic'],
  loopS: LOOP_S,
  bitrateShare: 1.27,
  place: { eye: [13.5, 10.5, -6.5], target: [-1.2, 0, 18.5], fieldDeg: 64 },
  look: {
    sun: { towards: [0.75, 0.8, -0.3], color: [2.35, 2.05, 1.6] },
    sky: { zenith: [0.5, 0.66, 0.9], horizon: [1.2, 1.15, 1.05], clouds: [1.3, 1.25, 1.2] },
    ambient: { above: [0.66, 0.73, 0.84], below: [0.34, 0.31, 0.27] },
    fog: { color: [1.02, 1.0, 0.97], perM: 0.0033 },
  },
  tone: { exposure: 0.62, saturation: 0.88, tint: [1.03, 1, 0.95], vignette: 0.28, noise: 1.3 },
  area: { x: 0, z: 25, radiusM: 60 },
  scenery() {
    const b = new MeshBuilder();
    const random = randomFrom(31);
    const marks = [
      line(0, -40, 0, 10.8, 0.15), line(0, 29.2, 0, 200, 0.15), line(-80, 20, -9.4, 20, 0.15), line(9.4, 20, 80, 20, 0.15),
      line(0.1, 10.9, 7, 10.9, 0.4), line(-7, 29.1, -0.1, 29.1, 0.4), line(-9.5, 13.2, -9.5, 19.9, 0.4), line(9.5, 20.1, 9.5, 27, 0.4),
      zebra(-7, 7.6, 7, 10.2, 'along z'), zebra(-7, 29.9, 7, 32.4, 'along z'), zebra(-12.8, 13.2, -10.2, 27, 'along x'), zebra(10.2, 13.2, 12.8, 27, 'along x'),
      line(-3.4, -40, -3.4, 7, 0.1, 2), line(3.4, -40, 3.4, 7, 0.1, 2), line(-3.4, 33, -3.4, 150, 0.1, 2), line(3.4, 33, 3.4, 150, 0.1, 2),
      line(-80, 16.6, -13, 16.6, 0.1, 2), line(-80, 23.4, -13, 23.4, 0.1, 2), line(13, 16.6, 80, 16.6, 0.1, 2), line(13, 23.4, 80, 23.4, 0.1, 2),
    ];
    b.quad([-90, 0, -40], [90, 0, -40], [90, 0, 220], [-90, 0, 220], srgb(0x666666), 0, asphalt({ marks }));
    const slabs = paving(srgb(0xa39789), 0.5);
    for (const [x0, x1, z0, z1] of [[-90, -7, -40, 13], [7, 90, -40, 13], [-90, -7, 27, 220], [7, 90, 27, 220]] as const) {
      const x = x0 < 0 ? x1 : x0;
      const z = z0 < 0 ? z1 : z0;
      const inX = x < 0 ? -1 : 1;
      const inZ = z0 < 0 ? -1 : 1;
      b.box([Math.min(x, x + inX * 80), 0, Math.min(z, z + inZ * 0.2)], [Math.max(x, x + inX * 80), 0.14, Math.max(z, z + inZ * 0.2)], srgb(0xb3afa5));
      b.box([Math.min(x, x + inX * 0.2), 0, Math.min(z, z + inZ * 150)], [Math.max(x, x + inX * 0.2), 0.14, Math.max(z, z + inZ * 150)], srgb(0xb3afa5));
      b.quad([x0, 0.14, z0], [x1, 0.14, z0], [x1, 0.14, z1], [x0, 0.14, z1], srgb(0x999999), 0, slabs);
    }
    addRow(b, random, { from: [-11.5, 0.14, 32], along: [0, 0, 1], lengthM: 120, seed: 1100, storeys: [3, 5] });
    addRow(b, random, { from: [11.5, 0.14, 150], along: [0, 0, -1], lengthM: 119, seed: 1200, storeys: [3, 6] });
    addRow(b, random, { from: [-80, 0.14, 31.5], along: [1, 0, 0], lengthM: 66, seed: 1300, storeys: [2, 4] });
    addRow(b, random, { from: [12, 0.14, 31.5], along: [1, 0, 0], lengthM: 66, seed: 1400, storeys: [3, 5] });
    addRow(b, random, { from: [-11.5, 0.14, -30], along: [0, 0, 1], lengthM: 36, seed: 1500, storeys: [2, 4] });
    for (const [index, [x, z]] of ([[-10, 36], [-9.6, 47], [10, 37], [9.7, 49], [-18, 29.2], [-29, 29.4], [20, 29.4], [31, 29.2], [-20, 11], [-32, 10.8], [-9.8, 60], [9.8, 62], [-9.4, -3]] as const).entries()) {
      b.put(tree(180 + index, { heightM: between(random, 7, 9.5), crownM: between(random, 2.8, 3.8), leaves: 2600, leafM: 0.21 }), { at: [x, 0.14, z], yaw: index });
    }
    for (const { foot, yaw } of POLES) {
      b.tube(foot, [foot[0], 4.4, foot[2]], 0.09, 0.08, srgb(0x5d6265), 8);
      const [dx, dz] = [Math.sin(yaw), Math.cos(yaw)];
      const back = Math.abs(dx) > 0.5;
      b.box([foot[0] - (back ? 0.1 : 0.24), 2.95, foot[2] - (back ? 0.24 : 0.1)], [foot[0] + (back ? 0.1 : 0.24), 4.4, foot[2] + (back ? 0.24 : 0.1)], srgb(0x1b1d1e));
      for (const y of [3.3, 3.75, 4.2]) b.tube([foot[0] + dx * 0.1, y + 0.1, foot[2] + dz * 0.1], [foot[0] + dx * 0.34, y + 0.06, foot[2] + dz * 0.34], 0.2, 0.2, srgb(0x151617), 8, FINISH.matte, false);
    }
    addLampPost(b, [-8.4, 0.14, 33.4], 9, [2.2, 0.3, 0], false);
    addLampPost(b, [8.4, 0.14, 33.8], 9, [-2.2, 0.3, 0], false);
    b.put(bystander(77, 'uniform', false).mesh, { at: [-8.9, 0.14, 12.4], yaw: 1.2 });
    b.put(bystander(78, 'straw hat', true).mesh, { at: [-10.4, 0.14, 31.2], yaw: 1.7 });
    b.put(bystander(79, 'plain', true).mesh, { at: [10.6, 0.14, 30.9], yaw: -2 });
    return b.build();
  },
  actors: (timeS) => [...onTheWay(TRIPS, LOOP_S, timeS), ...signals(timeS)],
  overlay(context) {
    strokeWires(context, [[330, 60, 1300, 40], [330, 66, 1300, 58], [330, 74, 1300, 70], [-10, 70, 330, 62]], 'rgba(40,40,42,0.6)');
  },
};

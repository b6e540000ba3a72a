import type { Actor } from '../draw/frame.ts';
import { meadow, paving, waterSurface } from '../draw/ground.ts';
import { FINISH, MeshBuilder } from '../draw/mesh.ts';
import { shrub, tree } from '../draw/nature.ts';
import { bystander, walker } from '../draw/people.ts';
import { between, randomFrom } from '../draw/random.ts';
import { onTheWay, Path } from '../draw/traffic.ts';
import type { Trip } from '../draw/traffic.ts';
import { srgb } from '../draw/vec.ts';
import type { Rgb, Vec3 } from '../draw/vec.ts';
import type { Scene } from './scene.ts';
import { addLampPost, addRow } from './street-parts.ts';

const LOOP_S = 14;
const WATER_Y = -0.7;

function trips(): readonly Trip[] {
  const random = randomFrom(71);
  const there = new Path([[-26, 0, 3.2], [-6, 0, 4.2], [8, 0, 4], [30, 0, 6.5]]);
  const back = new Path([[30, 0, 8.2], [8, 0, 6.2], [-6, 0, 6.4], [-26, 0, 5.2]]);
  const list: Trip[] = [];
  for (let index = 0; index < 14; index += 1) {
    const jog = index % 5 === 2;
    const kind = index === 4 ? 'straw hat' : index === 7 ? 'shoulder pole' : index === 9 ? 'umbrella' : 'plain';
    list.push({
      path: index % 2 === 0 ? there : back,
      startS: (index / 14) * LOOP_S * 3 + between(random, 0, 1.5),
      speedMps: jog ? 2.6 : between(random, 1.05, 1.35),
      asideM: between(random, -1, 1),
      model: (along) => walker(1200 + index, kind, along / (jog ? 1.9 : 1.45)),
    });
  }
  return list;
}

const TRIPS = trips();

export const venHo: Scene = {
  id: 'ven-ho',
  nameVi: 'Ven hồ, tháp giữa hồ',
  nameEn: 'Lakeside with tower',
  suits: ['day', 'lake', 'park', 'people'],
  loopS: LOOP_S,
  bitrateShare: 1.27,
  place: { eye: [-2, 8.2, -11.5], target: [1.4, 1.2, 24], fieldDeg: 58 },
  look: {
    sun: { towards: [-0.6, 0.62, -0.2], color: [2.3, 1.95, 1.5] },
    sky: { zenith: [0.5, 0.66, 0.92], horizon: [1.2, 1.16, 1.08], clouds: [1.35, 1.3, 1.22] },
    ambient: { above: [0.6, 0.68, 0.8], below: [0.32, 0.3, 0.24] },
    fog: { color: [1.0, 1.02, 1.02], perM: 0.00231 },
  },
  tone: { exposure: 0.6, saturation: 0.95, tint: [1.03, 1, 0.95], vignette: 0.28, noise: 1.2 },
  area: { x: 0, z: 40, radiusM: 75 },
  mirrorY: WATER_Y,
  scenery() {
    const b = new MeshBuilder();
    const random = randomFrom(75);
    b.quad([-260, WATER_Y, 8], [260, WATER_Y, 8], [260, WATER_Y, 190], [-260, WATER_Y, 190], srgb(0x4a6650), 0, waterSurface(srgb(0x47704e), 0.84));
    b.quad([-60, 0, -20], [60, 0, -20], [60, 0, 9.4], [-60, 0, 9.4], srgb(0x999999), 0, paving(srgb(0xb3a391), 0.6));
    b.box([-60, -1.2, 9.3], [60, 0.12, 9.9], srgb(0xa79f90));
    b.quad([-60, 0.03, -20], [60, 0.03, -20], [60, 0.03, 0.6], [-60, 0.03, 0.6], srgb(0x668844), 0, meadow(srgb(0x8fa656), srgb(0x4f6d36)));
    b.box([-60, 0, 0.5], [60, 0.16, 0.75], srgb(0xbab3a4));
    for (let x = -40; x <= 40; x += 2.4) b.tube([x, 0.1, 9.6], [x, 0.85, 9.6], 0.06, 0.05, srgb(0x3d4a44), 6);
    for (const y of [0.45, 0.82]) b.tube([-40, y, 9.6], [40, y, 9.6], 0.03, 0.03, srgb(0x3d4a44), 5);
    addTower(b, 11, 62);
    addBridge(b);
    b.quad([-260, 0.2, 128], [260, 0.2, 128], [260, 0.2, 175], [-260, 0.2, 175], srgb(0x6f7f58));
    b.box([-260, -1, 127.6], [260, 0.2, 128.2], srgb(0x9a9385));
    for (let index = 0; index < 46; index += 1) {
      b.put(tree(500 + index, { heightM: between(random, 8, 14), crownM: between(random, 4, 6), leaves: 700, leafM: 0.65, light: index % 4 === 0 ? 0x9aa552 : 0x7c9a4c }), { at: [-120 + index * 5.6 + between(random, -2, 2), 0.2, 131 + between(random, 0, 14)], yaw: index });
    }
    addRow(b, random, { from: [-120, 0.2, 150], along: [1, 0, 0], lengthM: 250, seed: 2600, storeys: [4, 7], shops: 0 });
    for (const [x0, x1, h] of [[-70, -52, 42], [30, 52, 55], [75, 92, 38], [-10, 4, 34]] as const) b.box([x0, 0, 210], [x1, h, 230], srgb(0xa9adb0));
    b.put(tree(561, { heightM: 9, crownM: 4.6, trunkM: 0.35, leaves: 7000, leafM: 0.16, light: 0x8aa848 }), { at: [-17.5, 0, 7.6], yaw: 1 });
    b.put(tree(562, { heightM: 8.5, crownM: 4.2, trunkM: 0.3, leaves: 7000, leafM: 0.16 }), { at: [13.5, 0, 8.3], yaw: 2 });
    b.put(tree(563, { heightM: 9, crownM: 3.6, trunkM: 0.26, leaves: 5000, leafM: 0.17 }), { at: [24, 0, 2.5], yaw: 3 });
    for (let index = 0; index < 26; index += 1) {
      b.put(shrub(90 + index, 0.6, 0.6, index % 3 === 0 ? 0xb0543c : 0x7a9c44), { at: [-18 + index * 1.5, 0, 0.0 + Math.sin(index) * 0.2], yaw: index });
    }
    for (const x of [-1.4, 4.8]) {
      b.box([x - 0.95, 0.4, 8.1], [x + 0.95, 0.48, 8.6], srgb(0x8c6a43));
      b.box([x - 0.95, 0.55, 8.02], [x + 0.95, 0.95, 8.08], srgb(0x8c6a43));
      for (const dx of [-0.8, 0.8]) b.box([x + dx - 0.05, 0, 8.1], [x + dx + 0.05, 0.42, 8.6], srgb(0x3a3f3c));
    }
    b.put(bystander(1301, 'plain', false).mesh, { at: [2.4, 0, 8.8], yaw: 0.3 });
    b.put(bystander(1302, 'plain', false).mesh, { at: [3.1, 0, 8.7], yaw: -0.4 });
    b.put(bystander(1303, 'straw hat', true).mesh, { at: [-6.6, 0, 2.1], yaw: 0.6 });
    addLampPost(b, [7.6, 0, 9.1], 4.6, [0.01, 0.2, 0], false);
    addLampPost(b, [-9.4, 0, 9.1], 4.6, [0.01, 0.2, 0], false);
    return b.build();
  },
  actors: (timeS): readonly Actor[] => onTheWay(TRIPS, LOOP_S, timeS),
};

/** A small three-tiered stone tower on its island, with arched openings. */
function addTower(b: MeshBuilder, x: number, z: number): void {
  const stone = srgb(0xa39a83);
  const dark = srgb(0x24231f);
  b.tube([x, WATER_Y - 0.4, z], [x, 0.0, z], 9.6, 8.2, srgb(0x6f8a48), 22);
  for (let index = 0; index < 16; index += 1) b.put(shrub(700 + index, 0.9, 0.9), { at: [x + Math.cos(index * 0.39) * 8.2, -0.3, z + Math.sin(index * 0.39) * 8.2] });
  const tiers = [[6.3, 5.2, 0, 3.6, 3], [5.0, 4.2, 3.6, 6.4, 3], [3.4, 2.9, 6.4, 8.6, 1]] as const;
  for (const [w, d, y0, y1, arches] of tiers) {
    b.box([x - w / 2, y0, z - d / 2], [x + w / 2, y1, z + d / 2], stone);
    b.box([x - w / 2 - 0.25, y1 - 0.25, z - d / 2 - 0.25], [x + w / 2 + 0.25, y1, z + d / 2 + 0.25], srgb(0x8b836f));
    for (let arch = 0; arch < arches; arch += 1) {
      const ax = x + ((arch + 0.5) / arches - 0.5) * w;
      const half = (w / arches) * 0.24;
      const top = y0 + (y1 - y0) * 0.5;
      const front = z - d / 2 - 0.02;
      b.quad([ax - half, y0 + 0.3, front], [ax + half, y0 + 0.3, front], [ax + half, top, front], [ax - half, top, front], dark);
      for (let step = 0; step < 8; step += 1) {
        const [a0, a1] = [(step / 8) * Math.PI, ((step + 1) / 8) * Math.PI];
        b.tri([ax, top, front], [ax + Math.cos(a0) * half, top + Math.sin(a0) * half, front], [ax + Math.cos(a1) * half, top + Math.sin(a1) * half, front], dark);
      }
    }
  }
  b.box([x - 1.3, 8.6, z - 1.1], [x + 1.3, 10.1, z + 1.1], stone);
  for (const [dx, dz] of [[-1, -1], [1, -1], [1, 1], [-1, 1]] as const) b.tri([x, 11.6, z], [x + dx * 2, 10, z + dz * 1.8], [x - dz * 2, 10, z + dx * 1.8], srgb(0x857d6a));
  b.tube([x, 11, z], [x, 12, z], 0.12, 0.03, stone, 6);
}

/** A red arched footbridge from the shore to a wooded island on the left. */
function addBridge(b: MeshBuilder): void {
  const red: Rgb = srgb(0xb5281e);
  const [from, to, segments] = [[-5.5, 9.8], [-15.5, 40], 28] as const;
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const [sideX, sideZ] = [((to[1] - from[1]) / length) * 1.3, (-(to[0] - from[0]) / length) * 1.3];
  const at = (step: number, side: number, up: number): Vec3 => {
    const t = step / segments;
    return [from[0] + (to[0] - from[0]) * t + sideX * side, 0.15 + Math.sin(t * Math.PI) * 1.9 + up, from[1] + (to[1] - from[1]) * t + sideZ * side];
  };
  for (let step = 0; step < segments; step += 1) {
    b.quad(at(step, -1, 0), at(step + 1, -1, 0), at(step + 1, 1, 0), at(step, 1, 0), srgb(0x8d5a3c));
    for (const side of [-1, 1]) {
      b.quad(at(step, side, -0.35), at(step + 1, side, -0.35), at(step + 1, side, 0.05), at(step, side, 0.05), red);
      b.tube(at(step, side, 0), at(step, side, 1), 0.07, 0.07, red, 5);
      for (const y of [0.4, 0.7, 1]) b.tube(at(step, side, y), at(step + 1, side, y), 0.045, 0.045, red, 5);
      const foot = at(step, side, 0);
      if (step % 3 === 1) b.tube([foot[0], WATER_Y - 0.4, foot[2]], foot, 0.15, 0.15, red, 6);
    }
  }
  b.tube([-20.5, WATER_Y - 0.3, 49], [-20.5, 0.3, 49], 13, 11.5, srgb(0x6b8549), 20);
  for (const [index, [x, z]] of ([[-18, 44], [-25, 44], [-29, 51], [-16, 53], [-22, 55], [-12, 48]] as const).entries()) b.put(tree(900 + index, { heightM: 11, crownM: 4.8, leaves: 1800, leafM: 0.36 }), { at: [x, 0.3, z], yaw: index });
  b.box([-18, 0.3, 40.5], [-14, 3.2, 43], srgb(0xd9c48f), FINISH.matte);
  for (const side of [-1, 1]) b.quad([-18.8, 3, 41.8 + side * 2], [-13.2, 3, 41.8 + side * 2], [-14, 4.9, 41.8], [-18, 4.9, 41.8], srgb(0x8a4b36));
}

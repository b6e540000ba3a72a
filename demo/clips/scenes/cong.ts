import type { Actor, Model } from '../draw/frame.ts';
import { asphalt, line, meadow, paving } from '../draw/ground.ts';
import { FINISH, mesh, MeshBuilder } from '../draw/mesh.ts';
import { shrub, tree } from '../draw/nature.ts';
import { bystander, walker } from '../draw/people.ts';
import { FONT } from '../draw/picture.ts';
import { between, randomFrom } from '../draw/random.ts';
import { picture } from '../draw/surface.ts';
import { onTheWay, Path, rounded } from '../draw/traffic.ts';
import type { Trip } from '../draw/traffic.ts';
import { smoothstep, srgb } from '../draw/vec.ts';
import type { Vec3 } from '../draw/vec.ts';
import { car, motorbike } from '../draw/vehicles.ts';
import type { Scene } from './scene.ts';
import { addFence, addLampPost } from './street-parts.ts';

const LOOP_S = 16;
const CREAM = srgb(0xdcc794);
const GUARD = bystander(501, 'uniform', false);

/** A barrier arm of red and white fields, lying along +x from its hinge; raised by giving an angle. */
function arm(angle: number): Model {
  const shape = mesh((b) => {
    const at = (along: number): Vec3 => [Math.cos(angle) * along, Math.sin(angle) * along, 0];
    for (let field = 0; field < 8; field += 1) b.tube(at(field * 0.55), at(field * 0.55 + 0.55), 0.06, 0.055, field % 2 === 0 ? srgb(0xc02418) : srgb(0xe8e8e4), 6);
    b.tube(at(0), at(-0.5), 0.11, 0.11, srgb(0x303234), 6);
  });
  return { mesh: shape, halfWidthM: 0, halfLengthM: 0, lamps: [] };
}

const ARM_STEPS = 40;
const ARMS = Array.from({ length: ARM_STEPS + 1 }, (_, step) => arm((step / ARM_STEPS) * 1.45));

function barrier(timeS: number, openS: number, closeS: number, hinge: Vec3, yaw: number): readonly Actor[] {
  const raised = smoothstep(openS, openS + 1.5, timeS) - smoothstep(closeS, closeS + 1.7, timeS);
  const model = ARMS[Math.round(raised * ARM_STEPS)];
  return model === undefined ? [] : [{ model, at: hinge, yaw }];
}

function trips(): readonly Trip[] {
  const inward = rounded([[45, 0, 4.6], [2.1, 0, 4.6], [2.1, 0, 45]], 5);
  const outward = rounded([[-2.3, 0, 45], [-2.3, 0, 3.6], [-50, 0, 3.6]], 4.5);
  const list: Trip[] = [
    { path: inward, startS: -1.4, speedMps: 6.5, model: car(61, srgb(0x1b1d20)), stop: { alongM: 47, leaveS: 9.6 } },
    { path: outward, startS: 7, speedMps: 5.5, model: motorbike(62), stop: { alongM: 29, leaveS: 7.4 } },
  ];
  const street = new Path([[-45, 0, 0.6], [45, 0, 0.6]]);
  const streetBack = new Path([[45, 0, -3.6], [-45, 0, -3.6]]);
  for (let index = 0; index < 6; index += 1) {
    list.push({ path: street, startS: index * 2.7, speedMps: 7, asideM: (index % 3) * 0.8 - 0.6, model: index === 2 ? car(63) : motorbike(640 + index) });
    list.push({ path: streetBack, startS: index * 2.6 + 1, speedMps: 7.4, asideM: (index % 3) * 0.7, model: index === 4 ? car(68) : motorbike(660 + index) });
  }
  const yard = new Path([[11, 0.02, 34], [5.6, 0.02, 15], [5.4, 0.02, 6.8], [24, 0.14, 6.9]]);
  const yardIn = new Path([[-26, 0.14, 7.1], [-6, 0.14, 7.1], [-5.6, 0.02, 14], [-9, 0.02, 40]]);
  for (let index = 0; index < 3; index += 1) {
    list.push({ path: yard, startS: index * 5.1, speedMps: 1.3, asideM: index * 0.3, model: (along) => walker(680 + index, 'plain', along / 1.45) });
    list.push({ path: yardIn, startS: index * 5.4 + 2, speedMps: 1.25, asideM: index * -0.3, model: (along) => walker(690 + index, index === 1 ? 'uniform' : 'plain', along / 1.45) });
  }
  return list;
}

const TRIPS = trips();

export const cong: Scene = {
  id: 'cong',
  nameVi: 'Cổng cơ quan, chốt bảo vệ',
  nameEn: 'Office gate with barrier',
  suits: ['day', 'gate', 'people'],
  loopS: LOOP_S,
  place: { eye: [8.4, 6.4, -7.5], target: [-0.6, 1.5, 11], fieldDeg: 64 },
  look: {
    sun: { towards: [0.5, 0.85, -0.55], color: [2.35, 2.15, 1.8] },
    sky: { zenith: [0.42, 0.62, 0.98], horizon: [1.05, 1.12, 1.2], clouds: [1.35, 1.33, 1.3] },
    ambient: { above: [0.62, 0.7, 0.84], below: [0.34, 0.31, 0.26] },
    fog: { color: [0.95, 1.0, 1.06], perM: 0.0022 },
  },
  tone: { exposure: 0.6, saturation: 0.92, tint: [1, 1, 0.98], vignette: 0.28, noise: 1.3 },
  area: { x: 0, z: 18, radiusM: 45 },
  scenery() {
    const b = new MeshBuilder();
    const random = randomFrom(51);
    b.quad([-70, 0, -30], [70, 0, -30], [70, 0, 6], [-70, 0, 6], srgb(0x666666), 0, asphalt({ marks: [line(-70, -1.4, 70, -1.4, 0.14, 2.5), line(-70, 5.4, -5, 5.4, 0.12), line(5, 5.4, 70, 5.4, 0.12)] }));
    b.quad([-4.8, 0.01, 5.8], [4.8, 0.01, 5.8], [4.8, 0.01, 60], [-4.8, 0.01, 60], srgb(0x777777), 0, asphalt({ color: srgb(0x85827c), marks: [line(0, 11, 0, 60, 0.12), line(0.2, 9.6, 4.4, 9.6, 0.35), line(-4.4, 12.4, -0.2, 12.4, 0.35)] }));
    for (const side of [-1, 1]) {
      b.quad([side * 4.8, 0.14, 6], [side * 70, 0.14, 6], [side * 70, 0.14, 9.4], [side * 4.8, 0.14, 9.4], srgb(0x999999), 0, paving(srgb(0xa69a8b), 0.5));
      b.box([side > 0 ? 4.8 : -70, 0, 5.95], [side > 0 ? 70 : -4.8, 0.15, 6.15], srgb(0xb5b0a5));
      b.quad([side * 4.8, 0.1, 9.4], [side * 70, 0.1, 9.4], [side * 70, 0.1, 60], [side * 4.8, 0.1, 60], srgb(0x6a8f4a), 0, meadow(srgb(0x8da858), srgb(0x4c6b35)));
      b.box([side > 0 ? 4.8 : -5, 0, 9.4], [side > 0 ? 5 : -4.8, 0.2, 60], srgb(0xb5b0a5));
      b.box([side * 5.7 - 0.65, 0, 9.2], [side * 5.7 + 0.65, 4.4, 10.5], CREAM);
      b.box([side * 5.7 - 0.8, 4.4, 9.05], [side * 5.7 + 0.8, 4.75, 10.65], srgb(0xc0ab78));
      b.box([side * 5.7 - 0.72, 0, 9.12], [side * 5.7 + 0.72, 0.7, 10.58], srgb(0x8f8574));
      addFence(b, [side * 6.5, 0.14, 9.8], [side * 45, 0.14, 9.8], 2.5, srgb(0x2f3f39));
    }
    const board = picture({ corner: [5.1, 2.5, 9.18], right: [1, 0, 0], up: [0, 1, 0], widthM: 1.2, heightM: 1.3 }, 120, (context) => {
      context.fillStyle = '#7d1712';
      context.fillRect(0, 0, 1.2, 1.3);
      context.strokeStyle = '#e4c46a';
      context.lineWidth = 0.04;
      context.strokeRect(0.06, 0.06, 1.08, 1.18);
      context.fillStyle = '#f2d787';
      context.textAlign = 'center';
      context.scale(0.01, 0.01);
      context.font = `800 26px ${FONT}`;
      context.fillText('CỔNG', 60, 62);
      context.font = `800 34px ${FONT}`;
      context.fillText('SỐ 2', 60, 102);
    });
    b.quad([5.1, 2.5, 9.18], [6.3, 2.5, 9.18], [6.3, 3.8, 9.18], [5.1, 3.8, 9.18], srgb(0xffffff), FINISH.matte, board);
    addBooth(b);
    b.box([4.25, 0, 10.95], [4.65, 1.05, 11.4], srgb(0xd8a21c), FINISH.paint);
    b.box([-4.65, 0, 10.95], [-4.25, 1.05, 11.4], srgb(0xd8a21c), FINISH.paint);
    addOffice(b);
    for (const [index, [x, z]] of ([[-11, 14], [-17, 18], [13, 15], [20, 19], [-24, 14], [28, 15], [-10, 26], [11, 27]] as const).entries()) {
      b.put(tree(380 + index, { heightM: between(random, 6.5, 9), crownM: between(random, 2.6, 3.5), leaves: 3000, leafM: 0.2 }), { at: [x, 0.1, z], yaw: index });
    }
    for (let index = 0; index < 14; index += 1) {
      for (const side of [-1, 1]) b.put(shrub(60 + index, 0.55, 0.75), { at: [side * 5.9, 0.1, 12.5 + index * 1.5], yaw: index * 2 });
    }
    addLampPost(b, [7.4, 0.14, 6.8], 8, [-1.8, 0.3, -0.8], false);
    b.tube([-9.2, 0, 22], [-9.2, 12, 22], 0.09, 0.05, srgb(0xd0d3d5), 8, FINISH.paint);
    for (const z of [14, 17.2, 20.4, 23.6]) b.put(car(Math.round(z * 10)).mesh, { at: [17 + z * 0.1, 0.1, z + 14], yaw: 1.57 });
    return b.build();
  },
  actors(timeS) {
    const sway = Math.sin((timeS / LOOP_S) * Math.PI * 2);
    return [
      ...onTheWay(TRIPS, LOOP_S, timeS),
      ...barrier(timeS, 6.2, 11.2, [4.4, 1.1, 11.15], Math.PI),
      ...barrier((timeS + LOOP_S - 6.2) % LOOP_S, 6.2, 9.8, [-4.4, 1.1, 11.2], 0),
      { model: GUARD, at: [3.7, 0.02, 9.1], yaw: 2.4 + sway * 0.5 },
    ];
  },
};

function addBooth(b: MeshBuilder): void {
  b.box([5.2, 0.1, 11.6], [7.4, 0.95, 13.8], srgb(0xe4e0d2));
  b.box([5.2, 0.95, 11.6], [7.4, 2.3, 13.8], srgb(0x24323a), FINISH.glass);
  for (const [x, z] of [[5.2, 11.6], [7.4, 11.6], [5.2, 13.8], [7.4, 13.8], [6.3, 11.6], [5.2, 12.7]] as const) b.box([x - 0.06, 0.9, z - 0.06], [x + 0.06, 2.35, z + 0.06], srgb(0xe4e0d2));
  b.box([4.9, 2.3, 11.3], [7.7, 2.5, 14.1], srgb(0x2f5f86));
  b.box([5.0, 2.5, 11.4], [7.6, 2.62, 14], srgb(0xb9bfc2));
}

function addOffice(b: MeshBuilder): void {
  const [x0, x1, z, h] = [-22, 24, 46, 15];
  const front = picture({ corner: [x0, 0, z], right: [1, 0, 0], up: [0, 1, 0], widthM: x1 - x0, heightM: h }, 24, (context) => {
    context.fillStyle = '#dcc584';
    context.fillRect(0, 0, x1 - x0, h);
    for (let floor = 0; floor < 4; floor += 1) {
      for (let bay = 0; bay < 15; bay += 1) {
        const x = 0.8 + bay * 3;
        const y = h - 3.2 - floor * 3.5;
        context.fillStyle = '#efe6cc';
        context.fillRect(x - 0.15, y - 0.2, 1.9, 2.5);
        context.fillStyle = '#2d4148';
        context.fillRect(x, y, 1.6, 2.1);
        context.fillStyle = 'rgba(190,215,228,0.55)';
        context.fillRect(x + 0.1, y + 0.1, 0.6, 1.9);
        context.fillStyle = '#efe6cc';
        context.fillRect(x + 0.76, y, 0.09, 2.1);
      }
      context.fillStyle = 'rgba(120,95,50,0.45)';
      context.fillRect(0, h - 0.5 - floor * 3.5, x1 - x0, 0.18);
    }
  });
  b.quad([x0, 0, z], [x1, 0, z], [x1, h, z], [x0, h, z], CREAM, FINISH.matte, front);
  b.quad([x0, 0, z], [x0, 0, z + 14], [x0, h, z + 14], [x0, h, z], CREAM);
  b.quad([x1, 0, z], [x1, 0, z + 14], [x1, h, z + 14], [x1, h, z], CREAM);
  b.box([x0 - 0.6, h, z - 0.7], [x1 + 0.6, h + 0.7, z + 14.5], srgb(0xc9b789));
  b.box([-5, 3.6, z - 5], [7, 4.1, z], srgb(0xe6dcc0));
  for (const x of [-4.4, 0, 2, 6.4]) b.tube([x, 0, z - 4.5], [x, 3.6, z - 4.5], 0.3, 0.28, srgb(0xece3c8), 10);
}

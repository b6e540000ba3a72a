import type { SKRSContext2D } from '@napi-rs/canvas';
import { FINISH } from './mesh.ts';
import type { MeshBuilder } from './mesh.ts';
import { FONT } from './picture.ts';
import { between, pick, randomFrom } from './random.ts';
import type { Random } from './random.ts';
import { picture } from './surface.ts';
import { add, cross, scale, srgb } from './vec.ts';
import type { Rgb, Vec3 } from './vec.ts';

const WALLS = ['#d9c48f', '#e3d7b4', '#cdb173', '#d8d3c5', '#bfc9b4', '#dcc0a0', '#c7cfd2', '#e6dfcf', '#c9a86a', '#b9c6c4'];
const SIGNS: readonly (readonly [string, string, string])[] = [
  ['#b3261e', '#fff2c9', 'PHỞ BÒ'], ['#1d4e89', '#ffffff', 'NHÀ THUỐC'], ['#1f6b3a', '#fff7d6', 'CÀ PHÊ'], ['#f0b429', '#7a1712', 'BÚN CHẢ'],
  ['#7a1f4b', '#ffe9f2', 'ÁO CƯỚI'], ['#12355b', '#ffd84d', 'ĐIỆN MÁY'], ['#e9e4d8', '#a01d17', 'TẠP HOÁ'], ['#0f5c5c', '#f4fffb', 'KHÁCH SẠN'],
  ['#c43d1a', '#fff', 'BÁNH MÌ'], ['#2b2b2b', '#f6d365', 'CẮT TÓC'], ['#f7f3e8', '#1d4e89', 'SỬA XE'], ['#5b2a86', '#fff', 'THỜI TRANG'],
];

/** Where a house stands and how it is. `front` is the lower left corner of its front as one looks at it. */
export interface House {
  readonly front: Vec3;
  /** Unit direction along the front, to the right as one looks at it. */
  readonly along: Vec3;
  readonly widthM: number;
  readonly storeys: number;
  readonly depthM: number;
  readonly night: boolean;
  readonly shop: boolean;
}

const STOREY_M = 3.4;

/** A Hanoi tube house: narrow, tall, painted front with shutters and balconies, a shop below. */
export function addHouse(b: MeshBuilder, seed: number, house: House): void {
  const random = randomFrom(seed);
  const { front, along, widthM, storeys } = house;
  const up: Vec3 = [0, 1, 0];
  const back = cross(along, up);
  const heightM = 0.5 + storeys * STOREY_M + between(random, 0, 0.8);
  const at = (x: number, y: number, z: number): Vec3 => add(front, add(scale(along, x), add(scale(up, y), scale(back, z))));
  const wall = pick(random, WALLS);
  const storeysSeed = Math.floor(random() * 1e9);
  const sign = pick(random, SIGNS);
  const surface = picture(
    { corner: front, right: along, up, widthM, heightM },
    44,
    (context) => drawFront(context, randomFrom(storeysSeed), { widthM, heightM, storeys, wall, sign, shop: house.shop, night: house.night }),
    house.night ? (context) => drawFrontLights(context, randomFrom(storeysSeed + 1), { widthM, heightM, storeys, sign, shop: house.shop }) : undefined,
  );
  b.quad(at(0, 0, 0), at(widthM, 0, 0), at(widthM, heightM, 0), at(0, heightM, 0), srgb(0xc8b890), FINISH.matte, surface);
  const side = srgb(pick(random, [0xb9b2a4, 0xa9a79f, 0xc2b596, 0x9fa5a4]));
  const flank = picture({ corner: at(0, 0, 0), right: back, up, widthM: house.depthM, heightM }, 12, (context) => drawFlank(context, randomFrom(storeysSeed + 2), house.depthM, heightM, side));
  b.quad(at(0, 0, 0), at(0, 0, house.depthM), at(0, heightM, house.depthM), at(0, heightM, 0), side, FINISH.matte, flank);
  b.quad(at(widthM, 0, 0), at(widthM, 0, house.depthM), at(widthM, heightM, house.depthM), at(widthM, heightM, 0), side, FINISH.matte, flank);
  b.quad(at(0, heightM, 0), at(widthM, heightM, 0), at(widthM, heightM, house.depthM), at(0, heightM, house.depthM), srgb(0x8d8a84));
  const block = (x0: number, x1: number, y0: number, y1: number, z0: number, z1: number, color: Rgb): void => {
    const c = [at(x0, y0, z0), at(x1, y0, z0), at(x1, y0, z1), at(x0, y0, z1), at(x0, y1, z0), at(x1, y1, z0), at(x1, y1, z1), at(x0, y1, z1)] as const;
    for (const [i, j, k, l] of [[0, 1, 5, 4], [1, 2, 6, 5], [3, 2, 6, 7], [0, 3, 7, 4], [4, 5, 6, 7], [0, 1, 2, 3]] as const) b.quad(c[i], c[j], c[k], c[l], color);
  };
  for (let storey = 1; storey < storeys; storey += 1) {
    const y = 0.5 + storey * STOREY_M;
    if (random() < 0.75) {
      block(0.12, widthM - 0.12, y - 0.16, y, -0.85, 0, srgb(0xb8b0a0));
      const rail = srgb(pick(random, [0x3b3f3d, 0x5a3f2e, 0x7d8580, 0x2e4a3d]));
      for (let x = 0.16; x < widthM - 0.14; x += 0.17) block(x, x + 0.035, y, y + 0.85, -0.83, -0.8, rail);
      block(0.12, widthM - 0.12, y + 0.84, y + 0.9, -0.86, -0.78, rail);
      if (random() < 0.6) for (let x = 0.4; x < widthM - 0.4; x += between(random, 0.5, 1.1)) b.ball(at(x, y + 0.35, -0.6), [0.24, 0.34, 0.2], srgb(pick(random, [0x3f6b2e, 0x557f38, 0x2f5527])), 7);
    } else block(0, widthM, y - 0.1, y + 0.06, -0.15, 0, srgb(0xb0a894));
    if (random() < 0.6) block(widthM - 1.1, widthM - 0.25, y + 1.7, y + 2.3, -0.35, 0, srgb(0xd2d4d0));
  }
  block(-0.02, widthM + 0.02, heightM - 0.1, heightM + 0.35, -0.2, 0.1, srgb(0xa89f8c));
  if (random() < 0.5) b.tube(at(widthM * 0.5, heightM, 2), at(widthM * 0.5, heightM + 1.4, 2), 0.6, 0.6, srgb(0xb6bcc0), 9, FINISH.paint);
  if (!house.shop) return;
  block(0.1, widthM - 0.1, 3.0, 3.75, -0.28, 0, srgb(0x777168));
  const name = picture({ corner: at(0.1, 3.0, -0.29), right: along, up, widthM: widthM - 0.2, heightM: 0.75 }, 80, (context) => drawSign(context, sign, widthM - 0.2, 0.75), house.night ? (context) => drawSign(context, sign, widthM - 0.2, 0.75) : undefined);
  b.quad(at(0.1, 3.0, -0.29), at(widthM - 0.1, 3.0, -0.29), at(widthM - 0.1, 3.75, -0.29), at(0.1, 3.75, -0.29), srgb(0xffffff), FINISH.matte, name);
  if (random() < 0.65) {
    const cloth = srgb(pick(random, [0x2f6f5a, 0xa83a2c, 0x2e568c, 0xc9b68a, 0x7a7f86]));
    const out = between(random, 1.2, 1.9);
    b.quad(at(0.05, 2.95, 0), at(widthM - 0.05, 2.95, 0), at(widthM - 0.05, 2.45, -out), at(0.05, 2.45, -out), cloth);
    b.quad(at(0.05, 2.45, -out), at(widthM - 0.05, 2.45, -out), at(widthM - 0.05, 2.22, -out), at(0.05, 2.22, -out), scale(cloth, 0.85));
  }
}

interface Front {
  readonly widthM: number;
  readonly heightM: number;
  readonly storeys: number;
  readonly wall: string;
  readonly sign: readonly [string, string, string];
  readonly shop: boolean;
  readonly night: boolean;
}

function drawFront(context: SKRSContext2D, random: Random, front: Front): void {
  const { widthM: w, heightM: h } = front;
  context.fillStyle = front.wall;
  context.fillRect(0, 0, w, h);
  for (let stain = 0; stain < 60; stain += 1) {
    const x = random() * w;
    const y = random() * h;
    context.fillStyle = `rgba(${random() < 0.75 ? '60,52,40' : '255,250,235'},${0.015 + random() * 0.05})`;
    context.fillRect(x, y, between(random, 0.05, 0.5), between(random, 0.4, 3));
  }
  const soot = context.createLinearGradient(0, 0, 0, h);
  soot.addColorStop(0, 'rgba(50,45,38,0.38)');
  soot.addColorStop(0.12, 'rgba(50,45,38,0.06)');
  soot.addColorStop(0.7, 'rgba(50,45,38,0.02)');
  soot.addColorStop(1, 'rgba(50,45,38,0.35)');
  context.fillStyle = soot;
  context.fillRect(0, 0, w, h);
  const shutter = pick(random, ['#4f6b58', '#5e4632', '#3c5f6b', '#6f7a6a', '#7c5a3c', '#d7d3c6']);
  for (let storey = 1; storey < front.storeys; storey += 1) {
    const floorY = h - 0.5 - storey * STOREY_M;
    const count = w > 4.2 ? 3 : 2;
    const windowW = (w / count) * 0.62;
    for (let index = 0; index < count; index += 1) {
      const x = (w / count) * (index + 0.5) - windowW / 2;
      const top = floorY - 2.45;
      context.fillStyle = 'rgba(40,32,22,0.35)';
      context.fillRect(x - 0.08, top - 0.1, windowW + 0.2, 2.62);
      context.fillStyle = '#e8e0cc';
      context.fillRect(x - 0.1, top - 0.12, windowW + 0.2, 0.12);
      context.fillStyle = shutter;
      context.fillRect(x, top, windowW, 2.45);
      context.fillStyle = 'rgba(0,0,0,0.22)';
      for (let y = top + 0.1; y < top + 2.4; y += 0.12) context.fillRect(x + 0.05, y, windowW - 0.1, 0.045);
      if (random() < 0.45) {
        context.fillStyle = '#20262a';
        context.fillRect(x + windowW * 0.16, top + 0.1, windowW * 0.68, 2.3);
        context.fillStyle = 'rgba(170,190,200,0.25)';
        context.fillRect(x + windowW * 0.18, top + 0.12, windowW * 0.3, 1.1);
      }
      context.fillStyle = 'rgba(0,0,0,0.4)';
      context.fillRect(x + windowW / 2 - 0.02, top, 0.04, 2.45);
    }
  }
  if (!front.shop) {
    context.fillStyle = shutter;
    context.fillRect(w * 0.2, h - 2.9, w * 0.6, 2.9);
    context.fillStyle = 'rgba(0,0,0,0.3)';
    for (let x = w * 0.2; x < w * 0.8; x += 0.14) context.fillRect(x, h - 2.9, 0.03, 2.9);
    return;
  }
  context.fillStyle = front.night ? '#5a4a36' : '#1d1b19';
  context.fillRect(0.2, h - 3.0, w - 0.4, 2.95);
  for (let shelf = 0; shelf < 4; shelf += 1) {
    const y = h - 2.5 + shelf * 0.62;
    for (let x = 0.3; x < w - 0.5; x += between(random, 0.12, 0.34)) {
      context.fillStyle = `hsl(${Math.floor(random() * 360)},${25 + random() * 35}%,${18 + random() * 34}%)`;
      context.fillRect(x, y, between(random, 0.1, 0.28), between(random, 0.3, 0.52));
    }
  }
  const deep = context.createLinearGradient(0, h - 3, 0, h);
  deep.addColorStop(0, 'rgba(10,8,6,0.75)');
  deep.addColorStop(1, 'rgba(10,8,6,0.25)');
  context.fillStyle = deep;
  context.fillRect(0.2, h - 3.0, w - 0.4, 2.95);
}

function drawFrontLights(context: SKRSContext2D, random: Random, front: Pick<Front, 'widthM' | 'heightM' | 'storeys' | 'sign' | 'shop'>): void {
  const { widthM: w, heightM: h } = front;
  context.fillStyle = '#000';
  context.fillRect(0, 0, w, h);
  for (let storey = 1; storey < front.storeys; storey += 1) {
    const floorY = h - 0.5 - storey * STOREY_M;
    const count = w > 4.2 ? 3 : 2;
    const windowW = (w / count) * 0.62;
    if (random() < 0.5) continue;
    const tone = pick(random, ['rgba(150,105,50,0.8)', 'rgba(120,120,105,0.7)', 'rgba(90,62,30,0.8)']);
    for (let index = 0; index < count; index += 1) {
      if (random() < 0.35) continue;
      const x = (w / count) * (index + 0.5) - windowW / 2;
      context.fillStyle = tone;
      context.fillRect(x + windowW * 0.12, floorY - 2.3, windowW * 0.76, 2.2);
      context.fillStyle = 'rgba(0,0,0,0.75)';
      context.fillRect(x + windowW / 2 - 0.03, floorY - 2.4, 0.06, 2.4);
      context.fillRect(x, floorY - 1.5, windowW, 0.05);
    }
  }
  if (!front.shop || random() < 0.25) return;
  const lamp = context.createLinearGradient(0, h - 3, 0, h);
  lamp.addColorStop(0, 'rgba(190,165,115,0.95)');
  lamp.addColorStop(0.5, 'rgba(120,98,62,0.8)');
  lamp.addColorStop(1, 'rgba(60,46,28,0.7)');
  context.fillStyle = lamp;
  context.fillRect(0.25, h - 2.95, w - 0.5, 2.85);
  for (let item = 0; item < 34; item += 1) {
    context.fillStyle = `rgba(${random() < 0.5 ? '8,6,4' : '70,30,20'},${0.35 + random() * 0.5})`;
    context.fillRect(between(random, 0.3, w - 0.6), h - between(random, 0.3, 2.5), between(random, 0.1, 0.3), between(random, 0.15, 0.5));
  }
}

function drawSign(context: SKRSContext2D, sign: readonly [string, string, string], w: number, h: number): void {
  const [ground, letters, text] = sign;
  context.fillStyle = ground;
  context.fillRect(0, 0, w, h);
  context.strokeStyle = 'rgba(255,255,255,0.35)';
  context.lineWidth = 0.03;
  context.strokeRect(0.05, 0.05, w - 0.1, h - 0.1);
  context.fillStyle = letters;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.save();
  context.translate(w / 2, h / 2);
  context.scale(0.01, 0.01);
  context.font = `800 46px ${FONT}`;
  const wide = context.measureText(text).width;
  const squeeze = Math.min(1, (w * 92) / wide);
  context.scale(squeeze, squeeze);
  context.fillText(text, 0, 2);
  context.restore();
}

function drawFlank(context: SKRSContext2D, random: Random, w: number, h: number, color: Rgb): void {
  const byte = (c: number): number => Math.round(255 * c ** (1 / 2.2));
  context.fillStyle = `rgb(${byte(color[0])},${byte(color[1])},${byte(color[2])})`;
  context.fillRect(0, 0, w, h);
  for (let stain = 0; stain < 90; stain += 1) {
    context.fillStyle = `rgba(45,42,36,${0.02 + random() * 0.06})`;
    context.fillRect(random() * w, random() * h, between(random, 0.1, 0.9), between(random, 0.5, 5));
  }
}

import { addHouse } from '../../clips/draw/buildings.ts';
import { asphalt, meadow, paving, type Mark } from '../../clips/draw/ground.ts';
import type { Area, Look } from '../../clips/draw/light.ts';
import { FINISH, MeshBuilder, type Mesh } from '../../clips/draw/mesh.ts';
import { shrub, tree } from '../../clips/draw/nature.ts';
import { FONT } from '../../clips/draw/picture.ts';
import { between, randomFrom } from '../../clips/draw/random.ts';
import { picture, type Surface } from '../../clips/draw/surface.ts';
import type { Tone } from '../../clips/draw/tone.ts';
import { srgb, type Rgb, type Vec3 } from '../../clips/draw/vec.ts';
import { addLampPost, addRow } from '../../clips/scenes/street-parts.ts';
import { EYE_M } from '../street.ts';

/*
 * A roundabout seen from a mast in its middle: north is +z, east is +x, bearings go clockwise. Towers with letters and boards with
 * degrees tell the bearings apart.
 */

export const EYE: Vec3 = [0, EYE_M, 0];
export const LOOK: Look = {
  sun: { towards: [0.6, 0.85, -0.45], color: [2.4, 2.15, 1.75] },
  sky: { zenith: [0.5, 0.67, 0.93], horizon: [1.18, 1.16, 1.12], clouds: [1.3, 1.28, 1.25] },
  ambient: { above: [0.66, 0.73, 0.84], below: [0.34, 0.31, 0.27] },
  fog: { color: [1, 1, 1.02], perM: 0.0011 },
};
export const TONE: Tone = { exposure: 0.56, saturation: 0.96, tint: [1.02, 1, 0.97], vignette: 0, noise: 0 };
export const AREA: Area = { x: 0, z: 0, radiusM: 95 };

const ISLAND_M = 24;
const ROAD_M = 52;
const PAVEMENT_M = 61;
const STREET_HALF_M = 8;
const FAR_M = 320;

/** Letter, bearing, colour and height of each tower. */
const TOWERS: readonly (readonly [string, number, string, number])[] = [
  ['A', 24, '#b3261e', 46],
  ['B', 66, '#1d4e89', 40],
  ['C', 114, '#1f6b3a', 44],
  ['D', 156, '#8a5a12', 38],
  ['E', 204, '#6b2a7a', 45],
  ['G', 246, '#0f5c5c', 39],
  ['H', 294, '#a0431a', 43],
  ['K', 336, '#3a4250', 41],
];
const SIDES: Readonly<Record<number, string>> = { 0: 'BẮC', 45: 'ĐÔNG BẮC', 90: 'ĐÔNG', 135: 'ĐÔNG NAM', 180: 'NAM', 225: 'TÂY NAM', 270: 'TÂY', 315: 'TÂY BẮC' };

/** Everything that stands still. */
export function scenery(): Mesh {
  const b = new MeshBuilder();
  addGround(b);
  for (const quarter of [0, 90, 180, 270]) {
    addStreet(b, quarter);
    addArc(b, quarter);
  }
  for (const tower of TOWERS) addTower(b, ...tower);
  for (let bearing = 0; bearing < 360; bearing += 15) addBoard(b, bearing);
  addGreen(b);
  return b.build();
}

function at(bearingDeg: number, distanceM: number, y = 0): Vec3 {
  const angle = (bearingDeg * Math.PI) / 180;
  return [Math.sin(angle) * distanceM, y, Math.cos(angle) * distanceM];
}

/** To the right as one looks out along a bearing. */
const rightOf = (bearingDeg: number): Vec3 => at(bearingDeg + 90, 1);

function ring(b: MeshBuilder, fromM: number, toM: number, y: number, color: Rgb, surface: Surface): void {
  for (let bearing = 0; bearing < 360; bearing += 5) b.quad(at(bearing, fromM, y), at(bearing + 5, fromM, y), at(bearing + 5, toM, y), at(bearing, toM, y), color, FINISH.matte, surface);
}

const lane = (radiusM: number): Mark => (x, z) => (Math.abs(Math.hypot(x, z) - radiusM) < 0.09 && Math.floor((Math.atan2(x, z) * radiusM) / 3) % 2 === 0 ? 1 : 0);
const edge = (radiusM: number): Mark => (x, z) => (Math.abs(Math.hypot(x, z) - radiusM) < 0.1 && Math.min(Math.abs(x), Math.abs(z)) > STREET_HALF_M ? 1 : 0);
const zebras: Mark = (x, z) => {
  const [across, along] = Math.abs(x) < Math.abs(z) ? [x, Math.abs(z)] : [z, Math.abs(x)];
  return along > 55 && along < 59 && Math.abs(across) < 7 && (((across % 1) + 1) % 1) < 0.5 ? 1 : 0;
};
const middle: Mark = (x, z) => {
  const [across, along] = Math.abs(x) < Math.abs(z) ? [x, Math.abs(z)] : [z, Math.abs(x)];
  return along > 62 && Math.abs(Math.abs(across) - 0.18) < 0.07 ? 1 : 0;
};

function addGround(b: MeshBuilder): void {
  ring(b, 0, ISLAND_M - 0.4, 0.3, srgb(0x6f9440), meadow(srgb(0x6f8a4a), srgb(0x455f33)));
  ring(b, ISLAND_M - 0.4, ISLAND_M, 0.32, srgb(0xc9c4b8), paving(srgb(0xc9c4b8), 0.5));
  ring(b, ISLAND_M, PAVEMENT_M, 0, srgb(0x666666), asphalt({ marks: [lane(31), lane(37.4), lane(43.5), edge(24.8), edge(51)] }));
  const stone = paving(srgb(0x9b8f84), 0.5);
  for (let bearing = 0; bearing < 360; bearing += 2) {
    const [x, , z] = at(bearing + 1, 56);
    if (Math.min(Math.abs(x), Math.abs(z)) < STREET_HALF_M + 1) continue;
    b.quad(at(bearing, ROAD_M, 0.16), at(bearing + 2, ROAD_M, 0.16), at(bearing + 2, 70, 0.16), at(bearing, 70, 0.16), srgb(0x999999), FINISH.matte, stone);
  }
}

function addStreet(b: MeshBuilder, bearing: number): void {
  const right = rightOf(bearing);
  const point = (asideM: number, outM: number, y: number): Vec3 => {
    const [x, , z] = at(bearing, outM);
    return [x + right[0] * asideM, y, z + right[2] * asideM];
  };
  const road = asphalt({ marks: [zebras, middle] });
  b.quad(point(-STREET_HALF_M, 50, 0.01), point(STREET_HALF_M, 50, 0.01), point(STREET_HALF_M, FAR_M, 0.01), point(-STREET_HALF_M, FAR_M, 0.01), srgb(0x666666), FINISH.matte, road);
  const stone = paving(srgb(0x9b8f84), 0.5);
  for (const side of [-1, 1]) b.quad(point(side * STREET_HALF_M, 62, 0.14), point(side * 13, 62, 0.14), point(side * 13, FAR_M, 0.14), point(side * STREET_HALF_M, FAR_M, 0.14), srgb(0x999999), FINISH.matte, stone);
  const random = randomFrom(40 + bearing);
  addRow(b, random, { from: point(-12.4, 78, 0.14), along: at(bearing, 1), lengthM: 190, seed: 4000 + bearing * 10, storeys: [3, 5] });
  addRow(b, random, { from: point(12.4, 268, 0.14), along: at(bearing + 180, 1), lengthM: 190, seed: 7000 + bearing * 10, storeys: [3, 6] });
}

/** Houses round the roundabout, between two streets. */
function addArc(b: MeshBuilder, quarter: number): void {
  const random = randomFrom(90 + quarter);
  for (let bearing = quarter + 11.5; bearing < quarter + 77; ) {
    const widthM = between(random, 4.2, 5.6);
    const stepDeg = (widthM / PAVEMENT_M) * (180 / Math.PI);
    const [from, to] = [at(bearing, PAVEMENT_M, 0.16), at(bearing + stepDeg, PAVEMENT_M, 0.16)];
    const lengthM = Math.hypot(to[0] - from[0], to[2] - from[2]);
    const along: Vec3 = [(to[0] - from[0]) / lengthM, 0, (to[2] - from[2]) / lengthM];
    addHouse(b, 1000 + Math.round(bearing * 7), { front: from, along, widthM: lengthM, storeys: 2 + Math.floor(random() * 3), depthM: 10, night: false, shop: random() < 0.9 });
    bearing += stepDeg;
  }
}

function addTower(b: MeshBuilder, letter: string, bearing: number, colour: string, heightM: number): void {
  const widthM = 21;
  const right = rightOf(bearing);
  const [x, , z] = at(bearing, 82);
  const corner: Vec3 = [x - (right[0] * widthM) / 2, 0, z - (right[2] * widthM) / 2];
  const back = at(bearing, 16);
  const other: Vec3 = [corner[0] + right[0] * widthM, 0, corner[2] + right[2] * widthM];
  const up = (p: Vec3, y: number): Vec3 => [p[0], y, p[2]];
  const behind = (p: Vec3): Vec3 => [p[0] + back[0], p[1], p[2] + back[2]];
  const front = picture({ corner, right, up: [0, 1, 0], widthM, heightM }, 14, (context) => {
    context.fillStyle = '#d8d3c7';
    context.fillRect(0, 0, widthM, heightM);
    context.fillStyle = colour;
    context.fillRect(0, 0, widthM, 17.5);
    for (let y = 18.6; y < heightM - 2; y += 3.2) {
      for (let left = 1.2; left < widthM - 2; left += 2.9) {
        context.fillStyle = (Math.round(left * 7 + y * 3) % 5) === 0 ? '#6f8796' : '#3f5666';
        context.fillRect(left, y, 1.9, 1.9);
      }
    }
    context.fillStyle = '#fffdf4';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.font = `700 15px ${FONT}`;
    context.fillText(letter, widthM / 2, 9);
  });
  const wall = srgb(0xb9b4a8);
  b.quad(corner, other, up(other, heightM), up(corner, heightM), wall, FINISH.matte, front);
  b.quad(corner, behind(corner), up(behind(corner), heightM), up(corner, heightM), wall);
  b.quad(other, behind(other), up(behind(other), heightM), up(other, heightM), wall);
  b.quad(up(corner, heightM), up(other, heightM), up(behind(other), heightM), up(behind(corner), heightM), srgb(0x8d8a84));
}

/** A board at the kerb with its bearing. */
function addBoard(b: MeshBuilder, bearing: number): void {
  const side = SIDES[bearing];
  const widthM = side === undefined ? 2.6 : 5.6;
  const heightM = side === undefined ? 1.2 : 2;
  const right = rightOf(bearing);
  // The streets' own boards hang over the road.
  const isStreet = bearing % 90 === 0;
  const low = isStreet ? 5.2 : 2.6;
  const [x, , z] = at(bearing, isStreet ? 60 : 53);
  const corner: Vec3 = [x - (right[0] * widthM) / 2, low, z - (right[2] * widthM) / 2];
  const other: Vec3 = [corner[0] + right[0] * widthM, low, corner[2] + right[2] * widthM];
  const board = picture({ corner, right, up: [0, 1, 0], widthM, heightM }, 60, (context) => {
    context.fillStyle = side === undefined ? '#f4f1e6' : '#14507e';
    context.fillRect(0, 0, widthM, heightM);
    context.fillStyle = side === undefined ? '#1a1c1e' : '#ffffff';
    context.textAlign = 'center';
    context.textBaseline = 'middle';
    context.font = `700 ${String(side === undefined ? 0.95 : 0.86)}px ${FONT}`;
    context.fillText(`${String(bearing)}°`, widthM / 2, side === undefined ? heightM / 2 : heightM * 0.28);
    if (side !== undefined) context.fillText(side, widthM / 2, heightM * 0.74);
  });
  b.quad(corner, other, [other[0], low + heightM, other[2]], [corner[0], low + heightM, corner[2]], srgb(0xffffff), FINISH.matte, board);
  const steel = srgb(0x82868a);
  if (!isStreet) b.tube([x, 0.1, z], [x, low, z], 0.09, 0.07, steel, 7);
  else for (const asideM of [-9.5, 9.5]) b.tube([x + right[0] * asideM, 0, z + right[2] * asideM], [x + right[0] * asideM, low + 2.2, z + right[2] * asideM], 0.14, 0.12, steel, 8);
  if (isStreet) b.tube([x - right[0] * 9.5, low + 2.1, z - right[2] * 9.5], [x + right[0] * 9.5, low + 2.1, z + right[2] * 9.5], 0.09, 0.09, steel, 7);
}

function addGreen(b: MeshBuilder): void {
  const random = randomFrom(77);
  for (let index = 0; index < 150; index += 1) b.put(shrub(200 + index, between(random, 0.5, 1.1), between(random, 0.4, 0.9), index % 3 === 0 ? 0xb8553f : 0x6f9440), { at: at(random() * 360, between(random, 11, 22), 0.3) });
  for (let bearing = 7.5; bearing < 360; bearing += 15) {
    if (Math.abs(((bearing + 45) % 90) - 45) < 12) continue;
    b.put(tree(300 + Math.round(bearing), { heightM: between(random, 5.5, 7), crownM: between(random, 2, 2.6), leaves: 1500, leafM: 0.26 }), { at: at(bearing, 56.5, 0.16), yaw: bearing });
  }
  for (const bearing of [33, 57, 123, 147, 213, 237, 303, 327]) {
    const [x, , z] = at(bearing, 53.4);
    const [inX, , inZ] = at(bearing, -3);
    addLampPost(b, [x, 0.1, z], 9, [inX, 0.6, inZ], false);
  }
}

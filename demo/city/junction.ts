import type { Camera, Position } from '../server/api-types.ts';
import { bearingTo, lengthM, placeAt, stepBy, stepTo } from './ground.ts';
import { abilitiesOf } from './ptz-abilities.ts';

/** The junction that is laid out by hand: nine cameras, and none of any other unit near them. */
export const JUNCTION_UNIT = 'Quận Cầu Giấy';
export const JUNCTION_NAME = 'Nút giao Cầu Giấy';
export const JUNCTION: Position = { latDeg: 21.0335, lonDeg: 105.7995 };

/** Streets that meet there, outwards. */
export const ARMS: readonly { readonly street: string; readonly bearingDeg: number; readonly lengthM: number }[] = [
  { street: 'Cầu Giấy', bearingDeg: 283, lengthM: 1100 },
  { street: 'Kim Mã', bearingDeg: 101, lengthM: 500 },
  { street: 'Láng', bearingDeg: 196, lengthM: 900 },
  { street: 'Bưởi', bearingDeg: 14, lengthM: 800 },
];

/** No other camera stands nearer than this to the middle, metres. */
export const CLEAR_M = 225;
/** What stood nearer is moved outwards into a ring of this width, metres. */
const RING_M = 60;
const ADDRESS = 'Nút giao Cầu Giấy – Láng – Bưởi, phường Quan Hoa, quận Cầu Giấy, Hà Nội';

interface Post {
  readonly kind: Camera['kind'];
  readonly looks: string;
  readonly type: NonNullable<Camera['type']>;
  readonly purpose: 'traffic' | 'security';
  /** Where it stands, from the middle. */
  readonly atDeg: number;
  readonly atM: number;
  readonly heightM: number;
  /** The point it looks at, from the middle. */
  readonly toDeg: number;
  readonly toM: number;
  readonly angleDeg: number;
  readonly rangeM: number;
  readonly analytics: NonNullable<Camera['analytics']>;
}

/** Poles stand on the four corners; who looks into a street stands across the junction from it. */
const POSTS: readonly Post[] = [
  { kind: 'ptz', looks: 'toàn cảnh phía đông bắc', type: 'dome', purpose: 'traffic', atDeg: 57, atM: 38, heightM: 24, toDeg: 0, toM: 0, angleDeg: 62, rangeM: 260, analytics: ['congestion', 'counting'] },
  { kind: 'ptz', looks: 'toàn cảnh phía tây nam', type: 'dome', purpose: 'security', atDeg: 239, atM: 40, heightM: 14, toDeg: 0, toM: 0, angleDeg: 60, rangeM: 220, analytics: ['crowd', 'object-left'] },
  { kind: 'ptz', looks: 'cầu vượt, camera xoay', type: 'dome', purpose: 'traffic', atDeg: 148, atM: 42, heightM: 9.5, toDeg: 330, toM: 30, angleDeg: 58, rangeM: 240, analytics: ['wrong-way', 'parking'] },
  { kind: 'fixed', looks: 'hướng đường Cầu Giấy', type: 'bullet', purpose: 'traffic', atDeg: 118, atM: 34, heightM: 7.5, toDeg: 283, toM: 90, angleDeg: 72, rangeM: 90, analytics: ['congestion', 'wrong-way'] },
  { kind: 'fixed', looks: 'hướng Kim Mã', type: 'bullet', purpose: 'traffic', atDeg: 300, atM: 33, heightM: 7.2, toDeg: 101, toM: 90, angleDeg: 70, rangeM: 85, analytics: ['congestion'] },
  { kind: 'fixed', looks: 'hướng đường Láng', type: 'box', purpose: 'traffic', atDeg: 36, atM: 32, heightM: 6.8, toDeg: 196, toM: 90, angleDeg: 66, rangeM: 95, analytics: ['speed', 'wrong-way'] },
  { kind: 'fixed', looks: 'hướng đường Bưởi', type: 'box', purpose: 'traffic', atDeg: 214, atM: 32, heightM: 6.8, toDeg: 14, toM: 90, angleDeg: 66, rangeM: 95, analytics: ['speed'] },
  { kind: 'fixed', looks: 'vạch dừng đường Láng, biển số', type: 'plate', purpose: 'traffic', atDeg: 166, atM: 24, heightM: 5.6, toDeg: 196, toM: 48, angleDeg: 28, rangeM: 35, analytics: ['plate'] },
  { kind: 'fixed', looks: 'vỉa hè ga Cầu Giấy', type: 'dome', purpose: 'security', atDeg: 80, atM: 46, heightM: 4.2, toDeg: 60, toM: 6, angleDeg: 96, rangeM: 45, analytics: ['behaviour', 'crowd'] },
];

/** The nine cameras, made out of as many of the unit's own: the first of each kind that work. Their numbers stay. */
export function layJunction(own: readonly Camera[], isBroken: (cameraId: string) => boolean): readonly Camera[] {
  const working = own.filter(({ id }) => !isBroken(id));
  const spare = { ptz: working.filter(({ kind }) => kind === 'ptz').values(), fixed: working.filter(({ kind }) => kind === 'fixed').values() };
  return POSTS.flatMap((post) => {
    const { value: camera } = spare[post.kind].next();
    return camera === undefined ? [] : [atPost(camera, post)];
  });
}

export const isAtJunction = ({ name }: Camera): boolean => name.startsWith(`${JUNCTION_NAME} – `);

/** The same place, or the nearest one that leaves the junction clear. */
export function clearOfJunction(position: Position): Position {
  const step = stepTo(JUNCTION, position);
  const awayM = lengthM(step);
  if (awayM >= CLEAR_M + RING_M) return position;
  if (awayM < 1) return placeAt(JUNCTION, { northM: CLEAR_M, eastM: 0 });
  const factor = (CLEAR_M + (awayM / (CLEAR_M + RING_M)) * RING_M) / awayM;
  return placeAt(JUNCTION, { northM: step.northM * factor, eastM: step.eastM * factor });
}

function atPost(camera: Camera, post: Post): Camera {
  const { tier: _elsewhere, ptz: _before, ...kept } = camera;
  const position = placeAt(JUNCTION, stepBy(post.atDeg, post.atM));
  const bearingDeg = bearingTo(position, placeAt(JUNCTION, stepBy(post.toDeg, post.toM)));
  return {
    ...kept,
    name: `${JUNCTION_NAME} – ${post.looks}`,
    purpose: post.purpose,
    address: ADDRESS,
    position,
    mountingHeightM: post.heightM,
    connection: 'direct',
    type: post.type,
    view: { bearingDeg, angleDeg: post.angleDeg, rangeM: post.rangeM },
    analytics: post.analytics,
    tags: ['trọng điểm', 'đèn tín hiệu'],
    ...(post.kind === 'ptz' ? { ptz: abilitiesOf(camera.make, bearingDeg) } : {}),
  };
}
